/* What people do at a kiosk or at their desk: product rules 1 and 4 to 8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "play.h"

static struct play play;
static struct player *kiosk, *other;

static int set_up(void **state)
{
	(void)state;
	play_init(&play, 9, 12);
	play_person(&play, "p-1", "Corine");
	play_person(&play, "p-2", "Jan");
	kiosk = play_device(&play, "kiosk-1", ROLE_KIOSK);
	other = play_device(&play, "kiosk-2", ROLE_KIOSK);
	play_connect(kiosk);
	play_connect(other);
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

static bool undo_offered(void)
{
	struct moment now = play_now(kiosk);
	return office_undo_offered(kiosk->office, &now);
}

static bool done_shown(void)
{
	struct moment now = play_now(kiosk);
	return office_done_shown(kiosk->office, &now);
}

static void test_the_first_tap_checks_in_and_opens_the_sheet(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	assert_int_equal(office_screen(kiosk->office), SCREEN_SHEET);
	assert_string_equal(kiosk->office->visit.person, "p-1");
	assert_true(kiosk->office->visit.checked_in);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_int_equal(held("p-1")->ends, play_time_s(18, 30));
	assert_true(undo_offered());
}

static void test_a_second_tap_says_open_and_shows_done(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:idea");
	assert_int_equal(kiosk->said, 2);
	assert_int_equal(held("p-1")->presence, PRESENCE_OPEN);
	assert_string_equal(held("p-1")->kind, "idea");
	assert_string_equal(held("p-1")->place, "kiosk-1");
	assert_int_equal(held("p-1")->until, play_time_s(9, 42));
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	assert_true(done_shown());
}

static void test_a_tap_on_someone_who_is_here_says_nothing(void **state)
{
	(void)state;
	play_touch(other, "person:p-1");
	play_touch(kiosk, "person:p-1");
	assert_int_equal(kiosk->said, 0);
	assert_int_equal(office_screen(kiosk->office), SCREEN_SHEET);
	assert_false(kiosk->office->visit.checked_in);
	assert_false(undo_offered());
	play_touch(kiosk, "close");
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	assert_int_equal(kiosk->said, 0);
	assert_false(done_shown());
}

static void test_open_never_lasts_beyond_the_days_end(void **state)
{
	(void)state;
	play_until(&play, 18, 10);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	assert_int_equal(held("p-1")->until, play_time_s(18, 30));
	int64_t v = held("p-1")->v;
	play_until(&play, 18, 30);
	assert_int_equal(play_presence(kiosk, "p-1"), PRESENCE_AWAY);
	assert_int_equal(held("p-1")->presence, PRESENCE_AWAY);
	assert_int_equal(held("p-1")->v, v + 2); /* as by way of here, without saying that */
}

static void test_undo_after_the_days_end_brings_nobody_back(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_until(&play, 18, 29);
	play_wait(&play, 58000);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "leave");
	play_wait(&play, 3000);
	play_touch(kiosk, "undo");
	assert_int_equal(held("p-1")->presence, PRESENCE_AWAY);
	assert_int_equal(play_presence(other, "p-1"), PRESENCE_AWAY);
}

static void test_undo_is_over_once_a_timer_has_spoken(void **state)
{
	(void)state;
	play_until(&play, 18, 29);
	play_wait(&play, 58000);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	assert_true(undo_offered());
	play_wait(&play, 3000);
	assert_false(undo_offered());
}

static void test_a_length_key_sets_how_long_the_next_kind_lasts(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	assert_int_equal(office_minutes_lit(kiosk->office), 30);
	play_touch(kiosk, "minutes:60");
	assert_int_equal(office_minutes_lit(kiosk->office), 60);
	assert_int_equal(kiosk->said, 1);
	assert_int_equal(office_screen(kiosk->office), SCREEN_SHEET);
	play_touch(kiosk, "kind:chat");
	assert_int_equal(held("p-1")->until, play_time_s(10, 12));
	play_touch(kiosk, "person:p-2");
	assert_int_equal(office_minutes_lit(kiosk->office), 30);
}

static void test_no_length_is_lit_while_kinds_differ(void **state)
{
	(void)state;
	play.config.kinds[2].minutes = 15;
	play_step(kiosk, &(struct event){.kind = EVENT_OFFICE, .office = &play.config});
	play_touch(kiosk, "person:p-1");
	assert_int_equal(office_minutes_lit(kiosk->office), 0);
	play_touch(kiosk, "kind:walk");
	assert_int_equal(held("p-1")->until, play_time_s(9, 27));
}

static void test_a_length_key_moves_the_end_of_who_is_open_at_once(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	int64_t since = held("p-1")->since;
	play_wait(&play, 10 * 60 * 1000);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "minutes:120");
	assert_int_equal(held("p-1")->until, play_time_s(11, 22));
	assert_int_equal(held("p-1")->since, since);
	assert_string_equal(held("p-1")->kind, "chat");
	assert_int_equal(office_screen(kiosk->office), SCREEN_SHEET);
	assert_false(undo_offered());
}

static void test_focus_lasts_an_hour_unless_set(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "focus");
	assert_int_equal(held("p-1")->presence, PRESENCE_FOCUS);
	assert_int_equal(held("p-1")->until, play_time_s(10, 12));
	play_touch(kiosk, "person:p-2");
	play_touch(kiosk, "minutes:15");
	play_touch(kiosk, "focus");
	assert_int_equal(held("p-2")->until, play_time_s(9, 27));
	assert_true(done_shown());
}

static void test_here_and_leave_close_the_sheet_and_show_done(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "here");
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	assert_true(done_shown());
	play_touch(kiosk, "person:p-1");
	assert_false(done_shown());
	play_touch(kiosk, "leave");
	assert_int_equal(held("p-1")->presence, PRESENCE_AWAY);
	assert_true(done_shown());
}

static void test_an_open_sheet_closes_after_20_seconds_without_a_touch(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_wait(&play, 15000);
	play_touch(kiosk, "minutes:15");
	play_wait(&play, 19999);
	assert_int_equal(office_screen(kiosk->office), SCREEN_SHEET);
	play_wait(&play, 1);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	assert_int_equal(play_presence(kiosk, "p-1"), PRESENCE_HERE);
}

static void test_undoing_a_check_in_says_away(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_wait(&play, 4999);
	assert_true(undo_offered());
	play_touch(kiosk, "undo");
	assert_int_equal(held("p-1")->presence, PRESENCE_AWAY);
	assert_int_equal(kiosk->cleared, 0);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	assert_int_equal(play_presence(other, "p-1"), PRESENCE_AWAY);
}

static void test_undo_is_over_after_five_seconds(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	play_wait(&play, 5000);
	assert_false(undo_offered());
	assert_false(done_shown());
	int said = kiosk->said;
	play_touch(kiosk, "undo");
	assert_int_equal(kiosk->said, said);
}

static void test_undo_brings_back_the_statement_that_was_before(void **state)
{
	(void)state;
	play_touch(other, "person:p-1");
	play_touch(other, "minutes:60");
	play_touch(other, "kind:walk");
	struct statement before = *held("p-1");
	play_wait(&play, 60000);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "leave");
	play_touch(kiosk, "undo");
	const struct statement *now = held("p-1");
	assert_true(now->v > before.v);
	assert_int_equal(now->presence, PRESENCE_OPEN);
	assert_string_equal(now->kind, "walk");
	assert_int_equal(now->until, before.until);
	assert_int_equal(now->since, before.since);
	assert_string_equal(now->place, "kiosk-2");
}

static void test_undo_says_here_when_what_was_before_has_ended(void **state)
{
	(void)state;
	play_touch(other, "person:p-1");
	play_touch(other, "minutes:15");
	play_touch(other, "kind:walk");
	play_wait(&play, 15 * 60 * 1000 - 2000);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "focus");
	play_wait(&play, 3000);
	int said = kiosk->said;
	play_touch(kiosk, "undo");
	assert_int_equal(kiosk->said, said + 1);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_string_equal(held("p-1")->kind, "");
	assert_int_equal(held("p-1")->until, 0);
}

static void test_undo_does_not_work_against_a_newer_word(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	play_wait(&play, 1000);
	play_touch(other, "person:p-1");
	play_touch(other, "focus");
	assert_false(undo_offered());
	play_touch(kiosk, "undo");
	assert_int_equal(held("p-1")->presence, PRESENCE_FOCUS);
}

static void test_done_waits_for_broker_or_disk_and_undo_runs_from_then(void **state)
{
	(void)state;
	kiosk->disk = false;
	play_touch(kiosk, "person:p-1");
	play_wait(&play, 6000);
	play.mute = true;
	play_touch(kiosk, "kind:chat");
	assert_int_equal(play_presence(kiosk, "p-1"), PRESENCE_OPEN);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	play_wait(&play, 60000);
	assert_false(done_shown());
	struct event acked = {.kind = EVENT_ACKED, .id = "p-1"};
	acked.v = kiosk->office->visit.undo.v;
	play_step(kiosk, &acked);
	assert_true(done_shown());
	play_wait(&play, 4999);
	assert_true(undo_offered());
	play_wait(&play, 1);
	assert_false(done_shown());
}

static void test_offline_the_disk_is_enough_and_done_says_it_will_be_passed_on(void **state)
{
	(void)state;
	play_disconnect(kiosk);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	assert_true(done_shown());
	assert_true(kiosk->office->visit.done_passed_on_later);
	assert_int_equal(kiosk->kept_count, 1);
}

static void test_what_neither_broker_nor_disk_has_is_not_called_done(void **state)
{
	(void)state;
	kiosk->disk_full = true;
	play_disconnect(kiosk);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	assert_true(done_shown());
	assert_true(kiosk->office->visit.done_unkept);
	play_wait(&play, UNDO_MS + 1);
	assert_false(done_shown());
}

static void test_a_disk_that_refused_is_asked_again_until_it_has_it(void **state)
{
	(void)state;
	kiosk->disk_full = true;
	play_disconnect(kiosk);
	play_touch(kiosk, "person:p-1");
	play_wait(&play, 3 * 60 * 1000);
	assert_int_equal(kiosk->kept_count, 0);
	kiosk->disk_full = false;
	play_wait(&play, 60 * 1000);
	assert_int_equal(kiosk->kept_count, 1);
}

static void test_a_disk_that_refuses_is_no_matter_while_the_broker_answers(void **state)
{
	(void)state;
	kiosk->disk_full = true;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	assert_true(done_shown());
	assert_false(kiosk->office->visit.done_unkept);
}

static void disk_hangs(bool hangs)
{
	kiosk->disk_hangs = hangs;
	play_step(kiosk, &(struct event){.kind = EVENT_DISK, .hangs = hangs});
}

static void assert_told_as_unkept(void)
{
	assert_true(done_shown());
	assert_true(kiosk->office->visit.done_unkept);
	play_wait(&play, UNDO_MS + 1);
	assert_false(done_shown());
	play_wait(&play, 60 * 1000);
	assert_false(done_shown());
}

static void test_a_tap_that_waits_for_a_disk_that_hangs_is_told_as_unkept(void **state)
{
	(void)state;
	kiosk->disk_hangs = true;
	play_disconnect(kiosk);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	assert_false(done_shown());
	disk_hangs(true);
	assert_told_as_unkept();
}

static void test_on_a_disk_that_hangs_a_tap_is_told_as_unkept_at_once(void **state)
{
	(void)state;
	disk_hangs(true);
	play_disconnect(kiosk);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	assert_told_as_unkept();
}

static void test_a_check_in_on_a_disk_that_hangs_is_told_as_unkept_once_its_sheet_closes(
    void **state)
{
	(void)state;
	disk_hangs(true);
	play_disconnect(kiosk);
	play_touch(kiosk, "person:p-1");
	play_wait(&play, 2 * UNDO_MS);
	assert_true(undo_offered());
	play_touch(kiosk, "close");
	assert_told_as_unkept();
}

static void test_a_disk_that_hangs_is_no_matter_until_the_broker_is_gone_too(void **state)
{
	(void)state;
	disk_hangs(true);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	assert_true(done_shown());
	assert_false(kiosk->office->visit.done_unkept);
	play_wait(&play, UNDO_MS + 1);
	play.mute = true;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	assert_false(done_shown());
	play_disconnect(kiosk);
	assert_told_as_unkept();
}

static void test_a_disk_that_answers_again_has_what_it_was_given(void **state)
{
	(void)state;
	disk_hangs(true);
	play_disconnect(kiosk);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	disk_hangs(false);
	struct event kept = {.kind = EVENT_KEPT, .id = "p-1"};
	kept.v = kiosk->office->visit.undo.v;
	play_step(kiosk, &kept);
	assert_true(done_shown());
	assert_true(kiosk->office->visit.done_passed_on_later);
	assert_false(kiosk->office->visit.done_unkept);
}

static void test_a_refused_word_is_told(void **state)
{
	(void)state;
	play.denies = true;
	play_touch(kiosk, "person:p-1");
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	assert_true(done_shown());
	assert_true(kiosk->office->visit.done_denied);
	assert_false(undo_offered());
	play_wait(&play, 5000);
	assert_false(done_shown());
}

static void test_the_language_key_holds_for_one_visit(void **state)
{
	(void)state;
	assert_int_equal(office_language(kiosk->office), LANGUAGE_NL);
	play_touch(kiosk, "language");
	assert_int_equal(office_language(kiosk->office), LANGUAGE_EN);
	play_touch(kiosk, "person:p-1");
	assert_int_equal(office_language(kiosk->office), LANGUAGE_EN);
	play_wait(&play, 20000);
	assert_int_equal(office_language(kiosk->office), LANGUAGE_NL);
}

static void test_the_roster_goes_back_to_its_first_page(void **state)
{
	(void)state;
	play_touch(kiosk, "rail:3");
	assert_int_equal(kiosk->office->visit.page, 3);
	play_wait(&play, 20000);
	assert_int_equal(kiosk->office->visit.page, 0);
}

static void test_a_group_leads_to_its_page_and_a_choice_of_groups_ends_by_itself(void **state)
{
	(void)state;
	play_touch(kiosk, "rail:0");
	assert_true(kiosk->office->visit.groups);
	play_touch(kiosk, "group:2");
	assert_false(kiosk->office->visit.groups);
	assert_int_equal(kiosk->office->visit.page, 2);
	play_touch(kiosk, "rail:0");
	play_wait(&play, 19000);
	assert_true(kiosk->office->visit.groups);
	play_wait(&play, 1000);
	assert_false(kiosk->office->visit.groups);
}

static bool come_offered(void)
{
	struct moment now = play_now(kiosk);
	return office_come_offered(kiosk->office, &now);
}

static bool sides_offered(void)
{
	struct moment now = play_now(kiosk);
	return office_sides_offered(kiosk->office, &now);
}

static void test_the_done_bar_adds_come_to_me_and_takes_it_back(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	int64_t since = held("p-1")->since;
	assert_true(come_offered());
	play_wait(&play, 2000);
	play_touch(kiosk, "come");
	assert_true(held("p-1")->come);
	assert_int_equal(held("p-1")->since, since);
	assert_int_equal(held("p-1")->until, play_time_s(9, 42));
	assert_string_equal(held("p-1")->kind, "chat");
	assert_true(done_shown());
	play_touch(kiosk, "come");
	assert_false(held("p-1")->come);
	play_touch(kiosk, "come");
	play_touch(kiosk, "undo");
	assert_false(held("p-1")->come);
	assert_int_equal(held("p-1")->presence, PRESENCE_OPEN);
}

static void test_come_ends_with_the_signal(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	play_touch(kiosk, "come");
	play_until(&play, 9, 43);
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_false(held("p-1")->come);
}

static void test_only_an_idea_has_sides(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	assert_false(sides_offered());
	play_touch(kiosk, "side:offer");
	assert_int_equal(held("p-1")->side, SIDE_NONE);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:idea");
	assert_true(sides_offered());
	play_touch(kiosk, "side:offer");
	assert_int_equal(held("p-1")->side, SIDE_OFFER);
	play_touch(kiosk, "side:ask");
	assert_int_equal(held("p-1")->side, SIDE_ASK);
	play_touch(kiosk, "side:ask");
	assert_int_equal(held("p-1")->side, SIDE_NONE);
}

static void test_nothing_is_added_to_what_no_longer_counts(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	assert_false(come_offered());
	play_touch(kiosk, "come");
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	play_touch(kiosk, "kind:chat");
	play_touch(other, "person:p-1");
	play_touch(other, "focus");
	assert_false(come_offered());
	play_touch(kiosk, "come");
	assert_int_equal(held("p-1")->presence, PRESENCE_FOCUS);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	play_wait(&play, UNDO_MS + 1000);
	assert_false(come_offered());
	play_touch(kiosk, "come");
	assert_false(held("p-1")->come);
}

static void test_the_done_bar_stays_while_what_was_added_is_on_its_way(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	play.mute = true;
	kiosk->disk = false;
	play_touch(kiosk, "come");
	assert_true(done_shown());
	assert_true(come_offered());
	play_wait(&play, SHEET_OPEN_MS + 1000);
	assert_false(done_shown());
}

static void test_without_connection_for_15_minutes_nobody_is_shown(void **state)
{
	(void)state;
	play_touch(other, "person:p-1");
	play_touch(other, "kind:chat");
	play_disconnect(kiosk);
	play_wait(&play, 15 * 60 * 1000 - 1);
	struct moment now = play_now(kiosk);
	assert_false(office_stale(kiosk->office, &now));
	assert_int_equal(play_presence(kiosk, "p-1"), PRESENCE_OPEN);
	play_touch(kiosk, "person:p-2");
	play_wait(&play, 1);
	now = play_now(kiosk);
	assert_true(office_stale(kiosk->office, &now));
	const struct person *corine = office_person(kiosk->office, "p-1");
	const struct person *jan = office_person(kiosk->office, "p-2");
	assert_true(office_standing(kiosk->office, corine, &now).unknown);
	assert_false(office_standing(kiosk->office, jan, &now).unknown); /* tapped here since */
	assert_int_equal(office_standing(kiosk->office, jan, &now).presence, PRESENCE_HERE);
	play_connect(kiosk);
	now = play_now(kiosk);
	assert_false(office_stale(kiosk->office, &now));
	assert_int_equal(play_presence(kiosk, "p-1"), PRESENCE_OPEN);
}

static void test_a_tap_on_a_plain_tile_checks_in(void **state)
{
	(void)state;
	play_touch(other, "person:p-1");
	play_disconnect(kiosk);
	play_wait(&play, 16 * 60 * 1000);
	play_touch(kiosk, "person:p-1");
	assert_int_equal(kiosk->kept_count, 1);
	struct moment now = play_now(kiosk);
	const struct person *corine = office_person(kiosk->office, "p-1");
	assert_false(office_standing(kiosk->office, corine, &now).unknown);
}

static void test_a_desk_sets_its_own_person_and_no_other(void **state)
{
	(void)state;
	struct player *desk = play_device(&play, "desk-1", ROLE_DESK);
	id_copy(desk->office->options.person, "p-1");
	id_copy(desk->office->self.person, "p-1");
	play_connect(desk);
	assert_int_equal(office_screen(desk->office), SCREEN_DESK);
	play_touch(desk, "person:p-2");
	assert_int_equal(desk->said, 0);
	play_touch(desk, "kind:chat");
	assert_int_equal(held("p-1")->presence, PRESENCE_OPEN);
	play_touch(desk, "here");
	assert_int_equal(held("p-1")->presence, PRESENCE_HERE);
	assert_false(desk->office->visit.done);
	play_touch(desk, "someone");
	assert_null(play_held(&play, SUBJECT_PLACE, "desk-1"));
}

static void test_a_sheet_of_somebody_who_is_removed_closes(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_step(kiosk, &(struct event){.kind = EVENT_PERSON, .id = "p-1"});
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	play_touch(kiosk, "person:p-1");
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
}

#define PLAYED(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_the_first_tap_checks_in_and_opens_the_sheet),
	    PLAYED(test_a_second_tap_says_open_and_shows_done),
	    PLAYED(test_a_tap_on_someone_who_is_here_says_nothing),
	    PLAYED(test_open_never_lasts_beyond_the_days_end),
	    PLAYED(test_undo_after_the_days_end_brings_nobody_back),
	    PLAYED(test_undo_is_over_once_a_timer_has_spoken),
	    PLAYED(test_a_length_key_sets_how_long_the_next_kind_lasts),
	    PLAYED(test_no_length_is_lit_while_kinds_differ),
	    PLAYED(test_a_length_key_moves_the_end_of_who_is_open_at_once),
	    PLAYED(test_focus_lasts_an_hour_unless_set),
	    PLAYED(test_here_and_leave_close_the_sheet_and_show_done),
	    PLAYED(test_an_open_sheet_closes_after_20_seconds_without_a_touch),
	    PLAYED(test_undoing_a_check_in_says_away),
	    PLAYED(test_undo_is_over_after_five_seconds),
	    PLAYED(test_undo_brings_back_the_statement_that_was_before),
	    PLAYED(test_undo_says_here_when_what_was_before_has_ended),
	    PLAYED(test_undo_does_not_work_against_a_newer_word),
	    PLAYED(test_done_waits_for_broker_or_disk_and_undo_runs_from_then),
	    PLAYED(test_offline_the_disk_is_enough_and_done_says_it_will_be_passed_on),
	    PLAYED(test_what_neither_broker_nor_disk_has_is_not_called_done),
	    PLAYED(test_a_disk_that_refused_is_asked_again_until_it_has_it),
	    PLAYED(test_a_disk_that_refuses_is_no_matter_while_the_broker_answers),
	    PLAYED(test_a_tap_that_waits_for_a_disk_that_hangs_is_told_as_unkept),
	    PLAYED(test_on_a_disk_that_hangs_a_tap_is_told_as_unkept_at_once),
	    PLAYED(test_a_check_in_on_a_disk_that_hangs_is_told_as_unkept_once_its_sheet_closes),
	    PLAYED(test_a_disk_that_hangs_is_no_matter_until_the_broker_is_gone_too),
	    PLAYED(test_a_disk_that_answers_again_has_what_it_was_given),
	    PLAYED(test_a_refused_word_is_told),
	    PLAYED(test_the_language_key_holds_for_one_visit),
	    PLAYED(test_the_roster_goes_back_to_its_first_page),
	    PLAYED(test_a_group_leads_to_its_page_and_a_choice_of_groups_ends_by_itself),
	    PLAYED(test_the_done_bar_adds_come_to_me_and_takes_it_back),
	    PLAYED(test_come_ends_with_the_signal),
	    PLAYED(test_only_an_idea_has_sides),
	    PLAYED(test_nothing_is_added_to_what_no_longer_counts),
	    PLAYED(test_the_done_bar_stays_while_what_was_added_is_on_its_way),
	    PLAYED(test_without_connection_for_15_minutes_nobody_is_shown),
	    PLAYED(test_a_tap_on_a_plain_tile_checks_in),
	    PLAYED(test_a_desk_sets_its_own_person_and_no_other),
	    PLAYED(test_a_sheet_of_somebody_who_is_removed_closes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
