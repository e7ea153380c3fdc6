/*
 * Payloads of config/office, config/person/<p> and config/device/<d> <-> core's structs.
 *
 * Each decoder starts faults anew and returns whether there are none; *out is only to be used
 * then, but for its rev: 0 where that can't be read. Every field that isn't given gets its default.
 * An empty payload is not JSON: that it means "gone" is the caller's to know. Encoders return
 * payloads to be released with free().
 */
#ifndef PRAATJE_PROTOCOL_CONFIG_H
#define PRAATJE_PROTOCOL_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "core/config.h"
#include "protocol/fault.h"

/* Fills the zone's table too. A zone that isn't given but missing here is a fault at /tz. */
bool office_config_decode(const void *payload, size_t size, struct office_config *out,
			  struct faults *faults);
char *office_config_encode(const struct office_config *);

/* *gone: the document says {"gone": true}, and *out holds defaults. */
bool person_config_decode(const void *payload, size_t size, struct person_config *out, bool *gone,
			  struct faults *faults);
char *person_config_encode(const struct person_config *);

bool device_config_decode(const void *payload, size_t size, struct device_config *out, bool *gone,
			  struct faults *faults);
char *device_config_encode(const struct device_config *);

/* {"gone": true}, for persons and devices. */
char *gone_encode(void);

/* Gives a person a name and the sort key that goes with it. name is valid UTF-8. */
void person_config_name(struct person_config *, const char *name);

#endif
