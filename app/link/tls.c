#include "link/tls.h"

#include <arpa/inet.h>
#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *verify_sentence(int error)
{
	switch (error) {
	case X509_V_ERR_CERT_HAS_EXPIRED:
		return "The broker's certificate has expired (or the clock here is wrong).";
	case X509_V_ERR_CERT_NOT_YET_VALID:
		return "The broker's certificate isn't valid yet (or the clock here is wrong).";
	case X509_V_ERR_HOSTNAME_MISMATCH:
	case X509_V_ERR_IP_ADDRESS_MISMATCH:
		return "The broker's certificate is for another host name than the one given.";
	case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
	case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
	case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
		return "The broker's certificate is of an authority that isn't known here; is the "
		       "CA file right?";
	case X509_V_ERR_CERT_REVOKED:
		return "The broker's certificate was revoked.";
	default:
		return NULL;
	}
}

static int handle_verified(int good, X509_STORE_CTX *store)
{
	int error = X509_STORE_CTX_get_error(store);
	const SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
	struct cause *cause = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
	const char *sentence = verify_sentence(error);

	if (good)
		return 1;
	if (sentence)
		cause_set(cause, 0, "%s", sentence);
	else
		cause_set(cause, 0, "The broker's certificate isn't believed: %s.",
			  X509_verify_cert_error_string(error));
	return 0;
}

/* What the broker says of our own certificate: an alert (RFC 8446, 6.2). */
static const char *alert_sentence(int alert)
{
	switch (alert) {
	case SSL_AD_CERTIFICATE_EXPIRED:
		return "The broker says that our certificate has expired.";
	case SSL_AD_CERTIFICATE_REVOKED:
		return "The broker says that our certificate was revoked.";
	case SSL_AD_UNKNOWN_CA:
		return "The broker doesn't know the authority of our certificate.";
	case SSL_AD_CERTIFICATE_REQUIRED:
		return "The broker wants a certificate from us.";
	case SSL_AD_BAD_CERTIFICATE:
		return "The broker doesn't accept our certificate: it may not be valid yet, or the "
		       "broker's clock is wrong.";
	case SSL_AD_UNSUPPORTED_CERTIFICATE:
	case SSL_AD_CERTIFICATE_UNKNOWN:
		return "The broker doesn't accept our certificate.";
	default:
		return NULL;
	}
}

static void handle_info(const SSL *ssl, int where, int value)
{
	const char *sentence = alert_sentence(value & 0xff);

	if ((where & SSL_CB_READ_ALERT) == SSL_CB_READ_ALERT && sentence)
		cause_set(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)), 0, "%s", sentence);
}

/* Nobody is there to type the password of a key. */
static int handle_password(char *to, int size, int writes, void *data)
{
	(void)to;
	(void)size;
	(void)writes;
	(void)data;
	return 0;
}

/* A file that can't be read tells so itself; one that holds something else is told of by what. */
static bool file_failed(const char *what, const char *path, struct cause *cause)
{
	if (access(path, R_OK) < 0)
		cause_set(cause, 0, "The %s %.150s can't be read: %s.", what, path,
			  strerror(errno));
	else
		cause_set(cause, 0, "There is no %s to be used in %.150s.", what, path);
	ERR_clear_error();
	return false;
}

static bool authorities_set(SSL_CTX *context, const struct link_options *options,
			    struct cause *cause)
{
	if (!options->ca_file)
		return SSL_CTX_set_default_verify_paths(context) == 1;
	return SSL_CTX_load_verify_file(context, options->ca_file) == 1 ||
	       file_failed("CA file", options->ca_file, cause);
}

static bool own_set(SSL_CTX *context, const struct link_options *options, struct cause *cause)
{
	if (!options->certificate)
		return true;
	const char *key = options->key ? options->key : options->certificate;
	if (SSL_CTX_use_certificate_chain_file(context, options->certificate) != 1)
		return file_failed("certificate", options->certificate, cause);
	return (SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1 &&
		SSL_CTX_check_private_key(context) == 1) ||
	       file_failed("key to the certificate", key, cause);
}

/* The name that was asked for counts, whatever address it was found at. */
static bool host_set(SSL_CTX *context, const char *host)
{
	X509_VERIFY_PARAM *param = SSL_CTX_get0_param(context);
	unsigned char address[16];

	if (inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1)
		return X509_VERIFY_PARAM_set1_ip_asc(param, host) == 1;
	return X509_VERIFY_PARAM_set1_host(param, host, 0) == 1;
}

static bool context_prepare(SSL_CTX *context, const struct link_options *options,
			    struct cause *cause)
{
	SSL_CTX_set_app_data(context, cause);
	SSL_CTX_set_default_passwd_cb(context, handle_password);
	SSL_CTX_set_info_callback(context, handle_info);
	SSL_CTX_set_verify(context, SSL_VERIFY_PEER, handle_verified);
	SSL_CTX_set_mode(context,
			 SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
	return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
	       authorities_set(context, options, cause) && own_set(context, options, cause) &&
	       host_set(context, options->host);
}

static int handle_any_peer(X509_STORE_CTX *store, void *data)
{
	const X509 *certificate = X509_STORE_CTX_get0_cert(store);
	unsigned size = 0;

	return certificate && X509_digest(certificate, EVP_sha256(), data, &size) == 1 &&
	       size == LINK_PEER_SIZE;
}

bool tls_prepare(struct mosquitto *mosq, const struct link_options *options, struct cause *cause,
		 unsigned char peer[LINK_PEER_SIZE])
{
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());
	bool prepared = context && context_prepare(context, options, cause) &&
			!mosquitto_int_option(mosq, MOSQ_OPT_SSL_CTX_WITH_DEFAULTS, 0) &&
			!mosquitto_void_option(mosq, MOSQ_OPT_SSL_CTX, context);

	if (prepared && options->any_peer)
		SSL_CTX_set_cert_verify_callback(context, handle_any_peer, peer);
	/* mosq holds one of its own. */
	SSL_CTX_free(context);
	if (!prepared)
		cause_set(cause, 0, "TLS can't be prepared.");
	return prepared;
}

static int64_t end_s(const X509 *certificate)
{
	struct tm tm;

	return certificate && ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &tm) ? timegm(&tm)
										    : 0;
}

void tls_ends(struct mosquitto *mosq, int64_t *own_s, int64_t *broker_s)
{
	const SSL *ssl = mosquitto_ssl_get(mosq);
	STACK_OF(X509) *chain = ssl ? SSL_get0_verified_chain(ssl) : NULL;

	*own_s = ssl ? end_s(SSL_get_certificate(ssl)) : 0;
	*broker_s = 0;
	for (int i = 0; i < sk_X509_num(chain); i++) {
		int64_t one_s = end_s(sk_X509_value(chain, i));
		if (one_s && (!*broker_s || one_s < *broker_s))
			*broker_s = one_s;
	}
}
