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
		const char *in[LANGUAGE_EN + 1];
	} lengths[] = {
	    {15, {"15 min", "15 min"}},
	    {60, {"1 uur", "1 hour"}},
	    {90, {"90 min", "90 min"}},
	    {120, {"2 uur", "2 hours"}},
	};
	char text[64];

	(void)state;
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		for (int language = 0; language <= LANGUAGE_EN; language++) {
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

/* One of the built-in prompts or starters; number from 0. */
static void check_words(const char *(*words)(enum language, int), int count)
{
	enum {
		LINE = 70
	}; /* what fits beside the counts, or in two lines, on the smallest kiosk */

	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		for (int i = 0; i < count; i++) {
			assert_non_null(words(language, i));
			assert_null(strpbrk(words(language, i), "!{}"));
			assert_in_range(characters(words(language, i)), 1, LINE);
			for (int j = 0; j < i; j++)
				assert_string_not_equal(words(language, i), words(language, j));
		}
	}
}

static const char *prompt(enum language language, int number)
{
	return locale_prompt(language, number + 1);
}

static void two_months_of_days_each_have_a_prompt_of_their_own(void **state)
{
	(void)state;
	assert_true(locale_prompts_count() >= 60);
	check_words(prompt, locale_prompts_count());
}

static const char *starter(enum language language, int number)
{
	return locale_starter(language, number);
}

static void two_people_get_a_question_to_start_with(void **state)
{
	(void)state;
	assert_true(locale_starters_count() >= 10);
	check_words(starter, locale_starters_count());
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		int count = locale_starters_count();
		assert_string_equal(locale_starter(language, -1),
				    locale_starter(language, count - 1));
		assert_string_equal(locale_starter(language, count + 1),
				    locale_starter(language, 1));
	}
}

/* What a sentence may need: half as much again as the longer of the Dutch and the English. */
static size_t room_for(enum sentence sentence)
{
	size_t dutch = characters(locale_text(LANGUAGE_NL, sentence));
	size_t english = characters(locale_text(LANGUAGE_EN, sentence));
	size_t longer = dutch > english ? dutch : english;

	return longer < 12 ? longer + 8 : longer * 3 / 2;
}

static void no_sentence_is_overlong_in_any_language(void **state)
{
	(void)state;
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		for (int i = 0; i < SENTENCE_COUNT; i++) {
			if (characters(locale_text(language, i)) > room_for(i))
				fail_msg("%s: too long: %s", language_name(language),
					 locale_text(language, i));
		}
	}
}

static void every_day_of_the_year_has_its_date_in_every_language(void **state)
{
	char dates[7 * 12][LOCALE_DATE_SIZE];

	(void)state;
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		for (int i = 0; i < 7 * 12; i++) {
			struct local_time day = {2026, i / 7 + 1, 28, i % 7 + 1, 0, 0, 0};
			locale_date(dates[i], language, &day);
			assert_non_null(strstr(dates[i], "28"));
			assert_null(strpbrk(dates[i], "{}"));
			assert_in_range(characters(dates[i]), 10, 30);
			for (int j = 0; j < i; j++)
				assert_string_not_equal(dates[i], dates[j]);
		}
	}
}

static void every_plural_has_its_number_in_every_language(void **state)
{
	char text[LOCALE_SENTENCE_SIZE];

	(void)state;
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		for (int plural = 0; plural < PLURAL_COUNT; plural++) {
			for (int count = 0; count < 3; count++) {
				locale_count(text, sizeof text, language, plural, count);
				assert_null(strpbrk(text, "{}!"));
			}
			locale_count(text, sizeof text, language, plural, 37);
			assert_non_null(strstr(text, "37"));
		}
	}
}

static void every_language_names_itself_and_its_kinds(void **state)
{
	struct office_config config;

	(void)state;
	office_config_default(&config);
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		enum language again;
		assert_true(language_parse(language_name(language), &again));
		assert_int_equal(again, language);
		assert_true(locale_own_name(language)[0] != '\0');
		for (int i = 0; i < config.kinds_count; i++) {
			const struct kind *kind = &config.kinds[i];
			const char *name = kind->name.in[language];
			assert_in_range(characters(name), 1, 12);
			assert_in_range(characters(kind->hint.in[language]), 1, 26);
			assert_true(locale_a_kind(language, kind->id, name)[0] != '\0');
			assert_null(locale_a_kind(language, kind->id, "Lunch"));
		}
	}
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
	    cmocka_unit_test(no_sentence_is_overlong_in_any_language),
	    cmocka_unit_test(every_day_of_the_year_has_its_date_in_every_language),
	    cmocka_unit_test(every_plural_has_its_number_in_every_language),
	    cmocka_unit_test(every_language_names_itself_and_its_kinds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
