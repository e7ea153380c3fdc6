/* Payload of device/<d>/counts: how many are open and how many are here. */
#ifndef PRAATJE_PROTOCOL_COUNTS_H
#define PRAATJE_PROTOCOL_COUNTS_H

#include <stdbool.h>
#include <stddef.h>

#include "protocol/fault.h"

enum { COUNTS_EXPIRY_S = 15 * 60 };

struct counts {
	int open;
	int here;
};

/* As in state.h. */
bool counts_decode(const void *payload, size_t size, struct counts *out, struct faults *faults);
char *counts_encode(const struct counts *);

#endif
