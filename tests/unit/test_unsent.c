/* What the broker doesn't have yet: kept, said later, and when it gives way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "three.h"

/* As from its own disk: the device knows its office, and nobody's state. */
static void configure_without_connection(struct player *player)
{
	struct event person = {.kind = EVENT_PERSON, .person = &play.people[0].config, .id = "p-1"};

	play_step(player, &(struct event){.kind = EVENT_OFFICE, .office = &play.config});
	play_step(player, &person);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_undoing_an_implied_check_in_gives_way_too),
	    PLAYED(test_a_kiosk_that_became_a_board_says_nothing_more),
	    PLAYED(test_unsent_words_arrive_later_once),
	    PLAYED(test_unsent_words_survive_a_restart),
	    PLAYED(test_a_word_found_on_disk_after_sync_is_said_or_forgotten),
	    PLAYED(test_unsent_words_lose_to_newer_ones),
	    PLAYED(test_an_implied_check_in_out_of_step_gives_way_to_a_live_state),
	    PLAYED(test_a_restored_implied_check_in_still_gives_way),
	    PLAYED(test_nothing_unsent_stays_on_disk_after_the_days_end),
	    PLAYED(test_what_could_not_be_handed_over_is_tried_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
