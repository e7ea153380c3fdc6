/* See three.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "three.h"

struct play play;
struct player *one, *two, *board;

int three_set_up(void **state)
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

int three_tear_down(void **state)
{
	(void)state;
	play_finish(&play);
	return 0;
}

const struct statement *held(const char *person)
{
	return play_held(&play, SUBJECT_PERSON, person);
}

const struct subject *known(const struct player *player, const char *person)
{
	return &office_person(player->office, person)->subject;
}

void assert_everywhere(const char *person, enum presence presence)
{
	for (int i = 0; i < play.players_count; i++)
		assert_int_equal(play_presence(&play.players[i], person), presence);
}

void set_clock(struct player *player, enum clock_trust clock, int64_t skew_ms)
{
	player->clock = clock;
	player->skew_ms = skew_ms;
	play_step(player, &(struct event){.kind = EVENT_TICK});
}

int said(void)
{
	return one->said + two->said + board->said;
}

void configure_person(struct player *player, const char *id, bool gone)
{
	struct event event = {.kind = EVENT_PERSON};

	event.person = gone ? NULL : &play.people[0].config;
	id_copy(event.id, id);
	play_step(player, &event);
}

void publish(const char *person, const struct statement *statement)
{
	play_publish(&play, SUBJECT_PERSON, person, statement);
}

/* A word from a device that isn't played. */
struct statement word(int64_t v, const char *by, enum presence presence)
{
	return play_word(&play, v, by, presence);
}
