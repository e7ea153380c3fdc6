/* Rosters of any length: everyone is within reach, at every size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fit.h"
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

/* A kiosk without a roster says what to do about it. */
static void look_at_nobody(void)
{
	for (int i = 0; i < FIT_SIZES; i++) {
		what = "nobody";
		compose(fit_sizes[i][0], fit_sizes[i][1]);
		assert_int_equal(fit_check(ui, what), 1); /* the clock */
		fit_whole(ui, what);
		assert_true(ui_scene(ui)->items_count >= 2);
	}
}

static char found[2000];

/* Who can be touched now. */
static void count_people(void)
{
	struct scene_target target;
	int number;

	fit_check(ui, what);
	for (int i = 0; scene_next_target(ui_scene(ui), &i, &target);) {
		if (target.target.kind == TARGET_PERSON &&
		    sscanf(target.target.id, "p-%d", &number) == 1)
			found[number]++;
	}
}

static void touch(const struct target *target)
{
	stage_touch(&stage, target->kind, target->id, target->number);
	ui_compose(ui, stage.office, &stage.now);
}

/* What was counted is everyone, once each; counts anew from then on. */
static void everyone_was_found(int people)
{
	for (int i = 0; i < people; i++) {
		if (found[i] != 1)
			fail_msg("%s: person %d is on %d pages", what, i, found[i]);
	}
	memset(found, 0, sizeof found);
}

/* The targets of that kind that are there now; returns how many. */
static int targets_of(enum target_kind kind, struct target *targets, int max)
{
	struct scene_target target;
	int count = 0;

	for (int i = 0; scene_next_target(ui_scene(ui), &i, &target);) {
		if (target.target.kind != kind)
			continue;
		assert_true(count < max);
		targets[count++] = target.target;
	}
	return count;
}

/* A touch on the rail, one on a group where there are groups, and one on the person. */
static void everyone_is_in_reach(int people)
{
	struct target rail[64], groups[256];
	int keys = targets_of(TARGET_RAIL, rail, 64);

	for (int i = 0; i < keys; i++) {
		touch(&rail[i]);
		int count = targets_of(TARGET_GROUP, groups, 256);
		if (!count)
			count_people();
		else
			fit_check(ui, what);
		for (int j = 0; j < count; j++) {
			touch(&groups[j]);
			count_people();
			touch(&rail[i]);
		}
	}
	if (!keys)
		count_people();
	everyone_was_found(people);
}

/* Flicks lead through all pages. */
static void everyone_is_on_a_page(int people)
{
	struct target next;

	touch(&(struct target){.kind = TARGET_GROUP});
	count_people();
	while (ui_turn(ui, 1, &next)) {
		touch(&next);
		count_people();
	}
	everyone_was_found(people);
	touch(&(struct target){.kind = TARGET_GROUP});
}

static void any_roster_fits_every_screen(void **state)
{
	static const int rosters[] = {1, 5, 24, 80, 300, 2000};

	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	look_at_nobody();
	for (size_t i = 0; i < sizeof rosters / sizeof *rosters; i++) {
		add_people(rosters[i]);
		for (int j = 0; j < FIT_SIZES; j++) {
			char said[80];
			snprintf(said, sizeof said, "%d people at %dx%d", rosters[i],
				 fit_sizes[j][0], fit_sizes[j][1]);
			what = said;
			compose(fit_sizes[j][0], fit_sizes[j][1]);
			everyone_is_in_reach(rosters[i]);
			if (rosters[i] <= 300)
				everyone_is_on_a_page(rosters[i]);
		}
	}
}

static void flicks_turn_groups_too(void **state)
{
	struct target next;

	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	add_people(2000);
	compose(800, 480);
	assert_true(ui_turn(ui, 1, &next));
	assert_int_equal(next.kind, TARGET_GROUP);
	assert_int_equal(next.number, 1);
	touch(&(struct target){.kind = TARGET_RAIL});
	assert_false(ui_turn(ui, -1, &next));
	assert_true(ui_turn(ui, 1, &next));
	assert_int_equal(next.kind, TARGET_RAIL);
	assert_true(next.number > 1);
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(any_roster_fits_every_screen),
	    TEST(flicks_turn_groups_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
