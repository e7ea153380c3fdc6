#include "locale/prompts.h"

#include "locale/locale.h"

struct words {
	const char *in[LANGUAGE_COUNT];
};

#define X(nl, en) {{[LANGUAGE_NL] = (nl), [LANGUAGE_EN] = (en)}},
static const struct words prompts[] = {LOCALE_PROMPTS(X)};
static const struct words starters[] = {LOCALE_STARTERS(X)};
#undef X

static int turn(long long number, int count)
{
	return (int)((number % count + count) % count);
}

int locale_prompts_count(void)
{
	return (int)(sizeof prompts / sizeof *prompts);
}

const char *locale_prompt(enum language language, long long number)
{
	return prompts[turn(number - 1, locale_prompts_count())].in[language];
}

int locale_starters_count(void)
{
	return (int)(sizeof starters / sizeof *starters);
}

const char *locale_starter(enum language language, long long number)
{
	return starters[turn(number, locale_starters_count())].in[language];
}
