/* Which prompt an office has on a day: one, the same on every screen. */
#ifndef PRAATJE_CORE_PROMPT_H
#define PRAATJE_CORE_PROMPT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/config.h"

enum prompt_source {
	PROMPT_NONE,     /* there is none that day */
	PROMPT_OWN,      /* of the office's document */
	PROMPT_BUILT_IN, /* of the program */
};

struct prompt_choice {
	enum prompt_source source;
	int number; /* from 1: in the office's list, or among the built-in ones */
};

/* Whether the prompt has days of its own, which go before the days of all others. */
bool prompt_scheduled(const struct prompt *);

/*
 * The prompt of the local day (days since 1970) in the office, with built_in_count built-in
 * prompts: a pure function of these. Of the scheduled ones of that day, else of the others,
 * each comes as often as its weight says, with its turns spread evenly.
 */
struct prompt_choice prompt_of_day(const struct office_config *, const char *office_id,
				   int built_in_count, int64_t day);

#endif
