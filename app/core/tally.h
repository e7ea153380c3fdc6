/*
 * How many signals a kiosk took, by day and by month: counters that only grow. Nobody's name is in
 * it, and no time finer than the day.
 */
#ifndef PRAATJE_CORE_TALLY_H
#define PRAATJE_CORE_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/config.h"
#include "core/id.h"

enum {
	TALLY_DAYS_MAX = 14,
	TALLY_MONTHS_MAX = 24,
	TALLY_KINDS_MAX = 16, /* kinds come and go within a month */
	TALLY_TOLD_FROM = 5,  /* fewer than so many are told to nobody */
};

/* The signals of one day or month. */
struct tally_span {
	struct date date; /* day is 0 for a month */
	struct tally_count {
		char kind[ID_SIZE];
		int64_t count;
	} counts[TALLY_KINDS_MAX];
	int counts_count;
};

struct tally {
	struct tally_span days[TALLY_DAYS_MAX];
	int days_count;
	struct tally_span months[TALLY_MONTHS_MAX];
	int months_count;
};

/* Which of two days, or months, comes first: < 0, 0, > 0. */
int date_compare(const struct date *a, const struct date *b);

/* One signal more of kind on that day and in its month; the oldest make room for newer ones. */
void tally_count(struct tally *, const char *kind, const struct date *day);

/* Adds what more holds, count by count. */
void tally_add(struct tally *, const struct tally *more);

/* Every count becomes what other holds, where that is more. Whether any did. */
bool tally_raise(struct tally *, const struct tally *other);

/* Lets go of days before the last 14 and months before the last 24. Whether there were any. */
bool tally_forget(struct tally *, const struct date *today);

#endif
