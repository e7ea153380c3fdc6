/* Clocks that are off by minutes, hours and years, or jump. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "three.h"

static const int64_t ten_years_ms = INT64_C(3652) * 24 * HOUR_MS;
static const int64_t jumps_ms[] = {7 * MINUTE_MS,
				   -7 * MINUTE_MS,
				   5 * HOUR_MS,
				   -5 * HOUR_MS,
				   INT64_C(3652) * 24 * HOUR_MS,
				   INT64_C(-3652) * 24 * HOUR_MS};
enum { JUMPS = sizeof jumps_ms / sizeof *jumps_ms };

static void test_a_clock_that_goes_back_starts_no_storm(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_touch(two, "person:p-2");
	one->skew_ms = -3600 * 1000;
	play_wait(&play, 60 * 1000);
	play_touch(two, "person:p-1");
	play_touch(two, "kind:chat");
	play_touch(one, "person:p-2");
	play_touch(one, "leave");
	int said = one->said + two->said;
	play_wait(&play, 600 * 1000);
	assert_in_range(one->said + two->said - said, 0, 20);
	one->skew_ms = 0;
	play_wait(&play, 60 * 1000);
	assert_int_equal(play_presence(one, "p-1"), play_presence(two, "p-1"));
	assert_everywhere("p-2", PRESENCE_AWAY);
}

static void test_a_clock_that_is_off_ends_nobodys_day(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_touch(one, "kind:chat");
	for (int i = 0; i < JUMPS; i++) {
		set_clock(two, CLOCK_RTC, jumps_ms[i]);
		play_wait(&play, 2 * MINUTE_MS);
		assert_everywhere("p-1", PRESENCE_OPEN);
		assert_int_equal(held("p-1")->presence, PRESENCE_OPEN);
	}
	assert_int_equal(two->said, 0);
}

static void test_a_clock_that_is_off_at_the_start_ends_nobodys_day(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_touch(one, "kind:chat");
	for (int i = 0; i < JUMPS; i++) {
		two->clock = CLOCK_RTC;
		two->skew_ms = jumps_ms[i];
		play_restart(two, false);
		play_connect(two);
		play_wait(&play, 2 * MINUTE_MS);
		assert_everywhere("p-1", PRESENCE_OPEN);
	}
	assert_int_equal(two->said, 0);
}

static void test_what_is_said_lasts_as_long_as_it_should_though_the_clock_jumps(void **state)
{
	(void)state;
	set_clock(one, CLOCK_RTC, 0);
	for (int i = 0; i < JUMPS; i++) {
		play_touch(one, "person:p-1");
		play_touch(one, "minutes:15");
		play_touch(one, "kind:chat");
		play_wait(&play, 5 * MINUTE_MS);
		set_clock(one, CLOCK_RTC, jumps_ms[i]);
		play_wait(&play, 9 * MINUTE_MS);
		assert_int_equal(play_presence(one, "p-1"), PRESENCE_OPEN);
		play_wait(&play, 2 * MINUTE_MS);
		assert_int_equal(play_presence(one, "p-1"), PRESENCE_HERE);
		set_clock(one, CLOCK_RTC, 0);
	}
	assert_everywhere("p-1", PRESENCE_HERE);
}

static void test_a_jump_starts_no_storm(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_touch(two, "person:p-2");
	for (int i = 0; i < JUMPS; i++) {
		int before = said();
		set_clock(one, CLOCK_RTC, jumps_ms[i]);
		play_touch(one, "person:p-1");
		play_touch(one, "focus");
		play_wait(&play, 10 * MINUTE_MS);
		assert_in_range(said() - before, 0, 14);
		set_clock(one, CLOCK_SYNCED, 0);
		play_wait(&play, MINUTE_MS);
	}
	int before = said();
	play_wait(&play, 10 * MINUTE_MS);
	assert_int_equal(said(), before);
}

static void test_who_starts_with_a_wrong_clock_speaks_and_all_end_alike(void **state)
{
	(void)state;
	for (int i = 0; i < JUMPS; i++) {
		int before = said();
		one->clock = CLOCK_RTC;
		one->skew_ms = jumps_ms[i];
		play_restart(one, false);
		play_connect(one);
		play_touch(two, "person:p-1");
		play_touch(two, "kind:chat");
		play_touch(one, "person:p-1");
		play_touch(one, "focus");
		play_wait(&play, MINUTE_MS);
		/* A word from the future counts for nobody; one of a slow clock is the newest, and
		 * by its own account over sooner. */
		assert_everywhere("p-1", play_presence(two, "p-1"));
		if (jumps_ms[i] > 0)
			assert_string_equal(held("p-1")->by, "kiosk-2");
		assert_int_equal(play_presence(two, "p-1") == PRESENCE_OPEN, jumps_ms[i] > 0);
		assert_in_range(said() - before, 2, 14);
		set_clock(one, CLOCK_SYNCED, 0);
		play_touch(one, "person:p-1");
		play_touch(one, "leave");
		assert_everywhere("p-1", PRESENCE_AWAY);
		play_wait(&play, MINUTE_MS);
		assert_everywhere("p-1", PRESENCE_AWAY);
	}
}

static void test_a_slow_clock_still_says_the_newest_word(void **state)
{
	(void)state;
	set_clock(two, CLOCK_RTC, -5 * HOUR_MS);
	play_touch(one, "person:p-1");
	play_wait(&play, MINUTE_MS);
	int64_t v = held("p-1")->v;
	play_touch(two, "person:p-1");
	play_touch(two, "here");
	assert_int_equal(held("p-1")->v, v + 10);
	assert_string_equal(held("p-1")->by, "kiosk-2");
	play_wait(&play, MINUTE_MS);
	play_touch(one, "person:p-1");
	play_touch(one, "focus");
	assert_everywhere("p-1", PRESENCE_FOCUS);
}

static void test_a_kiosk_from_the_future_is_heard_once_its_clock_is_right(void **state)
{
	(void)state;
	set_clock(two, CLOCK_RTC, ten_years_ms);
	play_disconnect(two);
	play_touch(two, "person:p-1");
	play_touch(two, "kind:walk");
	int64_t tapped_ms = play.wall_ms;
	play_wait(&play, MINUTE_MS);
	set_clock(two, CLOCK_SYNCED, 0);
	assert_int_equal(two->kept_count, 1);
	assert_true(two->kept[0].statement.v <= tapped_ms + 10);
	play_connect(two);
	assert_everywhere("p-1", PRESENCE_OPEN);
	assert_int_equal(held("p-1")->until, tapped_ms / 1000 + 1800);
	assert_int_equal(held("p-1")->ends, play_time_s(18, 30));
	assert_int_equal(two->kept_count, 0);
}

static void test_undo_still_works_when_the_clock_becomes_right(void **state)
{
	(void)state;
	set_clock(two, CLOCK_RTC, ten_years_ms);
	play_disconnect(two);
	play_touch(two, "person:p-1");
	play_touch(two, "kind:walk");
	set_clock(two, CLOCK_SYNCED, 0);
	play_touch(two, "undo");
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_HERE);
}

static void test_a_signal_that_the_right_clock_ended_can_be_undone(void **state)
{
	(void)state;
	id_copy(one->office->self.place, "coffee");
	set_clock(one, CLOCK_RTC, -5 * HOUR_MS);
	play_touch(one, "someone");
	one->clock = CLOCK_SYNCED; /* it sees that as it is touched */
	one->skew_ms = 0;
	play_touch(one, "undo");
	assert_true(play_held(&play, SUBJECT_PLACE, "coffee")->taken_back);
	play_wait(&play, 5 * MINUTE_MS);
	assert_null(play_held(&play, SUBJECT_PLACE, "coffee"));
}

static void test_who_believed_the_future_is_heard_once_its_clock_is_right(void **state)
{
	(void)state;
	set_clock(two, CLOCK_RTC, 0);
	struct statement future =
	    play_word(&play, play.wall_ms + ten_years_ms, "kiosk-9", PRESENCE_OPEN);
	play_publish(&play, SUBJECT_PERSON, "p-1", &future);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_OPEN);
	play_wait(&play, MINUTE_MS);
	set_clock(two, CLOCK_SYNCED, 0);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_AWAY);
	play_touch(two, "person:p-1");
	assert_in_range(held("p-1")->v, play.wall_ms, play.wall_ms + 100);
	assert_everywhere("p-1", PRESENCE_HERE);
}

static void test_a_day_that_ends_in_ten_years_ends_today(void **state)
{
	(void)state;
	struct statement wrong = play_word(&play, play.wall_ms, "kiosk-9", PRESENCE_HERE);
	wrong.ends += ten_years_ms / 1000;
	wrong.expiry = 86400;
	play_publish(&play, SUBJECT_PERSON, "p-1", &wrong);
	play_until(&play, 18, 32);
	assert_everywhere("p-1", PRESENCE_AWAY);
	play_until(&play, 18, 40);
	assert_null(held("p-1"));
}

static void test_it_ends_today_too_for_who_believed_it_with_a_wrong_clock(void **state)
{
	(void)state;
	set_clock(two, CLOCK_RTC, ten_years_ms);
	play_disconnect(one);
	struct statement wrong = play_word(&play, play.wall_ms, "kiosk-9", PRESENCE_HERE);
	wrong.ends += ten_years_ms / 1000;
	wrong.expiry = 86400;
	play_publish(&play, SUBJECT_PERSON, "p-1", &wrong);
	set_clock(two, CLOCK_SYNCED, 0);
	play_until(&play, 18, 32);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_AWAY);
	play_until(&play, 18, 40);
	assert_null(held("p-1"));
}

static void test_nor_does_what_comes_back_when_a_word_is_refused(void **state)
{
	(void)state;
	set_clock(two, CLOCK_RTC, 0);
	play_disconnect(one);
	struct statement wrong = play_word(&play, play.wall_ms - 1000, "kiosk-9", PRESENCE_HERE);
	wrong.ends += ten_years_ms / 1000;
	wrong.expiry = 86400;
	play_publish(&play, SUBJECT_PERSON, "p-1", &wrong);
	play.mute = true;
	play_touch(two, "person:p-1");
	play_touch(two, "leave");
	set_clock(two, CLOCK_SYNCED, 0);
	struct event refused = {.kind = EVENT_REFUSED, .id = "p-1"};
	refused.v = office_person(two->office, "p-1")->subject.best.v;
	play_step(two, &refused);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_HERE);
	play.mute = false;
	play_until(&play, 18, 32);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_AWAY);
}

static void test_what_the_right_clock_refuses_does_not_come_back_when_a_word_is_refused(
    void **state)
{
	(void)state;
	play_disconnect(two);
	set_clock(one, CLOCK_RTC, 0);
	struct statement ahead =
	    play_word(&play, play.wall_ms + HOUR_MS, "kiosk-9", PRESENCE_FOCUS);
	play_publish(&play, SUBJECT_PERSON, "p-1", &ahead);
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_FOCUS);
	play.mute = true;
	play_touch(one, "person:p-1");
	play_touch(one, "leave");
	play.mute = false;
	play.denies = true;
	set_clock(one, CLOCK_SYNCED, 0);
	play_wait(&play, 1000);
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_AWAY);
	assert_int_equal(one->kept_count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_a_clock_that_goes_back_starts_no_storm),
	    PLAYED(test_a_clock_that_is_off_ends_nobodys_day),
	    PLAYED(test_a_clock_that_is_off_at_the_start_ends_nobodys_day),
	    PLAYED(test_what_is_said_lasts_as_long_as_it_should_though_the_clock_jumps),
	    PLAYED(test_a_jump_starts_no_storm),
	    PLAYED(test_who_starts_with_a_wrong_clock_speaks_and_all_end_alike),
	    PLAYED(test_a_slow_clock_still_says_the_newest_word),
	    PLAYED(test_a_kiosk_from_the_future_is_heard_once_its_clock_is_right),
	    PLAYED(test_undo_still_works_when_the_clock_becomes_right),
	    PLAYED(test_a_signal_that_the_right_clock_ended_can_be_undone),
	    PLAYED(test_who_believed_the_future_is_heard_once_its_clock_is_right),
	    PLAYED(test_a_day_that_ends_in_ten_years_ends_today),
	    PLAYED(test_it_ends_today_too_for_who_believed_it_with_a_wrong_clock),
	    PLAYED(test_nor_does_what_comes_back_when_a_word_is_refused),
	    PLAYED(test_what_the_right_clock_refuses_does_not_come_back_when_a_word_is_refused),
	};
	int count = sizeof tests / sizeof *tests;

	printf("3h-clocks-played: %d of %d cases of wrong clocks\n", count, count);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
