/* What screens say, in every language; tables of the program, made from the files of language/. */
#ifndef PRAATJE_LOCALE_LOCALE_H
#define PRAATJE_LOCALE_LOCALE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/config.h"
#include "core/zone.h"
#include "locale/sentences.h"

enum sentence {
#define X(name, slots) SENTENCE_##name,
	LOCALE_SENTENCES(X)
#undef X
	    SENTENCE_COUNT,
};

/* How many slots a sentence has, for locale_say to check while compiling. */
enum sentence_slots {
#define X(name, slots) SLOTS_##name = (slots),
	LOCALE_SENTENCES(X)
#undef X
};

enum plural {
#define X(name) PLURAL_##name,
	LOCALE_PLURALS(X)
#undef X
	    PLURAL_COUNT,
};

enum {
	LOCALE_TIME_SIZE = 8,
	LOCALE_DATE_SIZE = 64,
	LOCALE_SENTENCE_SIZE = 3 * NAME_SIZE, /* room for a sentence with two names in it */
};

/* The sentence as it is, slots and all. */
const char *locale_text(enum language, enum sentence);
int locale_slots(enum sentence);

/* "Nederlands", "English". */
const char *locale_own_name(enum language);

/* Whether a kind's name begins small within a sentence. */
bool locale_begins_small(enum language);

/* "een plannetje": a built-in kind as it stands after "open for", where name is still its own; else
 * NULL. */
const char *locale_a_kind(enum language, const char *kind, const char *name);

/* Whether a place's name begins with an article, of whichever language. */
bool locale_has_article(const char *place);

/*
 * Writes the sentence with its slots filled into to; what doesn't fit is cut between
 * characters. locale_say(to, size, language, UNTIL, time) checks the number of arguments while
 * compiling; each is a const char *.
 */
void locale_fill(char *to, size_t size, enum language, enum sentence, const char *const *slots,
		 int count);
#define LOCALE_COUNT(...) LOCALE_FOURTH(__VA_ARGS__, 3, 2, 1, 0)
#define LOCALE_FOURTH(one, two, three, fourth, ...) fourth
#define LOCALE_CHECKED(name, ...)                                                                  \
	((int)sizeof(struct {                                                                      \
		 _Static_assert((int)SLOTS_##name == LOCALE_COUNT(__VA_ARGS__),                    \
				"as many arguments as the sentence has slots");                    \
		 char checked;                                                                     \
	 }) *                                                                                      \
	 (int)SLOTS_##name)
#define locale_say(to, size, language, name, ...)                                                  \
	locale_fill(to, size, language, SENTENCE_##name, (const char *const[]){__VA_ARGS__},       \
		    LOCALE_CHECKED(name, __VA_ARGS__))

/* "18 op kantoor": the plural form for count. */
void locale_count(char *to, size_t size, enum language, enum plural, int count);

/* "09:42" */
void locale_time(char to[LOCALE_TIME_SIZE], const struct local_time *);
/* "maandag 23 november" */
void locale_date(char to[LOCALE_DATE_SIZE], enum language, const struct local_time *);
/* "nov": of 1 to 12, short enough to stand below a bar */
const char *locale_month(enum language, int month);
/* "15 min", "1 uur" */
void locale_length(char *to, size_t size, enum language, int minutes);

/* The built-in prompt with that number, from 1 to locale_prompts_count. */
const char *locale_prompt(enum language, int number);
int locale_prompts_count(void);

/* A question for two people to start with; any number, which picks the same one everywhere. */
const char *locale_starter(enum language, long long number);
int locale_starters_count(void);

#endif
