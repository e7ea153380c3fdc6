/* Payload of device/<d>/status: how a device is. */
#ifndef PRAATJE_PROTOCOL_STATUS_H
#define PRAATJE_PROTOCOL_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/config.h"
#include "core/moment.h"
#include "protocol/fault.h"

enum { STATUS_VERSION_SIZE = 65, STATUS_STUCK_MAX = 8 };

/* A certificate that ends within so long is warned of. */
enum { STATUS_CERTIFICATE_AHEAD_S = 30 * 24 * 3600 };

struct status {
	bool online;
	int64_t conn; /* number of the connection; grows */
	int64_t boot; /* when the program started, seconds since 1970 UTC; 0: not known */
	char version[STATUS_VERSION_SIZE];
	enum role role;
	enum clock_trust clock;
	int unsent;                            /* statements that the broker doesn't have yet */
	char stuck[STATUS_STUCK_MAX][ID_SIZE]; /* buttons */
	int stuck_count;
	bool temperature_set;
	double temperature; /* of the processor, degrees Celsius */
	bool throttled_set;
	bool throttled;      /* slowed down by heat or a weak supply */
	int64_t certificate; /* when its own ends, seconds since 1970 UTC; 0: it has none */
	int64_t at;          /* when this was said, seconds since 1970 UTC; 0: not known */
};

/* As in state.h: faults anew, true for none; payloads are released with free(). */
bool status_decode(const void *payload, size_t size, struct status *out, struct faults *faults);
char *status_encode(const struct status *);

#endif
