/* Screens that hang on their side or on their head: pictures, damage and touches turn along. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scenes.h"

enum { LONG = 800, SHORT = 480, PIXELS = LONG * SHORT, RECTS_MAX = 32 };

static const int turns[] = {0, 90, 180, 270};
static struct stage stage;
static struct ui *ui;
static int screen_width, screen_height;
static uint32_t upright[PIXELS], turned[PIXELS], fresh[PIXELS];

static int set_up(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage_sample(&stage);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	ui_destroy(ui);
	ui = NULL;
	stage_close(&stage);
	return 0;
}

static void compose(void)
{
	ui_compose(ui, stage.office, &stage.now);
}

/* A landscape scene on a screen that is turned by so much. */
static void hang(int degrees)
{
	bool side = degrees % 180 != 0;

	ui_destroy(ui);
	screen_width = side ? SHORT : LONG;
	screen_height = side ? LONG : SHORT;
	stage.device.rotate = degrees;
	stage_configure(&stage);
	ui = stage_compose(&stage, screen_width, screen_height);
}

static void paint(uint32_t *pixels)
{
	ui_paint(ui, (unsigned char *)pixels, screen_width * 4);
}

static bool differ(uint32_t a, uint32_t b)
{
	for (int shift = 0; shift <= 16; shift += 8) {
		if (abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) > 48)
			return true;
	}
	return false;
}

static int count_differing(void)
{
	int count = 0;

	for (int y = 0; y < screen_height; y++) {
		for (int x = 0; x < screen_width; x++) {
			int across = x, along = y;
			ui_to_scene(ui, &across, &along);
			count +=
			    differ(turned[y * screen_width + x], upright[along * LONG + across]);
		}
	}
	return count;
}

static void a_turned_picture_is_the_upright_one_turned(void **state)
{
	(void)state;
	hang(0);
	paint(upright);
	for (int i = 0; i < 4; i++) {
		hang(turns[i]);
		paint(turned);
		int count = count_differing();
		if (count > (turns[i] ? PIXELS / 200 : 0))
			fail_msg("%d pixels differ at %d degrees", count, turns[i]);
	}
}

static void a_corner_goes_round_clockwise(void **state)
{
	static const struct rect corners[] = {{0, 0, 20, 10},
					      {SHORT - 10, 0, 10, 20},
					      {LONG - 20, SHORT - 10, 20, 10},
					      {0, LONG - 20, 10, 20}};

	(void)state;
	for (int i = 0; i < 4; i++) {
		hang(turns[i]);
		struct rect rect = ui_to_screen(ui, (struct rect){0, 0, 20, 10});
		assert_memory_equal(&rect, &corners[i], sizeof rect);
	}
}

static void what_changes_is_painted_where_it_is(void **state)
{
	struct rect rects[RECTS_MAX];

	(void)state;
	for (int i = 0; i < 4; i++) {
		hang(turns[i]);
		paint(turned);
		if (i % 2)
			stage_here(&stage, 0);
		else
			stage_focus(&stage, 0);
		stage_wait(&stage, 60000);
		compose();
		int count = ui_damage(ui, rects, RECTS_MAX), area = 0;
		for (int j = 0; j < count; j++) {
			struct rect screen = {0, 0, screen_width, screen_height};
			struct rect common = rect_common(&rects[j], &screen);
			assert_memory_equal(&common, &rects[j], sizeof common);
			area += rects[j].w * rects[j].h;
		}
		assert_true(area > 0 && area < PIXELS / 4);
		paint(turned);
		ui_damage_all(ui);
		paint(fresh);
		for (int j = 0; j < PIXELS; j++)
			assert_int_equal(turned[j] & 0xFFFFFF, fresh[j] & 0xFFFFFF);
	}
}

static void every_target_is_hit_where_it_is_seen(void **state)
{
	struct scene_target target;
	struct target hit;

	(void)state;
	for (int i = 0; i < 4; i++) {
		hang(turns[i]);
		for (int j = 0; scene_next_target(ui_scene(ui), &j, &target);) {
			struct rect seen = ui_to_screen(ui, target.rect);
			int corners[][2] = {{seen.x, seen.y},
					    {seen.x + seen.w - 1, seen.y + seen.h - 1}};
			for (int k = 0; k < 2; k++) {
				assert_in_range(corners[k][0], 0, screen_width - 1);
				assert_in_range(corners[k][1], 0, screen_height - 1);
				ui_to_scene(ui, &corners[k][0], &corners[k][1]);
				assert_true(
				    scene_hit(ui_scene(ui), corners[k][0], corners[k][1], &hit));
				assert_true(target_equal(&hit, &target.target));
			}
		}
	}
}

static void a_screen_can_be_turned_while_it_runs(void **state)
{
	struct rect rects[RECTS_MAX];
	unsigned char *png;
	size_t size;
	int width, height;

	(void)state;
	hang(0);
	paint(upright);
	for (int i = 3; i >= 0; i--) {
		stage.device.rotate = turns[i];
		stage_configure(&stage);
		compose();
		assert_int_equal(ui_damage(ui, rects, RECTS_MAX), 1);
		assert_int_equal(rects[0].w, LONG);
		assert_int_equal(rects[0].h, SHORT);
		assert_int_equal(ui_scene(ui)->width, turns[i] % 180 ? SHORT : LONG);
		paint(turned);
		ui_size(ui, &width, &height);
		assert_int_equal(width, LONG);
		assert_int_equal(height, SHORT);
		assert_int_equal(ui_png(ui, &png, &size), 0);
		assert_int_equal(png[18] << 8 | png[19], LONG);
		assert_int_equal(png[22] << 8 | png[23], SHORT);
		free(png);
	}
	assert_memory_equal(turned, upright, sizeof turned);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_turned_picture_is_the_upright_one_turned),
	    TEST(a_corner_goes_round_clockwise),
	    TEST(what_changes_is_painted_where_it_is),
	    TEST(every_target_is_hit_where_it_is_seen),
	    TEST(a_screen_can_be_turned_while_it_runs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
