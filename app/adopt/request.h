/*
 * A device asks to be adopted: it makes a key, of which it hands out nothing but a certificate
 * request (PKCS#10), and shows four words. The words are made of the request, of salt, of the name
 * under which it came in, and of the certificate of the broker that it talks to, so whoever sits
 * between the two can't have a request of his own signed for them:
 *
 * - his certificate is another one, so the device shows words that fit no request at the broker;
 * - the salt is only chosen once that certificate is known, so he can't choose it to fit;
 * - to find a request of his own that gives the words on the screen he has to try 2^40, at 32 MiB
 *   and tens of milliseconds each.
 *
 * The words are no secret: who reads them from the screen can do nothing with them.
 */
#ifndef PRAATJE_ADOPT_REQUEST_H
#define PRAATJE_ADOPT_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "adopt/words.h"

enum {
	ADOPT_WORDS = 4,
	ADOPT_PEER_SIZE = 32,     /* a SHA-256 of a certificate (DER) */
	ADOPT_SALT_SIZE = 33,     /* 32 hexadecimal digits and a NUL */
	ADOPT_USER_SIZE_MAX = 64, /* characters of a user's name */
	ADOPT_BYTES_MAX = 1536,   /* of a request or certificate (DER) */
};

struct adopt_key;

/* A new P-256 key; NULL when that fails. destroy accepts NULL. */
struct adopt_key *adopt_key_create(void);
void adopt_key_destroy(struct adopt_key *);

/* The request for it (DER), in base64 on one line, to be freed; NULL when that fails. */
char *adopt_key_request(const struct adopt_key *);

/* The key itself (PEM), to be freed by adopt_secret_free; NULL when that fails. */
char *adopt_key_pem(const struct adopt_key *);
/* Overwrites the text before freeing it; NULL is accepted. */
void adopt_secret_free(char *text);

/* Writes new salt. False without randomness. */
bool adopt_salt_make(char to[ADOPT_SALT_SIZE]);

/*
 * Writes the words of a request (base64) that user made with salt to a broker with that
 * certificate. Takes some tens of milliseconds, on purpose. False when one of these is none, or
 * without memory.
 */
bool adopt_words_make(const char *request, const char *salt, const char *user,
		      const unsigned char peer[ADOPT_PEER_SIZE],
		      char words[ADOPT_WORDS][ADOPT_WORD_SIZE]);

/* What the first certificate of a PEM text is told by; false when there is none. */
bool adopt_peer_of(const char *pem, unsigned char to[ADOPT_PEER_SIZE]);

/* Base64 into bytes, to be freed; NULL when it is none, or more than ADOPT_BYTES_MAX. */
unsigned char *adopt_bytes(const char *base64, size_t *size);

/* A PEM certificate as base64 of its DER on one line, and back; to be freed; NULL: it is none. */
char *adopt_certificate_line(const char *pem);
char *adopt_certificate_pem(const char *base64);

/* Whether a certificate (PEM) was made for this key. */
bool adopt_key_fits(const struct adopt_key *, const char *pem);

#endif
