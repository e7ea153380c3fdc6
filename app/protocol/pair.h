/* Payloads of pairing: a device that has no broker asks for one, and is answered. */
#ifndef PRAATJE_PROTOCOL_PAIR_H
#define PRAATJE_PROTOCOL_PAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/config.h"
#include "protocol/fault.h"

/* Where one asks: as one of these users, PAIR_USER with a number from 1 after it. */
#define PAIR_USER "pairing-"
#define PAIR_PASSWORD "praatje"

enum {
	PAIR_USERS = 32,
	PAIR_USER_SIZE = 16,
	PAIR_PORT = 8885,
	PAIR_REQUEST_SIZE = 2049,
	PAIR_SALT_SIZE = 33,
	PAIR_VERSION_SIZE = 65,
	PAIR_BROKER_SIZE = 257,
	PAIR_CERTIFICATE_SIZE = 2049,
};

/* What its words are made of, so that the admin's tool comes to the same. */
struct pair_ask {
	char request[PAIR_REQUEST_SIZE]; /* for a certificate: PKCS#10, DER, base64 */
	char salt[PAIR_SALT_SIZE];       /* hexadecimal */
	char version[PAIR_VERSION_SIZE];
};

struct pair_answer {
	char broker[PAIR_BROKER_SIZE]; /* an address such as mqtts://broker.example:8883 */
	char office[ID_SIZE];
	char device[ID_SIZE];
	enum role role;
	char certificate[PAIR_CERTIFICATE_SIZE]; /* the device's: DER, base64 */
	char authority[PAIR_CERTIFICATE_SIZE];   /* whose certificates it is to believe */
};

/* As in state.h. */
bool pair_ask_decode(const void *payload, size_t size, struct pair_ask *out, struct faults *faults);
char *pair_ask_encode(const struct pair_ask *);
bool pair_answer_decode(const void *payload, size_t size, struct pair_answer *out,
			struct faults *faults);
char *pair_answer_encode(const struct pair_answer *);

#endif
