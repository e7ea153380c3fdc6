/* From a pin map to this machine's chip and lines. */
#ifndef PRAATJE_HW_RESOLVE_H
#define PRAATJE_HW_RESOLVE_H

#include "hw/pins.h"

/*
 * Finds the chip that board names, and the offsets of its lines. If it can't, error (size bytes)
 * says FILE:LINE and what there is instead.
 */
bool resolve(struct board *board, struct pins_chip *chip, char *error, size_t size);

/* A sentence on why the lines of a resolved board could not be taken: errno as pins_open set it. */
void resolve_complain(const struct board *board, const struct pins_chip *chip, int error_number,
		      char *error, size_t size);

#endif
