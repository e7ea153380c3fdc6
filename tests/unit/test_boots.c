/* What was said without a clock, or kept, before the power went. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "three.h"

/* Said without a clock, found on the disk after a power cut. */
static void lose_power_without_a_clock(void)
{
	play_disconnect(two);
	set_clock(two, CLOCK_NONE, -play.wall_ms);
	play_touch(two, "person:p-1");
	play_touch(two, "kind:chat");
	play_restart(two, false);
	play_connect(two);
	assert_int_equal(play_presence(two, "p-1"), play_presence(one, "p-1"));
	assert_int_equal(two->kept_count, 1);
}

static void test_a_tap_of_an_earlier_boot_is_said_when_it_followed_a_word_of_today(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	int64_t v = held("p-1")->v;
	lose_power_without_a_clock();
	assert_int_equal(held("p-1")->v, v);
	set_clock(two, CLOCK_SYNCED, 0);
	play_wait(&play, 1000);
	assert_in_range(held("p-1")->v, v + 20, v + 1020);
	assert_everywhere("p-1", PRESENCE_OPEN);
	assert_int_equal(two->kept_count, 0);
	assert_int_equal(two->office->undated, 0);
}

static void test_a_tap_of_an_earlier_boot_that_nothing_dates_is_dropped(void **state)
{
	(void)state;
	lose_power_without_a_clock();
	set_clock(two, CLOCK_SYNCED, 0);
	play_wait(&play, 1000);
	assert_null(held("p-1"));
	assert_everywhere("p-1", PRESENCE_AWAY);
	assert_int_equal(two->kept_count, 0);
	assert_int_equal(two->office->undated, 1);
}

static void test_two_boots_without_a_clock_never_say_two_things_with_one_v(void **state)
{
	(void)state;
	int64_t first = 0;
	set_clock(two, CLOCK_NONE, -play.wall_ms);
	play_touch(two, "person:p-1");
	first = held("p-1")->v;
	play.retained_count = 0;
	play.players_count++; /* another seed for the next boot */
	play_restart(two, false);
	play.players_count--;
	play_connect(two);
	play_touch(two, "person:p-1");
	play_touch(two, "leave");
	assert_true(held("p-1")->v != first);
	assert_true(held("p-1")->v < 1 << 21);
}

static void test_boots_that_saw_the_same_seldom_say_the_same_v(void **state)
{
	(void)state;
	int64_t seen[8];
	int alike = 0;
	play_touch(one, "person:p-1");
	struct statement first = *held("p-1");
	set_clock(two, CLOCK_NONE, -play.wall_ms);
	for (int i = 0; i < 8; i++) {
		play_touch(two, "person:p-1");
		play_touch(two, i % 2 ? "focus" : "leave");
		seen[i] = held("p-1")->v;
		assert_in_range(seen[i], first.v + 10, first.v + 1009);
		for (int k = 0; k < i; k++)
			alike += seen[i] == seen[k];
		play.retained_count = 0;
		play_publish(&play, SUBJECT_PERSON, "p-1",
			     &first);        /* an older copy of the broker's */
		play.players_count += i + 1; /* another seed for the next boot */
		play_restart(two, false);
		play.players_count -= i + 1;
		play_connect(two);
	}
	assert_in_range(alike, 0, 2);
}

static void test_what_was_said_before_a_power_cut_waits_for_a_clock(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(one, "person:p-1");
	play_touch(one, "kind:chat");
	play_wait(&play, HOUR_MS);
	one->clock = CLOCK_NONE;
	one->skew_ms = -play.wall_ms;
	play_restart(one, false);
	play_connect(one);
	play_wait(&play, MINUTE_MS);
	assert_null(held("p-1"));
	assert_everywhere("p-1", PRESENCE_AWAY);
	assert_int_equal(one->kept_count, 1);
	set_clock(one, CLOCK_SYNCED, 0);
	assert_everywhere("p-1", PRESENCE_HERE);
	assert_int_equal(held("p-1")->ends, play_time_s(18, 30));
	assert_int_equal(one->kept_count, 0);
}

static void test_but_a_signal_taken_back_before_it_is_taken_back_at_once(void **state)
{
	(void)state;
	id_copy(one->office->self.place, "coffee");
	play_touch(one, "someone");
	play_disconnect(one);
	play_wait(&play, MINUTE_MS);
	play_touch(one, "someone");
	one->clock = CLOCK_NONE;
	one->skew_ms = -play.wall_ms;
	play_restart(one, false);
	play_connect(one);
	assert_true(play_held(&play, SUBJECT_PLACE, "coffee")->taken_back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_a_tap_of_an_earlier_boot_is_said_when_it_followed_a_word_of_today),
	    PLAYED(test_a_tap_of_an_earlier_boot_that_nothing_dates_is_dropped),
	    PLAYED(test_two_boots_without_a_clock_never_say_two_things_with_one_v),
	    PLAYED(test_boots_that_saw_the_same_seldom_say_the_same_v),
	    PLAYED(test_what_was_said_before_a_power_cut_waits_for_a_clock),
	    PLAYED(test_but_a_signal_taken_back_before_it_is_taken_back_at_once),
	};
	int count = sizeof tests / sizeof *tests;

	printf("3h-boots-played: %d of %d cases of boots without a clock\n", count, count);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
