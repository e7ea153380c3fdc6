/* Long presses, cleaning and the night: product rules 11 and 14. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/hours.h"
#include "play.h"

static struct play play;
static struct player *kiosk, *board;

static int set_up(void **state)
{
	(void)state;
	play_init(&play, 9, 12);
	play_person(&play, "p-1", "Corine");
	kiosk = play_device(&play, "kiosk-1", ROLE_KIOSK);
	board = play_device(&play, "board-1", ROLE_BOARD);
	play_connect(kiosk);
	play_connect(board);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	play_finish(&play);
	return 0;
}

static void hold(struct player *player, enum target_kind kind, const char *id)
{
	struct event event = {.kind = EVENT_LONG_PRESS, .target = {.kind = kind}};

	snprintf(event.target.id, ID_SIZE, "%s", id);
	play_step(player, &event);
}

static enum screen_kind screen(const struct player *player)
{
	return office_screen(player->office);
}

static void test_holding_the_clock_shows_the_device_for_20_seconds(void **state)
{
	(void)state;
	play_touch(kiosk, "clock");
	assert_int_equal(screen(kiosk), SCREEN_HOME);
	hold(kiosk, TARGET_CLOCK, "");
	assert_int_equal(screen(kiosk), SCREEN_INFO);
	play_wait(&play, 15000);
	play_touch(kiosk, "person:p-1");
	assert_int_equal(kiosk->said, 0);
	play_wait(&play, 19999);
	assert_int_equal(screen(kiosk), SCREEN_INFO);
	play_wait(&play, 1);
	assert_int_equal(screen(kiosk), SCREEN_HOME);
	assert_true(kiosk->redraw);
	hold(board, TARGET_CLOCK, "");
	assert_int_equal(screen(board), SCREEN_INFO);
	play_touch(board, "close");
	assert_int_equal(screen(board), SCREEN_BOARD);
}

static void test_cleaning_counts_down_and_touches_do_nothing(void **state)
{
	(void)state;
	play_touch(board, "clean");
	assert_int_equal(screen(board), SCREEN_BOARD);
	hold(board, TARGET_CLOCK, "");
	play_touch(board, "clean");
	assert_int_equal(screen(board), SCREEN_CLEAN);
	assert_int_equal(board->office->aside.left_s, 30);
	play_wait(&play, 1000);
	assert_true(board->redraw);
	assert_int_equal(board->office->aside.left_s, 29);
	play_touch(board, "close");
	hold(board, TARGET_CLOCK, "");
	play_wait(&play, 28999);
	assert_int_equal(screen(board), SCREEN_CLEAN);
	assert_int_equal(board->office->aside.left_s, 1);
	play_wait(&play, 1);
	assert_int_equal(screen(board), SCREEN_BOARD);
}

static void test_holding_a_name_shows_the_person_and_says_nothing(void **state)
{
	(void)state;
	hold(kiosk, TARGET_PERSON, "p-9");
	assert_int_equal(screen(kiosk), SCREEN_HOME);
	hold(kiosk, TARGET_PERSON, "p-1");
	assert_int_equal(screen(kiosk), SCREEN_PERSON);
	assert_string_equal(kiosk->office->aside.person, "p-1");
	assert_int_equal(kiosk->said, 0);
	play_touch(kiosk, "clean");
	assert_int_equal(screen(kiosk), SCREEN_PERSON);
	struct event gone = {.kind = EVENT_PERSON, .id = "p-1"};
	play_step(kiosk, &gone);
	assert_int_not_equal(screen(kiosk), SCREEN_PERSON);
}

static void test_a_sheet_that_closes_by_itself_is_no_longer_drawn(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_wait(&play, 19999);
	assert_false(kiosk->redraw);
	play_wait(&play, 1);
	assert_int_equal(screen(kiosk), SCREEN_HOME);
	assert_true(kiosk->redraw);
}

static void test_the_night_lasts_from_half_an_hour_after_until_half_an_hour_before(void **state)
{
	(void)state;
	play_until(&play, 18, 59);
	assert_int_equal(screen(board), SCREEN_BOARD);
	play_until(&play, 19, 0);
	assert_int_equal(screen(board), SCREEN_NIGHT);
	assert_int_equal(screen(kiosk), SCREEN_NIGHT);
	play_until(&play, 24 + 7, 29);
	assert_int_equal(screen(board), SCREEN_NIGHT);
	play_until(&play, 24 + 7, 30);
	assert_int_equal(screen(board), SCREEN_BOARD);
	assert_true(board->redraw);
}

static void test_the_first_touch_at_night_only_wakes(void **state)
{
	(void)state;
	play_until(&play, 22, 0);
	play_touch(kiosk, "person:p-1");
	assert_int_equal(kiosk->said, 0);
	assert_int_equal(screen(kiosk), SCREEN_HOME);
	play_wait(&play, AWAKE_MS - 1);
	assert_int_equal(screen(kiosk), SCREEN_HOME);
	play_wait(&play, 1);
	assert_int_equal(screen(kiosk), SCREEN_NIGHT);
	assert_true(kiosk->redraw);
	play_step(kiosk, &(struct event){.kind = EVENT_WAKE});
	assert_int_equal(screen(kiosk), SCREEN_HOME);
	play_touch(kiosk, "person:p-1");
	assert_int_equal(kiosk->said, 1);
}

static void test_no_night_while_somebody_is_here_or_without_hours_or_clock(void **state)
{
	(void)state;
	play_until(&play, 22, 0);
	play_step(kiosk, &(struct event){.kind = EVENT_WAKE});
	play_touch(kiosk, "person:p-1");
	play_wait(&play, 2 * AWAKE_MS);
	assert_int_equal(screen(kiosk), SCREEN_HOME);
	assert_int_equal(screen(board), SCREEN_BOARD);
	play_until(&play, 24, 1);
	assert_int_equal(screen(board), SCREEN_NIGHT);
	board->clock = CLOCK_NONE;
	play_wait(&play, 1);
	assert_int_equal(screen(board), SCREEN_BOARD);
	play.config.hours_count = 0;
	play_step(kiosk, &(struct event){.kind = EVENT_OFFICE, .office = &play.config});
	play_wait(&play, 2 * AWAKE_MS);
	assert_int_equal(screen(kiosk), SCREEN_HOME);
}

static void test_who_just_started_a_device_sees_it(void **state)
{
	(void)state;
	play_until(&play, 23, 0);
	struct player *desk = play_device(&play, "board-2", ROLE_BOARD);
	play_connect(desk);
	play_wait(&play, AWAKE_AT_START_MS - 1);
	assert_int_equal(screen(desk), SCREEN_BOARD);
	play_wait(&play, 1);
	assert_int_equal(screen(desk), SCREEN_NIGHT);
}

static void test_near_hours_overlap_and_change_at_their_ends(void **state)
{
	int64_t change;

	(void)state;
	assert_true(hours_near(&play.config, play_time_s(7, 30), 1800, &change));
	assert_int_equal(change, play_time_s(19, 0));
	assert_false(hours_near(&play.config, play_time_s(19, 0), 1800, &change));
	assert_int_equal(change, play_time_s(24 + 7, 30));
	/* From Friday evening on, the next is Monday's. */
	assert_false(hours_near(&play.config, play_time_s(4 * 24 + 20, 0), 1800, &change));
	assert_int_equal(change, play_time_s(7 * 24 + 7, 30));
	play.config.hours_count = 0;
	assert_false(hours_near(&play.config, play_time_s(12, 0), 1800, &change));
	assert_int_equal(change, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_holding_the_clock_shows_the_device_for_20_seconds),
	    TEST(test_cleaning_counts_down_and_touches_do_nothing),
	    TEST(test_holding_a_name_shows_the_person_and_says_nothing),
	    TEST(test_a_sheet_that_closes_by_itself_is_no_longer_drawn),
	    TEST(test_the_night_lasts_from_half_an_hour_after_until_half_an_hour_before),
	    TEST(test_the_first_touch_at_night_only_wakes),
	    TEST(test_no_night_while_somebody_is_here_or_without_hours_or_clock),
	    TEST(test_who_just_started_a_device_sees_it),
	    TEST(test_near_hours_overlap_and_change_at_their_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
