/* Certificates for keys that stay where they were made. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/x509.h>

#include "trust/private.h"

static bool is_p256(EVP_PKEY *key)
{
	char group[32];

	return EVP_PKEY_get_group_name(key, group, sizeof group, NULL) == 1 &&
	       strcmp(group, "prime256v1") == 0;
}

/* The key of a request that whoever holds the key has signed; NULL when it is none. */
static EVP_PKEY *key_asked_for(const unsigned char *asked, size_t size)
{
	const unsigned char *at = asked;
	X509_REQ *request = d2i_X509_REQ(NULL, &at, (long)size);
	EVP_PKEY *key = request ? X509_REQ_get_pubkey(request) : NULL;

	if (key && (at != asked + size || !is_p256(key) || X509_REQ_verify(request, key) != 1)) {
		EVP_PKEY_free(key);
		key = NULL;
	}
	X509_REQ_free(request);
	return key;
}

int trust_certify(struct trust *trust, const struct trust_request *request,
		  const unsigned char *asked, size_t size, char **certificate, char *error)
{
	struct trust_line line;
	int result = trust_check(request, error);

	*certificate = NULL;
	if (result < 0)
		return result;
	EVP_PKEY *key = key_asked_for(asked, size);
	if (!key) {
		ERR_clear_error();
		return trust_fail(error, EBADMSG, "That is no request for a certificate.");
	}
	X509 *made = trust_make(trust, request, key);
	if (made && trust_make_line(made, request->name, &line))
		*certificate = trust_certificate_pem(made);
	if (*certificate)
		result = trust_add_line(trust, &line, error);
	else
		result = trust_fail_crypto(error, "The certificate could not be made");
	if (result < 0) {
		free(*certificate);
		*certificate = NULL;
	}
	X509_free(made);
	EVP_PKEY_free(key);
	return result;
}
