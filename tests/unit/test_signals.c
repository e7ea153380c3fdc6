/* Someone-signals: that they end, are taken back, and are forgotten. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "three.h"

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

static void test_a_someone_signal_ends_and_can_be_taken_back(void **state)
{
	(void)state;
	play_touch(one, "someone");
	const struct statement *signal = play_held(&play, SUBJECT_PLACE, "kiosk-1");
	assert_int_equal(signal->until, play.wall_ms / 1000 + 1800);
	assert_int_equal(signal->expiry, 1800 + 300);
	struct row rows[4];
	struct moment now = play_now(board);
	assert_int_equal(office_rows(board->office, &now, rows, 4), 1);
	assert_int_equal(office_count_open(board->office, &now), 0); /* not a person */
	play_wait(&play, 60 * 1000);
	play_touch(one, "someone");
	signal = play_held(&play, SUBJECT_PLACE, "kiosk-1");
	assert_true(signal->taken_back);
	assert_int_equal(signal->expiry, 1740 + 300);
	now = play_now(board);
	assert_int_equal(office_rows(board->office, &now, rows, 4), 0);
	play_touch(one, "someone");
	play_wait(&play, 1800 * 1000);
	now = play_now(board);
	assert_int_equal(office_rows(board->office, &now, rows, 4), 0);
}

static void test_a_someone_signal_can_be_taken_back_from_another_kiosk(void **state)
{
	(void)state;
	id_copy(one->office->self.place, "coffee");
	id_copy(two->office->self.place, "coffee");
	play_touch(one, "someone");
	play_wait(&play, 60 * 1000);
	play_touch(two, "someone");
	play_wait(&play, 10 * 1000);
	assert_true(play_held(&play, SUBJECT_PLACE, "coffee")->taken_back);
	struct row row;
	for (int i = 0; i < play.players_count; i++) {
		struct moment now = play_now(&play.players[i]);
		assert_int_equal(office_rows(play.players[i].office, &now, &row, 1), 0);
	}
}

static void test_a_signal_that_was_taken_back_stays_so_when_the_broker_loses_it(void **state)
{
	(void)state;
	id_copy(one->office->self.place, "coffee");
	play_touch(one, "someone");
	play_disconnect(two);
	play_wait(&play, 60 * 1000);
	play_touch(one, "someone");
	play_publish(&play, SUBJECT_PLACE, "coffee", NULL);
	play_wait(&play, 1000);
	assert_true(play_held(&play, SUBJECT_PLACE, "coffee")->taken_back);
	play_disconnect(one);
	play.retained_count = 0;
	play_connect(two); /* knows it only as it was before */
	play_connect(one);
	play_wait(&play, 10 * 1000);
	assert_true(play_held(&play, SUBJECT_PLACE, "coffee")->taken_back);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_a_someone_signal_ends_and_can_be_taken_back),
	    PLAYED(test_a_someone_signal_can_be_taken_back_from_another_kiosk),
	    PLAYED(test_a_signal_that_was_taken_back_stays_so_when_the_broker_loses_it),
	    PLAYED(test_a_signal_found_on_disk_ends_when_it_should_by_any_clock),
	    PLAYED(test_a_signal_without_a_clock_wins_over_one_that_nobody_has_any_more),
	    PLAYED(test_it_wins_over_one_that_is_forgotten_before_it_would_be_put_back),
	    PLAYED(test_it_wins_over_one_that_was_taken_back_too),
	};
	int count = sizeof tests / sizeof *tests;

	printf("3g-signals: %d of %d cases of signals ended and taken back\n", count, count);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
