#include <assert.h>
#include <string.h>

#include "locale/locale.h"

#define JOIN(a, b) JOIN_EXPANDED(a, b)
#define JOIN_EXPANDED(a, b) a##_##b

static const int slots[SENTENCE_COUNT] = {
#define X(name, count) [SENTENCE_##name] = (count),
    LOCALE_SENTENCES(X)
#undef X
};

static const char *const sentences[LANGUAGE_COUNT][SENTENCE_COUNT] = {
#define SENTENCE(name, text) [HERE][SENTENCE_##name] = (text),
#include "languages.inc"
};

/* "LANGUAGE_NL_UNDO undeclared": the language misses that sentence. An empty one would be a hole
 * too. */
enum {
#define SENTENCE(name, text) JOIN(HERE, name) = 1 / (sizeof(text) > 1),
#include "languages.inc"
};
#define X(name, count) static_assert(JOIN(HERE, name), "the language misses a sentence");
#define END_OF_LANGUAGE LOCALE_SENTENCES(X)
#include "languages.inc"
#undef X

/* How a kind's name begins within a sentence. */
enum begin {
	BEGIN_SMALL, /* "een plannetje", but "een OR-overleg" */
	BEGIN_AS_IS, /* "eine Idee" */
};

static const enum begin begins[LANGUAGE_COUNT] = {
#define LANGUAGE(name, own_name, instead, begin) [HERE] = BEGIN_##begin,
#include "languages.inc"
};

static const char *const own_names[LANGUAGE_COUNT] = {
#define LANGUAGE(name, own_name, instead, begin) [HERE] = (own_name),
#include "languages.inc"
};

static const struct {
	enum language language;
	const char *kind, *name, *phrase;
} kinds[] = {
#define KIND(kind, name, hint, phrase) {HERE, #kind, name, phrase},
#include "languages.inc"
};

static const char *const articles[] = {
#define ARTICLE(article) (article),
#include "languages.inc"
};

const char *locale_text(enum language language, enum sentence sentence)
{
	return sentences[language][sentence];
}

int locale_slots(enum sentence sentence)
{
	return slots[sentence];
}

const char *locale_own_name(enum language language)
{
	return own_names[language];
}

bool locale_begins_small(enum language language)
{
	return begins[language] == BEGIN_SMALL;
}

const char *locale_a_kind(enum language language, const char *kind, const char *name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (kinds[i].language == language && strcmp(kinds[i].kind, kind) == 0 &&
		    strcmp(kinds[i].name, name) == 0)
			return kinds[i].phrase;
	}
	return NULL;
}

bool locale_has_article(const char *place)
{
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
		if (strncmp(place, articles[i], strlen(articles[i])) == 0)
			return true;
	}
	return false;
}
