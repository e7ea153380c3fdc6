/*
 * How long to wait before the next try to connect: decorrelated jitter, so that devices that
 * lost the same broker do not come back in the same second. Pure.
 */
#ifndef PRAATJE_LINK_BACKOFF_H
#define PRAATJE_LINK_BACKOFF_H

#include <stdint.h>

struct backoff {
	int min_ms, max_ms;
	int last_ms;
	uint64_t random;
};

/* Waits lie in min_ms to max_ms (min_ms at most max_ms); any seed will do. */
void backoff_init(struct backoff *, int min_ms, int max_ms, uint64_t seed);

/* After a connection was lost: anywhere between the bounds. Milliseconds. */
int backoff_lost_ms(struct backoff *);

/* After a try that failed: from the lower bound to three times the last wait. Milliseconds. */
int backoff_failed_ms(struct backoff *);

#endif
