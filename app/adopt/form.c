/* Keys and certificates from one form into another. */
#include <stdlib.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "adopt/private.h"

char *adopt_base64(const unsigned char *bytes, size_t size)
{
	char *text = malloc((size + 2) / 3 * 4 + 1);

	if (text)
		EVP_EncodeBlock((unsigned char *)text, bytes, (int)size);
	return text;
}

/* EVP_DecodeBlock also takes blanks around it, and counts what "=" stands for. */
unsigned char *adopt_bytes(const char *base64, size_t *size)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t length = strlen(base64), body = strspn(base64, digits), rest = length - body;

	if (length == 0 || length % 4 || rest > 2 || strspn(base64 + body, "=") != rest ||
	    length / 4 * 3 - rest > ADOPT_BYTES_MAX)
		return NULL;
	unsigned char *bytes = malloc(length / 4 * 3);
	if (!bytes || EVP_DecodeBlock(bytes, (const unsigned char *)base64, (int)length) < 0) {
		free(bytes);
		return NULL;
	}
	*size = length / 4 * 3 - rest;
	return bytes;
}

static X509 *read_certificate(const char *pem)
{
	BIO *bio = BIO_new_mem_buf(pem, -1);
	X509 *certificate = bio ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;

	BIO_free(bio);
	ERR_clear_error();
	return certificate;
}

bool adopt_peer_of(const char *pem, unsigned char to[ADOPT_PEER_SIZE])
{
	X509 *certificate = read_certificate(pem);
	unsigned size = 0;
	bool good = certificate && X509_digest(certificate, EVP_sha256(), to, &size) == 1 &&
		    size == ADOPT_PEER_SIZE;

	X509_free(certificate);
	return good;
}

char *adopt_certificate_line(const char *pem)
{
	X509 *certificate = read_certificate(pem);
	unsigned char *bytes = NULL;
	int size = certificate ? i2d_X509(certificate, &bytes) : 0;
	char *text = size > 0 && size <= ADOPT_BYTES_MAX ? adopt_base64(bytes, (size_t)size) : NULL;

	OPENSSL_free(bytes);
	X509_free(certificate);
	return text;
}

static char *bio_text(BIO *bio)
{
	char *bytes;
	long size = BIO_get_mem_data(bio, &bytes);

	return size > 0 ? strndup(bytes, (size_t)size) : NULL;
}

char *adopt_certificate_pem(const char *base64)
{
	size_t size;
	unsigned char *bytes = adopt_bytes(base64, &size);
	const unsigned char *at = bytes;
	X509 *certificate = bytes ? d2i_X509(NULL, &at, (long)size) : NULL;
	BIO *bio = certificate && at == bytes + size ? BIO_new(BIO_s_mem()) : NULL;
	char *pem = bio && PEM_write_bio_X509(bio, certificate) ? bio_text(bio) : NULL;

	BIO_free(bio);
	X509_free(certificate);
	free(bytes);
	ERR_clear_error();
	return pem;
}

char *adopt_key_pem(const struct adopt_key *key)
{
	BIO *bio = BIO_new(BIO_s_secmem());
	bool written =
	    bio && PEM_write_bio_PrivateKey(bio, key->pair, NULL, NULL, 0, NULL, NULL) == 1;
	char *pem = written ? bio_text(bio) : NULL;

	BIO_free(bio);
	return pem;
}

bool adopt_key_fits(const struct adopt_key *key, const char *pem)
{
	X509 *certificate = read_certificate(pem);
	bool fits = certificate && X509_check_private_key(certificate, key->pair) == 1;

	X509_free(certificate);
	ERR_clear_error();
	return fits;
}
