/* Time zones from the machine's zone files. */
#ifndef PRAATJE_PROTOCOL_ZONE_LOAD_H
#define PRAATJE_PROTOCOL_ZONE_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/zone.h"

/*
 * Fills out with the offsets of the years 2020 to 2099 in the zone with this IANA name, such as
 * "Europe/Amsterdam". False, with *out as it was, when the zone files have none of that name;
 * "UTC" is always known.
 */
bool zone_load(const char *name, struct zone *out);

/* Writes the name of the zone that was probably meant into to; false when none is near. */
bool zone_suggest(const char *name, char *to, size_t size);

#endif
