/* The machine's clocks, and how far the wall clock can be believed (contract, "Clocks"). */
#ifndef PRAATJE_DEVICE_CLOCK_H
#define PRAATJE_DEVICE_CLOCK_H

#include "core/moment.h"

/*
 * state_dir, if not NULL, holds the last saved time: the modification time of a file of this
 * module's. Times before it, or before the program was built, are not believed.
 */
void clock_start(const char *state_dir);

/* Now. */
struct moment clock_now(void);

/* Saves the time, if it can be trusted, as a floor for a start without a network. */
void clock_save(void);

#endif
