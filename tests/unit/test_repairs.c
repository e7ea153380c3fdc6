/* What is overwritten or lost is put back, by whom, and how often. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "three.h"

static void test_the_author_repairs_what_was_overwritten(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	struct statement good = *held("p-1");
	struct statement losing = word(good.v - 1000, "kiosk-9", PRESENCE_OPEN);
	publish("p-1", &losing);
	play_wait(&play, 199);
	assert_int_equal(held("p-1")->v, losing.v);
	play_wait(&play, 301);
	assert_int_equal(held("p-1")->v, good.v);
	assert_int_equal(two->said, 0);
}

static void test_another_kiosk_repairs_when_the_author_does_not(void **state)
{
	(void)state;
	struct statement good = word(play.wall_ms, "kiosk-9", PRESENCE_HERE);
	struct statement losing = word(play.wall_ms - 10, "kiosk-8", PRESENCE_OPEN);
	publish("p-1", &good);
	publish("p-1", &losing);
	play_wait(&play, 1999);
	assert_int_equal(held("p-1")->v, losing.v);
	play_wait(&play, 3002);
	assert_int_equal(held("p-1")->v, good.v);
	assert_int_equal(one->said + two->said, 1);
}

static void test_an_emptied_live_state_is_repaired(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	int64_t v = held("p-1")->v;
	publish("p-1", NULL);
	assert_everywhere("p-1", PRESENCE_HERE);
	play_wait(&play, 500);
	assert_int_equal(held("p-1")->v, v);
}

static void test_after_three_repairs_what_the_broker_holds_counts(void **state)
{
	(void)state;
	play_disconnect(two);
	play_touch(one, "person:p-1");
	struct statement good = *held("p-1");
	struct statement losing = word(good.v - 1000, "kiosk-9", PRESENCE_FOCUS);
	for (int i = 0; i < 3; i++) {
		publish("p-1", &losing);
		play_wait(&play, 600);
		assert_int_equal(held("p-1")->v, good.v);
	}
	publish("p-1", &losing);
	play_wait(&play, 10000);
	assert_int_equal(held("p-1")->v, losing.v);
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_FOCUS);
	play_touch(one, "person:p-1");
	play_touch(one, "leave");
	assert_true(held("p-1")->v > good.v); /* what was seen stays seen */
}

static void test_repairs_by_turns_end_too(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	struct statement losing = word(held("p-1")->v - 1000, "kiosk-9", PRESENCE_FOCUS);
	int said = one->said + two->said;
	for (int i = 0; i < 60; i++) {
		publish("p-1", &losing);
		play_wait(&play, 6000);
	}
	assert_in_range(one->said + two->said - said, 3, 10);
}

static void test_after_three_repairs_an_emptied_topic_stays_empty(void **state)
{
	(void)state;
	play_disconnect(two);
	play_touch(one, "person:p-1");
	for (int i = 0; i < 3; i++) {
		publish("p-1", NULL);
		play_wait(&play, 600);
		assert_non_null(held("p-1"));
	}
	publish("p-1", NULL);
	play_wait(&play, 10000);
	assert_null(held("p-1"));
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_AWAY);
}

static void test_a_broker_that_lost_its_data_is_filled_again(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_touch(two, "person:p-2");
	struct statement foreign = word(play.wall_ms, "kiosk-9", PRESENCE_HERE);
	play_person(&play, "p-3", "Olga");
	publish("p-3", &foreign);
	play_disconnect(one);
	play_disconnect(two);
	play.retained_count = 0;
	play_connect(one);
	assert_non_null(held("p-1"));
	assert_null(held("p-2"));
	play_wait(&play, 5001);
	assert_non_null(held("p-2")); /* another kiosk's, after 2 to 5 s */
	assert_int_equal(held("p-3")->v, foreign.v);
	play_connect(two);
	play_wait(&play, 10000);
	assert_everywhere("p-1", PRESENCE_HERE);
	assert_everywhere("p-3", PRESENCE_HERE);
}

static void test_a_board_gives_in_when_nobody_puts_back_what_the_broker_lost(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_disconnect(one);
	play_disconnect(two);
	play_publish(&play, SUBJECT_PERSON, "p-1", NULL);
	play_wait(&play, 59 * 1000);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_HERE);
	play_wait(&play, 2 * 1000);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_AWAY);
}

static void test_a_board_that_connects_again_gives_the_others_time_anew(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_disconnect(one);
	play_disconnect(two);
	play_publish(&play, SUBJECT_PERSON, "p-1", NULL);
	play_wait(&play, 55 * 1000);
	play_disconnect(board);
	play_connect(board);
	play_wait(&play, 59 * 1000);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_HERE);
	play_wait(&play, 2 * 1000);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_AWAY);
}

static void test_a_desk_gives_in_to_what_the_broker_holds(void **state)
{
	(void)state;
	struct player *desk = play_device(&play, "desk", ROLE_DESK);
	play_connect(desk);
	play_touch(one, "person:p-1");
	struct statement older = play_word(&play, held("p-1")->v - 1000, "kiosk-9", PRESENCE_FOCUS);
	play_disconnect(one);
	play_disconnect(two);
	play_publish(&play, SUBJECT_PERSON, "p-1", &older);
	assert_int_equal(play_presence(desk, "p-1"), PRESENCE_HERE);
	play_wait(&play, 61 * 1000);
	assert_int_equal(play_presence(desk, "p-1"), PRESENCE_FOCUS);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_FOCUS);
}

static void test_a_board_keeps_what_a_kiosk_puts_back(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_publish(&play, SUBJECT_PERSON, "p-1", NULL);
	play_wait(&play, 120 * 1000);
	assert_everywhere("p-1", PRESENCE_HERE);
}

static void test_what_is_under_way_is_not_said_again_for_what_came_before_it(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	struct statement before = *held("p-1");
	play.mute = true;
	play_touch(one, "kind:chat");
	play_publish(&play, SUBJECT_PERSON, "p-1", &before); /* its echo comes late */
	assert_false(known(one, "p-1")->say_due);
	play.mute = false;
	play_wait(&play, 10 * 1000);
	assert_int_equal(one->said, 1);
	assert_int_equal(known(one, "p-1")->repairs, 0);
}

static void test_a_new_word_is_put_back_though_the_one_before_was_given_up(void **state)
{
	(void)state;
	play_disconnect(two);
	for (int turn = 0; turn < 2; turn++) {
		play_touch(one, "person:p-1");
		play_touch(one, turn ? "focus" : "kind:chat");
		struct statement older =
		    play_word(&play, held("p-1")->v - 5, "kiosk-9", PRESENCE_HERE);
		for (int i = 0; i < 3; i++) {
			play_publish(&play, SUBJECT_PERSON, "p-1", &older);
			play_wait(&play, 600);
			assert_string_equal(held("p-1")->by, "kiosk-1");
		}
		play_publish(&play, SUBJECT_PERSON, "p-1", &older);
		play_wait(&play, 600);
		assert_string_equal(held("p-1")->by, "kiosk-9");
	}
}

static void test_what_ended_before_a_kiosk_was_in_step_is_emptied_after(void **state)
{
	(void)state;
	play_touch(two, "person:p-1");
	play_disconnect(one);
	play_disconnect(two);
	struct statement ended = *held("p-1");
	play_until(&play, 18, 40);
	play_wait(&play, 1000);
	ended.ends = play_time_s(18, 30);
	ended.expiry = 3600; /* a broker whose clock stood still */
	play_publish(&play, SUBJECT_PERSON, "p-1", &ended);
	play_connect(one);
	play_wait(&play, 70 * 1000);
	assert_null(held("p-1"));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_the_author_repairs_what_was_overwritten),
	    PLAYED(test_another_kiosk_repairs_when_the_author_does_not),
	    PLAYED(test_an_emptied_live_state_is_repaired),
	    PLAYED(test_after_three_repairs_what_the_broker_holds_counts),
	    PLAYED(test_repairs_by_turns_end_too),
	    PLAYED(test_after_three_repairs_an_emptied_topic_stays_empty),
	    PLAYED(test_a_broker_that_lost_its_data_is_filled_again),
	    PLAYED(test_a_board_gives_in_when_nobody_puts_back_what_the_broker_lost),
	    PLAYED(test_a_board_that_connects_again_gives_the_others_time_anew),
	    PLAYED(test_a_desk_gives_in_to_what_the_broker_holds),
	    PLAYED(test_a_board_keeps_what_a_kiosk_puts_back),
	    PLAYED(test_what_is_under_way_is_not_said_again_for_what_came_before_it),
	    PLAYED(test_a_new_word_is_put_back_though_the_one_before_was_given_up),
	    PLAYED(test_what_ended_before_a_kiosk_was_in_step_is_emptied_after),
	    PLAYED(test_a_repair_that_was_due_is_left_to_others_when_the_clock_is_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
