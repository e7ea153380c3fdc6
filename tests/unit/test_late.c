/* Words that come late, are refused, or are about whom and what was removed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "play.h"

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

static const struct subject *known(const struct player *player, const char *person)
{
	return &office_person(player->office, person)->subject;
}

static void assert_everywhere(const char *person, enum presence presence)
{
	for (int i = 0; i < play.players_count; i++)
		assert_int_equal(play_presence(&play.players[i], person), presence);
}

static void configure_person(struct player *player, const char *id, bool gone)
{
	struct event event = {.kind = EVENT_PERSON};

	event.person = gone ? NULL : &play.people[0].config;
	id_copy(event.id, id);
	play_step(player, &event);
}

static void configure_device(struct player *player, bool gone)
{
	struct device_config config = player->office->options;
	struct event event = {.kind = EVENT_DEVICE, .device = gone ? NULL : &config};

	id_copy(event.id, player->office->me.device);
	play_step(player, &event);
}

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

static void test_a_device_that_was_removed_says_nothing_until_it_is_back(void **state)
{
	(void)state;
	configure_device(one, true);
	int said = one->said;
	play_touch(one, "person:p-1");
	play_wait(&play, 60 * 1000);
	assert_int_equal(one->said, said);
	configure_device(one, false);
	play_wait(&play, 1000);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_everywhere("p-1", PRESENCE_HERE);
}

static void test_a_state_that_comes_after_its_person_is_gone_is_emptied(void **state)
{
	(void)state;
	for (int i = 0; i < play.players_count; i++)
		configure_person(&play.players[i], "p-1", true);
	struct statement late = play_word(&play, play.wall_ms, "kiosk-9", PRESENCE_OPEN);
	play_publish(&play, SUBJECT_PERSON, "p-1", &late);
	play_wait(&play, 6 * 1000);
	assert_null(held("p-1"));
	assert_int_equal(one->said + two->said, 0);
}

static void test_who_was_removed_while_a_kiosk_was_away_is_not_put_back_by_it(void **state)
{
	(void)state;
	play_touch(one, "person:p-2");
	play_disconnect(one);
	play.people_count--;
	configure_person(two, "p-2", true);
	configure_person(board, "p-2", true);
	play_wait(&play, 10 * 1000);
	assert_null(held("p-2"));
	play_connect(one);
	play_wait(&play, 60 * 1000);
	assert_null(held("p-2"));
	assert_int_equal(one->said, 1);
}

static void test_who_is_back_is_shown_as_the_broker_still_has_it(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_disconnect(one);
	play_disconnect(two);
	configure_person(board, "p-1", true);
	configure_person(board, "p-1", false);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_HERE);
}

static void test_strangers_crowd_out_neither_newcomers_nor_places(void **state)
{
	(void)state;
	struct statement state_of = play_word(&play, play.wall_ms, "kiosk-9", PRESENCE_HERE);
	struct statement signal = play_word(&play, play.wall_ms, "kiosk-9", PRESENCE_OPEN);
	struct event event = {.kind = EVENT_STATEMENT, .statement = &state_of, .expiry_s = 30000};
	for (int i = 0; i < PEOPLE_MAX; i++) {
		snprintf(event.id, sizeof event.id, "x-%d", i);
		play_step(one, &event);
	}
	event.subject = SUBJECT_PLACE;
	event.statement = &signal;
	for (int i = 0; i < SIGNALS_MAX; i++) {
		snprintf(event.id, sizeof event.id, "x-%d", i);
		play_step(one, &event);
	}
	configure_person(one, "p-3", false);
	play_touch(one, "person:p-3");
	play_touch(one, "someone");
	assert_int_equal(held("p-3")->presence, PRESENCE_HERE);
	assert_non_null(play_held(&play, SUBJECT_PLACE, "kiosk-1"));
	assert_int_equal(play_presence(one, "p-3"), PRESENCE_HERE);
}

#define PLAYED(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

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
	    PLAYED(test_a_someone_signal_can_be_taken_back_from_another_kiosk),
	    PLAYED(test_a_signal_that_was_taken_back_stays_so_when_the_broker_loses_it),
	    PLAYED(test_a_board_gives_in_when_nobody_puts_back_what_the_broker_lost),
	    PLAYED(test_a_board_that_connects_again_gives_the_others_time_anew),
	    PLAYED(test_a_desk_gives_in_to_what_the_broker_holds),
	    PLAYED(test_a_board_keeps_what_a_kiosk_puts_back),
	    PLAYED(test_what_is_under_way_is_not_said_again_for_what_came_before_it),
	    PLAYED(test_a_new_word_is_put_back_though_the_one_before_was_given_up),
	    PLAYED(test_what_ended_before_a_kiosk_was_in_step_is_emptied_after),
	    PLAYED(test_a_device_that_was_removed_says_nothing_until_it_is_back),
	    PLAYED(test_a_state_that_comes_after_its_person_is_gone_is_emptied),
	    PLAYED(test_who_was_removed_while_a_kiosk_was_away_is_not_put_back_by_it),
	    PLAYED(test_who_is_back_is_shown_as_the_broker_still_has_it),
	    PLAYED(test_strangers_crowd_out_neither_newcomers_nor_places),
	};
	int count = sizeof tests / sizeof *tests;

	printf("3g-late: %d of %d cases of late, refused and removed words\n", count, count);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
