#include <assert.h>

#include "locale/locale.h"

static const struct {
	int slots;
	const char *in[LANGUAGE_COUNT];
} sentences[SENTENCE_COUNT] = {
#define X(name, slots, nl, en)                                                                     \
	[SENTENCE_##name] = {slots, {[LANGUAGE_NL] = (nl), [LANGUAGE_EN] = (en)}},
    LOCALE_SENTENCES(X)
#undef X
};

/* An empty string would be a hole too. */
#define X(name, slots, nl, en)                                                                     \
	static_assert(sizeof(nl) > 1 && sizeof(en) > 1, #name " misses in a language");
LOCALE_SENTENCES(X)
#undef X
static_assert(LANGUAGE_COUNT == 2, "the tables have a column for each language");

const char *locale_text(enum language language, enum sentence sentence)
{
	return sentences[sentence].in[language];
}

int locale_slots(enum sentence sentence)
{
	return sentences[sentence].slots;
}
