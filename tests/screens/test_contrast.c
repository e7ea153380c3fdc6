/*
 * Every text stands out against what is under it, also while a finger is on it: by 7 to 1 for
 * names and states, by 4.5 to 1 for everything else and for who is away.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "light.h"
#include "locale/locale.h"
#include "scenes.h"
#include "ui/theme.h"

static const double named = 7, other = 4.5;

static struct stage stage;
static struct ui *ui;
static int failures;

static int set_up(void **state)
{
	(void)state;
	failures = 0;
	return 0;
}

/* The colour of the last box before item that lies under the middle of it. */
static uint32_t ground_of(const struct scene *scene, int item)
{
	struct rect text = area_snap(scene->items[item].area);
	uint32_t ground = scene->ground;

	for (int i = 0; i < item; i++) {
		const struct item *box = &scene->items[i];
		struct rect rect = area_snap(box->area);
		if (box->kind == ITEM_BOX && box->color != COLOR_NONE &&
		    rect_holds(&rect, text.x + text.w / 2, text.y + text.h / 2))
			ground = box->color;
	}
	return ground;
}

static bool is_a_name(const char *text)
{
	for (int i = 0; i < stage.office->roster_count; i++) {
		if (strcmp(office_roster(stage.office, i)->config.name, text) == 0)
			return true;
	}
	return false;
}

/* How somebody stands whose tile the text is on; NULL when it is on none. */
static const char *state_under(const struct item *item)
{
	const struct scene *scene = ui_scene(ui);
	struct rect text = area_snap(item->area);

	/* Also of tiles that the done bar lies over in part. */
	for (int i = 0; i < scene->spots_count; i++) {
		if (scene->spots[i].state && rect_overlaps(&scene->spots[i].rect, &text))
			return scene->spots[i].state;
	}
	return NULL;
}

static bool is_a_state(const char *text)
{
	static const enum sentence states[] = {SENTENCE_STATE_HERE, SENTENCE_STATE_FOCUS,
					       SENTENCE_DESK_HERE, SENTENCE_DESK_FOCUS,
					       SENTENCE_DESK_UNKNOWN};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		if (strcmp(locale_text(office_language(stage.office), states[i]), text) == 0)
			return true;
	}
	return false;
}

static double asked(const struct scene *scene, const struct item *item, uint32_t ground)
{
	const char *text = scene->words + item->text, *state = state_under(item);

	if (state)
		return strcmp(state, "away") == 0 ? other : named;
	return ground == COLOR_OPEN || is_a_name(text) || is_a_state(text) ? named : other;
}

static void look_at(const char *what)
{
	const struct scene *scene = ui_scene(ui);

	for (int i = 0; i < scene->items_count; i++) {
		const struct item *item = &scene->items[i];
		if (item->covered || item->kind == ITEM_BOX)
			continue;
		uint32_t ground = ground_of(scene, i);
		double contrast = light_contrast(item->color, ground);
		double least = item->kind == ITEM_ICON ? other : asked(scene, item, ground);
		if (contrast >= least)
			continue;
		failures++;
		print_error("%s: \"%s\" #%06X on #%06X is %.2f to 1, not %.1f\n", what,
			    item->kind == ITEM_ICON ? "icon" : scene->words + item->text,
			    item->color, ground, contrast, least);
	}
}

/* The screen as it is, and with a finger on each of its targets. */
static void look(const char *what, int width, int height)
{
	struct scene_target target;
	char lit[128], name[TARGET_NAME_SIZE];

	ui = stage_compose(&stage, width, height);
	look_at(what);
	for (int i = 0; scene_next_target(ui_scene(ui), &i, &target);) {
		ui_press(ui, &target.target);
		ui_compose(ui, stage.office, &stage.now);
		target_name(&target.target, name);
		snprintf(lit, sizeof lit, "%s, finger on %s", what, name);
		look_at(lit);
	}
	ui_destroy(ui);
}

static void in_both_languages(const char *what, int width, int height)
{
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		stage.config.lang = language;
		stage_configure(&stage);
		look(what, width, height);
	}
}

static void every_scene_has_contrast(void **state)
{
	(void)state;
	for (int i = 0; i < SCENES; i++) {
		scene_play(&scenes[i], &stage);
		in_both_languages(scenes[i].name, scenes[i].width, scenes[i].height);
		stage_close(&stage);
	}
	assert_int_equal(failures, 0);
}

static void every_sheet_has_contrast(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage_open_for(&stage, stage_person(&stage, "Bo"), "idea", "coffee", 10, 0);
	stage_focus(&stage, stage_person(&stage, "Ria"));
	stage_here(&stage, stage_person(&stage, "Zoë"));
	for (int i = 0; i < stage.people; i++) {
		char id[ID_SIZE];
		snprintf(id, sizeof id, "p-%d", i);
		stage_touch(&stage, TARGET_PERSON, id, 0);
		in_both_languages("a sheet", 800, 480);
		stage_touch(&stage, TARGET_CLOSE, "", 0);
	}
	stage_close(&stage);
	assert_int_equal(failures, 0);
}

static void a_lost_connection_has_contrast(void **state)
{
	static const int64_t waits_ms[] = {0, 20 * 60000};
	static const enum role roles[] = {ROLE_KIOSK, ROLE_BOARD};

	(void)state;
	for (int i = 0; i < 4; i++) {
		stage_open(&stage, roles[i % 2], 9, 12);
		stage.device.panel[0] = '\0';
		stage_sample(&stage);
		stage_link(&stage, false);
		stage_wait(&stage, waits_ms[i / 2]);
		in_both_languages("offline", 1280, 720);
		stage_close(&stage);
	}
	assert_int_equal(failures, 0);
}

static void the_done_bar_has_contrast_offline(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage_sample(&stage);
	stage_link(&stage, false);
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	stage_touch(&stage, TARGET_KIND, "idea", 0);
	stage_kept(&stage);
	in_both_languages("done, offline", 800, 480);
	stage_close(&stage);
	assert_int_equal(failures, 0);
}

static void asides_have_contrast(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	in_both_languages("nobody", 800, 480);
	stage_sample(&stage);
	stage_hold(&stage, TARGET_CLOCK, "");
	in_both_languages("info", 800, 480);
	stage_touch(&stage, TARGET_CLEAN, "", 0);
	in_both_languages("cleaning", 800, 480);
	stage_wait(&stage, 31000);
	stage_hold(&stage, TARGET_PERSON, "p-0");
	in_both_languages("what is known", 800, 480);
	stage.office->link_refused = true;
	stage.office->met = false;
	in_both_languages("refused", 800, 480);
	stage_close(&stage);
	assert_int_equal(failures, 0);
}

static void thousands_have_contrast_in_groups_too(void **state)
{
	char name[] = "Aa Jansen";

	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	for (int i = 0; i < 26 * 26; i++) {
		name[0] = (char)('A' + i / 26);
		name[1] = (char)('a' + i % 26);
		stage_person(&stage, name);
	}
	look("a page of many", 480, 800);
	stage_touch(&stage, TARGET_RAIL, "", 0);
	struct ui *groups = stage_compose(&stage, 480, 800);
	assert_true(stage_target(groups, "group:0", &(struct scene_target){0}));
	ui_destroy(groups);
	look("groups", 480, 800);
	stage_close(&stage);
	assert_int_equal(failures, 0);
}

static void a_desk_has_contrast_in_every_state(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_DESK, 10, 58);
	int corine = stage_person(&stage, "Corine");
	id_copy(stage.device.person, "p-0");
	in_both_languages("away", 720, 1280);
	stage.now.wall_ms += 1000;
	stage_here(&stage, corine);
	in_both_languages("here", 720, 1280);
	stage.now.wall_ms += 1000;
	stage_focus(&stage, corine);
	in_both_languages("focus", 720, 1280);
	stage.now.wall_ms += 1000;
	stage_open_for(&stage, corine, "idea", "coffee", 11, 30);
	stage_link(&stage, false);
	in_both_languages("open, offline", 720, 1280);
	stage_close(&stage);
	assert_int_equal(failures, 0);
}

static void contrast_is_reckoned_as_wcag_has_it(void **state)
{
	(void)state;
	assert_float_equal(light_contrast(0x000000, 0xFFFFFF), 21, 1e-9);
	assert_float_equal(light_contrast(0x777777, 0xFFFFFF), 4.48, 0.005);
	assert_float_equal(light_contrast(0xFF0000, 0x0000FF), 2.15, 0.005);
}

#define TEST(name) cmocka_unit_test_setup(name, set_up)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(contrast_is_reckoned_as_wcag_has_it),
	    TEST(every_scene_has_contrast),
	    TEST(every_sheet_has_contrast),
	    TEST(a_lost_connection_has_contrast),
	    TEST(the_done_bar_has_contrast_offline),
	    TEST(asides_have_contrast),
	    TEST(thousands_have_contrast_in_groups_too),
	    TEST(a_desk_has_contrast_in_every_state),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
