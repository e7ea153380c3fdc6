/* Payload of device/<d>/tally: how many signals a kiosk took, by day and by month. */
#ifndef PRAATJE_PROTOCOL_TALLY_H
#define PRAATJE_PROTOCOL_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/config.h"
#include "protocol/fault.h"

enum {
	TALLY_DAYS_MAX = 14,
	TALLY_MONTHS_MAX = 24,
	TALLY_KINDS_MAX = 16, /* kinds come and go within a month */
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

/* As in state.h. Days and months keep the order they come in. */
bool tally_decode(const void *payload, size_t size, struct tally *out, struct faults *faults);
char *tally_encode(const struct tally *);

#endif
