/* What screens are told to show: product rules 2, 10 and 12, rosters and notices. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "play.h"

static struct play play;
static struct player *kiosk, *board;

static int set_up(void **state)
{
	(void)state;
	play_init(&play, 9, 12);
	play_person(&play, "p-3", "Zoë");
	play_person(&play, "p-1", "Corine");
	play_person(&play, "p-2", "Jan");
	play_person(&play, "p-4", "Ahmed");
	play_person(&play, "p-5", "Bart");
	kiosk = play_device(&play, "kiosk-1", ROLE_KIOSK);
	board = play_device(&play, "board-1", ROLE_BOARD);
	play_connect(kiosk);
	play_connect(board);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	play_finish(&play);
	return 0;
}

static void say_open(const char *person)
{
	char target[48];

	snprintf(target, sizeof target, "person:%s", person);
	play_touch(kiosk, target);
	play_touch(kiosk, "minutes:120");
	play_touch(kiosk, "kind:idea");
	play_wait(&play, 1000);
}

static void set_wall(const char *person, enum wall wall)
{
	for (int i = 0; i < play.people_count; i++) {
		if (strcmp(play.people[i].id, person) != 0)
			continue;
		play.people[i].config.wall = wall;
		for (int j = 0; j < play.players_count; j++) {
			struct event event = {.kind = EVENT_PERSON,
					      .person = &play.people[i].config};
			id_copy(event.id, person);
			play_step(&play.players[j], &event);
		}
	}
}

static void test_the_roster_is_alphabetical_and_a_rename_moves_it(void **state)
{
	(void)state;
	assert_int_equal(kiosk->office->roster_count, 5);
	assert_string_equal(office_roster(kiosk->office, 0)->id, "p-4");
	assert_string_equal(office_roster(kiosk->office, 4)->id, "p-3");
	struct person_config renamed = play.people[3].config;
	strcpy(renamed.name, "Xander");
	strcpy(renamed.sort, "Xander");
	struct event event = {.kind = EVENT_PERSON, .person = &renamed, .id = "p-4"};
	play_step(kiosk, &event);
	assert_int_equal(kiosk->office->roster_count, 5);
	assert_string_equal(office_roster(kiosk->office, 0)->id, "p-5");
	assert_string_equal(office_roster(kiosk->office, 3)->id, "p-4");
}

static void call(const char *id, const char *name)
{
	struct person_config config = play.people[0].config;
	struct event event = {.kind = EVENT_PERSON, .person = name ? &config : NULL};

	snprintf(config.name, sizeof config.name, "%s", name ? name : "");
	id_copy(event.id, id);
	play_step(kiosk, &event);
}

static void is_called(const char *id, const char *expected)
{
	struct person_name name = office_person_name(office_person(kiosk->office, id));
	assert_string_equal(name.text, expected);
}

static void test_people_of_one_name_are_numbered_by_id(void **state)
{
	(void)state;
	is_called("p-2", "Jan");
	call("p-5", "Jan");
	is_called("p-2", "Jan 1");
	is_called("p-5", "Jan 2");
	call("p-1", "Jan");
	is_called("p-1", "Jan 1");
	is_called("p-2", "Jan 2");
	is_called("p-5", "Jan 3");
	is_called("p-3", "Zoë");
}

static void test_a_number_goes_with_who_shared_the_name(void **state)
{
	(void)state;
	call("p-5", "Jan");
	call("p-1", "Jan");
	call("p-5", "Jan"); /* once more is nobody more */
	is_called("p-5", "Jan 3");
	call("p-2", "Jan-Willem");
	is_called("p-1", "Jan 1");
	is_called("p-2", "Jan-Willem");
	is_called("p-5", "Jan 2");
	call("p-1", NULL);
	is_called("p-5", "Jan");
	call("p-1", "Jan");
	is_called("p-1", "Jan 1");
	is_called("p-5", "Jan 2");
}

static void test_boards_name_who_is_open_and_count_the_rest(void **state)
{
	(void)state;
	struct row rows[8];
	say_open("p-2");
	say_open("p-1");
	play_touch(kiosk, "person:p-5");
	struct moment now = play_now(board);
	assert_int_equal(office_rows(board->office, &now, rows, 8), 2);
	assert_string_equal(rows[0].person->id, "p-1");
	assert_string_equal(rows[1].person->id, "p-2");
	assert_string_equal(rows[0].standing.kind, "idea");
	assert_int_equal(rows[1].standing.until_s, play_time_s(11, 12));
	assert_int_equal(office_count_open(board->office, &now), 2);
	assert_int_equal(office_count_here(board->office, &now), 3);
}

static void test_a_someone_signal_is_a_row_and_nobody_more(void **state)
{
	(void)state;
	struct row rows[8];
	say_open("p-2");
	play_touch(kiosk, "someone");
	struct moment now = play_now(board);
	assert_int_equal(office_rows(board->office, &now, rows, 8), 2);
	assert_null(rows[1].person);
	assert_int_equal(office_count_open(board->office, &now), 1);
	assert_int_equal(office_count_here(board->office, &now), 1);
	struct pair pairs[4];
	assert_int_equal(office_pairs(board->office, &now, pairs, 4), 0);
}

static void test_who_has_no_name_stands_behind_all_names_in_the_order_of_time(void **state)
{
	static const char *const order[] = {"p-2", "p-3", "p-5", "p-1"};
	struct row rows[8];

	(void)state;
	set_wall("p-5", WALL_COUNT); /* Bart, who would be the first */
	set_wall("p-3", WALL_COUNT); /* Zoë, who would be the last */
	for (int i = 0; i < 4; i++)
		say_open(order[i]);
	struct moment now = play_now(board);
	assert_int_equal(office_rows(board->office, &now, rows, 8), 4);
	assert_string_equal(rows[0].person->id, "p-1");
	assert_string_equal(rows[1].person->id, "p-2");
	assert_null(rows[2].person);
	assert_null(rows[3].person);
	assert_true(rows[2].standing.since < rows[3].standing.since);
	assert_int_equal(office_rows(board->office, &now, rows, 1), 4);
	assert_string_equal(rows[0].person->id, "p-1");
}

static void test_wall_says_where_a_name_may_stand(void **state)
{
	(void)state;
	const struct person *list[8];
	struct row rows[8];
	play_touch(kiosk, "person:p-1");
	struct moment now = play_now(board);
	assert_int_equal(office_listed(board->office, &now, list, 8), 0);
	set_wall("p-1", WALL_NAME);
	assert_int_equal(office_listed(board->office, &now, list, 8), 1);
	assert_string_equal(list[0]->id, "p-1");
	set_wall("p-1", WALL_COUNT);
	assert_int_equal(office_listed(board->office, &now, list, 8), 0);
	assert_int_equal(office_count_here(board->office, &now), 1);
	say_open("p-1");
	now = play_now(board);
	assert_int_equal(office_rows(board->office, &now, rows, 8), 1);
	assert_null(rows[0].person);
	assert_false(rows[0].named);
	assert_string_equal(rows[0].standing.place, "kiosk-1");
	say_open("p-2");
	struct pair pairs[4];
	now = play_now(board);
	assert_int_equal(office_pairs(board->office, &now, pairs, 4), 0);
}

static void test_neighbours_in_time_pair_up_on_every_board_alike(void **state)
{
	(void)state;
	struct pair pairs[4];
	struct player *late = play_device(&play, "board-2", ROLE_BOARD);
	say_open("p-3");
	say_open("p-4");
	say_open("p-1");
	say_open("p-2");
	say_open("p-5");
	play_connect(late);
	struct player *boards[] = {board, late};
	for (int i = 0; i < 2; i++) {
		struct moment now = play_now(boards[i]);
		assert_int_equal(office_pairs(boards[i]->office, &now, pairs, 4), 2);
		assert_string_equal(pairs[0].first->id, "p-3");
		assert_string_equal(pairs[0].second->id, "p-4");
		assert_string_equal(pairs[1].first->id, "p-1");
		assert_string_equal(pairs[1].second->id, "p-2");
	}
}

static void test_a_pair_is_shown_for_ten_minutes_from_the_later_since(void **state)
{
	(void)state;
	struct pair pairs[4];
	say_open("p-3");
	play_wait(&play, 5 * 60 * 1000);
	say_open("p-4");
	play_wait(&play, 10 * 60 * 1000 - 2000);
	struct moment now = play_now(board);
	assert_int_equal(office_pairs(board->office, &now, pairs, 4), 1);
	play_wait(&play, 1000);
	now = play_now(board);
	assert_int_equal(office_pairs(board->office, &now, pairs, 4), 0);
}

static void test_equal_times_pair_by_id(void **state)
{
	(void)state;
	static const char *const ids[] = {"p-5", "p-3", "p-1"};
	struct pair pairs[4];
	struct statement open;
	statement_init(&open);
	open.v = play.wall_ms;
	id_copy(open.by, "kiosk-9");
	open.presence = PRESENCE_OPEN;
	id_copy(open.kind, "chat");
	open.since = play.wall_ms / 1000;
	open.until = open.since + 1800;
	open.ends = play_time_s(18, 30);
	open.expiry = open.ends - open.since;
	for (int i = 0; i < 3; i++)
		play_publish(&play, SUBJECT_PERSON, ids[i], &open);
	struct moment now = play_now(board);
	assert_int_equal(office_pairs(board->office, &now, pairs, 4), 1);
	assert_string_equal(pairs[0].first->id, "p-1");
	assert_string_equal(pairs[0].second->id, "p-3");
}

static void test_an_unconfigured_persons_state_is_not_shown(void **state)
{
	(void)state;
	struct statement here;
	statement_init(&here);
	here.v = play.wall_ms;
	id_copy(here.by, "kiosk-9");
	here.presence = PRESENCE_HERE;
	here.ends = play_time_s(18, 30);
	play_publish(&play, SUBJECT_PERSON, "p-99", &here);
	struct moment now = play_now(board);
	assert_int_equal(office_count_here(board->office, &now), 0);
	struct person_config config;
	person_config_default(&config);
	strcpy(config.name, "Nieuw");
	struct event event = {.kind = EVENT_PERSON, .person = &config, .id = "p-99"};
	play_step(board, &event);
	assert_int_equal(office_count_here(board->office, &now), 1);
}

static void test_what_the_broker_lacks_is_dropped_unless_it_lost_everything(void **state)
{
	(void)state;
	play_disconnect(kiosk);
	play.people_count = 3;
	play_connect(kiosk);
	assert_int_equal(kiosk->office->roster_count, 3);
	play_disconnect(kiosk);
	kiosk->connected = true;
	play_step(kiosk, &(struct event){.kind = EVENT_LINK_UP});
	play_step(kiosk, &(struct event){.kind = EVENT_LINK_SYNCED});
	assert_int_equal(kiosk->office->roster_count, 3);
}

static void test_every_dead_end_has_its_notice(void **state)
{
	(void)state;
	struct player *fresh = play_device(&play, "kiosk-5", ROLE_KIOSK);
	assert_int_equal(office_notice(fresh->office), NOTICE_SEARCHING);
	play_step(fresh, &(struct event){.kind = EVENT_LINK_DOWN, .not_let_in = true});
	assert_int_equal(office_notice(fresh->office), NOTICE_REFUSED);
	play_step(fresh, &(struct event){.kind = EVENT_LINK_UP});
	play_step(fresh, &(struct event){.kind = EVENT_LINK_SYNCED});
	assert_int_equal(office_notice(fresh->office), NOTICE_NOT_CONFIGURED);
	play_step(fresh, &(struct event){.kind = EVENT_OFFICE, .same = true});
	assert_int_equal(office_notice(fresh->office), NOTICE_UNUSABLE);
	play_step(fresh, &(struct event){.kind = EVENT_OFFICE, .office = &play.config});
	assert_int_equal(office_notice(fresh->office), NOTICE_NO_PEOPLE);
	struct event person = {.kind = EVENT_PERSON, .person = &play.people[0].config, .id = "p-3"};
	play_step(fresh, &person);
	assert_int_equal(office_notice(fresh->office), NOTICE_NONE);
	struct device_config desk;
	device_config_default(&desk);
	desk.role = ROLE_DESK;
	struct event device = {.kind = EVENT_DEVICE, .device = &desk, .id = "kiosk-5"};
	play_step(fresh, &device);
	assert_int_equal(office_notice(fresh->office), NOTICE_NO_OWNER);
	device.device = NULL;
	play_step(fresh, &device);
	assert_int_equal(office_notice(fresh->office), NOTICE_REMOVED);
}

static void test_config_device_wins_over_options(void **state)
{
	(void)state;
	struct device_config config;
	device_config_default(&config);
	config.role = ROLE_BOARD;
	config.lang_set = true;
	config.lang = LANGUAGE_EN;
	struct event event = {.kind = EVENT_DEVICE, .device = &config, .id = "kiosk-1"};
	play_step(kiosk, &event);
	assert_int_equal(office_screen(kiosk->office), SCREEN_BOARD);
	assert_int_equal(office_language(kiosk->office), LANGUAGE_EN);
	play_touch(kiosk, "person:p-1");
	assert_int_equal(kiosk->said, 0);
}

static void test_a_place_without_a_name_gives_the_devices_name(void **state)
{
	(void)state;
	struct device_config config;
	device_config_default(&config);
	strcpy(config.name, "Voordeur");
	struct event event = {.kind = EVENT_DEVICE, .device = &config, .id = "kiosk-1"};
	play_step(board, &event);
	assert_string_equal(office_place_name(board->office, "kiosk-1", LANGUAGE_NL), "Voordeur");
	assert_string_equal(office_place_name(board->office, "attic", LANGUAGE_NL), "attic");
	play_step(kiosk, &event);
	assert_string_equal(office_here_name(kiosk->office, LANGUAGE_NL), "Voordeur");
}

static void test_an_ear_and_an_idea_are_named_together_first(void **state)
{
	static const struct {
		const char *person;
		enum side side;
	} open[] = {{"p-1", SIDE_ASK}, {"p-2", SIDE_NONE}, {"p-3", SIDE_NONE}, {"p-4", SIDE_OFFER}};
	struct pair pairs[4];

	(void)state;
	struct player *hall = play_device(&play, "board-9", ROLE_BOARD);
	play_connect(hall);
	for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
		struct statement said;
		statement_init(&said);
		said.v = play.wall_ms;
		id_copy(said.by, "kiosk-9");
		said.presence = PRESENCE_OPEN;
		id_copy(said.kind, "idea");
		said.side = open[i].side;
		said.since = play.wall_ms / 1000;
		said.until = said.since + 1800;
		said.left = 1800;
		said.ends = play_time_s(18, 30);
		play_publish(&play, SUBJECT_PERSON, open[i].person, &said);
		play_wait(&play, 1000);
	}
	struct moment now = play_now(hall);
	assert_int_equal(office_pairs(hall->office, &now, pairs, 4), 2);
	assert_string_equal(pairs[0].first->id, "p-1");
	assert_string_equal(pairs[0].second->id, "p-4");
	assert_string_equal(pairs[1].first->id, "p-2");
	assert_string_equal(pairs[1].second->id, "p-3");
}

#define PLAYED(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAYED(test_the_roster_is_alphabetical_and_a_rename_moves_it),
	    PLAYED(test_people_of_one_name_are_numbered_by_id),
	    PLAYED(test_a_number_goes_with_who_shared_the_name),
	    PLAYED(test_boards_name_who_is_open_and_count_the_rest),
	    PLAYED(test_a_someone_signal_is_a_row_and_nobody_more),
	    PLAYED(test_who_has_no_name_stands_behind_all_names_in_the_order_of_time),
	    PLAYED(test_wall_says_where_a_name_may_stand),
	    PLAYED(test_neighbours_in_time_pair_up_on_every_board_alike),
	    PLAYED(test_a_pair_is_shown_for_ten_minutes_from_the_later_since),
	    PLAYED(test_equal_times_pair_by_id),
	    PLAYED(test_an_ear_and_an_idea_are_named_together_first),
	    PLAYED(test_an_unconfigured_persons_state_is_not_shown),
	    PLAYED(test_what_the_broker_lacks_is_dropped_unless_it_lost_everything),
	    PLAYED(test_every_dead_end_has_its_notice),
	    PLAYED(test_config_device_wins_over_options),
	    PLAYED(test_a_place_without_a_name_gives_the_devices_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
