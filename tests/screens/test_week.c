/* The sentence of the week: what it says, on which screens, and that it fits them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fit.h"
#include "locale/locale.h"
#include "ui/phrase.h"

static const char told[] = "Deze week 23 keer open, 14 keer voor een praatje.";
static const char told_english[] = "Open 23 times this week, 14 times for a chat.";

enum { PAIRS_OVER_MS = 11 * 60 * 1000 };

static struct stage stage;

static int tear_down(void **state)
{
	(void)state;
	stage_close(&stage);
	return 0;
}

static void open_on_the_last_day(enum role role, int hour)
{
	stage_open(&stage, role, hour, 0);
	stage_prompt(&stage, "Wie heb je al een tijd niet gesproken?",
		     "Who haven't you spoken to?");
	stage_counted(&stage, 14, 9, 0);
	stage_person(&stage, "Corine");
}

static bool reads(const char *text, int width, int height)
{
	struct ui *ui = stage_compose(&stage, width, height);
	bool found = stage_reads(ui, text);

	ui_destroy(ui);
	return found;
}

static void says(enum language language, int chats, int ideas, int walks, const char *expected)
{
	struct draft draft = {.language = language, .now = &stage.now};

	stage_open(&stage, ROLE_BOARD, 15, 0);
	stage_counted(&stage, chats, ideas, walks);
	draft.office = stage.office;
	assert_string_equal(phrase_week(&draft).text, expected);
	stage_close(&stage);
}

static void it_names_the_kind_that_most_were_for(void **state)
{
	(void)state;
	says(LANGUAGE_NL, 14, 9, 0, told);
	says(LANGUAGE_EN, 14, 9, 0, told_english);
	says(LANGUAGE_NL, 2, 5, 1, "Deze week 8 keer open, 5 keer voor een plannetje.");
	says(LANGUAGE_EN, 2, 5, 1, "Open 8 times this week, 5 times for an idea.");
	says(LANGUAGE_NL, 5, 5, 0, "Deze week 10 keer open, 5 keer voor een praatje.");
	says(LANGUAGE_NL, 0, 0, 6, "Deze week 6 keer open, steeds voor een ommetje.");
	says(LANGUAGE_EN, 0, 0, 6, "Open 6 times this week, always for a walk.");
}

static void below_five_it_says_nothing(void **state)
{
	(void)state;
	says(LANGUAGE_NL, 2, 2, 0, "");
	says(LANGUAGE_NL, 3, 2, 0, "Deze week 5 keer open.");
	says(LANGUAGE_EN, 4, 4, 0, "Open 8 times this week.");
}

static void boards_and_kiosks_tell_it_in_the_place_of_the_prompt(void **state)
{
	static const enum role roles[] = {ROLE_KIOSK, ROLE_BOARD};

	(void)state;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		open_on_the_last_day(roles[i], 15);
		assert_true(reads(told, 800, 480));
		assert_false(reads("Wie heb je al een tijd niet gesproken?", 800, 480));
		stage.config.lang = LANGUAGE_EN;
		stage_configure(&stage);
		assert_true(reads(told_english, 800, 480));
		stage_close(&stage);
		open_on_the_last_day(roles[i], 11);
		assert_false(reads(told, 800, 480));
		assert_true(reads("Wie heb je al een tijd niet gesproken?", 800, 480));
		if (i == 0)
			stage_close(&stage);
	}
}

static void what_is_to_be_said_of_the_connection_comes_first(void **state)
{
	(void)state;
	open_on_the_last_day(ROLE_BOARD, 15);
	stage_link(&stage, false);
	assert_false(reads(told, 1920, 1080));
	assert_true(
	    reads("Geen verbinding sinds 15:00. Dit is de laatst bekende stand.", 1920, 1080));
}

static void a_desk_tells_no_week(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_DESK, 15, 0);
	stage_person(&stage, "Corine");
	id_copy(stage.device.person, "p-0");
	stage_counted(&stage, 14, 9, 0);
	assert_false(reads(told, 800, 480));
}

/* Longer than the sentences will be for most offices. */
static void use_long_words(void)
{
	struct kind *kind = &stage.config.kinds[1];

	snprintf(kind->name.in[LANGUAGE_NL], NAME_SIZE, "Wandeling buiten");
	for (int i = LANGUAGE_EN; i < LANGUAGE_COUNT; i++)
		snprintf(kind->name.in[i], NAME_SIZE, "Walk around the park");
	stage_counted(&stage, 70, 120, 4);
}

static bool told_whole(const struct ui *ui)
{
	const char *sentence = locale_text(stage.config.lang, SENTENCE_WEEK_KIND);
	char begin[40]; /* "Deze week 1", "Open 1" */
	struct scene_text text;

	snprintf(begin, sizeof begin, "%.*s1", (int)strcspn(sentence, "{"), sentence);

	for (int i = 0; scene_next_text(ui_scene(ui), &i, &text);) {
		if (strncmp(text.text, begin, strlen(begin)) == 0)
			return !text.cut;
	}
	return false;
}

static void look(struct ui *ui, const char *name)
{
	for (int i = 0; i < FIT_SIZES; i++) {
		char what[80];
		int width = fit_sizes[i][0], height = fit_sizes[i][1];
		snprintf(what, sizeof what, "%s at %dx%d", name, width, height);
		ui_resize(ui, width, height);
		ui_compose(ui, stage.office, &stage.now);
		fit_check(ui, what);
		if (!told_whole(ui))
			fail_msg("%s: the sentence is not there, or cut", what);
	}
}

static void it_fits_every_screen(void **state)
{
	static const int open[] = {0, 1, 3, 4, 7};
	struct ui *ui = ui_create(800, 480);

	(void)state;
	assert_non_null(ui);
	stage_open(&stage, ROLE_KIOSK, 15, 0);
	stage_sample(&stage);
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		stage.config.lang = language;
		use_long_words();
		look(ui, "week on a kiosk");
	}
	stage_close(&stage);
	stage_open(&stage, ROLE_BOARD, 15, 0);
	for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
		while (stage.people < open[i]) {
			char name[16];
			snprintf(name, sizeof name, "Bo %d", stage.people);
			int person = stage_person(&stage, name);
			stage_open_for(&stage, person, "chat", "second", 17, 0);
		}
		stage_wait(&stage, PAIRS_OVER_MS);
		for (int language = 0; language < LANGUAGE_COUNT; language++) {
			stage.config.lang = language;
			use_long_words();
			look(ui, "week on a board");
		}
	}
	ui_destroy(ui);
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(it_names_the_kind_that_most_were_for),
	    cmocka_unit_test(below_five_it_says_nothing),
	    TEST(boards_and_kiosks_tell_it_in_the_place_of_the_prompt),
	    TEST(what_is_to_be_said_of_the_connection_comes_first),
	    TEST(a_desk_tells_no_week),
	    TEST(it_fits_every_screen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
