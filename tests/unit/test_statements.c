/* The contract's "Statements and who wins", clause by clause. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
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

/* A word from a device that isn't played. */
static struct statement word(int64_t v, const char *by, enum presence presence)
{
	return play_word(&play, v, by, presence);
}

static void publish(const char *person, const struct statement *statement)
{
	play_publish(&play, SUBJECT_PERSON, person, statement);
}

/* As from its own disk: the device knows its office, and nobody's state. */
static void configure_without_connection(struct player *player)
{
	struct event person = {.kind = EVENT_PERSON, .person = &play.people[0].config, .id = "p-1"};

	play_step(player, &(struct event){.kind = EVENT_OFFICE, .office = &play.config});
	play_step(player, &person);
}

static void assert_everywhere(const char *person, enum presence presence)
{
	for (int i = 0; i < play.players_count; i++)
		assert_int_equal(play_presence(&play.players[i], person), presence);
}

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

static void test_undoing_an_implied_check_in_gives_way_too(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(two, "person:p-1");
	play_touch(two, "kind:chat");
	play_wait(&play, 1000);
	play_touch(one, "person:p-1");
	play_wait(&play, 1000);
	play_touch(one, "undo");
	play_connect(one);
	play_wait(&play, 10000);
	assert_everywhere("p-1", PRESENCE_OPEN);
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

static void test_a_kiosk_that_became_a_board_says_nothing_more(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(one, "person:p-1");
	one->office->self.role = ROLE_BOARD;
	one->office->options.role = ROLE_BOARD;
	int said = one->said;
	play_connect(one);
	play_wait(&play, 120 * 1000);
	assert_int_equal(one->said, said);
}

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

static void test_unsent_words_arrive_later_once(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(one, "person:p-1");
	play_touch(one, "kind:walk");
	int64_t v = office_person(one->office, "p-1")->subject.best.v;
	assert_int_equal(one->kept_count, 1);
	assert_null(held("p-1"));
	play_wait(&play, 60000);
	play_connect(one);
	assert_int_equal(held("p-1")->v, v);
	assert_everywhere("p-1", PRESENCE_OPEN);
	assert_int_equal(one->said, 1);
	assert_int_equal(one->kept_count, 0);
}

static void test_unsent_words_survive_a_restart(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(one, "person:p-1");
	play_touch(one, "kind:walk");
	play_restart(one, false);
	play_connect(one);
	assert_everywhere("p-1", PRESENCE_OPEN);
	assert_int_equal(one->kept_count, 0);
}

static void test_a_word_found_on_disk_after_sync_is_said_or_forgotten(void **state)
{
	(void)state;
	struct statement kept = word(play.wall_ms - 1000, "kiosk-1", PRESENCE_HERE);
	struct event event = {.kind = EVENT_RESTORED, .id = "p-1", .statement = &kept};
	play_step(one, &event);
	assert_int_equal(held("p-1")->v, kept.v);
	play_touch(two, "person:p-2");
	int said = one->said;
	id_copy(event.id, "p-2");
	play_step(one, &event); /* loses */
	event.implied = true;
	kept.v = play.wall_ms + 1000;
	play_step(one, &event); /* gives way */
	play_wait(&play, 10000);
	assert_int_equal(one->said, said);
	assert_string_equal(held("p-2")->by, "kiosk-2");
	assert_int_equal(office_person(one->office, "p-2")->subject.kept_v, 0);
}

static void test_unsent_words_lose_to_newer_ones(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(one, "person:p-1");
	play_touch(one, "kind:walk");
	play_wait(&play, 1000);
	play_touch(two, "person:p-1");
	play_touch(two, "focus");
	int64_t v = held("p-1")->v;
	play_connect(one);
	assert_int_equal(held("p-1")->v, v);
	assert_everywhere("p-1", PRESENCE_FOCUS);
	assert_int_equal(one->said, 0);
	assert_int_equal(one->kept_count, 0);
}

static void test_an_implied_check_in_out_of_step_gives_way_to_a_live_state(void **state)
{
	(void)state;
	play_touch(two, "person:p-1");
	play_touch(two, "kind:chat");
	play_restart(one, false); /* knows nothing of it */
	configure_without_connection(one);
	play_wait(&play, 1000);
	play_touch(one, "person:p-1");
	assert_int_equal(play_presence(one, "p-1"), PRESENCE_HERE);
	play_connect(one);
	assert_everywhere("p-1", PRESENCE_OPEN);
	assert_int_equal(one->kept_count, 0);
	play_wait(&play, 10000);
	assert_int_equal(held("p-1")->presence, PRESENCE_OPEN);
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

static void test_a_restored_implied_check_in_still_gives_way(void **state)
{
	(void)state;
	play_touch(two, "person:p-1");
	play_touch(two, "focus");
	play_restart(one, false);
	configure_without_connection(one);
	play_wait(&play, 1000);
	play_touch(one, "person:p-1");
	play_restart(one, false);
	play_connect(one);
	assert_everywhere("p-1", PRESENCE_FOCUS);
	assert_int_equal(held("p-1")->presence, PRESENCE_FOCUS);
}

static void test_nothing_unsent_stays_on_disk_after_the_days_end(void **state)
{
	(void)state;
	play_disconnect(one);
	play_touch(one, "person:p-1");
	play_touch(one, "kind:chat");
	assert_int_equal(one->kept_count, 1);
	play_until(&play, 10, 0);
	assert_int_equal(one->kept_count, 1);
	assert_int_equal(one->kept[0].statement.presence, PRESENCE_HERE);
	play_until(&play, 18, 30);
	assert_int_equal(one->kept_count, 0);
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

static void test_without_a_clock_until_and_ends_are_left_out(void **state)
{
	(void)state;
	struct statement seen = word(play.wall_ms - 60000, "kiosk-9", PRESENCE_HERE);
	publish("p-1", &seen);
	two->clock = CLOCK_NONE;
	play_touch(two, "person:p-1");
	play_touch(two, "kind:idea");
	const struct statement *open = held("p-1");
	assert_in_range(open->v, seen.v + 10, seen.v + 1009);
	int64_t v = open->v;
	play_touch(two, "person:p-1");
	play_touch(two, "kind:idea");
	open = held("p-1");
	assert_int_equal(open->v, v + 10);
	assert_int_equal(open->until, 0);
	assert_int_equal(open->ends, 0);
	assert_int_equal(open->left, 1800);
	assert_int_equal(open->expiry, 12 * 3600);
	assert_everywhere("p-1", PRESENCE_OPEN);
	play_wait(&play, 1799 * 1000);
	assert_everywhere("p-1", PRESENCE_OPEN);
	play_wait(&play, 1000);
	assert_everywhere("p-1", PRESENCE_HERE);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
}

static void test_a_late_reader_takes_left_less_what_has_passed(void **state)
{
	(void)state;
	struct player *late = play_device(&play, "kiosk-3", ROLE_KIOSK);
	two->clock = late->clock = CLOCK_NONE;
	play_touch(two, "person:p-1");
	play_touch(two, "kind:idea");
	play_wait(&play, 1000 * 1000);
	play_connect(late);
	struct moment now = play_now(late);
	struct standing standing =
	    office_standing(late->office, office_person(late->office, "p-1"), &now);
	assert_in_range(standing.left_s, 799, 800);
	play_wait(&play, 801 * 1000);
	assert_int_equal(play_presence(late, "p-1"), PRESENCE_HERE);
}

static void test_a_device_without_a_clock_believes_the_broker(void **state)
{
	(void)state;
	two->clock = CLOCK_NONE;
	play_disconnect(one);
	struct statement new = word(play.wall_ms, "kiosk-9", PRESENCE_HERE);
	struct statement old = word(play.wall_ms - 1000, "kiosk-8", PRESENCE_OPEN);
	publish("p-1", &new);
	publish("p-1", &old);
	assert_int_equal(play_presence(two, "p-1"), PRESENCE_OPEN);
	play_wait(&play, 10000);
	assert_int_equal(two->said, 0);
}

static void test_a_tap_without_a_clock_gets_its_real_v_when_the_clock_comes(void **state)
{
	(void)state;
	play_disconnect(two);
	two->clock = CLOCK_NONE;
	two->skew_ms = -play.wall_ms; /* 1970 */
	play_touch(two, "person:p-1");
	play_touch(two, "kind:idea");
	int64_t tapped_ms = play.wall_ms;
	play_wait(&play, 120 * 1000);
	two->clock = CLOCK_SYNCED;
	two->skew_ms = 0;
	play_wait(&play, 1);
	play_connect(two);
	assert_int_equal(held("p-1")->v / 1000, tapped_ms / 1000);
	assert_int_equal(held("p-1")->until, tapped_ms / 1000 + 1800);
	assert_int_equal(held("p-1")->ends, play_time_s(18, 30));
	assert_everywhere("p-1", PRESENCE_OPEN);
}

static void test_what_could_not_be_handed_over_is_tried_again(void **state)
{
	(void)state;
	play.mute = true;
	play_touch(one, "person:p-1");
	play_step(one, &(struct event){.kind = EVENT_UNSAID, .id = "p-1"});
	play.mute = false;
	assert_null(held("p-1"));
	play_wait(&play, 1000);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
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

#define PLAYED(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_a_persons_word_takes_the_time_as_v),
	    PLAYED(test_a_word_stays_above_the_highest_v_seen),
	    PLAYED(test_the_larger_v_wins_in_any_order_of_arrival),
	    PLAYED(test_by_decides_between_equal_vs),
	    PLAYED(test_the_same_statement_again_refreshes_its_timers),
	    PLAYED(test_a_v_more_than_five_minutes_ahead_is_refused_and_put_back),
	    PLAYED(test_a_v_at_the_end_of_the_numbers_is_refused_by_any_clock),
	    PLAYED(test_undoing_an_implied_check_in_gives_way_too),
	    PLAYED(test_nothing_is_invented_while_there_is_no_connection),
	    PLAYED(test_a_kiosk_that_became_a_board_says_nothing_more),
	    PLAYED(test_a_clock_that_goes_back_starts_no_storm),
	    PLAYED(test_away_is_put_back_where_nothing_is_known),
	    PLAYED(test_a_device_that_is_not_synced_takes_a_v_from_the_future),
	    PLAYED(test_a_timer_says_here_at_until_with_v_plus_one),
	    PLAYED(test_another_kiosk_stands_in_for_a_silent_author),
	    PLAYED(test_a_later_word_beats_what_a_timer_says),
	    PLAYED(test_everybody_is_away_at_the_days_end_and_the_topic_emptied),
	    PLAYED(test_a_word_after_the_days_end_is_not_emptied),
	    PLAYED(test_the_author_repairs_what_was_overwritten),
	    PLAYED(test_another_kiosk_repairs_when_the_author_does_not),
	    PLAYED(test_an_emptied_live_state_is_repaired),
	    PLAYED(test_after_three_repairs_what_the_broker_holds_counts),
	    PLAYED(test_unsent_words_arrive_later_once),
	    PLAYED(test_unsent_words_survive_a_restart),
	    PLAYED(test_a_word_found_on_disk_after_sync_is_said_or_forgotten),
	    PLAYED(test_unsent_words_lose_to_newer_ones),
	    PLAYED(test_an_implied_check_in_out_of_step_gives_way_to_a_live_state),
	    PLAYED(test_repairs_by_turns_end_too),
	    PLAYED(test_after_three_repairs_an_emptied_topic_stays_empty),
	    PLAYED(test_a_restored_implied_check_in_still_gives_way),
	    PLAYED(test_nothing_unsent_stays_on_disk_after_the_days_end),
	    PLAYED(test_a_kiosk_without_a_clock_stands_in_for_nobody),
	    PLAYED(test_a_broker_that_lost_its_data_is_filled_again),
	    PLAYED(test_without_a_clock_until_and_ends_are_left_out),
	    PLAYED(test_a_late_reader_takes_left_less_what_has_passed),
	    PLAYED(test_a_device_without_a_clock_believes_the_broker),
	    PLAYED(test_a_tap_without_a_clock_gets_its_real_v_when_the_clock_comes),
	    PLAYED(test_what_could_not_be_handed_over_is_tried_again),
	    PLAYED(test_a_refused_statement_is_not_tried_again),
	    PLAYED(test_a_removed_persons_state_is_emptied),
	    PLAYED(test_a_someone_signal_ends_and_can_be_taken_back),
	    PLAYED(test_all_devices_come_to_the_same_picture_whatever_happens),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
