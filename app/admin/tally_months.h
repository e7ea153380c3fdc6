/* The tallies of all kiosks, summed by month. */
#ifndef PRAATJE_ADMIN_TALLY_MONTHS_H
#define PRAATJE_ADMIN_TALLY_MONTHS_H

#include <stdbool.h>
#include <stdint.h>

#include "admin/book.h"
#include "core/tally.h"

struct tally_month {
	struct date date;      /* day is 0 */
	int64_t signals;       /* all of them */
	int64_t of[KINDS_MAX]; /* those of each kind of the office, in its order */
	int64_t former;        /* those of kinds that it has no longer, which have no weight */
	double relation, task; /* how the others divide by their kinds' weight, in signals */
};

struct tally_months {
	const struct office_config *office; /* borrowed */
	struct tally_month list[TALLY_MONTHS_MAX];
	int count; /* from the first in which anything was counted; 0: nothing was */
};

/*
 * Sums what the book has, for at most count months up to last. Devices without configuration
 * count only where none has one. False where a tally can't be read: told, and left out.
 */
bool tally_months_make(const struct book *, const struct date *last, int count,
		       struct tally_months *out);

/* How much of what has a weight was for the relation, in percent; -1: too little to tell. */
int tally_relation(double relation, double task);

#endif
