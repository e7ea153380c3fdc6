/* Payloads of pairing: a device that has no broker asks for one, and is answered. */
#ifndef PRAATJE_PROTOCOL_PAIR_H
#define PRAATJE_PROTOCOL_PAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/config.h"
#include "protocol/fault.h"

enum {
	PAIR_WORDS = 4,
	PAIR_WORD_SIZE = 33,
	PAIR_VERSION_SIZE = 65,
	PAIR_BROKER_SIZE = 257,
	PAIR_USER_SIZE = 129,
	PAIR_PASSWORD_SIZE = 129,
};

/* The words that the device shows, for the admin to compare. */
struct pair_ask {
	char words[PAIR_WORDS][PAIR_WORD_SIZE]; /* each of a-z, 0-9 and "-" */
	char version[PAIR_VERSION_SIZE];
};

struct pair_answer {
	char broker[PAIR_BROKER_SIZE]; /* an address such as mqtt://broker.example:1883 */
	char user[PAIR_USER_SIZE];
	char password[PAIR_PASSWORD_SIZE];
	char office[ID_SIZE];
	char device[ID_SIZE];
	enum role role;
};

/* As in state.h. */
bool pair_ask_decode(const void *payload, size_t size, struct pair_ask *out, struct faults *faults);
char *pair_ask_encode(const struct pair_ask *);
bool pair_answer_decode(const void *payload, size_t size, struct pair_answer *out,
			struct faults *faults);
char *pair_answer_encode(const struct pair_answer *);

#endif
