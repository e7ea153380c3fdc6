/* The authority's own key and certificate. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/pem.h>

#include "trust/private.h"

enum { FIRST_CRL_DAYS = 10 * 365 };

static int write_authority(struct trust *trust, char *error)
{
	char path[TRUST_PATH_SIZE];
	char *key = trust_key_pem(trust->key);
	int result = key && trust->pem ? 0 : -ENOMEM;

	trust_path(trust, "ca.key", path);
	if (result == 0)
		result = trust_write_file(path, key, 0600);
	if (result == 0) {
		trust_path(trust, "ca.crt", path);
		result = trust_write_file(path, trust->pem, 0644);
	}
	if (key)
		OPENSSL_cleanse(key, strlen(key));
	free(key);
	if (result < 0)
		return trust_fail(error, -result, "%s can't be written: %s.", path,
				  strerror(-result));
	return trust_write_crl(trust, FIRST_CRL_DAYS, error);
}

static int make_folder(struct trust *trust, const char *dir, char *error)
{
	char path[TRUST_PATH_SIZE];

	if (snprintf(trust->dir, sizeof trust->dir, "%s", dir) >= (int)sizeof trust->dir - 16)
		return trust_fail(error, ENAMETOOLONG, "The folder's name is too long.");
	if (mkdir(dir, 0700) < 0 && errno != EEXIST)
		return trust_fail(error, errno, "%s can't be made: %s.", dir, strerror(errno));
	trust_path(trust, "ca.key", path);
	if (access(path, F_OK) == 0)
		return trust_fail(error, EEXIST, "%s is there already: an authority is made once.",
				  path);
	return 0;
}

int trust_create(const char *dir, const char *name, char *error)
{
	struct trust *trust = calloc(1, sizeof *trust);

	if (!trust)
		return trust_fail(error, ENOMEM, "There is no memory.");
	int result = make_folder(trust, dir, error);
	if (result == 0) {
		trust->key = trust_new_key();
		trust->certificate = trust->key ? trust_make_authority(trust->key, name) : NULL;
		if (trust->certificate)
			trust->pem = trust_certificate_pem(trust->certificate);
		result = trust->pem ? write_authority(trust, error)
				    : trust_fail_crypto(error, "The authority could not be made");
	}
	trust_close(trust);
	return result;
}

static int read_authority(struct trust *trust, char *error)
{
	char path[TRUST_PATH_SIZE];

	trust_path(trust, "ca.key", path);
	char *text = trust_read_file(path);
	if (!text)
		return trust_fail(error, errno, "%s can't be read: %s.", path, strerror(errno));
	BIO *bio = BIO_new_mem_buf(text, -1);
	trust->key = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
	BIO_free(bio);
	OPENSSL_cleanse(text, strlen(text));
	free(text);
	if (!trust->key)
		return trust_fail(error, EINVAL, "%s holds no private key.", path);
	trust_path(trust, "ca.crt", path);
	trust->pem = trust_read_file(path);
	if (!trust->pem)
		return trust_fail(error, errno, "%s can't be read: %s.", path, strerror(errno));
	bio = BIO_new_mem_buf(trust->pem, -1);
	trust->certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
	BIO_free(bio);
	if (!trust->certificate || !X509_check_private_key(trust->certificate, trust->key))
		return trust_fail(error, EINVAL, "%s is not the certificate of the key beside it.",
				  path);
	return 0;
}

struct trust *trust_open(const char *dir, char *error)
{
	struct trust *trust = calloc(1, sizeof *trust);

	if (!trust) {
		trust_fail(error, ENOMEM, "There is no memory.");
		return NULL;
	}
	snprintf(trust->dir, sizeof trust->dir, "%s", dir);
	if (read_authority(trust, error) == 0 && trust_read_lines(trust, error) == 0)
		return trust;
	ERR_clear_error();
	trust_close(trust);
	return NULL;
}

void trust_close(struct trust *trust)
{
	if (!trust)
		return;
	X509_free(trust->certificate);
	EVP_PKEY_free(trust->key);
	free(trust->pem);
	free(trust->lines);
	free(trust);
}

const char *trust_certificate(const struct trust *trust)
{
	return trust->pem;
}
