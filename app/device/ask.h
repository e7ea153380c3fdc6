/*
 * The question of a device without an identity, to one broker: a key, the words, and the identity
 * that it is answered with, written to a file.
 */
#ifndef PRAATJE_DEVICE_ASK_H
#define PRAATJE_DEVICE_ASK_H

#include <stdbool.h>
#include <stdint.h>

#include "adopt/request.h"
#include "link/link.h"
#include "protocol/pair.h"
#include "protocol/topic.h"

enum {
	ASK_EVERY_MS = 4 * 1000,
	ASK_HOLDS_MS = 15 * 60 * 1000,
	ASK_ANEW_MS = 60 * 1000, /* words are made no more often than that */
};

struct ask {
	struct adopt_key *key; /* NULL: there is no question */
	char user[PAIR_USER_SIZE];
	struct pair_ask said;
	unsigned char peer[ADOPT_PEER_SIZE];
	char words[ADOPT_WORDS][ADOPT_WORD_SIZE];
	int64_t made_ms; /* when it, or one before, was made; monotonic, 0: never */
};

void ask_finish(struct ask *);
/* Forgets the question, but not when it was made. */
void ask_forget(struct ask *);

/*
 * Makes the question of user to a broker with that certificate, or keeps the one there is where it
 * is of and for the same and still holds. False when it may not be made yet, or can't be.
 */
bool ask_make(struct ask *, const char *user, const unsigned char peer[ADOPT_PEER_SIZE],
	      int64_t now_ms);

/*
 * Takes the answer and writes the settings of this device into the file path, for its owner alone.
 * 0; -EBADMSG when it is none, or for another key; else -errno.
 */
int ask_answered(const struct ask *, const char *payload, size_t size, const char *path);

#endif
