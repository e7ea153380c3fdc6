/* What fingers mean: played with a scene of two keys, 100 pixels wide each, at 5 px/mm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/touch.h"

static double px_per_mm;
static struct scene scene;
static struct touch *touch;

static int set_up(void **state)
{
	struct target focus = {.kind = TARGET_FOCUS}, leave = {.kind = TARGET_LEAVE};

	(void)state;
	px_per_mm = 5;
	scene_init(&scene);
	scene_clear(&scene, 400, 400, 0);
	scene_add_target(&scene, &focus, "focus", NULL, (struct rect){0, 0, 100, 100});
	scene_add_target(&scene, &leave, "leave", NULL, (struct rect){100, 0, 100, 100});
	touch = touch_create();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	touch_destroy(touch);
	scene_finish(&scene);
	return 0;
}

static void down(int64_t finger, double x, double y, int64_t mono_ms)
{
	struct touch_point point = {finger, x, y, mono_ms};
	touch_down(touch, &point, &scene);
}

static void move(int64_t finger, double x, double y, int64_t mono_ms)
{
	struct touch_point point = {finger, x, y, mono_ms};
	touch_move(touch, &point, px_per_mm);
}

static struct touch_result up(int64_t finger, double x, double y, int64_t mono_ms)
{
	struct touch_point point = {finger, x, y, mono_ms};
	return touch_up(touch, &point, &scene, px_per_mm);
}

static void a_target_lights_up_and_is_acted_on_at_release(void **state)
{
	(void)state;
	down(1, 50, 50, 1000);
	assert_non_null(touch_lit(touch));
	assert_int_equal(touch_lit(touch)->kind, TARGET_FOCUS);
	struct touch_result result = up(1, 55, 52, 1100);
	assert_int_equal(result.act, TOUCH_TAP);
	assert_int_equal(result.target.kind, TARGET_FOCUS);
	assert_null(touch_lit(touch));
}

static void a_finger_beside_every_target_does_nothing(void **state)
{
	(void)state;
	down(1, 300, 300, 1000);
	assert_null(touch_lit(touch));
	assert_int_equal(up(1, 300, 300, 1100).act, TOUCH_NOTHING);
	assert_true(touch_wake_ms(touch) == INT64_MAX);
}

static void a_finger_that_moves_4_mm_does_nothing(void **state)
{
	(void)state;
	down(1, 50, 50, 1000);
	move(1, 69, 50, 1050);
	assert_non_null(touch_lit(touch));
	move(1, 70, 50, 1060);
	assert_null(touch_lit(touch));
	move(1, 50, 50, 1070);
	assert_int_equal(up(1, 50, 50, 1100).act, TOUCH_NOTHING);
}

static void a_finger_released_on_another_target_does_nothing(void **state)
{
	(void)state;
	down(1, 98, 50, 1000);
	assert_int_equal(up(1, 103, 50, 1100).act, TOUCH_NOTHING);
}

static void a_target_that_went_meanwhile_is_not_acted_on(void **state)
{
	(void)state;
	down(1, 50, 50, 1000);
	scene_cover(&scene, (struct rect){0, 0, 100, 100});
	assert_int_equal(up(1, 50, 50, 1100).act, TOUCH_NOTHING);
}

static void a_finger_held_for_800_ms_is_a_long_press_told_of_once(void **state)
{
	(void)state;
	down(1, 50, 50, 1000);
	assert_int_equal(touch_wake_ms(touch), 1800);
	assert_int_equal(touch_tick(touch, 1799).act, TOUCH_NOTHING);
	struct touch_result result = touch_tick(touch, 1800);
	assert_int_equal(result.act, TOUCH_LONG);
	assert_int_equal(result.target.kind, TARGET_FOCUS);
	assert_null(touch_lit(touch));
	assert_int_equal(touch_tick(touch, 1900).act, TOUCH_NOTHING);
	assert_int_equal(up(1, 50, 50, 2000).act, TOUCH_NOTHING);
}

static void a_release_after_800_ms_is_no_tap_even_without_a_tick(void **state)
{
	(void)state;
	down(1, 50, 50, 1000);
	assert_int_equal(up(1, 50, 50, 1800).act, TOUCH_NOTHING);
	down(1, 50, 50, 2000);
	assert_int_equal(up(1, 50, 50, 2799).act, TOUCH_TAP);
}

static void a_second_finger_cancels_until_all_are_off(void **state)
{
	(void)state;
	down(1, 50, 50, 1000);
	down(2, 150, 50, 1050);
	assert_null(touch_lit(touch));
	assert_int_equal(up(1, 50, 50, 1100).act, TOUCH_NOTHING);
	down(3, 50, 50, 1150);
	assert_int_equal(up(3, 50, 50, 1200).act, TOUCH_NOTHING);
	assert_int_equal(up(2, 150, 50, 1250).act, TOUCH_NOTHING);
	down(4, 150, 50, 1300);
	assert_int_equal(up(4, 150, 50, 1350).act, TOUCH_TAP);
}

static void a_palm_of_many_fingers_does_nothing(void **state)
{
	(void)state;
	for (int finger = 0; finger < 20; finger++)
		down(finger, 10 + finger, 50, 1000 + finger);
	for (int finger = 0; finger < 20; finger++)
		assert_int_equal(up(finger, 10 + finger, 50, 1100 + finger).act, TOUCH_NOTHING);
	down(1, 50, 50, 2000);
	assert_int_equal(up(1, 50, 50, 2100).act, TOUCH_TAP);
}

static void a_flick_goes_fast_and_straight_for_10_mm(void **state)
{
	static const struct {
		double dx, dy;
		int64_t ms;
		enum touch_act act;
		enum touch_direction direction;
	} flicks[] = {
	    {-60, 10, 200, TOUCH_FLICK, TOUCH_LEFT},  {60, -10, 200, TOUCH_FLICK, TOUCH_RIGHT},
	    {5, -80, 200, TOUCH_FLICK, TOUCH_UP},     {5, 80, 499, TOUCH_FLICK, TOUCH_DOWN},
	    {5, 80, 500, TOUCH_NOTHING, TOUCH_LEFT},  {49, 0, 200, TOUCH_NOTHING, TOUCH_LEFT},
	    {60, 50, 200, TOUCH_NOTHING, TOUCH_LEFT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof flicks / sizeof *flicks; i++) {
		down(1, 200, 200, 1000);
		struct touch_result result =
		    up(1, 200 + flicks[i].dx, 200 + flicks[i].dy, 1000 + flicks[i].ms);
		assert_int_equal(result.act, flicks[i].act);
		if (result.act == TOUCH_FLICK)
			assert_int_equal(result.direction, flicks[i].direction);
	}
}

static void a_flick_over_a_target_does_not_tap_it(void **state)
{
	(void)state;
	down(1, 90, 50, 1000);
	move(1, 50, 50, 1100);
	assert_int_equal(up(1, 20, 50, 1150).act, TOUCH_FLICK);
}

static void distances_are_millimetres_of_the_screen(void **state)
{
	(void)state;
	px_per_mm = 10;
	down(1, 50, 50, 1000);
	move(1, 89, 50, 1050);
	assert_int_equal(up(1, 89, 50, 1100).act, TOUCH_TAP);
	down(1, 50, 50, 2000);
	assert_int_equal(up(1, 90, 50, 2100).act, TOUCH_NOTHING);
	down(1, 200, 200, 3000);
	assert_int_equal(up(1, 299, 200, 3100).act, TOUCH_NOTHING);
	down(1, 200, 200, 4000);
	assert_int_equal(up(1, 300, 200, 4100).act, TOUCH_FLICK);
}

static void taps_and_flicks_beside_a_resting_palm_do_nothing(void **state)
{
	(void)state;
	for (int finger = 1; finger <= 3; finger++)
		down(finger, 300, 300 + finger, 1000);
	assert_true(touch_wake_ms(touch) == INT64_MAX);
	down(9, 50, 50, 2000);
	assert_null(touch_lit(touch));
	assert_int_equal(touch_tick(touch, 2900).act, TOUCH_NOTHING);
	assert_int_equal(up(9, 50, 50, 2100).act, TOUCH_NOTHING);
	down(9, 200, 200, 3000);
	assert_int_equal(up(9, 300, 200, 3100).act, TOUCH_NOTHING);
	for (int finger = 1; finger <= 3; finger++)
		assert_int_equal(up(finger, 300, 300, 4000).act, TOUCH_NOTHING);
	down(9, 50, 50, 5000);
	assert_int_equal(up(9, 50, 50, 5100).act, TOUCH_TAP);
}

static void a_cancelled_finger_does_nothing_when_it_leaves(void **state)
{
	(void)state;
	down(1, 50, 50, 1000);
	touch_cancel(touch);
	assert_null(touch_lit(touch));
	assert_int_equal(up(1, 50, 50, 1100).act, TOUCH_NOTHING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_target_lights_up_and_is_acted_on_at_release),
	    TEST(a_finger_beside_every_target_does_nothing),
	    TEST(a_finger_that_moves_4_mm_does_nothing),
	    TEST(a_finger_released_on_another_target_does_nothing),
	    TEST(a_target_that_went_meanwhile_is_not_acted_on),
	    TEST(a_finger_held_for_800_ms_is_a_long_press_told_of_once),
	    TEST(a_release_after_800_ms_is_no_tap_even_without_a_tick),
	    TEST(a_second_finger_cancels_until_all_are_off),
	    TEST(a_palm_of_many_fingers_does_nothing),
	    TEST(a_flick_goes_fast_and_straight_for_10_mm),
	    TEST(a_flick_over_a_target_does_not_tap_it),
	    TEST(distances_are_millimetres_of_the_screen),
	    TEST(taps_and_flicks_beside_a_resting_palm_do_nothing),
	    TEST(a_cancelled_finger_does_nothing_when_it_leaves),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
