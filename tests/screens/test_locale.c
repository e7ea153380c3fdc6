/* Sentences in every language, with their slots filled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "locale/locale.h"

static const struct local_time monday_morning = {2026, 11, 23, 1, 9, 5, 0};

/* How many of the slots {0} to {9} occur, or -1 when one before the highest is missing. */
static int slots_in(const char *sentence)
{
	char slot[] = "{0}";
	int count = 0;

	for (; slot[1] <= '9' && strstr(sentence, slot); slot[1]++)
		count++;
	for (; slot[1] <= '9'; slot[1]++) {
		if (strstr(sentence, slot))
			return -1;
	}
	return count;
}

static void every_sentence_has_the_slots_it_says_in_every_language(void **state)
{
	(void)state;
	for (int i = 0; i < SENTENCE_COUNT; i++) {
		for (int language = 0; language < LANGUAGE_COUNT; language++)
			assert_int_equal(slots_in(locale_text(language, i)), locale_slots(i));
	}
}

static void only_the_greetings_exclaim(void **state)
{
	(void)state;
	for (int i = 0; i < SENTENCE_COUNT; i++) {
		bool greets = i <= SENTENCE_GREETING_EVENING;
		for (int language = 0; language < LANGUAGE_COUNT; language++)
			assert_int_equal(strchr(locale_text(language, i), '!') != NULL, greets);
	}
}

static void slots_take_their_arguments_in_any_order_and_braces_in_names_stay(void **state)
{
	char text[LOCALE_SENTENCE_SIZE];

	(void)state;
	locale_say(text, sizeof text, LANGUAGE_NL, PAIR, "Corine", "{0}");
	assert_string_equal(text, "Corine en {0}, jullie zijn allebei open.");
	locale_say(text, sizeof text, LANGUAGE_EN, YOU_ARE_OPEN, "Jan", "an idea");
	assert_string_equal(text, "Jan, you're open for an idea");
}

static void what_does_not_fit_is_cut_between_characters(void **state)
{
	char text[12];

	(void)state;
	locale_say(text, sizeof text, LANGUAGE_NL, SHEET_HERE, "Renée");
	assert_string_equal(text, "Hoi Renée");
	locale_say(text, 9, LANGUAGE_NL, SHEET_HERE, "Renée");
	assert_string_equal(text, "Hoi Ren");
	locale_say(text, 10, LANGUAGE_NL, SHEET_HERE, "Renée");
	assert_string_equal(text, "Hoi René");
	locale_say(text, 1, LANGUAGE_NL, SHEET_HERE, "Renée");
	assert_string_equal(text, "");
}

static void numbers_take_their_plural(void **state)
{
	char text[64];

	(void)state;
	locale_count(text, sizeof text, LANGUAGE_NL, PLURAL_IN_OFFICE, 18);
	assert_string_equal(text, "18 op kantoor");
	locale_count(text, sizeof text, LANGUAGE_EN, PLURAL_IN_OFFICE, 18);
	assert_string_equal(text, "18 in the office");
	locale_count(text, sizeof text, LANGUAGE_NL, PLURAL_IN_OFFICE, 0);
	assert_string_equal(text, "nog niemand op kantoor");
	locale_count(text, sizeof text, LANGUAGE_EN, PLURAL_OPEN, 1);
	assert_string_equal(text, "1 open");
}

static void lengths_are_in_minutes_or_whole_hours(void **state)
{
	static const struct {
		int minutes;
		const char *in[LANGUAGE_COUNT];
	} lengths[] = {
	    {15, {"15 min", "15 min"}},
	    {60, {"1 uur", "1 hour"}},
	    {90, {"90 min", "90 min"}},
	    {120, {"2 uur", "2 hours"}},
	};
	char text[64];

	(void)state;
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		for (int language = 0; language < LANGUAGE_COUNT; language++) {
			locale_length(text, sizeof text, language, lengths[i].minutes);
			assert_string_equal(text, lengths[i].in[language]);
		}
	}
}

static void times_and_dates_are_written_out(void **state)
{
	char time[LOCALE_TIME_SIZE], date[LOCALE_DATE_SIZE];
	struct local_time sunday = {2026, 3, 1, 7, 0, 0, 0};

	(void)state;
	locale_time(time, &monday_morning);
	assert_string_equal(time, "09:05");
	locale_date(date, LANGUAGE_NL, &monday_morning);
	assert_string_equal(date, "maandag 23 november");
	locale_date(date, LANGUAGE_EN, &sunday);
	assert_string_equal(date, "Sunday 1 March");
}

/* Characters of UTF-8. */
static size_t characters(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

static void check_words(const char *(*words)(enum language, long long), int count)
{
	enum {
		LINE = 70
	}; /* what fits beside the counts, or in two lines, on the smallest kiosk */

	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		for (int i = 0; i < count; i++) {
			assert_null(strchr(words(language, i), '!'));
			assert_true(characters(words(language, i)) <= LINE);
			for (int j = 0; j < i; j++)
				assert_string_not_equal(words(language, i), words(language, j));
		}
		assert_string_equal(words(language, -1), words(language, count - 1));
		assert_string_equal(words(language, count + 1), words(language, 1));
	}
}

static void two_months_of_days_each_have_a_prompt_of_their_own(void **state)
{
	(void)state;
	assert_true(locale_prompts_count() >= 60);
	check_words(locale_prompt, locale_prompts_count());
}

static void two_people_get_a_question_to_start_with(void **state)
{
	(void)state;
	assert_true(locale_starters_count() >= 10);
	check_words(locale_starter, locale_starters_count());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_sentence_has_the_slots_it_says_in_every_language),
	    cmocka_unit_test(only_the_greetings_exclaim),
	    cmocka_unit_test(slots_take_their_arguments_in_any_order_and_braces_in_names_stay),
	    cmocka_unit_test(what_does_not_fit_is_cut_between_characters),
	    cmocka_unit_test(numbers_take_their_plural),
	    cmocka_unit_test(lengths_are_in_minutes_or_whole_hours),
	    cmocka_unit_test(times_and_dates_are_written_out),
	    cmocka_unit_test(two_months_of_days_each_have_a_prompt_of_their_own),
	    cmocka_unit_test(two_people_get_a_question_to_start_with),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
