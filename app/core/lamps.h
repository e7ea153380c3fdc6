/* What the lamps in the buttons say. */
#ifndef PRAATJE_CORE_LAMPS_H
#define PRAATJE_CORE_LAMPS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/button.h"
#include "core/moment.h"
#include "core/office.h"

enum {
	BREATH_MS = 2000, /* a breath: far below 3 flashes a second */
	BREATH_LIT_MS = 1500,
};

struct lamps {
	bool lit[BUTTON_COUNT];
	int64_t wake_ms; /* monotonic: when a breath changes them next; INT64_MAX: not by itself */
};

/*
 * Yellow is lit while somebody in the office is open, and breathes when two are; blue is lit on a
 * desk whose owner is in focus; white for as long as what was said here can be undone, once the
 * broker has it.
 */
struct lamps office_lamps(const struct office *, const struct moment *now);

#endif
