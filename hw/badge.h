/*
 * Badge readers: USB keyboards that type a badge's number and Enter. They are taken exclusively,
 * so that the number ends up nowhere else, and it leaves this module only as a salted hash.
 */
#ifndef PRAATJE_HW_BADGE_H
#define PRAATJE_HW_BADGE_H

#include "hw/events.h"

/*
 * The hash of a badge's number, with salt: the same for the same two. Hexadecimal and lower case,
 * as configuration has it.
 */
void badge_hash(const char *salt, const char *number, char to[PANEL_HASH_SIZE]);

enum {
	BADGE_NUMBER_SIZE = 65,
	BADGE_PAUSE_MS = 500, /* a number whose keys come more slowly was no badge's */
};

/* What a reader has typed so far. */
struct badge_typing {
	char number[BADGE_NUMBER_SIZE];
	int length; /* -1: too long, until Enter */
	int64_t last_ms;
};

/*
 * Takes in a key press (a KEY_ code of linux/input-event-codes.h) at mono_ms. True when that was
 * Enter after a number: its hash is in hash, and nothing of it is kept.
 */
bool badge_type(struct badge_typing *, int key, int64_t mono_ms, const char *salt,
		char hash[PANEL_HASH_SIZE]);

#endif
