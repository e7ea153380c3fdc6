/* The sheet and the done bar slide in, nothing else moves, and at rest nothing is drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scenes.h"

enum { WIDTH = 800, HEIGHT = 480, LIMIT_MS = 150 };

static struct stage stage;
static struct ui *ui;
static uint32_t kept[WIDTH * HEIGHT], before[WIDTH * HEIGHT], fresh[WIDTH * HEIGHT];

static int set_up(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage.config.show.motion = true;
	stage_configure(&stage);
	stage_sample(&stage);
	ui = stage_compose(&stage, WIDTH, HEIGHT);
	ui_paint(ui, (unsigned char *)kept, WIDTH * 4);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	ui_destroy(ui);
	stage_close(&stage);
	return 0;
}

static bool frame(void)
{
	bool any = ui_compose(ui, stage.office, &stage.now);

	memcpy(before, kept, sizeof before);
	ui_paint(ui, (unsigned char *)kept, WIDTH * 4);
	return any;
}

static bool resting(void)
{
	return ui_wake_ms(ui) == INT64_MAX;
}

/* Goes from frame to frame until all rests; how many milliseconds that took. */
static int64_t slide(void)
{
	int64_t began_ms = stage.now.mono_ms;

	while (!resting()) {
		assert_in_range(ui_wake_ms(ui) - stage.now.mono_ms, 1, 20);
		stage_wait(&stage, ui_wake_ms(ui) - stage.now.mono_ms);
		assert_true(frame());
		assert_memory_not_equal(kept, before, sizeof kept);
	}
	return stage.now.mono_ms - began_ms;
}

static void is_as_if_painted_at_once(void)
{
	assert_false(ui_compose(ui, stage.office, &stage.now));
	ui_damage_all(ui);
	ui_paint(ui, (unsigned char *)fresh, WIDTH * 4);
	assert_memory_equal(kept, fresh, sizeof kept);
}

static void the_sheet_slides_in_and_rests(void **state)
{
	(void)state;
	assert_true(resting());
	stage_touch(&stage, TARGET_PERSON, "p-4", 0);
	frame();
	assert_false(resting());
	assert_in_range(slide(), 50, LIMIT_MS);
	is_as_if_painted_at_once();
	stage_touch(&stage, TARGET_CLOSE, "", 0);
	frame();
	assert_true(resting());
	is_as_if_painted_at_once();
}

static void the_done_bar_slides_in_and_the_rest_stays(void **state)
{
	struct scene_target undo;

	(void)state;
	stage_touch(&stage, TARGET_PERSON, "p-4", 0);
	frame();
	slide();
	stage_touch(&stage, TARGET_KIND, "idea", 0);
	frame();
	assert_true(resting()); /* until broker or disk has it */
	stage_acked(&stage);
	frame();
	assert_false(resting());
	/* What can be touched is already where it will be. */
	assert_true(stage_target(ui, "undo", &undo));
	stage_wait(&stage, 50);
	frame();
	int above = undo.rect.y - 2;
	assert_memory_equal(kept, before, (size_t)(above * WIDTH) * sizeof *kept);
	assert_in_range(slide(), 1, LIMIT_MS - 50);
	is_as_if_painted_at_once();
}

static void a_sheet_that_closes_while_it_slides_leaves_nothing_behind(void **state)
{
	(void)state;
	stage_touch(&stage, TARGET_PERSON, "p-4", 0);
	frame();
	stage_touch(&stage, TARGET_CLOSE, "", 0);
	frame();
	assert_true(resting());
	is_as_if_painted_at_once();
	stage_touch(&stage, TARGET_PERSON, "p-4", 0);
	frame();
	stage_touch(&stage, TARGET_LEAVE, "", 0);
	stage_acked(&stage);
	frame();
	slide();
	is_as_if_painted_at_once();
}

static void nothing_moves_where_motion_is_off(void **state)
{
	(void)state;
	stage.config.show.motion = false;
	stage_configure(&stage);
	stage_touch(&stage, TARGET_PERSON, "p-4", 0);
	frame();
	assert_true(resting());
	is_as_if_painted_at_once();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_sheet_slides_in_and_rests),
	    TEST(the_done_bar_slides_in_and_the_rest_stays),
	    TEST(a_sheet_that_closes_while_it_slides_leaves_nothing_behind),
	    TEST(nothing_moves_where_motion_is_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
