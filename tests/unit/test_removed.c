/* People and devices that are removed, and come back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "three.h"

static void configure_device(struct player *player, bool gone)
{
	struct device_config config = player->office->options;
	struct event event = {.kind = EVENT_DEVICE, .device = gone ? NULL : &config};

	id_copy(event.id, player->office->me.device);
	play_step(player, &event);
}

static void test_a_removed_persons_state_is_emptied(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	for (int i = 0; i < play.players_count; i++)
		play_step(&play.players[i], &(struct event){.kind = EVENT_PERSON, .id = "p-1"});
	play_wait(&play, 10);
	assert_null(held("p-1"));
	assert_int_equal(one->office->roster_count, 1);
	play_wait(&play, 10000);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_a_removed_persons_state_is_emptied),
	    PLAYED(test_a_device_that_was_removed_says_nothing_until_it_is_back),
	    PLAYED(test_a_state_that_comes_after_its_person_is_gone_is_emptied),
	    PLAYED(test_who_was_removed_while_a_kiosk_was_away_is_not_put_back_by_it),
	    PLAYED(test_who_is_back_is_shown_as_the_broker_still_has_it),
	    PLAYED(test_strangers_crowd_out_neither_newcomers_nor_places),
	};
	int count = sizeof tests / sizeof *tests;

	printf("3g-removed: %d of %d cases of removals\n", count, count);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
