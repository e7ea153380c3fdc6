/* The languages of Praatje: one for each file of app/locale/language. */
#ifndef PRAATJE_CORE_LANGUAGE_H
#define PRAATJE_CORE_LANGUAGE_H

#include <stdbool.h>

#include "languages.h"

/* LANGUAGE_NL, LANGUAGE_EN and the others, from 0. */
enum language {
#define X(language) LANGUAGE_##language,
	LANGUAGES(X)
#undef X
	    LANGUAGE_COUNT,
};

/* "nl", "en". */
const char *language_name(enum language);
bool language_parse(const char *text, enum language *out);

/* The language that serves where a text of the office lacks this one: Dutch or English. */
enum language language_instead(enum language);

/* A name and a hint for a built-in kind, or NULL where none is built in with this id. */
const char *language_kind_name(enum language, const char *kind);
const char *language_kind_hint(enum language, const char *kind);

#endif
