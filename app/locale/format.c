/* Sentences with their slots filled, numbers, times and dates. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "locale/locale.h"

enum { DAYS = 7, MONTHS = 12 };

static const char *const days[LANGUAGE_COUNT][DAYS] = {
    [LANGUAGE_NL] = {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag",
		     "zondag"},
    [LANGUAGE_EN] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
};

static const char *const months[LANGUAGE_COUNT][MONTHS] = {
    [LANGUAGE_NL] = {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
		     "september", "oktober", "november", "december"},
    [LANGUAGE_EN] = {"January", "February", "March", "April", "May", "June", "July", "August",
		     "September", "October", "November", "December"},
};

enum form {
	FORM_NONE,
	FORM_ONE,
	FORM_MORE,
	FORM_COUNT,
};

static const char *const plurals[PLURAL_COUNT][LANGUAGE_COUNT][FORM_COUNT] = {
#define X(name, nl_none, nl_one, nl_more, en_none, en_one, en_more)                                \
	[PLURAL_##name] = {[LANGUAGE_NL] = {nl_none, nl_one, nl_more},                             \
			   [LANGUAGE_EN] = {en_none, en_one, en_more}},
    LOCALE_PLURALS(X)
#undef X
};

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
	fill(to, size, plurals[plural][language][form], (const char *const[]){number}, 1);
}

void locale_time(char to[LOCALE_TIME_SIZE], const struct local_time *time)
{
	assert(time->hour >= 0 && time->hour < 100 && time->minute >= 0 && time->minute < 100);
	snprintf(to, LOCALE_TIME_SIZE, "%02d:%02d", time->hour % 100, time->minute % 100);
}

void locale_date(char to[LOCALE_DATE_SIZE], enum language language, const struct local_time *time)
{
	assert(time->weekday >= 1 && time->weekday <= DAYS);
	assert(time->month >= 1 && time->month <= MONTHS);
	snprintf(to, LOCALE_DATE_SIZE, "%s %d %s", days[language][time->weekday - 1], time->day,
		 months[language][time->month - 1]);
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
