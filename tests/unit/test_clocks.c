/* Clocks that are off by minutes, hours and years, jump, or aren't there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "play.h"

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS };

static const int64_t ten_years_ms = INT64_C(3652) * 24 * HOUR_MS;
static const int64_t jumps_ms[] = {7 * MINUTE_MS,
				   -7 * MINUTE_MS,
				   5 * HOUR_MS,
				   -5 * HOUR_MS,
				   INT64_C(3652) * 24 * HOUR_MS,
				   INT64_C(-3652) * 24 * HOUR_MS};
enum { JUMPS = sizeof jumps_ms / sizeof *jumps_ms };

static struct play play;
static struct player *one, *two, *board;

static int set_up(void **state)
{
	(void)state;
	play_init(&play, 9, 12);
	play_person(&play, "p-1", "Corine");
	play_person(&play, "p-2", "Jan");
	one = play_device(&play, "kiosk-1", ROLE_KIOSK);
	two = play_device(&play, "kiosk-2", ROLE_KIOSK);
	board = play_device(&play, "board", ROLE_BOARD);
	play_connect(one);
	play_connect(two);
	play_connect(board);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	play_finish(&play);
	return 0;
}

static const struct statement *held(const char *person)
{
	return play_held(&play, SUBJECT_PERSON, person);
}

static void assert_everywhere(const char *person, enum presence presence)
{
	for (int i = 0; i < play.players_count; i++)
		assert_int_equal(play_presence(&play.players[i], person), presence);
}

static void set_clock(struct player *player, enum clock_trust clock, int64_t skew_ms)
{
	player->clock = clock;
	player->skew_ms = skew_ms;
	play_step(player, &(struct event){.kind = EVENT_TICK});
}

static int said(void)
{
	return one->said + two->said + board->said;
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

static void test_a_repair_that_was_due_is_left_to_others_when_the_clock_is_lost(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	struct statement older = play_word(&play, held("p-1")->v - 1000, "kiosk-9", PRESENCE_FOCUS);
	play_disconnect(one);
	play_publish(&play, SUBJECT_PERSON, "p-1", &older);
	set_clock(two, CLOCK_NONE, 0);
	play_wait(&play, 10 * 1000);
	assert_int_equal(two->said, 0);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_FOCUS);
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

static void test_a_signal_found_on_disk_ends_when_it_should_by_any_clock(void **state)
{
	(void)state;
	id_copy(one->office->self.place, "coffee");
	play_disconnect(one);
	play_touch(one, "someone");
	one->clock = CLOCK_RTC;
	play_wait(&play, 20 * MINUTE_MS);
	play_restart(one, false);
	play_connect(one);
	const struct statement *signal = play_held(&play, SUBJECT_PLACE, "coffee");
	assert_int_equal(signal->left, 10 * 60);
	assert_int_equal(signal->expiry, 15 * 60);
	play_disconnect(one);
	play_wait(&play, MINUTE_MS);
	play_touch(one, "someone");
	play_touch(one, "someone");
	play_wait(&play, 2 * HOUR_MS);
	play_restart(one, false);
	int before = one->said;
	play_connect(one);
	assert_int_equal(one->said, before);
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

/* Of the one before nothing is left on the broker. */
static void say_someone_without_a_clock(int64_t after_ms)
{
	play_wait(&play, after_ms);
	assert_null(play_held(&play, SUBJECT_PLACE, "kiosk-1"));
	one->clock = CLOCK_NONE;
	one->skew_ms = -play.wall_ms;
	play_restart(one, false);
	play_connect(one);
	play_touch(one, "someone");
	int64_t v = play_held(&play, SUBJECT_PLACE, "kiosk-1")->v;
	play_wait(&play, 10 * MINUTE_MS);
	const struct statement *signal = play_held(&play, SUBJECT_PLACE, "kiosk-1");
	assert_non_null(signal);
	assert_int_equal(signal->v, v);
	for (int i = 0; i < play.players_count; i++) {
		struct row rows[4];
		struct moment now = play_now(&play.players[i]);
		assert_int_equal(office_rows(play.players[i].office, &now, rows, 4), 1);
	}
}

static void test_a_signal_without_a_clock_wins_over_one_that_nobody_has_any_more(void **state)
{
	(void)state;
	play_touch(one, "someone");
	say_someone_without_a_clock(35 * MINUTE_MS + 1000);
}

static void test_it_wins_over_one_that_is_forgotten_before_it_would_be_put_back(void **state)
{
	(void)state;
	play_touch(one, "someone");
	play.retained_count = 0;
	say_someone_without_a_clock(35 * MINUTE_MS - 1000);
}

static void test_it_wins_over_one_that_was_taken_back_too(void **state)
{
	(void)state;
	play_touch(one, "someone");
	play_wait(&play, MINUTE_MS);
	play_touch(one, "someone");
	assert_true(play_held(&play, SUBJECT_PLACE, "kiosk-1")->taken_back);
	say_someone_without_a_clock(34 * MINUTE_MS + 1000);
}

static void test_a_tap_that_follows_one_just_within_the_limit_is_not_refused(void **state)
{
	(void)state;
	play_disconnect(two);
	struct statement ahead =
	    play_word(&play, play.wall_ms + 5 * MINUTE_MS - 5, "kiosk-9", PRESENCE_HERE);
	play_publish(&play, SUBJECT_PERSON, "p-1", &ahead);
	play_touch(one, "person:p-1");
	play_touch(one, "leave");
	assert_true(held("p-1")->v > play.wall_ms + 5 * MINUTE_MS);
	assert_everywhere("p-1", PRESENCE_AWAY);
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

static void test_a_timers_word_that_was_reckoned_is_known_when_it_comes(void **state)
{
	(void)state;
	struct statement word = play_word(&play, play.wall_ms, "kiosk-9", PRESENCE_OPEN);
	play_publish(&play, SUBJECT_PERSON, "p-1", &word);
	play_wait(&play, 30 * MINUTE_MS + 1000);
	set_clock(two, CLOCK_SYNCED, -HOUR_MS);
	word = play_word(&play, word.v + 1, "kiosk-9", PRESENCE_HERE);
	play_publish(&play, SUBJECT_PERSON, "p-1", &word);
	play_wait(&play, 10 * 1000);
	assert_int_equal(said(), 0);
	assert_everywhere("p-1", PRESENCE_HERE);
}

#define PLAYED(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_a_clock_that_is_off_ends_nobodys_day),
	    PLAYED(test_a_clock_that_is_off_at_the_start_ends_nobodys_day),
	    PLAYED(test_what_is_said_lasts_as_long_as_it_should_though_the_clock_jumps),
	    PLAYED(test_a_jump_starts_no_storm),
	    PLAYED(test_who_starts_with_a_wrong_clock_speaks_and_all_end_alike),
	    PLAYED(test_an_office_that_starts_without_a_clock_gets_one),
	    PLAYED(test_a_slow_clock_still_says_the_newest_word),
	    PLAYED(test_a_kiosk_from_the_future_is_heard_once_its_clock_is_right),
	    PLAYED(test_undo_still_works_when_the_clock_becomes_right),
	    PLAYED(test_a_signal_that_the_right_clock_ended_can_be_undone),
	    PLAYED(test_who_believed_the_future_is_heard_once_its_clock_is_right),
	    PLAYED(test_a_day_that_ends_in_ten_years_ends_today),
	    PLAYED(test_it_ends_today_too_for_who_believed_it_with_a_wrong_clock),
	    PLAYED(test_nor_does_what_comes_back_when_a_word_is_refused),
	    PLAYED(test_who_has_no_clock_says_away_without_a_time),
	    PLAYED(test_a_tap_whose_day_is_over_when_the_clock_comes_is_not_said),
	    PLAYED(test_who_went_home_before_a_day_that_is_over_is_kept_as_can_be_read),
	    PLAYED(test_an_office_without_any_clock_still_works),
	    PLAYED(test_who_gets_a_clock_ends_the_day_of_what_was_said_without_one),
	    PLAYED(test_what_was_said_without_a_clock_yesterday_is_not_live_today),
	    PLAYED(test_a_tap_of_an_earlier_boot_is_said_when_it_followed_a_word_of_today),
	    PLAYED(test_a_tap_of_an_earlier_boot_that_nothing_dates_is_dropped),
	    PLAYED(test_two_boots_without_a_clock_never_say_two_things_with_one_v),
	    PLAYED(test_boots_that_saw_the_same_seldom_say_the_same_v),
	    PLAYED(test_a_repair_that_was_due_is_left_to_others_when_the_clock_is_lost),
	    PLAYED(test_who_gets_a_clock_says_what_it_left_to_others),
	    PLAYED(test_a_signal_found_on_disk_ends_when_it_should_by_any_clock),
	    PLAYED(test_what_was_said_before_a_power_cut_waits_for_a_clock),
	    PLAYED(test_a_clock_in_between_leaves_the_day_of_what_was_said_without_one),
	    PLAYED(test_a_signal_without_a_clock_wins_over_one_that_nobody_has_any_more),
	    PLAYED(test_it_wins_over_one_that_is_forgotten_before_it_would_be_put_back),
	    PLAYED(test_it_wins_over_one_that_was_taken_back_too),
	    PLAYED(test_a_tap_that_follows_one_just_within_the_limit_is_not_refused),
	    PLAYED(test_what_the_right_clock_refuses_does_not_come_back_when_a_word_is_refused),
	    PLAYED(test_a_timers_word_that_was_reckoned_is_known_when_it_comes),
	    PLAYED(test_but_a_signal_taken_back_before_it_is_taken_back_at_once),
	};
	int count = sizeof tests / sizeof *tests;

	printf("3h-clocks: %d of %d cases of wrong and missing clocks\n", count, count);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
