#include "locale/locale.h"

static const char *const prompts[][LANGUAGE_COUNT] = {
#define X(nl, en) {[LANGUAGE_NL] = (nl), [LANGUAGE_EN] = (en)},
    LOCALE_PROMPTS(X)
#undef X
};

int locale_prompts_count(void)
{
	return (int)(sizeof prompts / sizeof *prompts);
}

const char *locale_prompt(enum language language, long long day)
{
	long long count = locale_prompts_count();
	return prompts[(day % count + count) % count][language];
}
