/* Payloads of person/<p>/state and place/<place>/someone <-> core's statements. */
#ifndef PRAATJE_PROTOCOL_STATE_H
#define PRAATJE_PROTOCOL_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/statement.h"
#include "protocol/fault.h"

/*
 * Each decoder starts faults anew and returns whether there are none; *out is only to be
 * used then. An empty payload is not JSON: what it means on a topic is the caller's to know.
 */
bool state_decode(const void *payload, size_t size, struct statement *out, struct faults *faults);
bool someone_decode(const void *payload, size_t size, struct statement *out, struct faults *faults);

/* Payloads as the contract writes them, to be released with free(). */
char *state_encode(const struct statement *);
char *someone_encode(const struct statement *);

#endif
