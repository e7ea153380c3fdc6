/* Sentences with their slots filled, numbers, times and dates. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "locale/locale.h"

enum { DAYS_COUNT = 7, MONTHS_COUNT = 12 };

static const char *const days[LANGUAGE_COUNT][DAYS_COUNT] = {
#define DAYS(...) [HERE] = {__VA_ARGS__},
#include "languages.inc"
};

static const char *const months[LANGUAGE_COUNT][MONTHS_COUNT] = {
#define MONTHS(...) [HERE] = {__VA_ARGS__},
#include "languages.inc"
};

enum form {
	FORM_NONE,
	FORM_ONE,
	FORM_MORE,
	FORM_COUNT,
};

static const char *const plurals[LANGUAGE_COUNT][PLURAL_COUNT][FORM_COUNT] = {
#define PLURAL(name, none, one, more) [HERE][PLURAL_##name] = {none, one, more},
#include "languages.inc"
};

static const char *const short_months[LANGUAGE_COUNT][MONTHS_COUNT] = {
#define MONTHS_SHORT(...) [HERE] = {__VA_ARGS__},
#include "languages.inc"
};

/* As in sentences.c: the language that misses one doesn't compile. */
#define JOIN(a, b) JOIN_EXPANDED(a, b)
#define JOIN_EXPANDED(a, b) a##_##b
enum {
#define PLURAL(name, none, one, more)                                                              \
	JOIN(HERE, name) = 1 / (sizeof(none) > 1 && sizeof(one) > 1 && sizeof(more) > 1),
#include "languages.inc"
};
#define X(name) static_assert(JOIN(HERE, name), "the language misses a plural");
#define END_OF_LANGUAGE LOCALE_PLURALS(X)
#include "languages.inc"
#undef X
#define DAYS(...)                                                                                  \
	static_assert(sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *) == DAYS_COUNT,        \
		      "the language misses a day");
#define MONTHS_SHORT(...) MONTHS(__VA_ARGS__)
#define MONTHS(...)                                                                                \
	static_assert(sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *) == MONTHS_COUNT,      \
		      "the language misses a month");
#include "languages.inc"

struct writer {
	char *to;
	size_t size, used;
};

static void write_part(struct writer *writer, const char *text, size_t length)
{
	size_t room = writer->size - 1 - writer->used;

	if (length > room) {
		length = room;
		while (length && ((unsigned char)text[length] & 0xC0) == 0x80)
			length--;
		writer->size = writer->used + length + 1; /* nothing after what was cut */
	}
	memcpy(writer->to + writer->used, text, length);
	writer->used += length;
	writer->to[writer->used] = '\0';
}

static void fill(char *to, size_t size, const char *form, const char *const *slots, int count)
{
	struct writer writer = {.to = to, .size = size};

	assert(size > 0);
	to[0] = '\0';
	for (const char *brace; (brace = strchr(form, '{')); form = brace + 3) {
		int slot = brace[1] - '0';
		assert(slot >= 0 && slot < count && brace[2] == '}');
		write_part(&writer, form, (size_t)(brace - form));
		write_part(&writer, slots[slot], strlen(slots[slot]));
	}
	write_part(&writer, form, strlen(form));
}

void locale_fill(char *to, size_t size, enum language language, enum sentence sentence,
		 const char *const *slots, int count)
{
	assert(count == locale_slots(sentence));
	fill(to, size, locale_text(language, sentence), slots, count);
}

void locale_count(char *to, size_t size, enum language language, enum plural plural, int count)
{
	enum form form = count == 0 ? FORM_NONE : count == 1 ? FORM_ONE : FORM_MORE;
	char number[16];

	snprintf(number, sizeof number, "%d", count);
	fill(to, size, plurals[language][plural][form], (const char *const[]){number}, 1);
}

void locale_time(char to[LOCALE_TIME_SIZE], const struct local_time *time)
{
	assert(time->hour >= 0 && time->hour < 100 && time->minute >= 0 && time->minute < 100);
	snprintf(to, LOCALE_TIME_SIZE, "%02d:%02d", time->hour % 100, time->minute % 100);
}

void locale_date(char to[LOCALE_DATE_SIZE], enum language language, const struct local_time *time)
{
	char day[16];

	assert(time->weekday >= 1 && time->weekday <= DAYS_COUNT);
	assert(time->month >= 1 && time->month <= MONTHS_COUNT);
	snprintf(day, sizeof day, "%d", time->day);
	locale_say(to, LOCALE_DATE_SIZE, language, DATE, days[language][time->weekday - 1], day,
		   months[language][time->month - 1]);
}

const char *locale_month(enum language language, int month)
{
	assert(month >= 1 && month <= MONTHS_COUNT);
	return short_months[language][month - 1];
}

void locale_length(char *to, size_t size, enum language language, int minutes)
{
	char number[16];

	if (minutes % 60 == 0) {
		locale_count(to, size, language, PLURAL_HOURS, minutes / 60);
		return;
	}
	snprintf(number, sizeof number, "%d", minutes);
	locale_say(to, size, language, MINUTES, number);
}
