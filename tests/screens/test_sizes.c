/* Every target large enough, apart, and on the screen, at many sizes and for many people. */
#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fit.h"
#include "locale/locale.h"
#include "scenes.h"

static struct stage stage;
static struct ui *ui;
static const char *what; /* is being looked at */

static int tear_down(void **state)
{
	(void)state;
	ui_destroy(ui);
	ui = NULL;
	stage_close(&stage);
	return 0;
}

static void compose(int width, int height)
{
	if (!ui)
		ui = ui_create(width, height);
	assert_non_null(ui);
	ui_resize(ui, width, height);
	ui_compose(ui, stage.office, &stage.now);
}

static void look(const char *name, bool whole)
{
	for (int i = 0; i < FIT_SIZES; i++) {
		char said[80];
		compose(fit_sizes[i][0], fit_sizes[i][1]);
		snprintf(said, sizeof said, "%s at %dx%d", name, fit_sizes[i][0], fit_sizes[i][1]);
		what = said;
		assert_true(fit_check(ui, what) > 0);
		if (whole)
			fit_whole(ui, what);
	}
}

static void the_sample_fits_every_screen(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage_sample(&stage);
	look("home", true);
	stage.device.panel[0] = '\0';
	stage.device.lang_set = true;
	stage.device.lang = LANGUAGE_EN;
	stage_configure(&stage);
	look("home with a tile for guests", true);
}

static void the_sheet_fits_every_screen_in_every_state(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage_sample(&stage);
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		stage.config.lang = language;
		stage_configure(&stage);
		stage_touch(&stage, TARGET_PERSON, "p-0", 0);
		look("sheet of who came in", true);
		stage_touch(&stage, TARGET_KIND, "idea", 0);
		stage_acked(&stage);
		look("done", true);
		stage_touch(&stage, TARGET_PERSON, "p-0", 0);
		look("sheet of who is open", true);
		stage_touch(&stage, TARGET_FOCUS, "", 0);
		stage_acked(&stage);
		stage_touch(&stage, TARGET_PERSON, "p-0", 0);
		look("sheet of who is in focus", true);
		stage_touch(&stage, TARGET_HERE, "", 0);
		stage_acked(&stage);
		stage_touch(&stage, TARGET_PERSON, "p-0", 0);
		look("sheet of who is here", true);
		stage_touch(&stage, TARGET_LEAVE, "", 0);
		stage_acked(&stage);
	}
}

static void a_desk_fits_every_screen_in_every_state(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_DESK, 10, 58);
	int corine = stage_person(&stage, "Corine");
	id_copy(stage.device.person, "p-0");
	stage_configure(&stage);
	look("desk of who is away", true);
	stage.now.wall_ms += 1000;
	stage_here(&stage, corine);
	look("desk of who is here", true);
	stage.now.wall_ms += 1000;
	stage_focus(&stage, corine);
	look("desk of who is in focus", true);
	stage.now.wall_ms += 1000;
	stage_open_for(&stage, corine, "idea", "coffee", 11, 30);
	look("desk of who is open", true);
	stage_link(&stage, false);
	look("desk without connection", true);
}

static void add_people(int count)
{
	static const char *const stems[] = {"Annemarie", "Bo",  "Christiaan", "Jan van der Berg",
					    "Mohammed",  "Ria", "Jan-Willem", "Zoë"};

	while (stage.people < count) {
		char name[64];
		snprintf(name, sizeof name, "%c%s", 'A' + stage.people * 7 % 26,
			 stems[stage.people % 8]);
		stage_person(&stage, name);
	}
}

static void a_configured_density_counts(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage_sample(&stage);
	stage.device.px_per_mm = 6.5;
	stage_configure(&stage);
	compose(1024, 600);
	what = "6.5 px/mm";
	assert_true(ui_px_per_mm(ui) == 6.5);
	assert_true(fit_check(ui, what) > 0);
}

/* What of its language each scene shows. */
static const enum sentence shown[] = {
    SENTENCE_GREETING_MORNING, SENTENCE_LEAVE,          SENTENCE_COME,
    SENTENCE_GREETING,         SENTENCE_GREETING,       SENTENCE_BOARD_TITLE,
    SENTENCE_BOARD_TITLE,      SENTENCE_NOBODY_YET,     SENTENCE_END_OPEN,
    SENTENCE_STRANGER_TITLE,   SENTENCE_STRANGER_TITLE, SENTENCE_WRONG_SETTINGS_TITLE,
    SENTENCE_NO_PEOPLE_TITLE,  SENTENCE_UNUSABLE_TITLE,
};
static_assert(sizeof shown / sizeof *shown == SCENES, "each scene shows something");

static void every_kind_of_screen_fits_in_every_language(void **state)
{
	(void)state;
	for (int i = 0; i < LANGUAGE_COUNT * SCENES; i++) {
		const struct scene_of *scene = &scenes[i % SCENES];
		enum language language = (enum language)(i / SCENES);
		const char *words = locale_text(language, shown[i % SCENES]);
		char name[80];

		snprintf(name, sizeof name, "%s in %s", scene->name, language_name(language));
		if (i > 0)
			stage_close(&stage);
		stage_open(&stage, scene->role, scene->hour, scene->minute);
		stage.config.lang = language;
		stage_configure(&stage);
		scene->play(&stage);
		look(name, scene->role == ROLE_DESK);
		compose(scene->width, scene->height);
		if (!stage_reads(ui, words))
			fail_msg("%s doesn't show \"%s\"", name, words);
	}
}

static void boards_fit_every_screen(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	for (int open = 0; open <= 70; open++) {
		for (int i = 0; i < FIT_SIZES; i++) {
			char said[80];
			compose(fit_sizes[i][0], fit_sizes[i][1]);
			snprintf(said, sizeof said, "%d open at %dx%d", open, fit_sizes[i][0],
				 fit_sizes[i][1]);
			what = said;
			assert_int_equal(fit_check(ui, what), 1); /* the clock */
		}
		add_people(open + 1);
		stage_open_for(&stage, open, "idea", open % 2 ? "coffee" : "second", 10, 0);
	}
}

static void asides_fit_every_screen(void **state)
{
	static const enum role roles[] = {ROLE_KIOSK, ROLE_BOARD};
	static const char long_name[] = "Wilhelmina Alexandra van der Meulen-Schimmelpenninck";

	(void)state;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		stage_open(&stage, roles[i], 9, 12);
		snprintf(stage.office->facts.broker, FACT_BROKER_SIZE,
			 "broker.of.the.office.example.org:8883");
		snprintf(
		    stage.office->facts.error, FACT_ERROR_SIZE,
		    "no connection: the certificate of the broker is not signed by anyone known");
		stage_open_for(&stage, stage_person(&stage, long_name), "idea", "second", 10, 0);
		stage_hold(&stage, TARGET_CLOCK, "");
		look("who the device is", true);
		stage_touch(&stage, TARGET_CLEAN, "", 0);
		for (int j = 0; j < FIT_SIZES; j++) {
			compose(fit_sizes[j][0], fit_sizes[j][1]);
			assert_int_equal(fit_check(ui, "cleaning"), 0);
			fit_whole(ui, "cleaning");
		}
		stage_wait(&stage, CLEAN_MS);
		stage_hold(&stage, TARGET_PERSON, "p-0");
		look("what is known about a person", false);
		if (i == 0)
			stage_close(&stage);
	}
}

static void names_of_up_to_three_have_capitals_of_25_mm(void **state)
{
	static const double capital_em = 0.7273;
	static const char *const called[] = {"Wilhelmina", "Wilhelmine", "Wilhelmien"};
	struct scene_text text;

	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	for (int open = 1; open <= 3; open++) {
		int person = stage_person(&stage, called[open - 1]);
		stage_open_for(&stage, person, "idea", "second", 10, 0);
		for (int i = 0; i < FIT_SIZES; i++) {
			compose(fit_sizes[i][0], fit_sizes[i][1]);
			int names = 0;
			for (int j = 0; scene_next_text(ui_scene(ui), &j, &text);) {
				if (strncmp(text.text, "Wilhelmi", 8) != 0 ||
				    text.color != 0x1B1608)
					continue;
				names++;
				assert_true(text.size * capital_em >= 25 * ui_px_per_mm(ui));
			}
			assert_int_equal(names, open);
		}
	}
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_sample_fits_every_screen),
	    TEST(the_sheet_fits_every_screen_in_every_state),
	    TEST(a_desk_fits_every_screen_in_every_state),
	    TEST(a_configured_density_counts),
	    TEST(every_kind_of_screen_fits_in_every_language),
	    TEST(boards_fit_every_screen),
	    TEST(asides_fit_every_screen),
	    TEST(names_of_up_to_three_have_capitals_of_25_mm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
