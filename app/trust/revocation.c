/* The list of what was issued, and the certificate revocation list made from it (RFC 5280, 5). */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <openssl/bn.h>
#include <openssl/pem.h>

#include "trust/private.h"

enum { CRL_VERSION_2 = 1, BACK_S = 60 * 60, CRL_DAYS = 10 * 365 };

/* "SERIAL ENDS REVOKED NAME": the name last, it may have spaces. */
static bool parse_line(const char *text, struct trust_line *out)
{
	int name = 0;

	*out = (struct trust_line){0};
	if (sscanf(text, "%40[0-9A-F] %" SCNd64 " %" SCNd64 " %n", out->serial, &out->issued.ends_s,
		   &out->issued.revoked_s, &name) != 3 ||
	    !name || !text[name] || strlen(text + name) >= sizeof out->issued.name)
		return false;
	snprintf(out->issued.name, sizeof out->issued.name, "%s", text + name);
	return true;
}

static bool add_line(struct trust *trust, const struct trust_line *line)
{
	struct trust_line *grown =
	    realloc(trust->lines, (size_t)(trust->lines_count + 1) * sizeof *grown);

	if (!grown)
		return false;
	trust->lines = grown;
	trust->lines[trust->lines_count++] = *line;
	return true;
}

int trust_read_lines(struct trust *trust, char *error)
{
	char path[TRUST_PATH_SIZE];
	struct trust_line line;
	int number = 0, result = 0;

	trust_path(trust, "issued", path);
	char *text = trust_read_file(path);
	if (!text && errno == ENOENT)
		return 0;
	if (!text)
		return trust_fail(error, errno, "%s can't be read: %s.", path, strerror(errno));
	for (char *rest = text, *one; result == 0 && (one = strsep(&rest, "\n"));) {
		number++;
		if (!*one)
			continue;
		if (!parse_line(one, &line))
			result = trust_fail(error, EINVAL,
					    "%s:%d: this is no line of an issued certificate.",
					    path, number);
		else if (!add_line(trust, &line))
			result = trust_fail(error, ENOMEM, "There is no memory.");
	}
	free(text);
	return result;
}

static int write_lines(const struct trust *trust, char *error)
{
	char path[TRUST_PATH_SIZE];
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);

	if (!file)
		return trust_fail(error, ENOMEM, "There is no memory.");
	for (int i = 0; i < trust->lines_count; i++) {
		const struct trust_line *line = &trust->lines[i];
		fprintf(file, "%s %" PRId64 " %" PRId64 " %s\n", line->serial, line->issued.ends_s,
			line->issued.revoked_s, line->issued.name);
	}
	fclose(file);
	trust_path(trust, "issued", path);
	int result = trust_write_file(path, text, 0600);
	free(text);
	if (result < 0)
		return trust_fail(error, -result, "%s can't be written: %s.", path,
				  strerror(-result));
	return 0;
}

int trust_add_line(struct trust *trust, const struct trust_line *line, char *error)
{
	if (!add_line(trust, line))
		return trust_fail(error, ENOMEM, "There is no memory.");
	return write_lines(trust, error);
}

static bool revoke_in(X509_CRL *crl, const struct trust_line *line)
{
	X509_REVOKED *revoked = X509_REVOKED_new();
	BIGNUM *number = NULL;
	ASN1_TIME *when = ASN1_TIME_set(NULL, line->issued.revoked_s);
	ASN1_INTEGER *serial = NULL;

	if (BN_hex2bn(&number, line->serial))
		serial = BN_to_ASN1_INTEGER(number, NULL);
	bool added = revoked && when && serial && X509_REVOKED_set_serialNumber(revoked, serial) &&
		     X509_REVOKED_set_revocationDate(revoked, when) &&
		     X509_CRL_add0_revoked(crl, revoked);
	if (!added)
		X509_REVOKED_free(revoked);
	ASN1_INTEGER_free(serial);
	ASN1_TIME_free(when);
	BN_free(number);
	return added;
}

static X509_CRL *make_crl(const struct trust *trust, int days)
{
	X509_CRL *crl = X509_CRL_new();
	ASN1_TIME *from = ASN1_TIME_adj(NULL, time(NULL), 0, -BACK_S);
	ASN1_TIME *to = ASN1_TIME_adj(NULL, time(NULL), days, 0);
	bool good = crl && from && to && X509_CRL_set_version(crl, CRL_VERSION_2) &&
		    X509_CRL_set_issuer_name(crl, X509_get_subject_name(trust->certificate)) &&
		    X509_CRL_set1_lastUpdate(crl, from) && X509_CRL_set1_nextUpdate(crl, to);

	for (int i = 0; good && i < trust->lines_count; i++) {
		if (trust->lines[i].issued.revoked_s)
			good = revoke_in(crl, &trust->lines[i]);
	}
	good = good && X509_CRL_sort(crl) && X509_CRL_sign(crl, trust->key, EVP_sha256());
	ASN1_TIME_free(from);
	ASN1_TIME_free(to);
	if (good)
		return crl;
	X509_CRL_free(crl);
	return NULL;
}

int trust_write_crl(struct trust *trust, int days, char *error)
{
	char path[TRUST_PATH_SIZE];
	X509_CRL *crl = make_crl(trust, days);
	BIO *bio = crl ? BIO_new(BIO_s_mem()) : NULL;
	char *bytes, *text = NULL;

	if (bio && PEM_write_bio_X509_CRL(bio, crl)) {
		long size = BIO_get_mem_data(bio, &bytes);
		text = strndup(bytes, (size_t)size);
	}
	BIO_free(bio);
	X509_CRL_free(crl);
	if (!text)
		return trust_fail_crypto(error, "The revocation list could not be made");
	trust_path(trust, "crl.pem", path);
	int result = trust_write_file(path, text, 0644);
	free(text);
	if (result < 0)
		return trust_fail(error, -result, "%s can't be written: %s.", path,
				  strerror(-result));
	return 0;
}

int trust_revoke(struct trust *trust, const char *name, char *error)
{
	int64_t now_s = time(NULL);
	int revoked = 0;

	for (int i = 0; i < trust->lines_count; i++) {
		struct trust_issued *issued = &trust->lines[i].issued;
		if (strcmp(issued->name, name) != 0 || issued->revoked_s || issued->ends_s < now_s)
			continue;
		issued->revoked_s = now_s;
		revoked++;
	}
	if (!revoked)
		return trust_fail(error, ENOENT, "No certificate of \"%s\" holds.", name);
	int result = write_lines(trust, error);
	return result < 0 ? result : trust_write_crl(trust, CRL_DAYS, error);
}

bool trust_issued(const struct trust *trust, int i, struct trust_issued *out)
{
	if (i >= trust->lines_count)
		return false;
	*out = trust->lines[i].issued;
	return true;
}
