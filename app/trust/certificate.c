/* Certificates and keys: RFC 5280 by way of OpenSSL. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "trust/private.h"

enum {
	VERSION_3 = 2,
	SERIAL_BITS = 127,
	DAY_S = 24 * 60 * 60,
	BACK_S = 60 * 60, /* clocks differ */
	AUTHORITY_DAYS = 20 * 365,
	HOST_MAX = 253, /* RFC 1035 */
};

int trust_fail_crypto(char *error, const char *what)
{
	char reason[256] = "";
	unsigned long code = ERR_get_error();

	if (code)
		ERR_error_string_n(code, reason, sizeof reason);
	ERR_clear_error();
	return trust_fail(error, EIO, "%s%s%s.", what, reason[0] ? ": " : "", reason);
}

EVP_PKEY *trust_new_key(void)
{
	return EVP_EC_gen("P-256");
}

static char *text_of(BIO *bio)
{
	char *bytes;
	long size = BIO_get_mem_data(bio, &bytes);
	char *text = size > 0 ? strndup(bytes, (size_t)size) : NULL;

	BIO_free(bio);
	return text;
}

char *trust_certificate_pem(X509 *certificate)
{
	BIO *bio = BIO_new(BIO_s_mem());

	if (bio)
		PEM_write_bio_X509(bio, certificate);
	return bio ? text_of(bio) : NULL;
}

char *trust_key_pem(EVP_PKEY *key)
{
	BIO *bio = BIO_new(BIO_s_mem());

	if (bio)
		PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL);
	return bio ? text_of(bio) : NULL;
}

static bool add_extension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX context;

	X509V3_set_ctx_nodb(&context);
	X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
	X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
	bool added = extension && X509_add_ext(certificate, extension, -1);
	X509_EXTENSION_free(extension);
	return added;
}

static bool set_name(X509 *certificate, const char *name)
{
	return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
					  (const unsigned char *)name, -1, -1, 0);
}

static bool set_serial(X509 *certificate)
{
	BIGNUM *number = BN_new();
	bool set = number && BN_rand(number, SERIAL_BITS, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) &&
		   BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));

	BN_free(number);
	return set;
}

/* A certificate with all but its extensions and signature; NULL when that fails. */
static X509 *new_certificate(EVP_PKEY *key, const char *name, int days)
{
	X509 *certificate = X509_new();

	if (certificate && X509_set_version(certificate, VERSION_3) && set_serial(certificate) &&
	    X509_gmtime_adj(X509_getm_notBefore(certificate), -BACK_S) &&
	    X509_gmtime_adj(X509_getm_notAfter(certificate), (long)days * DAY_S) &&
	    set_name(certificate, name) && X509_set_pubkey(certificate, key))
		return certificate;
	X509_free(certificate);
	return NULL;
}

X509 *trust_make_authority(EVP_PKEY *key, const char *name)
{
	X509 *made = new_certificate(key, name, AUTHORITY_DAYS);

	if (made && X509_set_issuer_name(made, X509_get_subject_name(made)) &&
	    add_extension(made, made, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
	    add_extension(made, made, NID_key_usage, "critical,keyCertSign,cRLSign") &&
	    add_extension(made, made, NID_subject_key_identifier, "hash") &&
	    X509_sign(made, key, EVP_sha256()))
		return made;
	X509_free(made);
	return NULL;
}

static bool is_address(const char *host)
{
	ASN1_OCTET_STRING *address = a2i_IPADDRESS(host);
	bool is = address != NULL;

	ASN1_OCTET_STRING_free(address);
	ERR_clear_error();
	return is;
}

/* "DNS:broker.example,IP:192.0.2.1" */
static void write_hosts(const struct trust_request *request, char *to, size_t size)
{
	size_t used = 0;

	to[0] = '\0';
	for (int i = 0; i < request->hosts_count && used < size; i++) {
		used += (size_t)snprintf(to + used, size - used, "%s%s:%s", i ? "," : "",
					 is_address(request->hosts[i]) ? "IP" : "DNS",
					 request->hosts[i]);
	}
}

static bool add_use(X509 *made, X509 *issuer, const struct trust_request *request)
{
	char hosts[TRUST_HOSTS_MAX * 300];
	bool server = request->use == TRUST_SERVER;

	write_hosts(request, hosts, sizeof hosts);
	return add_extension(made, issuer, NID_basic_constraints, "critical,CA:FALSE") &&
	       add_extension(made, issuer, NID_key_usage, "critical,digitalSignature") &&
	       add_extension(made, issuer, NID_ext_key_usage,
			     server ? "serverAuth" : "clientAuth") &&
	       add_extension(made, issuer, NID_subject_key_identifier, "hash") &&
	       add_extension(made, issuer, NID_authority_key_identifier, "keyid:always") &&
	       (!server || add_extension(made, issuer, NID_subject_alt_name, hosts));
}

X509 *trust_make(struct trust *trust, const struct trust_request *request, EVP_PKEY *key)
{
	X509 *made = new_certificate(key, request->name, request->days);

	if (made && X509_set_issuer_name(made, X509_get_subject_name(trust->certificate)) &&
	    add_use(made, trust->certificate, request) && X509_sign(made, trust->key, EVP_sha256()))
		return made;
	X509_free(made);
	return NULL;
}

static int64_t time_s(const ASN1_TIME *time)
{
	struct tm tm;

	return ASN1_TIME_to_tm(time, &tm) ? timegm(&tm) : -1;
}

bool trust_make_line(X509 *made, const char *name, struct trust_line *line)
{
	BIGNUM *number = ASN1_INTEGER_to_BN(X509_get_serialNumber(made), NULL);
	char *serial = number ? BN_bn2hex(number) : NULL;
	bool fits = serial && strlen(serial) < sizeof line->serial;

	*line = (struct trust_line){.issued.ends_s = time_s(X509_get0_notAfter(made))};
	if (fits)
		snprintf(line->serial, sizeof line->serial, "%s", serial);
	snprintf(line->issued.name, sizeof line->issued.name, "%s", name);
	OPENSSL_free(serial);
	BN_free(number);
	return fits;
}

static bool is_host(const char *host)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
	size_t length = strlen(host);

	return is_address(host) ||
	       (length > 0 && length <= HOST_MAX && strspn(host, letters) == length);
}

int trust_check(const struct trust_request *request, char *error)
{
	size_t length = strlen(request->name);

	if (length == 0 || length >= TRUST_NAME_SIZE || strpbrk(request->name, "\t\n"))
		return trust_fail(error, EINVAL,
				  "A certificate's name has 1 to %d characters; \"%s\" has %zu.",
				  TRUST_NAME_SIZE - 1, request->name, length);
	if (request->use == TRUST_SERVER && request->hosts_count == 0)
		return trust_fail(error, EINVAL, "A broker's certificate needs a host name.");
	for (int i = 0; i < request->hosts_count; i++) {
		if (!is_host(request->hosts[i]))
			return trust_fail(error, EINVAL, "\"%s\" is no host name.",
					  request->hosts[i]);
	}
	return 0;
}

int trust_issue(struct trust *trust, const struct trust_request *request,
		struct trust_identity *out, char *error)
{
	struct trust_line line;
	int result = trust_check(request, error);

	*out = (struct trust_identity){0};
	if (result < 0)
		return result;
	EVP_PKEY *key = trust_new_key();
	X509 *made = key ? trust_make(trust, request, key) : NULL;
	if (made && trust_make_line(made, request->name, &line)) {
		out->certificate = trust_certificate_pem(made);
		out->key = trust_key_pem(key);
	}
	if (!out->certificate || !out->key)
		result = trust_fail_crypto(error, "The certificate could not be made");
	else
		result = trust_add_line(trust, &line, error);
	if (result < 0)
		trust_identity_finish(out);
	X509_free(made);
	EVP_PKEY_free(key);
	return result;
}

void trust_identity_finish(struct trust_identity *identity)
{
	if (identity->key)
		OPENSSL_cleanse(identity->key, strlen(identity->key));
	free(identity->certificate);
	free(identity->key);
	*identity = (struct trust_identity){0};
}

int64_t trust_ends_s(const char *pem)
{
	BIO *bio = BIO_new_mem_buf(pem, -1);
	X509 *certificate = bio ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
	int64_t ends_s = certificate ? time_s(X509_get0_notAfter(certificate)) : -1;

	X509_free(certificate);
	BIO_free(bio);
	ERR_clear_error();
	return ends_s;
}
