/* Time as the core is given it: it reads no clock itself. */
#ifndef PRAATJE_CORE_MOMENT_H
#define PRAATJE_CORE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

/* How far the wall clock can be believed. */
enum clock_trust {
	CLOCK_NONE,   /* not at all: a Pi before the network gave it the time */
	CLOCK_RTC,    /* unsynchronised, but borne out by a hardware clock and saved times */
	CLOCK_SYNCED, /* the kernel says that it is synchronised (adjtimex) */
};

struct moment {
	int64_t wall_ms; /* since 1970 UTC; means nothing while clock is CLOCK_NONE */
	int64_t mono_ms; /* CLOCK_MONOTONIC */
	enum clock_trust clock;
};

static inline bool moment_trusted(const struct moment *now)
{
	return now->clock != CLOCK_NONE;
}

/* The wall time in whole seconds since 1970 UTC. */
static inline int64_t moment_wall_s(const struct moment *now)
{
	return now->wall_ms / 1000;
}

#endif
