#include "core/language.h"

#include <assert.h>
#include <string.h>

#define PASTE(a, b) a##b

static const struct {
	const char *name;
	enum language instead;
} languages[LANGUAGE_COUNT] = {
#define LANGUAGE(name, own_name, instead, begin) [HERE] = {name, PASTE(LANGUAGE_, instead)},
#include "languages.inc"
};

/* What they all fall back to, in the end. */
#define LANGUAGE(name, own_name, instead, begin)                                                   \
	static_assert(PASTE(LANGUAGE_, instead) <= LANGUAGE_EN, "Dutch or English serves "         \
								"instead");
#include "languages.inc"

static const struct kind_words {
	enum language language;
	const char *kind, *name, *hint;
} kinds[] = {
#define KIND(kind, name, hint, phrase) {HERE, #kind, name, hint},
#include "languages.inc"
};

const char *language_name(enum language language)
{
	return languages[language].name;
}

bool language_parse(const char *text, enum language *out)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		if (strcmp(languages[i].name, text) == 0) {
			*out = (enum language)i;
			return true;
		}
	}
	return false;
}

enum language language_instead(enum language language)
{
	return languages[language].instead;
}

static const struct kind_words *find(enum language language, const char *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (kinds[i].language == language && strcmp(kinds[i].kind, kind) == 0)
			return &kinds[i];
	}
	return NULL;
}

const char *language_kind_name(enum language language, const char *kind)
{
	const struct kind_words *words = find(language, kind);
	return words ? words->name : NULL;
}

const char *language_kind_hint(enum language language, const char *kind)
{
	const struct kind_words *words = find(language, kind);
	return words ? words->hint : NULL;
}
