/* Who this device is, what is known about a person, cleaning, and the night. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scenes.h"

static struct stage stage;

static int tear_down(void **state)
{
	(void)state;
	stage_close(&stage);
	return 0;
}

static bool reads(const char *text)
{
	struct ui *ui = stage_compose(&stage, 800, 480);
	bool found = stage_reads(ui, text);

	ui_destroy(ui);
	return found;
}

static bool touchable(const char *target)
{
	struct scene_target found;
	struct ui *ui = stage_compose(&stage, 800, 480);
	bool there = stage_target(ui, target, &found);

	ui_destroy(ui);
	return there;
}

static int targets(void)
{
	struct ui *ui = stage_compose(&stage, 800, 480);
	struct scene_target found;
	int count = 0;

	for (int i = 0; scene_next_target(ui_scene(ui), &i, &found);)
		count++;
	ui_destroy(ui);
	return count;
}

static void every_screen_has_a_clock_to_hold_even_without_a_time(void **state)
{
	static const enum role roles[] = {ROLE_KIOSK, ROLE_BOARD, ROLE_DESK};

	(void)state;
	for (int i = 0; i < 3; i++) {
		stage_open(&stage, roles[i], 9, 12);
		assert_true(touchable("clock")); /* a kiosk's and a desk's notice */
		stage_person(&stage, "Corine");
		id_copy(stage.device.person, "p-0");
		stage_configure(&stage);
		assert_true(touchable("clock"));
		stage_open_for(&stage, 0, "idea", "coffee", 10, 0);
		assert_true(touchable("clock"));
		stage.now.clock = CLOCK_NONE;
		assert_true(touchable("clock"));
		if (i < 2)
			stage_close(&stage);
	}
}

static void a_device_says_who_it_is(void **state)
{
	struct facts *facts;

	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	facts = &stage.office->facts;
	snprintf(facts->version, FACT_SIZE, "1.2.3");
	snprintf(facts->broker, FACT_BROKER_SIZE, "broker.example:1883");
	stage_hold(&stage, TARGET_CLOCK, "");
	assert_true(reads("Dit is kiosk-1"));
	assert_true(reads("demo"));
	assert_true(reads("1.2.3"));
	assert_true(reads("geen netwerk"));
	assert_true(reads("broker.example:1883, verbonden"));
	assert_true(reads("geen sinds de start"));
	assert_true(reads("gelijk met het netwerk"));
	snprintf(facts->address, FACT_SIZE, "192.0.2.7");
	snprintf(facts->error, FACT_ERROR_SIZE, "no connection: timed out");
	facts->error_s = stage.now.wall_ms / 1000 - 60;
	stage_link(&stage, false);
	assert_true(reads("192.0.2.7"));
	assert_true(reads("broker.example:1883, geen verbinding"));
	assert_true(reads("09:11: no connection: timed out"));
	assert_true(touchable("clean") && touchable("close"));
}

static void what_is_known_about_a_person_is_told_in_words(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage_person_on_wall(&stage, "Corine", WALL_COUNT);
	stage_hold(&stage, TARGET_PERSON, "p-0");
	assert_true(reads("Corine"));
	assert_true(reads("Niet op kantoor"));
	assert_true(reads("nooit met naam, alleen geteld"));
	assert_true(reads("geen"));
	assert_false(reads("Sinds"));
	stage_open_for(&stage, 0, "idea", "coffee", 10, 0);
	assert_true(reads("Open voor een plannetje"));
	assert_true(reads("koffiehoek"));
	assert_true(reads("09:12"));
	assert_true(reads("10:00"));
	assert_true(reads("09:12, kiosk-2"));
	assert_true(reads("18:30"));
	assert_true(reads("p-0"));
	assert_true(reads("is er niet: dit is alles"));
	assert_true(touchable("close") && !touchable("clean"));
}

static void what_was_said_with_an_idea_is_told_too_and_that_only_this_kiosk_knows(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage_person(&stage, "Corine");
	stage_hold(&stage, TARGET_PERSON, "p-0");
	assert_false(reads("Erbij gezegd"));
	stage_touch(&stage, TARGET_CLOSE, "", 0);
	stage_link(&stage, false);
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	stage_touch(&stage, TARGET_KIND, "idea", 0);
	stage_kept(&stage);
	stage_touch(&stage, TARGET_SIDE, "ask", 0);
	stage_touch(&stage, TARGET_COME, "", 0);
	stage_hold(&stage, TARGET_PERSON, "p-0");
	assert_true(reads("Ik heb een half idee. Kom gerust naar me toe"));
	assert_true(reads("09:12, kiosk-1, nog niet doorgegeven"));
	stage_link(&stage, true);
	stage_acked(&stage);
	assert_true(reads("09:12, kiosk-1"));
}

static void what_a_name_is_sorted_by_is_told_where_that_is_something_else(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage_person(&stage, "Zoë Łukasz");
	stage_person_sorted(&stage, "Łukasz de Wit", "Wit");
	stage_hold(&stage, TARGET_PERSON, "p-0");
	assert_false(reads("Staat bij"));
	stage_touch(&stage, TARGET_CLOSE, "", 0);
	stage_hold(&stage, TARGET_PERSON, "p-1");
	assert_true(reads("Staat bij"));
	assert_true(reads("wit"));
}

static void cleaning_counts_down_with_nothing_to_touch(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 12);
	stage_sample(&stage);
	stage_hold(&stage, TARGET_CLOCK, "");
	stage_touch(&stage, TARGET_CLEAN, "", 0);
	assert_true(reads("nog 30 seconden"));
	assert_int_equal(targets(), 0);
	stage_wait(&stage, 29000);
	assert_true(reads("nog 1 seconde"));
	stage_wait(&stage, 1000);
	assert_true(targets() > 24);
}

static void a_night_is_dark(void **state)
{
	static uint32_t pixels[800 * 480];

	(void)state;
	stage_open(&stage, ROLE_KIOSK, 22, 0);
	stage_person(&stage, "Corine");
	stage_wait(&stage, AWAKE_AT_START_MS);
	assert_int_equal(targets(), 0);
	struct ui *ui = stage_compose(&stage, 800, 480);
	ui_paint(ui, (unsigned char *)pixels, 800 * 4);
	ui_destroy(ui);
	for (int i = 0; i < 800 * 480; i++)
		assert_int_equal(pixels[i] & 0xFFFFFF, 0);
	stage_touch(&stage, TARGET_PERSON, "p-0", 0);
	assert_true(touchable("person:p-0"));
	assert_false(touchable("undo"));
}

static struct rect rect_of_clock(void)
{
	struct ui *ui = stage_compose(&stage, 1920, 1080);
	struct scene_target clock;

	assert_true(stage_target(ui, "clock", &clock));
	ui_destroy(ui);
	return clock.rect;
}

static void a_board_moves_a_few_pixels_within_the_hour_and_is_back_after_it(void **state)
{
	struct rect first, before;
	int left = 1920, right = 0, top = 1080, bottom = 0;

	(void)state;
	stage_open(&stage, ROLE_BOARD, 9, 0);
	stage_open_for(&stage, stage_person(&stage, "Corine"), "idea", "coffee", 12, 0);
	first = before = rect_of_clock();
	for (int minute = 0; minute < 60; minute++) {
		stage_wait(&stage, 60000);
		struct rect now = rect_of_clock();
		assert_true(abs(now.x - before.x) <= 1 && abs(now.y - before.y) <= 1);
		left = now.x < left ? now.x : left;
		right = now.x > right ? now.x : right;
		top = now.y < top ? now.y : top;
		bottom = now.y > bottom ? now.y : bottom;
		before = now;
	}
	assert_int_equal(right - left, 8);
	assert_int_equal(bottom - top, 8);
	assert_memory_equal(&before, &first, sizeof first);
}

static void a_kiosk_keeps_its_place(void **state)
{
	(void)state;
	stage_open(&stage, ROLE_KIOSK, 9, 0);
	stage_person(&stage, "Corine");
	struct rect first = rect_of_clock();
	stage_wait(&stage, 30 * 60000);
	struct rect later = rect_of_clock();
	assert_memory_equal(&later, &first, sizeof first);
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(every_screen_has_a_clock_to_hold_even_without_a_time),
	    TEST(a_device_says_who_it_is),
	    TEST(what_is_known_about_a_person_is_told_in_words),
	    TEST(what_was_said_with_an_idea_is_told_too_and_that_only_this_kiosk_knows),
	    TEST(what_a_name_is_sorted_by_is_told_where_that_is_something_else),
	    TEST(cleaning_counts_down_with_nothing_to_touch),
	    TEST(a_night_is_dark),
	    TEST(a_board_moves_a_few_pixels_within_the_hour_and_is_back_after_it),
	    TEST(a_kiosk_keeps_its_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
