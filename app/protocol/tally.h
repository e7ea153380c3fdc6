/* Payload of device/<d>/tally: how many signals a kiosk took, by day and by month. */
#ifndef PRAATJE_PROTOCOL_TALLY_H
#define PRAATJE_PROTOCOL_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/tally.h"
#include "protocol/fault.h"

/* As in state.h. Days and months keep the order they come in. */
bool tally_decode(const void *payload, size_t size, struct tally *out, struct faults *faults);
char *tally_encode(const struct tally *);

#endif
