/* Payload of Home Assistant's discovery topic: the device, its counts, its screen's brightness. */
#ifndef PRAATJE_PROTOCOL_DISCOVERY_H
#define PRAATJE_PROTOCOL_DISCOVERY_H

#include "core/config.h"

/*
 * The payload, to be released with free(). name is the device's own and may be NULL or empty;
 * a desk goes by its id, as its name may be a person's.
 */
char *discovery_encode(const char *office, const char *device, enum role role, const char *name,
		       const char *version);

#endif
