/* What the buttons, the lamps, movement and badges do in an office. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/lamps.h"
#include "unit/play.h"

static struct play play;
static struct player *kiosk, *board, *desk;

static const char badge[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

static void start(int hour, int minute)
{
	play_init(&play, hour, minute);
	play_person(&play, "p-1", "Corine");
	play_person(&play, "p-2", "Bart");
	struct person_config *corine = &play.people[0].config;
	memcpy(corine->badges[0], badge, sizeof badge);
	corine->badges_count = 1;
	play.config.hours_count = 1;
	play.config.hours[0] = (struct hours){0x1f, 8 * 60, 18 * 60 + 30};
	kiosk = play_device(&play, "kiosk-1", ROLE_KIOSK);
	board = play_device(&play, "board-1", ROLE_BOARD);
	desk = play_device(&play, "desk-1", ROLE_DESK);
	id_copy(desk->office->self.person, "p-2");
	for (int i = 0; i < play.players_count; i++) {
		struct player *player = &play.players[i];
		play_connect(player);
		for (int button = 0; button < BUTTON_COUNT; button++)
			play_step(player, &(struct event){.kind = EVENT_BUTTON_LEVEL,
							  .button = (enum button)button});
	}
}

static int set_up(void **state)
{
	(void)state;
	start(9, 12);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	play_finish(&play);
	return 0;
}

static void contact(struct player *player, enum button button, bool down)
{
	play_step(player, &(struct event){.kind = EVENT_BUTTON,
					  .button = button,
					  .down = down,
					  .at_mono_ms = play.mono_ms});
}

static void hold(struct player *player, enum button button, int ms)
{
	contact(player, button, true);
	play_wait(&play, ms);
	contact(player, button, false);
	play_wait(&play, 400);
}

static void press(struct player *player, enum button button)
{
	hold(player, button, 100);
}

static const struct statement *someone(void)
{
	const struct statement *held = play_held(&play, SUBJECT_PLACE, "kiosk-1");

	return held && !held->taken_back ? held : NULL;
}

static void show_badge(struct player *player, const char *hash)
{
	play_step(player, &(struct event){.kind = EVENT_BADGE, .badge = hash});
}

static void move(struct player *player)
{
	play_step(player, &(struct event){.kind = EVENT_MOVEMENT, .down = true});
	play_step(player, &(struct event){.kind = EVENT_MOVEMENT});
}

static struct lamps lamps(const struct player *player)
{
	struct moment now = play_now(player);

	return office_lamps(player->office, &now);
}

static int brightness(const struct player *player)
{
	struct moment now = play_now(player);

	return office_brightness(player->office, &now);
}

static void test_yellow_says_that_someone_is_open_and_once_more_takes_it_back(void **state)
{
	(void)state;
	contact(kiosk, BUTTON_YELLOW, true);
	assert_non_null(someone());
	assert_string_equal(someone()->kind, "chat");
	assert_int_equal(someone()->left, kiosk->office->config.kinds[0].minutes * 60);
	play_wait(&play, 100);
	contact(kiosk, BUTTON_YELLOW, false);
	play_wait(&play, 1000);
	assert_non_null(someone());
	press(kiosk, BUTTON_YELLOW);
	assert_null(someone());
}

static void test_held_it_takes_back_what_it_just_did(void **state)
{
	(void)state;
	contact(kiosk, BUTTON_YELLOW, true);
	assert_non_null(someone());
	play_wait(&play, 1499);
	assert_non_null(someone());
	play_wait(&play, 2);
	assert_null(someone());
	contact(kiosk, BUTTON_YELLOW, false);
	play_wait(&play, 1000);
	/* Of a press that took it back, too. */
	press(kiosk, BUTTON_YELLOW);
	hold(kiosk, BUTTON_YELLOW, 1600);
	assert_non_null(someone());
}

static void test_held_leaves_alone_what_somebody_else_said_meanwhile(void **state)
{
	(void)state;
	contact(desk, BUTTON_BLUE, true);
	assert_int_equal(play_presence(desk, "p-2"), PRESENCE_FOCUS);
	play_wait(&play, 500);
	play_touch(kiosk, "person:p-2");
	play_touch(kiosk, "kind:idea");
	play_wait(&play, 1100);
	assert_int_equal(play_presence(desk, "p-2"), PRESENCE_OPEN);
}

static void test_a_level_found_meanwhile_ends_a_hold(void **state)
{
	(void)state;
	contact(kiosk, BUTTON_YELLOW, true);
	play_wait(&play, 1000);
	play_step(kiosk, &(struct event){.kind = EVENT_BUTTON_LEVEL, .button = BUTTON_YELLOW});
	play_wait(&play, 1000);
	assert_non_null(someone());
}

static void test_with_a_sheet_open_the_buttons_are_about_that_person(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	press(kiosk, BUTTON_YELLOW);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_OPEN);
	assert_null(someone());
	assert_false(kiosk->office->visit.sheet);
	play_touch(kiosk, "person:p-1");
	press(kiosk, BUTTON_BLUE);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_FOCUS);
	play_touch(kiosk, "person:p-1");
	press(kiosk, BUTTON_BLUE);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_HERE);
	play_touch(kiosk, "person:p-1");
	press(kiosk, BUTTON_WHITE);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_AWAY);
}

static void test_white_after_a_check_in_means_done_not_leave(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	press(kiosk, BUTTON_WHITE);
	assert_false(kiosk->office->visit.sheet);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_HERE);
}

static void test_the_length_that_was_touched_counts_for_the_yellow_button(void **state)
{
	(void)state;
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "minutes:15");
	press(kiosk, BUTTON_YELLOW);
	assert_int_equal(play_held(&play, SUBJECT_PERSON, "p-1")->left, 15 * 60);
}

static void test_a_desk_has_its_three_states_by_button(void **state)
{
	(void)state;
	press(desk, BUTTON_WHITE);
	assert_int_equal(play_presence(kiosk, "p-2"), PRESENCE_HERE);
	press(desk, BUTTON_YELLOW);
	assert_int_equal(play_presence(kiosk, "p-2"), PRESENCE_OPEN);
	press(desk, BUTTON_BLUE);
	assert_int_equal(play_presence(kiosk, "p-2"), PRESENCE_FOCUS);
	press(desk, BUTTON_BLUE);
	assert_int_equal(play_presence(kiosk, "p-2"), PRESENCE_HERE);
	press(desk, BUTTON_WHITE);
	assert_int_equal(play_presence(kiosk, "p-2"), PRESENCE_AWAY);
	/* Held, it is here again, as before. */
	press(desk, BUTTON_WHITE);
	hold(desk, BUTTON_YELLOW, 1600);
	assert_int_equal(play_presence(kiosk, "p-2"), PRESENCE_HERE);
}

static void test_a_button_that_needs_a_name_says_so(void **state)
{
	struct moment now;

	(void)state;
	press(kiosk, BUTTON_BLUE);
	now = play_now(kiosk);
	assert_int_equal(kiosk->said, 0);
	assert_int_equal(kiosk->office->visit.hint, HINT_NAME_FIRST);
	assert_true(office_done_shown(kiosk->office, &now));
	play_wait(&play, HINT_MS);
	assert_int_equal(kiosk->office->visit.hint, HINT_NONE);
}

static void test_a_board_says_nothing(void **state)
{
	(void)state;
	press(board, BUTTON_YELLOW);
	press(board, BUTTON_BLUE);
	assert_int_equal(board->office->visit.hint, HINT_NONE);
	assert_int_equal(board->said, 0);
	assert_null(someone());
}

static void test_while_it_is_cleaned_buttons_and_badges_do_nothing(void **state)
{
	(void)state;
	play_step(kiosk,
		  &(struct event){.kind = EVENT_LONG_PRESS, .target = {.kind = TARGET_CLOCK}});
	play_touch(kiosk, "clean");
	press(kiosk, BUTTON_YELLOW);
	assert_null(someone());
	show_badge(kiosk, badge);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_AWAY);
	assert_int_equal(office_screen(kiosk->office), SCREEN_CLEAN);
}

static void test_held_while_it_is_cleaned_it_takes_back_nothing(void **state)
{
	(void)state;
	press(kiosk, BUTTON_YELLOW);
	play_step(kiosk,
		  &(struct event){.kind = EVENT_LONG_PRESS, .target = {.kind = TARGET_CLOCK}});
	play_touch(kiosk, "clean");
	hold(kiosk, BUTTON_YELLOW, 1600);
	assert_non_null(someone());
}

static void test_a_stuck_button_is_known_until_it_is_free(void **state)
{
	(void)state;
	contact(kiosk, BUTTON_WHITE, true);
	play_wait(&play, 29999);
	assert_false(office_button_stuck(kiosk->office, BUTTON_WHITE));
	play_wait(&play, 2);
	assert_true(office_button_stuck(kiosk->office, BUTTON_WHITE));
	contact(kiosk, BUTTON_WHITE, false);
	play_wait(&play, 151);
	assert_false(office_button_stuck(kiosk->office, BUTTON_WHITE));
}

static void test_yellow_is_lit_while_somebody_is_open_and_breathes_for_two(void **state)
{
	(void)state;
	assert_false(lamps(kiosk).lit[BUTTON_YELLOW]);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "kind:chat");
	assert_true(lamps(kiosk).lit[BUTTON_YELLOW]);
	assert_true(lamps(desk).lit[BUTTON_YELLOW]);
	assert_int_equal(lamps(kiosk).wake_ms, INT64_MAX);
	press(kiosk, BUTTON_YELLOW);
	int flashes = 0;
	bool before = lamps(kiosk).lit[BUTTON_YELLOW];
	for (int i = 0; i < 10000; i++) {
		play.mono_ms++;
		play.wall_ms++;
		bool lit = lamps(kiosk).lit[BUTTON_YELLOW];
		flashes += lit && !before;
		before = lit;
		assert_true(lamps(kiosk).wake_ms > play.mono_ms);
		assert_true(lamps(kiosk).wake_ms <= play.mono_ms + BREATH_MS);
	}
	assert_true(flashes >= 2 && flashes <= 30);
}

static void test_yellow_goes_out_when_nobodys_state_is_known_any_more(void **state)
{
	(void)state;
	press(kiosk, BUTTON_YELLOW);
	play_disconnect(board);
	assert_true(lamps(board).lit[BUTTON_YELLOW]);
	play_wait(&play, STALE_MS);
	assert_false(lamps(board).lit[BUTTON_YELLOW]);
}

static void test_blue_is_for_the_focus_of_a_desks_owner(void **state)
{
	(void)state;
	press(desk, BUTTON_BLUE);
	assert_true(lamps(desk).lit[BUTTON_BLUE]);
	/* Nobody owns a kiosk, whoever is written there. */
	id_copy(kiosk->office->self.person, "p-2");
	assert_false(lamps(kiosk).lit[BUTTON_BLUE]);
	play_touch(kiosk, "person:p-1");
	play_touch(kiosk, "focus");
	press(desk, BUTTON_BLUE);
	assert_false(lamps(desk).lit[BUTTON_BLUE]);
}

static void test_white_says_that_the_broker_has_it(void **state)
{
	(void)state;
	press(kiosk, BUTTON_YELLOW);
	assert_true(lamps(kiosk).lit[BUTTON_WHITE]);
	play_wait(&play, UNDO_MS);
	assert_false(lamps(kiosk).lit[BUTTON_WHITE]);
	/* The disk alone isn't the broker. */
	play_disconnect(kiosk);
	press(kiosk, BUTTON_YELLOW);
	assert_false(lamps(kiosk).lit[BUTTON_WHITE]);
	play_wait(&play, 60000);
	play_connect(kiosk);
	assert_true(lamps(kiosk).lit[BUTTON_WHITE]);
}

static void test_a_refusal_is_not_shown_as_taken(void **state)
{
	(void)state;
	play.denies = true;
	press(kiosk, BUTTON_YELLOW);
	assert_false(lamps(kiosk).lit[BUTTON_WHITE]);
}

static void test_a_badge_checks_its_owner_in_and_again_opens_the_sheet(void **state)
{
	struct moment now;

	(void)state;
	show_badge(kiosk, badge);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_HERE);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	now = play_now(kiosk);
	assert_true(office_done_shown(kiosk->office, &now));
	assert_true(office_undo_offered(kiosk->office, &now));
	show_badge(kiosk, badge);
	assert_int_equal(office_screen(kiosk->office), SCREEN_SHEET);
	assert_string_equal(kiosk->office->visit.person, "p-1");
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_HERE);
}

static void test_a_badge_may_be_configured_in_capitals(void **state)
{
	char capitals[sizeof badge];

	(void)state;
	memset(capitals, 'A', sizeof capitals - 1);
	capitals[sizeof capitals - 1] = '\0';
	show_badge(kiosk, capitals);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_HERE);
}

static void test_a_badge_that_is_nobodys_says_so(void **state)
{
	(void)state;
	show_badge(kiosk, "bb");
	assert_int_equal(kiosk->said, 0);
	assert_int_equal(kiosk->office->visit.hint, HINT_BADGE_UNKNOWN);
	/* Nobody would see it behind a sheet. */
	play_touch(kiosk, "person:p-2");
	show_badge(kiosk, "bb");
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	assert_int_equal(kiosk->office->visit.hint, HINT_BADGE_UNKNOWN);
	show_badge(kiosk, badge);
	assert_int_equal(kiosk->office->visit.hint, HINT_NONE);
}

static void test_a_desk_takes_only_its_owners_badge(void **state)
{
	(void)state;
	show_badge(desk, badge);
	assert_int_equal(desk->said, 0);
	id_copy(desk->office->self.person, "p-1");
	show_badge(desk, badge);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_HERE);
	show_badge(desk, badge);
	assert_int_equal(desk->said, 1);
}

static void test_light_is_full_by_day_dim_outside_the_hours_and_off_at_night(void **state)
{
	(void)state;
	kiosk->office->self.brightness = 80;
	play_wait(&play, AWAKE_AT_START_MS);
	assert_int_equal(brightness(kiosk), 80);
	assert_int_equal(brightness(board), 100);
	play_until(&play, 18, 31);
	assert_int_equal(brightness(kiosk), 24);
	assert_int_equal(brightness(board), DIM_PERCENT);
	play_until(&play, 19, 1);
	assert_int_equal(office_screen(kiosk->office), SCREEN_NIGHT);
	assert_int_equal(brightness(kiosk), 0);
	play_until(&play, 31, 31);
	assert_int_equal(brightness(kiosk), 24);
	play_until(&play, 32, 1);
	assert_int_equal(brightness(kiosk), 80);
}

static void test_whoever_stands_before_it_outside_the_hours_has_full_light(void **state)
{
	(void)state;
	play_until(&play, 18, 45);
	assert_int_equal(brightness(kiosk), DIM_PERCENT);
	move(kiosk);
	assert_int_equal(brightness(kiosk), 100);
	play_wait(&play, AWAKE_MS);
	assert_int_equal(brightness(kiosk), DIM_PERCENT);
}

static void test_movement_wakes_a_dark_screen_and_a_press_on_it_only_wakes(void **state)
{
	(void)state;
	play_until(&play, 22, 0);
	assert_int_equal(office_screen(kiosk->office), SCREEN_NIGHT);
	press(kiosk, BUTTON_YELLOW);
	assert_null(someone());
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	press(kiosk, BUTTON_YELLOW);
	assert_non_null(someone());
	press(kiosk, BUTTON_YELLOW);
	play_wait(&play, 10 * 60 * 1000);
	assert_int_equal(office_screen(kiosk->office), SCREEN_NIGHT);
	move(kiosk);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	assert_int_equal(brightness(kiosk), 100);
}

static void test_a_badge_acts_on_a_dark_screen_too(void **state)
{
	(void)state;
	play_until(&play, 22, 0);
	show_badge(kiosk, badge);
	assert_int_equal(play_presence(board, "p-1"), PRESENCE_HERE);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
}

static void test_without_movement_it_sleeps_by_day_too(void **state)
{
	(void)state;
	play_wait(&play, 60 * 60 * 1000);
	assert_int_equal(brightness(kiosk), 100); /* it has no sensor, as far as it knows */
	move(kiosk);
	play_wait(&play, STILL_MS - 1);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	play_wait(&play, 1);
	assert_int_equal(office_screen(kiosk->office), SCREEN_NIGHT);
	assert_true(kiosk->redraw);
	move(kiosk);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
}

static void test_as_long_as_somebody_moves_it_is_awake(void **state)
{
	(void)state;
	play_until(&play, 22, 0);
	play_step(kiosk, &(struct event){.kind = EVENT_MOVEMENT, .down = true});
	play_wait(&play, 60 * 60 * 1000);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	play_step(kiosk, &(struct event){.kind = EVENT_MOVEMENT});
	play_wait(&play, AWAKE_MS);
	assert_int_equal(office_screen(kiosk->office), SCREEN_NIGHT);
}

static void test_a_sensor_that_missed_somebody_is_not_relied_on(void **state)
{
	(void)state;
	move(kiosk);
	play_wait(&play, STILL_MS);
	assert_int_equal(office_screen(kiosk->office), SCREEN_NIGHT);
	play_step(kiosk, &(struct event){.kind = EVENT_WAKE});
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
	play_wait(&play, 2 * STILL_MS);
	assert_int_equal(office_screen(kiosk->office), SCREEN_HOME);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_yellow_says_that_someone_is_open_and_once_more_takes_it_back),
	    TEST(test_held_it_takes_back_what_it_just_did),
	    TEST(test_held_leaves_alone_what_somebody_else_said_meanwhile),
	    TEST(test_a_level_found_meanwhile_ends_a_hold),
	    TEST(test_with_a_sheet_open_the_buttons_are_about_that_person),
	    TEST(test_white_after_a_check_in_means_done_not_leave),
	    TEST(test_the_length_that_was_touched_counts_for_the_yellow_button),
	    TEST(test_a_desk_has_its_three_states_by_button),
	    TEST(test_a_button_that_needs_a_name_says_so),
	    TEST(test_a_board_says_nothing),
	    TEST(test_while_it_is_cleaned_buttons_and_badges_do_nothing),
	    TEST(test_held_while_it_is_cleaned_it_takes_back_nothing),
	    TEST(test_a_stuck_button_is_known_until_it_is_free),
	    TEST(test_yellow_is_lit_while_somebody_is_open_and_breathes_for_two),
	    TEST(test_yellow_goes_out_when_nobodys_state_is_known_any_more),
	    TEST(test_blue_is_for_the_focus_of_a_desks_owner),
	    TEST(test_white_says_that_the_broker_has_it),
	    TEST(test_a_refusal_is_not_shown_as_taken),
	    TEST(test_a_badge_checks_its_owner_in_and_again_opens_the_sheet),
	    TEST(test_a_badge_may_be_configured_in_capitals),
	    TEST(test_a_badge_that_is_nobodys_says_so),
	    TEST(test_a_desk_takes_only_its_owners_badge),
	    TEST(test_light_is_full_by_day_dim_outside_the_hours_and_off_at_night),
	    TEST(test_whoever_stands_before_it_outside_the_hours_has_full_light),
	    TEST(test_movement_wakes_a_dark_screen_and_a_press_on_it_only_wakes),
	    TEST(test_a_badge_acts_on_a_dark_screen_too),
	    TEST(test_without_movement_it_sleeps_by_day_too),
	    TEST(test_as_long_as_somebody_moves_it_is_awake),
	    TEST(test_a_sensor_that_missed_somebody_is_not_relied_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
