#include "link/backoff.h"

#include <assert.h>

#include "core/jitter.h"

void backoff_init(struct backoff *backoff, int min_ms, int max_ms, uint64_t seed)
{
	assert(min_ms >= 0 && min_ms <= max_ms);
	*backoff = (struct backoff){min_ms, max_ms, min_ms, seed ? seed : 1};
}

int backoff_lost_ms(struct backoff *backoff)
{
	/* Tries after it are spread as widely: those that waited least would gather else. */
	backoff->last_ms = backoff->max_ms;
	return (int)jitter(&backoff->random, backoff->min_ms, backoff->max_ms);
}

int backoff_failed_ms(struct backoff *backoff)
{
	int64_t most = 3 * (int64_t)backoff->last_ms;

	/* Bounded before drawing: a draw cut off at the bound would bring many back at once. */
	if (most > backoff->max_ms)
		most = backoff->max_ms;
	backoff->last_ms = (int)jitter(&backoff->random, backoff->min_ms, most);
	return backoff->last_ms;
}
