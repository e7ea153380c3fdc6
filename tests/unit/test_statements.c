/* Of two words which wins: by v and by, whatever the order; and what is too far ahead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "three.h"

static void test_a_persons_word_takes_the_time_as_v(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	assert_int_equal(held("p-1")->v, play.wall_ms);
	assert_string_equal(held("p-1")->by, "kiosk-1");
	assert_everywhere("p-1", PRESENCE_HERE);
}

static void test_a_word_stays_above_the_highest_v_seen(void **state)
{
	(void)state;
	int64_t ahead = play.wall_ms + 200000;
	struct statement other = word(ahead, "kiosk-9", PRESENCE_HERE);
	publish("p-1", &other);
	play_touch(one, "person:p-1");
	play_touch(one, "leave");
	assert_int_equal(held("p-1")->v, ahead + 10);
	assert_everywhere("p-1", PRESENCE_AWAY);
}

static void test_the_larger_v_wins_in_any_order_of_arrival(void **state)
{
	(void)state;
	struct statement old = word(play.wall_ms - 5000, "kiosk-9", PRESENCE_OPEN);
	struct statement new = word(play.wall_ms - 4000, "kiosk-8", PRESENCE_HERE);
	publish("p-1", &old);
	publish("p-1", &new);
	assert_everywhere("p-1", PRESENCE_HERE);
	publish("p-2", &new);
	publish("p-2", &old);
	assert_everywhere("p-2", PRESENCE_HERE);
	play_wait(&play, 6000);
	assert_int_equal(held("p-2")->v, new.v);
}

static void test_by_decides_between_equal_vs(void **state)
{
	(void)state;
	struct statement a = word(play.wall_ms, "kiosk-a", PRESENCE_HERE);
	struct statement b = word(play.wall_ms, "kiosk-b", PRESENCE_OPEN);
	publish("p-1", &b);
	publish("p-1", &a);
	assert_everywhere("p-1", PRESENCE_OPEN);
	play_wait(&play, 6000);
	assert_string_equal(held("p-1")->by, "kiosk-b"); /* put back */
	publish("p-2", &a);
	publish("p-2", &b);
	assert_everywhere("p-2", PRESENCE_OPEN);
}

static void test_a_v_more_than_five_minutes_ahead_is_refused_and_put_back(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	int64_t good = held("p-1")->v;
	struct statement future = word(play.wall_ms + 310000, "kiosk-9", PRESENCE_OPEN);
	publish("p-1", &future);
	assert_everywhere("p-1", PRESENCE_HERE);
	play_wait(&play, 600);
	assert_int_equal(held("p-1")->v, good);
	for (int i = 0; i < 6; i++) { /* without limit */
		publish("p-1", &future);
		play_wait(&play, 600);
		assert_int_equal(held("p-1")->v, good);
	}
	play_touch(two, "person:p-1");
	play_touch(two, "leave");
	assert_true(held("p-1")->v < future.v); /* not counted as seen */
}

static void test_a_v_at_the_end_of_the_numbers_is_refused_by_any_clock(void **state)
{
	(void)state;
	one->clock = two->clock = CLOCK_RTC;
	struct statement last = word(STATEMENT_V_MAX, "kiosk-9", PRESENCE_OPEN);
	publish("p-1", &last);
	play_touch(one, "person:p-1");
	play_touch(one, "focus");
	play_wait(&play, 6000);
	assert_int_equal(held("p-1")->presence, PRESENCE_FOCUS);
	assert_everywhere("p-1", PRESENCE_FOCUS);
}

static void test_nothing_is_invented_while_there_is_no_connection(void **state)
{
	(void)state;
	struct statement future = word(play.wall_ms + 400000, "kiosk-9", PRESENCE_OPEN);
	publish("p-1", &future);
	play_disconnect(one);
	play_wait(&play, 6000);
	play_touch(two, "person:p-1");
	play_touch(two, "kind:chat");
	play_wait(&play, 60000);
	play_connect(one);
	play_wait(&play, 10000);
	assert_everywhere("p-1", PRESENCE_OPEN);
}

static void test_away_is_put_back_where_nothing_is_known(void **state)
{
	(void)state;
	struct statement future = word(play.wall_ms + 400000, "kiosk-9", PRESENCE_OPEN);
	publish("p-1", &future);
	assert_everywhere("p-1", PRESENCE_AWAY);
	play_wait(&play, 5100);
	assert_int_equal(held("p-1")->presence, PRESENCE_AWAY);
	assert_true(held("p-1")->v < future.v);
}

static void test_a_device_that_is_not_synced_takes_a_v_from_the_future(void **state)
{
	(void)state;
	two->clock = CLOCK_RTC;
	struct statement future = word(play.wall_ms + 400000, "kiosk-9", PRESENCE_HERE);
	publish("p-1", &future);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_HERE);
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_AWAY);
}

/* Kiosks that come and go, taps at random: in the end all show and hold the same. */
static void test_all_devices_come_to_the_same_picture_whatever_happens(void **state)
{
	(void)state;
	static const char *const touches[] = {"person:p-1", "person:p-2", "kind:chat", "kind:idea",
					      "focus",      "here",       "leave",     "undo",
					      "minutes:15", "close"};
	unsigned seeds = getenv("PRAATJE_TEST_ALL") ? 500 : 12;
	for (unsigned seed = 1; seed <= seeds; seed++) {
		srand(seed);
		for (int i = 0; i < 150; i++) {
			struct player *player = rand() % 2 ? one : two;
			int dice = rand() % 10;
			if (dice == 0 && player->connected)
				play_disconnect(player);
			else if (dice == 1 && !player->connected)
				play_connect(player);
			else if (dice == 2 && seed % 2)
				play_restart(player, true), play_connect(player);
			else
				play_touch(player, touches[rand() % 10]);
			play_wait(&play, rand() % 90000);
		}
		for (int i = 0; i < 2; i++) {
			if (!play.players[i].connected)
				play_connect(&play.players[i]);
		}
		play_wait(&play, 65 * 1000);
		for (int person = 0; person < 2; person++) {
			const char *id = play.people[person].id;
			enum presence presence = play_presence(board, id);
			assert_everywhere(id, presence);
			const struct statement *on_broker = held(id);
			assert_int_equal(on_broker ? on_broker->presence : PRESENCE_AWAY, presence);
		}
		assert_int_equal(one->kept_count + two->kept_count, 0);
	}
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_a_persons_word_takes_the_time_as_v),
	    PLAYED(test_a_word_stays_above_the_highest_v_seen),
	    PLAYED(test_the_larger_v_wins_in_any_order_of_arrival),
	    PLAYED(test_by_decides_between_equal_vs),
	    PLAYED(test_a_v_more_than_five_minutes_ahead_is_refused_and_put_back),
	    PLAYED(test_a_v_at_the_end_of_the_numbers_is_refused_by_any_clock),
	    PLAYED(test_nothing_is_invented_while_there_is_no_connection),
	    PLAYED(test_away_is_put_back_where_nothing_is_known),
	    PLAYED(test_a_device_that_is_not_synced_takes_a_v_from_the_future),
	    PLAYED(test_all_devices_come_to_the_same_picture_whatever_happens),
	    PLAYED(test_a_tap_that_follows_one_just_within_the_limit_is_not_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
