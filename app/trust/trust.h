/*
 * An office's own certificate authority, as files in a folder: who may connect to its broker, and
 * until when. Beside the link's TLS the only includer of OpenSSL. Keys are P-256; certificates
 *follow RFC 5280 and name the broker by its host names (RFC 6125) and everybody else by common
 *name.
 *
 *	ca.crt, ca.key       the authority
 *	crl.pem              who was revoked
 *	issued               a line a certificate: serial, end, revoked at (0: not), name
 */
#ifndef PRAATJE_TRUST_TRUST_H
#define PRAATJE_TRUST_TRUST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TRUST_NAME_SIZE = 65, /* X.520: a common name has at most 64 characters */
	TRUST_ERROR_SIZE = 512,
	TRUST_HOSTS_MAX = 8,
};

struct trust;

/*
 * Makes a new authority in the folder dir, which is made too (mode 0700). 0; -EEXIST when there is
 * one already; else -errno, and error (TRUST_ERROR_SIZE bytes) has a sentence.
 */
int trust_create(const char *dir, const char *name, char *error);

/* Opens the authority in dir; NULL with a sentence in error. close accepts NULL. */
struct trust *trust_open(const char *dir, char *error);
void trust_close(struct trust *);

enum trust_use {
	TRUST_CLIENT,
	TRUST_SERVER,
};

struct trust_request {
	enum trust_use use;
	const char *name;                   /* the common name: for clients the user name */
	const char *hosts[TRUST_HOSTS_MAX]; /* server: names and addresses it is reached by */
	int hosts_count;
	int days; /* it holds from an hour ago, for as many days */
};

/* Certificate and key as PEM, to be freed. */
struct trust_identity {
	char *certificate;
	char *key;
};
void trust_identity_finish(struct trust_identity *);

/* A new identity; the key is in no file of the authority's. 0 or -errno with a sentence. */
int trust_issue(struct trust *, const struct trust_request *, struct trust_identity *out,
		char *error);

/*
 * The same for a key that somebody else made and keeps: asked is his certificate request (PKCS#10,
 * DER), of which only the key counts. *certificate (PEM) is to be freed. -EBADMSG: it is no
 * request, or of a key that isn't P-256.
 */
int trust_certify(struct trust *, const struct trust_request *, const unsigned char *asked,
		  size_t size, char **certificate, char *error);

/* Revokes all of name's certificates that still hold; 0, -ENOENT when it has none, or -errno. */
int trust_revoke(struct trust *, const char *name, char *error);

/*
 * Writes crl.pem anew; it holds for days, after which brokers let nobody in. Revoking does so too.
 */
int trust_write_crl(struct trust *, int days, char *error);

/* One certificate of the authority. */
struct trust_issued {
	char name[TRUST_NAME_SIZE];
	int64_t ends_s;    /* seconds since 1970 UTC */
	int64_t revoked_s; /* 0: not */
};
/* The i-th, from 0; false at the end. */
bool trust_issued(const struct trust *, int i, struct trust_issued *out);

/* The authority's own certificate as PEM. Borrowed. */
const char *trust_certificate(const struct trust *);

/* When a PEM certificate ends, in seconds since 1970 UTC; -1 when it is none. */
int64_t trust_ends_s(const char *pem);

/*
 * Writes text to path, whole or not at all: beside it first, synced, then renamed. 0 or -errno.
 */
int trust_write_file(const char *path, const char *text, unsigned mode);

#endif
