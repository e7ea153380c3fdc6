/* What the files of this folder share. */
#ifndef PRAATJE_TRUST_PRIVATE_H
#define PRAATJE_TRUST_PRIVATE_H

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "trust/trust.h"

enum { TRUST_SERIAL_SIZE = 41, TRUST_PATH_SIZE = 4096 };

struct trust_line {
	char serial[TRUST_SERIAL_SIZE]; /* hexadecimal */
	struct trust_issued issued;
};

struct trust {
	char dir[TRUST_PATH_SIZE];
	EVP_PKEY *key;
	X509 *certificate;
	char *pem;
	struct trust_line *lines;
	int lines_count;
};

/* Writes a sentence into error and returns -code. */
int trust_fail(char *error, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same, with what OpenSSL has to say. */
int trust_fail_crypto(char *error, const char *what);

/* A new P-256 key; NULL when that fails. */
EVP_PKEY *trust_new_key(void);
/* PEM texts, to be freed; NULL when that fails. */
char *trust_certificate_pem(X509 *);
char *trust_key_pem(EVP_PKEY *);
/* Whether a request can be met: 0, or -EINVAL with a sentence. */
int trust_check(const struct trust_request *, char *error);
/* A certificate for the holder of key, whose private half isn't needed; NULL when that fails. */
X509 *trust_make(struct trust *, const struct trust_request *, EVP_PKEY *key);
/* The line of a certificate just made; false when that fails. */
bool trust_make_line(X509 *, const char *name, struct trust_line *);
/* The authority's certificate, signed by itself. NULL when that fails. */
X509 *trust_make_authority(EVP_PKEY *key, const char *name);

/* The file of that name in the authority's folder. */
void trust_path(const struct trust *, const char *name, char to[TRUST_PATH_SIZE]);
/* All of a file, to be freed; NULL with errno. */
char *trust_read_file(const char *path);

/* Reads and writes the lines of all certificates. 0 or -errno with a sentence. */
int trust_read_lines(struct trust *, char *error);
int trust_add_line(struct trust *, const struct trust_line *, char *error);

#endif
