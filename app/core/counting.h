/*
 * The tallies of an office: a kiosk counts the signals that were made on it, and everybody hears
 * the counts of the others. A signal counts once its undo time is over (product rule 13).
 */
#ifndef PRAATJE_CORE_COUNTING_H
#define PRAATJE_CORE_COUNTING_H

#include <stdbool.h>
#include <stdint.h>

#include "core/event.h"
#include "core/tally.h"

enum { UNCOUNTED_MAX = 64 };

enum uncounted_state {
	UNCOUNTED_SAID,    /* neither broker nor disk has it yet */
	UNCOUNTED_RUNNING, /* it may be undone, until due_mono_ms */
	UNCOUNTED_UNDATED, /* it counts; only no clock has told yet for which day */
};

/* A signal that was made here and isn't counted yet. */
struct uncounted {
	enum uncounted_state state;
	enum subject_kind subject;
	char id[ID_SIZE];
	char kind[ID_SIZE];
	int64_t v; /* of the statement that began it */
	int64_t said_mono_ms, due_mono_ms;
};

/* The days of another device's tally. */
struct tally_heard {
	char device[ID_SIZE];
	bool seen; /* in this connection */
	struct tally_span days[TALLY_DAYS_MAX];
	int days_count;
};

struct counting {
	struct uncounted uncounted[UNCOUNTED_MAX];
	int uncounted_count;
	struct tally own;
	struct tally fresh;        /* what of it was counted before the first time in step */
	int64_t changes;           /* goes up with each of own */
	int64_t forgotten_days;    /* the day since 1970 for which old ones were let go of */
	struct tally_heard *heard; /* in order of arrival */
	int heard_count;
};

#endif
