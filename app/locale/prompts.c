#include "locale/locale.h"

enum { STARTERS_MAX = 100 };

/* By number, from 1; the Dutch ones say how many there are. */
static const char *const prompts[LANGUAGE_COUNT][BUILT_IN_MAX + 1] = {
#define PROMPT(number, text) [HERE][number] = (text),
#include "languages.inc"
};

static const char *const starters[LANGUAGE_COUNT][STARTERS_MAX + 1] = {
#define STARTER(number, text) [HERE][number] = (text),
#include "languages.inc"
};

/* "LANGUAGE_EN_PROMPTS" and the like: how many a language has. */
#define JOIN(a, b) JOIN_EXPANDED(a, b)
#define JOIN_EXPANDED(a, b) a##_##b
enum {
#define LANGUAGE(...) JOIN(HERE, BEFORE_PROMPTS) = -1,
#define PROMPT(number, ...) JOIN(HERE, PROMPT_##number),
#define END_OF_LANGUAGE JOIN(HERE, PROMPTS),
#include "languages.inc"
#define LANGUAGE(...) JOIN(HERE, BEFORE_STARTERS) = -1,
#define STARTER(number, ...) JOIN(HERE, STARTER_##number),
#define END_OF_LANGUAGE JOIN(HERE, STARTERS),
#include "languages.inc"
};
#define END_OF_LANGUAGE                                                                            \
	_Static_assert(JOIN(HERE, PROMPTS) == LANGUAGE_NL_PROMPTS &&                               \
			   JOIN(HERE, STARTERS) == LANGUAGE_NL_STARTERS,                           \
		       "the language misses prompts or starters");
#include "languages.inc"

int locale_prompts_count(void)
{
	return LANGUAGE_NL_PROMPTS;
}

const char *locale_prompt(enum language language, int number)
{
	return prompts[language][number];
}

int locale_starters_count(void)
{
	return LANGUAGE_NL_STARTERS;
}

const char *locale_starter(enum language language, long long number)
{
	long long count = LANGUAGE_NL_STARTERS;

	return starters[language][(number % count + count) % count + 1];
}
