/* Chance for the core, from a state that the caller keeps, so that a test can play it again. */
#ifndef PRAATJE_CORE_JITTER_H
#define PRAATJE_CORE_JITTER_H

#include <stdint.h>

/* A number from low to high, both included; steps state on (xorshift64*; state is never 0). */
static inline int64_t jitter(uint64_t *state, int64_t low, int64_t high)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	uint64_t number = (*state * UINT64_C(2685821657736338717)) >> 16;
	return low + (int64_t)(number % (uint64_t)(high - low + 1));
}

#endif
