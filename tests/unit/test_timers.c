/* What timers say: here at until, away at the day's end; and who says it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "three.h"

static void test_the_same_statement_again_refreshes_its_timers(void **state)
{
	(void)state;
	struct statement open = word(play.wall_ms, "kiosk-9", PRESENCE_OPEN);
	open.until = 0;
	open.left = 600;
	publish("p-1", &open);
	play_wait(&play, 500 * 1000);
	open.left = 900;
	publish("p-1", &open);
	play_wait(&play, 800 * 1000);
	assert_everywhere("p-1", PRESENCE_OPEN);
	play_wait(&play, 101 * 1000);
	assert_everywhere("p-1", PRESENCE_HERE);
}

static void test_a_timer_says_here_at_until_with_v_plus_one(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_wait(&play, 1000);
	play_touch(one, "kind:idea");
	struct statement open = *held("p-1");
	assert_int_equal(open.until, play.wall_ms / 1000 + 1800);
	play_wait(&play, 1800 * 1000);
	assert_everywhere("p-1", PRESENCE_HERE);
	const struct statement *here = held("p-1");
	assert_int_equal(here->presence, PRESENCE_HERE);
	assert_int_equal(here->v, open.v + 1);
	assert_string_equal(here->by, "kiosk-1");
	assert_int_equal(here->since, open.since);
	assert_string_equal(here->kind, "");
}

static void test_another_kiosk_stands_in_for_a_silent_author(void **state)
{
	(void)state;
	struct statement open = word(play.wall_ms, "kiosk-9", PRESENCE_OPEN);
	publish("p-1", &open);
	play_wait(&play, 1800 * 1000 + 29000);
	assert_everywhere("p-1", PRESENCE_HERE);
	assert_int_equal(held("p-1")->presence, PRESENCE_OPEN);
	play_wait(&play, 32000);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_int_equal(held("p-1")->v, open.v + 1);
	assert_string_equal(held("p-1")->by, "kiosk-9");
	assert_int_equal(one->said + two->said, 1);
	assert_int_equal(board->said, 0);
}

static void test_a_later_word_beats_what_a_timer_says(void **state)
{
	(void)state;
	struct statement open = word(play.wall_ms, "kiosk-9", PRESENCE_OPEN);
	publish("p-1", &open);
	play_wait(&play, 1799 * 1000);
	/* tapped elsewhere before the timer, heard after it */
	struct statement later = word(play.wall_ms, "kiosk-8", PRESENCE_FOCUS);
	later.until = later.since + 600;
	play_wait(&play, 70 * 1000);
	assert_everywhere("p-1", PRESENCE_HERE);
	publish("p-1", &later);
	assert_everywhere("p-1", PRESENCE_FOCUS);
}

static void test_everybody_is_away_at_the_days_end_and_the_topic_emptied(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_touch(two, "person:p-2");
	play_touch(two, "leave");
	int64_t v = held("p-1")->v;
	play_until(&play, 18, 30);
	assert_everywhere("p-1", PRESENCE_AWAY);
	assert_int_equal(held("p-1")->presence, PRESENCE_AWAY);
	assert_int_equal(held("p-1")->v, v + 1);
	assert_int_equal(held("p-1")->expiry, 600);
	play_until(&play, 18, 34);
	assert_non_null(held("p-1"));
	play_until(&play, 18, 36);
	assert_null(held("p-1"));
	assert_null(held("p-2"));
	assert_int_equal(one->cleared + two->cleared, 2);
	for (int i = 0; i < play.players_count; i++) {
		assert_false(office_person(play.players[i].office, "p-1")->subject.has_best);
		assert_int_equal(play.players[i].kept_count, 0);
	}
}

static void test_a_word_after_the_days_end_is_not_emptied(void **state)
{
	(void)state;
	play_touch(one, "person:p-1");
	play_until(&play, 18, 32);
	play_touch(two, "person:p-1");
	play_until(&play, 18, 40);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_int_equal(held("p-1")->ends, play_time_s(24, 0));
	play_until(&play, 24, 10);
	assert_null(held("p-1"));
}

static void test_a_kiosk_without_a_clock_stands_in_for_nobody(void **state)
{
	(void)state;
	play_disconnect(one);
	two->clock = CLOCK_NONE;
	struct statement open = word(play.wall_ms, "kiosk-9", PRESENCE_OPEN);
	publish("p-1", &open);
	play_wait(&play, 1900 * 1000);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_HERE);
	assert_int_equal(two->said, 0);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_the_same_statement_again_refreshes_its_timers),
	    PLAYED(test_a_timer_says_here_at_until_with_v_plus_one),
	    PLAYED(test_another_kiosk_stands_in_for_a_silent_author),
	    PLAYED(test_a_later_word_beats_what_a_timer_says),
	    PLAYED(test_everybody_is_away_at_the_days_end_and_the_topic_emptied),
	    PLAYED(test_a_word_after_the_days_end_is_not_emptied),
	    PLAYED(test_a_kiosk_without_a_clock_stands_in_for_nobody),
	    PLAYED(test_a_timers_word_that_was_reckoned_is_known_when_it_comes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
