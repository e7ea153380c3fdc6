/*
 * What a device shows aside from its work (product rules 11 and 14): who it is, all that is known
 * about a person, half a minute for cleaning, and nothing at night.
 */
#ifndef PRAATJE_CORE_ASIDE_H
#define PRAATJE_CORE_ASIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/id.h"

enum {
	ASIDE_OPEN_MS = 20000, /* without a touch */
	CLEAN_MS = 30000,
	IDENTIFY_MS = 10000,
	AWAKE_MS = 60000,                   /* after a touch the night waits so long */
	AWAKE_AT_START_MS = 10 * 60 * 1000, /* whoever started it still looks */
	NIGHT_MARGIN_S = 30 * 60,           /* after closing, and before opening */
	STILL_MS = 10 * 60 * 1000, /* where movement is sensed: so long without it, it sleeps */
	DIM_PERCENT = 30,          /* of the brightness by day, outside the hours */
};

enum aside_kind {
	ASIDE_NONE,
	ASIDE_INFO,     /* who this device is */
	ASIDE_PERSON,   /* all that is known about person */
	ASIDE_CLEAN,    /* touches do nothing */
	ASIDE_IDENTIFY, /* which device this is, large; any touch ends it */
};

struct aside {
	enum aside_kind kind;
	char person[ID_SIZE];
	int64_t until_mono_ms; /* when it closes by itself */
	int left_s;            /* CLEAN: seconds to go, rounded up */

	bool night;                  /* the screen is dark */
	bool moving;                 /* somebody does */
	bool still;                  /* nobody has moved for long */
	bool senses;                 /* a movement sensor has been heard, and didn't miss anybody */
	int64_t moved_mono_ms;       /* the last movement, touch or press */
	bool unused;                 /* outside the hours, and nobody is here */
	int64_t night_change_s;      /* when the hours say otherwise next; 0: never */
	int64_t awake_until_mono_ms; /* no night before */
};

#endif
