/* Words that come late: the newest one of a person wins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "three.h"

static void test_after_an_hour_apart_an_older_tap_loses_to_a_person_and_their_timer(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(one, "person:p-1");
	play_touch(one, "leave");
	play_wait(&play, 60 * 1000);
	play_touch(two, "person:p-1");
	play_touch(two, "kind:chat"); /* for 30 minutes */
	play_wait(&play, 60 * 60 * 1000);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	play_connect(one);
	play_wait(&play, 10 * 1000);
	assert_everywhere("p-1", PRESENCE_HERE);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_int_equal(one->said, 0);
	assert_int_equal(one->kept_count, 0);
}

static void test_after_an_hour_apart_a_newer_tap_beats_a_person_and_their_timer(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(two, "person:p-1");
	play_touch(two, "kind:chat");
	play_wait(&play, 10 * 60 * 1000);
	play_touch(one, "person:p-1");
	play_touch(one, "leave");
	play_wait(&play, 60 * 60 * 1000); /* the timer spoke meanwhile */
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	play_connect(one);
	assert_everywhere("p-1", PRESENCE_AWAY);
	play_wait(&play, 120 * 1000);
	assert_int_equal(held("p-1")->presence, PRESENCE_AWAY);
}

static void test_undo_does_nothing_once_another_device_spoke(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_touch(one, "kind:chat");
	play_wait(&play, 1000);
	play_touch(two, "person:p-1");
	play_touch(two, "focus");
	play_touch(one, "undo");
	play_wait(&play, 10 * 1000);
	assert_everywhere("p-1", PRESENCE_FOCUS);
}

static void test_a_check_in_after_going_home_out_of_step_does_not_give_way(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(two, "person:p-1");
	play_touch(two, "kind:chat");
	play_wait(&play, 1000);
	play_touch(one, "person:p-1");
	play_touch(one, "leave");
	play_wait(&play, 1000);
	play_touch(one, "person:p-1"); /* and back */
	play_connect(one);
	play_wait(&play, 10 * 1000);
	assert_everywhere("p-1", PRESENCE_HERE);
	assert_string_equal(held("p-1")->by, "kiosk-1");
}

static void test_undoing_a_check_in_that_has_arrived_does_not_give_way(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(one, "person:p-1");
	play_connect(one);
	struct statement here = *held("p-1");
	play.mute = true;
	play_touch(one, "undo");
	play_publish(&play, SUBJECT_PERSON, "p-1", &here); /* its echo comes late */
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_AWAY);
	play.mute = false;
	play_disconnect(one);
	play_connect(one);
	assert_everywhere("p-1", PRESENCE_AWAY);
}

static void test_that_an_older_word_has_arrived_says_nothing_of_the_newest(void **state)
{
	(void)state;
	play.mute = true;
	play_touch(one, "person:p-1");
	struct event acked = {.kind = EVENT_ACKED, .id = "p-1", .v = known(one, "p-1")->best.v};
	play_touch(one, "kind:chat");
	play_step(one, &acked);
	assert_int_equal(one->kept_count, 1);
	play.mute = false;
	play_disconnect(one);
	play_connect(one);
	assert_everywhere("p-1", PRESENCE_OPEN);
	assert_int_equal(one->kept_count, 0);
}

static void test_an_empty_message_takes_away_nothing_that_is_unsent(void **state)
{
	(void)state;
	one->clock = CLOCK_NONE;
	play.mute = true;
	play_touch(one, "person:p-1");
	play_publish(&play, SUBJECT_PERSON, "p-1", NULL);
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_HERE);
	assert_int_equal(one->kept_count, 1);
	play.mute = false;
	play_disconnect(one);
	play_connect(one);
	assert_everywhere("p-1", PRESENCE_HERE);
}

static void test_an_implied_check_in_does_not_give_way_to_who_went_home(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(two, "person:p-1");
	play_touch(two, "leave");
	play_wait(&play, 60 * 1000);
	play_touch(one, "person:p-1");
	assert_true(known(one, "p-1")->implied);
	play_connect(one);
	play_wait(&play, 10 * 1000);
	assert_everywhere("p-1", PRESENCE_HERE);
	assert_string_equal(held("p-1")->by, "kiosk-1");
}

static void test_an_implied_check_in_does_not_give_way_to_a_day_that_is_over(void **state)
{
	(void)state;
	struct statement ended = play_word(&play, play.wall_ms - 1000, "kiosk-9", PRESENCE_HERE);
	ended.ends = play.wall_ms / 1000 - 60; /* a broker whose clock stood still has it yet */
	for (int i = 0; i < play.players_count; i++)
		play_disconnect(&play.players[i]);
	play_publish(&play, SUBJECT_PERSON, "p-1", &ended);
	play_touch(one, "person:p-1");
	assert_true(known(one, "p-1")->implied);
	play_connect(one);
	play_wait(&play, 10 * 1000);
	assert_string_equal(held("p-1")->by, "kiosk-1");
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_HERE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_after_an_hour_apart_an_older_tap_loses_to_a_person_and_their_timer),
	    PLAYED(test_after_an_hour_apart_a_newer_tap_beats_a_person_and_their_timer),
	    PLAYED(test_undo_does_nothing_once_another_device_spoke),
	    PLAYED(test_a_check_in_after_going_home_out_of_step_does_not_give_way),
	    PLAYED(test_undoing_a_check_in_that_has_arrived_does_not_give_way),
	    PLAYED(test_that_an_older_word_has_arrived_says_nothing_of_the_newest),
	    PLAYED(test_an_empty_message_takes_away_nothing_that_is_unsent),
	    PLAYED(test_an_implied_check_in_does_not_give_way_to_who_went_home),
	    PLAYED(test_an_implied_check_in_does_not_give_way_to_a_day_that_is_over),
	};
	int count = sizeof tests / sizeof *tests;

	printf("3g-late: %d of %d cases of words that come late\n", count, count);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
