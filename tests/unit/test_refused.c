/* What the broker doesn't let a device say: nobody is told otherwise, and it tries no more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "three.h"

/* Of who isn't connected nothing is expected. */
static void assert_connected(const char *person, enum presence presence)
{
	for (int i = 0; i < play.players_count; i++) {
		if (play.players[i].connected)
			assert_int_equal(play_presence(&play.players[i], person), presence);
	}
}

/* Its half hour is over, and nobody may say so. */
static void refuse_the_timer(void)
{
	play_touch(one, "person:p-1");
	play_touch(one, "kind:chat");
	play_disconnect(two);
	play.denies = true;
	play_wait(&play, 30 * MINUTE_MS + 10 * 1000);
}

static void test_a_refused_statement_is_not_tried_again(void **state)
{
	(void)state;
	play.denies = true;
	play_touch(one, "person:p-1");
	int said = one->said;
	assert_int_equal(said, 1);
	play_wait(&play, 120 * 1000);
	play_disconnect(one);
	play_connect(one);
	play_wait(&play, 120 * 1000);
	assert_int_equal(one->said, said);
	assert_int_equal(one->kept_count, 0);
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_AWAY);
}

static void test_a_refused_word_is_not_shown_any_more_and_what_was_before_is(void **state)
{
	(void)state;
	play_touch(two, "person:p-1");
	play_touch(two, "focus");
	play.denies = true;
	play_touch(one, "person:p-1");
	play_touch(one, "leave");
	assert_connected("p-1", PRESENCE_FOCUS);
	assert_int_equal(one->kept_count, 0);
	play_touch(one, "person:p-2");
	assert_int_equal(play_presence(one, "p-2"), PRESENCE_AWAY);
}

static void test_what_is_refused_when_said_again_but_had_arrived_counts(void **state)
{
	(void)state;
	play.mute = true; /* its PUBACK is lost */
	play_touch(one, "person:p-1");
	struct statement here = known(one, "p-1")->best;
	play_publish(&play, SUBJECT_PERSON, "p-1", &here);
	play.mute = false;
	play.denies = true;
	play_disconnect(one);
	play_connect(one);
	assert_connected("p-1", PRESENCE_HERE);
	assert_int_equal(one->kept_count, 0);
}

static void test_a_kiosk_whose_repair_is_refused_keeps_what_another_put_back(void **state)
{
	(void)state;
	play_touch(two, "person:p-1");
	int64_t v = held("p-1")->v;
	struct event refused = {.kind = EVENT_REFUSED, .id = "p-1", .v = v};
	play_step(one, &refused);
	play_wait(&play, 120 * 1000);
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_HERE);
}

static void test_who_is_back_is_still_known_where_emptying_was_refused(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_disconnect(two);
	play.denies = true;
	configure_person(one, "p-1", true);
	play_wait(&play, 6 * 1000);
	play.denies = false;
	assert_int_equal(one->cleared, 1);
	configure_person(one, "p-1", false);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_HERE);
}

static void test_a_timers_word_that_is_refused_is_shown_but_not_said_again(void **state)
{
	(void)state;
	refuse_the_timer();
	int said = one->said;
	play_wait(&play, 10 * MINUTE_MS);
	assert_int_equal(one->said, said);
	assert_int_equal(held("p-1")->presence, PRESENCE_OPEN);
	assert_connected("p-1", PRESENCE_HERE);
}

static void test_it_is_said_at_the_next_connection_which_may_have_other_rights(void **state)
{
	(void)state;
	refuse_the_timer();
	int64_t v = held("p-1")->v;
	play.denies = false;
	play_disconnect(one);
	play_connect(one);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_int_equal(held("p-1")->v, v + 1);
}

static void test_a_word_refused_after_a_timers_leaves_what_the_broker_holds(void **state)
{
	(void)state;
	refuse_the_timer();
	play_touch(one, "person:p-1");
	play_touch(one, "leave");
	play_wait(&play, 1000);
	assert_connected("p-1", PRESENCE_HERE);
}

static void test_what_ends_of_who_is_gone_is_said_once_they_are_back(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_touch(one, "kind:chat");
	play_disconnect(two);
	play.denies = true;
	configure_person(one, "p-1", true);
	play_wait(&play, 31 * MINUTE_MS);
	play.denies = false;
	configure_person(one, "p-1", false);
	play_wait(&play, MINUTE_MS);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_connected("p-1", PRESENCE_HERE);
}

static void test_a_tap_that_is_taken_after_all_ends_as_any_does(void **state)
{
	(void)state;
	refuse_the_timer();
	play.denies = false;
	play_touch(one, "person:p-1");
	play_touch(one, "focus");
	play_touch(one, "person:p-1");
	play_touch(one, "kind:chat");
	assert_int_equal(held("p-1")->presence, PRESENCE_OPEN);
	play_wait(&play, 30 * MINUTE_MS + 1000);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_a_refused_statement_is_not_tried_again),
	    PLAYED(test_a_refused_word_is_not_shown_any_more_and_what_was_before_is),
	    PLAYED(test_what_is_refused_when_said_again_but_had_arrived_counts),
	    PLAYED(test_a_kiosk_whose_repair_is_refused_keeps_what_another_put_back),
	    PLAYED(test_who_is_back_is_still_known_where_emptying_was_refused),
	    PLAYED(test_a_timers_word_that_is_refused_is_shown_but_not_said_again),
	    PLAYED(test_it_is_said_at_the_next_connection_which_may_have_other_rights),
	    PLAYED(test_a_word_refused_after_a_timers_leaves_what_the_broker_holds),
	    PLAYED(test_what_ends_of_who_is_gone_is_said_once_they_are_back),
	    PLAYED(test_a_tap_that_is_taken_after_all_ends_as_any_does),
	};
	int count = sizeof tests / sizeof *tests;

	printf("3g-refused: %d of %d cases of refused words\n", count, count);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
