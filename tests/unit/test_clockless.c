/* Without a clock: what is said, and what becomes of it once there is one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "three.h"

static const int64_t ten_years_ms = INT64_C(3652) * 24 * HOUR_MS;

static void tap_until_the_day_is_over(const char *key)
{
	play_until(&play, 18, 20);
	play_disconnect(two);
	set_clock(two, CLOCK_NONE, -play.wall_ms);
	play_touch(two, "person:p-1");
	play_touch(two, key);
	play_until(&play, 18, 32);
	set_clock(two, CLOCK_RTC, 0);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_AWAY);
}

static void test_without_a_clock_until_and_ends_are_left_out(void **state)
{
	(void)state;
	struct statement seen = word(play.wall_ms - 60000, "kiosk-9", PRESENCE_HERE);
	publish("p-1", &seen);
	two->clock = CLOCK_NONE;
	play_touch(two, "person:p-1");
	play_touch(two, "kind:idea");
	const struct statement *open = held("p-1");
	assert_in_range(open->v, seen.v + 10, seen.v + 1009);
	int64_t v = open->v;
	play_touch(two, "person:p-1");
	play_touch(two, "kind:idea");
	open = held("p-1");
	assert_int_equal(open->v, v + 10);
	assert_int_equal(open->until, 0);
	assert_int_equal(open->ends, 0);
	assert_int_equal(open->left, 1800);
	assert_int_equal(open->expiry, 12 * 3600);
	assert_everywhere("p-1", PRESENCE_OPEN);
	play_wait(&play, 1799 * 1000);
	assert_everywhere("p-1", PRESENCE_OPEN);
	play_wait(&play, 1000);
	assert_everywhere("p-1", PRESENCE_HERE);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
}

static void test_a_late_reader_takes_left_less_what_has_passed(void **state)
{
	(void)state;
	struct player *late = play_device(&play, "kiosk-3", ROLE_KIOSK);
	two->clock = late->clock = CLOCK_NONE;
	play_touch(two, "person:p-1");
	play_touch(two, "kind:idea");
	play_wait(&play, 1000 * 1000);
	play_connect(late);
	struct moment now = play_now(late);
	struct standing standing =
	    office_standing(late->office, office_person(late->office, "p-1"), &now);
	assert_in_range(standing.left_s, 799, 800);
	play_wait(&play, 801 * 1000);
	assert_int_equal(play_presence(late, "p-1"), PRESENCE_HERE);
}

static void test_a_device_without_a_clock_believes_the_broker(void **state)
{
	(void)state;
	two->clock = CLOCK_NONE;
	play_disconnect(one);
	struct statement new = word(play.wall_ms, "kiosk-9", PRESENCE_HERE);
	struct statement old = word(play.wall_ms - 1000, "kiosk-8", PRESENCE_OPEN);
	publish("p-1", &new);
	publish("p-1", &old);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_OPEN);
	play_wait(&play, 10000);
	assert_int_equal(two->said, 0);
}

static void test_a_tap_without_a_clock_gets_its_real_v_when_the_clock_comes(void **state)
{
	(void)state;
	play_disconnect(two);
	two->clock = CLOCK_NONE;
	two->skew_ms = -play.wall_ms; /* 1970 */
	play_touch(two, "person:p-1");
	play_touch(two, "kind:idea");
	int64_t tapped_ms = play.wall_ms;
	play_wait(&play, 120 * 1000);
	two->clock = CLOCK_SYNCED;
	two->skew_ms = 0;
	play_wait(&play, 1);
	play_connect(two);
	assert_int_equal(held("p-1")->v / 1000, tapped_ms / 1000);
	assert_int_equal(held("p-1")->until, tapped_ms / 1000 + 1800);
	assert_int_equal(held("p-1")->ends, play_time_s(18, 30));
	assert_everywhere("p-1", PRESENCE_OPEN);
}

static void test_an_office_that_starts_without_a_clock_gets_one(void **state)
{
	(void)state;
	for (int i = 0; i < play.players_count; i++) {
		play.players[i].clock = CLOCK_NONE;
		play.players[i].skew_ms = -play.wall_ms;
		play_restart(&play.players[i], false);
		play_connect(&play.players[i]);
	}
	play_touch(one, "person:p-1");
	play_touch(one, "kind:chat");
	play_wait(&play, 10 * MINUTE_MS);
	for (int i = 0; i < play.players_count; i++)
		set_clock(&play.players[i], CLOCK_SYNCED, 0);
	play_wait(&play, 19 * MINUTE_MS);
	assert_everywhere("p-1", PRESENCE_OPEN);
	play_wait(&play, 2 * MINUTE_MS);
	assert_everywhere("p-1", PRESENCE_HERE);
	assert_int_equal(held("p-1")->ends, play_time_s(18, 30));
	play_until(&play, 18, 29);
	assert_everywhere("p-1", PRESENCE_HERE);
	play_until(&play, 18, 31);
	assert_everywhere("p-1", PRESENCE_AWAY);
	play_until(&play, 18, 37);
	assert_null(held("p-1"));
}

static void test_who_has_no_clock_says_away_without_a_time(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	set_clock(one, CLOCK_NONE, -play.wall_ms);
	play_disconnect(two);
	struct statement wrong = *held("p-1");
	wrong.ends += ten_years_ms / 1000; /* a clock that was off said it again */
	play_publish(&play, SUBJECT_PERSON, "p-1", &wrong);
	play_until(&play, 18, 30);
	play_wait(&play, 2000);
	assert_int_equal(held("p-1")->presence, PRESENCE_AWAY);
	assert_int_equal(held("p-1")->ends, 0);
	play_connect(two);
	play_until(&play, 18, 40);
	assert_null(held("p-1"));
}

static void test_a_tap_whose_day_is_over_when_the_clock_comes_is_not_said(void **state)
{
	(void)state;
	tap_until_the_day_is_over("kind:chat");
	assert_int_equal(two->kept_count, 0);
	play_connect(two);
	assert_everywhere("p-1", PRESENCE_AWAY);
}

static void test_who_went_home_before_a_day_that_is_over_is_kept_as_can_be_read(void **state)
{
	(void)state;
	tap_until_the_day_is_over("leave");
	for (int i = 0; i < two->kept_count; i++)
		assert_true(two->kept[i].statement.expiry >= 0);
	play_until(&play, 18, 37);
	assert_int_equal(two->kept_count, 0);
}

static void test_an_office_without_any_clock_still_works(void **state)
{
	(void)state;
	for (int i = 0; i < play.players_count; i++)
		set_clock(&play.players[i], CLOCK_NONE, -play.wall_ms);
	play_touch(one, "person:p-1");
	play_touch(one, "kind:chat");
	assert_everywhere("p-1", PRESENCE_OPEN);
	play_touch(two, "person:p-1");
	play_touch(two, "focus");
	assert_everywhere("p-1", PRESENCE_FOCUS);
	play_wait(&play, 61 * MINUTE_MS);
	assert_everywhere("p-1", PRESENCE_HERE);
	int before = said();
	play_wait(&play, 6 * HOUR_MS);
	assert_int_equal(said(), before);
	play_wait(&play, 6 * HOUR_MS); /* what has no day's end ends by itself */
	assert_everywhere("p-1", PRESENCE_AWAY);
}

static void test_who_gets_a_clock_ends_the_day_of_what_was_said_without_one(void **state)
{
	(void)state;
	for (int i = 0; i < play.players_count; i++)
		set_clock(&play.players[i], CLOCK_NONE, -play.wall_ms);
	play_touch(one, "person:p-1");
	play_until(&play, 18, 40);
	assert_everywhere("p-1", PRESENCE_HERE);
	set_clock(two, CLOCK_SYNCED, 0);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_AWAY);
	play_wait(&play, 2 * MINUTE_MS);
	assert_everywhere("p-1", PRESENCE_AWAY);
}

static void test_what_was_said_without_a_clock_yesterday_is_not_live_today(void **state)
{
	(void)state;
	play_disconnect(two);
	play_disconnect(board);
	set_clock(one, CLOCK_NONE, -play.wall_ms);
	play_until(&play, 20, 0);
	play_touch(one, "person:p-1");
	play_until(&play, 25, 0);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	play_connect(two);
	play_wait(&play, 1);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_AWAY);
	play_wait(&play, 10 * MINUTE_MS);
	assert_null(held("p-1"));
}

static void test_who_gets_a_clock_says_what_it_left_to_others(void **state)
{
	(void)state;
	play_disconnect(two);
	set_clock(one, CLOCK_NONE, -play.wall_ms);
	struct statement open = play_word(&play, play.wall_ms, "kiosk-9", PRESENCE_OPEN);
	play_publish(&play, SUBJECT_PERSON, "p-1", &open);
	play_wait(&play, 40 * MINUTE_MS);
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_HERE);
	assert_int_equal(held("p-1")->presence, PRESENCE_OPEN);
	set_clock(one, CLOCK_SYNCED, 0);
	play_wait(&play, 6000);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_int_equal(held("p-1")->v, open.v + 1);
	assert_string_equal(held("p-1")->by, "kiosk-9");
}

static void test_a_clock_in_between_leaves_the_day_of_what_was_said_without_one(void **state)
{
	(void)state;
	play_until(&play, 18, 31);
	set_clock(one, CLOCK_NONE, -play.wall_ms);
	play_touch(one, "person:p-1");
	play_touch(one, "focus");
	play_wait(&play, 30 * MINUTE_MS);
	set_clock(one, CLOCK_SYNCED, 0); /* it is of the day that ends at midnight */
	set_clock(one, CLOCK_NONE, -play.wall_ms);
	play_wait(&play, 40 * MINUTE_MS);
	assert_non_null(held("p-1"));
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_everywhere("p-1", PRESENCE_HERE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_without_a_clock_until_and_ends_are_left_out),
	    PLAYED(test_a_late_reader_takes_left_less_what_has_passed),
	    PLAYED(test_a_device_without_a_clock_believes_the_broker),
	    PLAYED(test_a_tap_without_a_clock_gets_its_real_v_when_the_clock_comes),
	    PLAYED(test_an_office_that_starts_without_a_clock_gets_one),
	    PLAYED(test_who_has_no_clock_says_away_without_a_time),
	    PLAYED(test_a_tap_whose_day_is_over_when_the_clock_comes_is_not_said),
	    PLAYED(test_who_went_home_before_a_day_that_is_over_is_kept_as_can_be_read),
	    PLAYED(test_an_office_without_any_clock_still_works),
	    PLAYED(test_who_gets_a_clock_ends_the_day_of_what_was_said_without_one),
	    PLAYED(test_what_was_said_without_a_clock_yesterday_is_not_live_today),
	    PLAYED(test_who_gets_a_clock_says_what_it_left_to_others),
	    PLAYED(test_a_clock_in_between_leaves_the_day_of_what_was_said_without_one),
	};
	int count = sizeof tests / sizeof *tests;

	printf("3h-no-clock-played: %d of %d cases of missing clocks\n", count, count);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
