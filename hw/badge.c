#include "hw/badge.h"

#include <glib.h>
#include <linux/input-event-codes.h>
#include <stdio.h>
#include <string.h>

void badge_hash(const char *salt, const char *number, char to[PANEL_HASH_SIZE])
{
	char *hash = g_compute_hmac_for_string(G_CHECKSUM_SHA256, (const guchar *)salt,
					       strlen(salt), number, -1);

	snprintf(to, PANEL_HASH_SIZE, "%s", hash);
	g_free(hash);
}

/* What a key types, wherever its letter lies in the office's layout; 0: nothing of a number. */
static char key_character(int key)
{
	static const char characters[] = {
	    [KEY_1] = '1',   [KEY_2] = '2',   [KEY_3] = '3',   [KEY_4] = '4',   [KEY_5] = '5',
	    [KEY_6] = '6',   [KEY_7] = '7',   [KEY_8] = '8',   [KEY_9] = '9',   [KEY_0] = '0',
	    [KEY_A] = 'A',   [KEY_B] = 'B',   [KEY_C] = 'C',   [KEY_D] = 'D',   [KEY_E] = 'E',
	    [KEY_F] = 'F',   [KEY_G] = 'G',   [KEY_H] = 'H',   [KEY_I] = 'I',   [KEY_J] = 'J',
	    [KEY_K] = 'K',   [KEY_L] = 'L',   [KEY_M] = 'M',   [KEY_N] = 'N',   [KEY_O] = 'O',
	    [KEY_P] = 'P',   [KEY_Q] = 'Q',   [KEY_R] = 'R',   [KEY_S] = 'S',   [KEY_T] = 'T',
	    [KEY_U] = 'U',   [KEY_V] = 'V',   [KEY_W] = 'W',   [KEY_X] = 'X',   [KEY_Y] = 'Y',
	    [KEY_Z] = 'Z',   [KEY_KP0] = '0', [KEY_KP1] = '1', [KEY_KP2] = '2', [KEY_KP3] = '3',
	    [KEY_KP4] = '4', [KEY_KP5] = '5', [KEY_KP6] = '6', [KEY_KP7] = '7', [KEY_KP8] = '8',
	    [KEY_KP9] = '9',
	};

	return key >= 0 && (size_t)key < sizeof characters ? characters[key] : '\0';
}

static void forget(struct badge_typing *typing)
{
	explicit_bzero(typing->number, sizeof typing->number);
	typing->length = 0;
}

bool badge_type(struct badge_typing *typing, int key, int64_t mono_ms, const char *salt,
		char hash[PANEL_HASH_SIZE])
{
	char character = key_character(key);

	if (mono_ms - typing->last_ms > BADGE_PAUSE_MS)
		forget(typing);
	typing->last_ms = mono_ms;
	if (key == KEY_ENTER || key == KEY_KPENTER || key == KEY_TAB) {
		bool whole = typing->length > 0;
		if (whole)
			badge_hash(salt, typing->number, hash);
		forget(typing);
		return whole;
	}
	if (!character || typing->length < 0)
		return false;
	if (typing->length == BADGE_NUMBER_SIZE - 1) {
		forget(typing);
		typing->length = -1;
		return false;
	}
	typing->number[typing->length++] = character;
	return false;
}
