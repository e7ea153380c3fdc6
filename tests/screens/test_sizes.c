/* Every target large enough, apart, and on the screen, at many sizes and for many people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "scenes.h"

static const int sizes[][2] = {{800, 480},  {480, 800},   {1024, 600},  {1280, 720},
			       {720, 1280}, {1080, 1920}, {1920, 1080}, {3840, 2160}};
enum { SIZES = sizeof sizes / sizeof *sizes };

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

static double least_mm(const struct target *target)
{
	switch (target->kind) {
	case TARGET_PERSON:
	case TARGET_SOMEONE:
	case TARGET_KIND:
	case TARGET_UNDO:
		return 15;
	default:
		return 9;
	}
}

static void is_large_enough(const struct scene_target *target)
{
	int shortest = target->rect.w < target->rect.h ? target->rect.w : target->rect.h;
	char name[TARGET_NAME_SIZE];

	target_name(&target->target, name);
	if (shortest < least_mm(&target->target) * ui_px_per_mm(ui))
		fail_msg("%s: %s is only %d px at %.2f px/mm", what, name, shortest,
			 ui_px_per_mm(ui));
}

/* At least a millimetre lies between it and every other. */
static void is_apart(const struct scene_target *target, int others)
{
	struct scene_target other;
	int gap = (int)ui_px_per_mm(ui);
	struct rect around = {target->rect.x - gap, target->rect.y - gap, target->rect.w + 2 * gap,
			      target->rect.h + 2 * gap};

	while (scene_next_target(ui_scene(ui), &others, &other)) {
		if (rect_overlaps(&around, &other.rect))
			fail_msg("%s: \"%s\" is too near \"%s\"", what, target->text, other.text);
	}
}

static void is_on_screen(const struct rect *rect, const char *text)
{
	const struct scene *scene = ui_scene(ui);

	if (rect->x < 0 || rect->y < 0 || rect->x + rect->w > scene->width ||
	    rect->y + rect->h > scene->height)
		fail_msg("%s: \"%s\" is at %d,%d %dx%d", what, text, rect->x, rect->y, rect->w,
			 rect->h);
}

/* Returns how many targets there are. */
static int all_is_well(void)
{
	struct scene_target target;
	struct scene_text text;
	int count = 0;

	for (int i = 0; scene_next_target(ui_scene(ui), &i, &target); count++) {
		is_large_enough(&target);
		is_apart(&target, i);
		is_on_screen(&target.rect, target.text);
	}
	for (int i = 0; scene_next_text(ui_scene(ui), &i, &text);)
		is_on_screen(&text.rect, text.text);
	return count;
}

static void nothing_is_cut(void)
{
	struct scene_text text;

	for (int i = 0; scene_next_text(ui_scene(ui), &i, &text);) {
		if (text.cut)
			fail_msg("%s: \"%s\" is cut", what, text.text);
	}
}

static void look(const char *name, bool whole)
{
	for (int i = 0; i < SIZES; i++) {
		char said[80];
		compose(sizes[i][0], sizes[i][1]);
		snprintf(said, sizeof said, "%s at %dx%d", name, sizes[i][0], sizes[i][1]);
		what = said;
		assert_true(all_is_well() > 0);
		if (whole)
			nothing_is_cut();
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

/* Everybody stands on exactly one page, and flicks lead through all of them. */
static void everyone_is_on_a_page(int people, int width, int height)
{
	static char found[2000];
	compose(width, height);
	struct target next = {.kind = TARGET_NONE};
	struct scene_target target;

	memset(found, 0, sizeof found);
	do {
		if (next.kind == TARGET_RAIL)
			stage_touch(&stage, TARGET_RAIL, "", next.number);
		ui_compose(ui, stage.office, &stage.now);
		all_is_well();
		for (int i = 0; scene_next_target(ui_scene(ui), &i, &target);) {
			int number;
			if (target.target.kind == TARGET_PERSON &&
			    sscanf(target.target.id, "p-%d", &number) == 1)
				found[number]++;
		}
	} while (ui_turn(ui, 1, &next));
	for (int i = 0; i < people; i++) {
		if (found[i] != 1)
			fail_msg("%s: person %d is on %d pages", what, i, found[i]);
	}
	stage_touch(&stage, TARGET_RAIL, "", 0);
}

static void any_roster_fits_every_screen(void **state)
{
	static const int rosters[] = {1, 5, 24, 80, 300};

	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	for (size_t i = 0; i < sizeof rosters / sizeof *rosters; i++) {
		add_people(rosters[i]);
		for (int j = 0; j < SIZES; j++) {
			char said[80];
			snprintf(said, sizeof said, "%d people at %dx%d", rosters[i], sizes[j][0],
				 sizes[j][1]);
			what = said;
			everyone_is_on_a_page(rosters[i], sizes[j][0], sizes[j][1]);
		}
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
	assert_true(all_is_well() > 0);
}

static void boards_fit_every_screen(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	for (int open = 0; open <= 70; open++) {
		for (int i = 0; i < SIZES; i++) {
			char said[80];
			compose(sizes[i][0], sizes[i][1]);
			snprintf(said, sizeof said, "%d open at %dx%d", open, sizes[i][0],
				 sizes[i][1]);
			what = said;
			assert_int_equal(all_is_well(), 0);
		}
		add_people(open + 1);
		stage_open_for(&stage, open, "idea", open % 2 ? "coffee" : "second", 10, 0);
	}
}

static void names_of_up_to_three_have_capitals_of_25_mm(void **state)
{
	static const double capital_em = 0.7273;
	struct scene_text text;

	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 12);
	for (int open = 1; open <= 3; open++) {
		stage_open_for(&stage, stage_person(&stage, "Wilhelmina"), "idea", "second", 10, 0);
		for (int i = 0; i < SIZES; i++) {
			compose(sizes[i][0], sizes[i][1]);
			int names = 0;
			for (int j = 0; scene_next_text(ui_scene(ui), &j, &text);) {
				if (strcmp(text.text, "Wilhelmina") != 0 || text.color != 0x1B1608)
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
	    TEST(any_roster_fits_every_screen),
	    TEST(a_configured_density_counts),
	    TEST(boards_fit_every_screen),
	    TEST(names_of_up_to_three_have_capitals_of_25_mm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
