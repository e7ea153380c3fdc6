/*
 * day FILE [SEED]: plays a day of an office of 40 with the real core, three kiosks and a board, and
 * writes a strip of what the board showed, with the times, for a person to look at.
 */
#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/jitter.h"
#include "ui/ui.h"
#include "unit/play.h"

enum {
	PEOPLE = 40,
	KIOSKS = 3,
	ACTS_MAX = 400,
	WIDTH = 1280,
	HEIGHT = 720,
	CELL = 480,
	COLUMNS = 3,
	GAP = 12,
	CAPTION = 26,
};

static const char *const names[PEOPLE] = {
    "Aaltje", "Ahmed",   "Anneke", "Bart",   "Bram",   "Chantal", "Corine", "Daan",
    "Eline",  "Emma",    "Fatima", "Femke",  "Gerrit", "Hanneke", "Hugo",   "Ingrid",
    "Jan",    "Jasmijn", "Joris",  "Kees",   "Lotte",  "Mehmet",  "Mila",   "Niels",
    "Noor",   "Nynke",   "Olga",   "Pieter", "Rachid", "Renée",   "Ruben",  "Sanne",
    "Soraya", "Thijs",   "Tom",    "Ulrike", "Willem", "Wout",    "Yasmin", "Zoë",
};
static const char *const places[KIOSKS][3] = {{"coffee", "koffiehoek", "coffee corner"},
					      {"second", "2e verdieping", "second floor"},
					      {"door", "voordeur", "front door"}};
/* A night, the way in, coffee, a lunch walk, the afternoon, the way out, the day's end. */
static const int moments[][2] = {{7, 0},   {8, 20},  {8, 45},  {9, 5},   {10, 20}, {10, 40},
				 {12, 10}, {13, 30}, {15, 10}, {15, 30}, {16, 5},  {18, 40}};

/* Somebody taps at a kiosk: a name, and up to three keys after it. */
struct act {
	int minute; /* of the day */
	int person; /* -1: nobody by name */
	bool arrives;
	const char *keys[3];
};

static struct play play;
static struct act acts[ACTS_MAX];
static int acts_count;
static uint64_t chance;

static bool in_percent(int percent)
{
	return jitter(&chance, 1, 100) <= percent;
}

/* Near a minute of the day, mostly. */
static int around(int hour, int minute, int spread)
{
	return 60 * hour + minute +
	       (int)(jitter(&chance, -spread, spread) + jitter(&chance, -spread, spread)) / 2;
}

static struct act *plan(int minute, int person)
{
	struct act *act = &acts[acts_count++];

	*act = (struct act){.minute = minute, .person = person};
	return act;
}

static void plan_open(struct act *act, const char *kind)
{
	int keys = 0;

	act->keys[keys++] = kind;
	if (strcmp(kind, "kind:idea") == 0 && in_percent(70))
		act->keys[keys++] = in_percent(50) ? "side:ask" : "side:offer";
	if (in_percent(35))
		act->keys[keys++] = "come";
}

/* Comes in, is open once or twice, goes home with a tap or without. */
static void plan_day(int person)
{
	struct act *arrival = plan(around(8, 50, 50), person);

	arrival->arrives = true;
	if (in_percent(25))
		plan_open(arrival, in_percent(60) ? "kind:chat" : "kind:idea");
	else
		arrival->keys[0] = in_percent(20) ? "focus" : "close";
	if (in_percent(45))
		plan_open(plan(around(10, 20, 30), person),
			  in_percent(70) ? "kind:chat" : "kind:idea");
	if (in_percent(30))
		plan_open(plan(around(12, 5, 25), person), "kind:walk");
	if (in_percent(40))
		plan_open(plan(around(15, 10, 40), person),
			  in_percent(50) ? "kind:idea" : "kind:chat");
	if (in_percent(15))
		plan(around(13, 30, 60), person)->keys[0] = "focus";
	if (in_percent(50))
		plan(around(17, 20, 55), person)->keys[0] = "leave";
}

static int earlier_first(const void *left, const void *right)
{
	const struct act *a = left, *b = right;

	return a->minute != b->minute ? a->minute - b->minute : a->person - b->person;
}

static void plan_all(void)
{
	for (int person = 0; person < PEOPLE; person++) {
		if (in_percent(90))
			plan_day(person);
	}
	plan(around(10, 10, 5), -1);
	plan(around(15, 0, 5), -1);
	qsort(acts, (size_t)acts_count, sizeof *acts, earlier_first);
}

static void configure(void)
{
	char id[ID_SIZE];

	play_init(&play, 5, 0);
	for (int i = 0; i < KIOSKS; i++) {
		struct place *place = &play.config.places[play.config.places_count++];
		id_copy(place->id, places[i][0]);
		snprintf(place->name.in[LANGUAGE_NL], NAME_SIZE, "%s", places[i][1]);
		snprintf(place->name.in[LANGUAGE_EN], NAME_SIZE, "%s", places[i][2]);
	}
	for (int i = 0; i < PEOPLE; i++) {
		snprintf(id, sizeof id, "p-%d", i);
		play_person(&play, id, names[i]);
		play.people[i].config.wall = i % 8 == 3 ? WALL_COUNT
					     : i % 3    ? WALL_OPEN
							: WALL_NAME;
	}
}

/* The board is the last one. */
static struct player *open_office(void)
{
	for (int i = 0; i <= KIOSKS; i++) {
		char id[ID_SIZE];
		snprintf(id, sizeof id, "device-%d", i);
		play_connect(play_device(&play, id, i < KIOSKS ? ROLE_KIOSK : ROLE_BOARD));
	}
	for (int i = 0; i < KIOSKS; i++) {
		struct device_config config;
		struct event event = {.kind = EVENT_DEVICE, .device = &config};
		device_config_default(&config);
		id_copy(config.place, places[i][0]);
		snprintf(event.id, sizeof event.id, "device-%d", i);
		for (int j = 0; j <= KIOSKS; j++)
			play_step(&play.players[j], &event);
	}
	return &play.players[KIOSKS];
}

static void perform(const struct act *act)
{
	struct player *kiosk = &play.players[jitter(&chance, 0, KIOSKS - 1)];
	char target[ID_SIZE + 8];

	if (act->person < 0) {
		play_touch(&play.players[0], "someone");
		return;
	}
	snprintf(target, sizeof target, "person:p-%d", act->person);
	if (!act->arrives && play_presence(kiosk, target + strlen("person:")) == PRESENCE_AWAY)
		return;
	play_touch(kiosk, target);
	for (int i = 0; i < 3 && act->keys[i]; i++) {
		play_wait(&play, 1500);
		play_touch(kiosk, act->keys[i]);
	}
}

static int minute_now(void)
{
	return (int)((play.wall_ms / 1000 - play_time_s(0, 0)) / 60);
}

static void play_to(int minute)
{
	static int next;

	for (; next < acts_count && acts[next].minute < minute; next++) {
		if (minute_now() < acts[next].minute)
			play_until(&play, 0, acts[next].minute);
		perform(&acts[next]);
	}
	if (minute_now() < minute)
		play_until(&play, 0, minute);
}

static void caption(cairo_t *cr, int hour, int minute, double x, double y)
{
	char text[16];

	snprintf(text, sizeof text, "%02d:%02d", hour, minute);
	cairo_select_font_face(cr, "Inter", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
	cairo_set_font_size(cr, 18);
	cairo_set_source_rgb(cr, 0.15, 0.15, 0.18);
	cairo_move_to(cr, x, y);
	cairo_show_text(cr, text);
}

static void hang(cairo_t *cr, struct ui *ui, struct player *board, double x, double y)
{
	cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
	struct moment now = play_now(board);

	ui_compose(ui, board->office, &now);
	ui_damage_all(ui);
	ui_paint(ui, cairo_image_surface_get_data(picture),
		 cairo_image_surface_get_stride(picture));
	cairo_surface_mark_dirty(picture);
	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, (double)CELL / WIDTH, (double)CELL / WIDTH);
	cairo_set_source_surface(cr, picture, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BEST);
	cairo_paint(cr);
	cairo_restore(cr);
	cairo_surface_destroy(picture);
}

/* The pictures in rows, each under its time. */
static void fill_strip(cairo_t *cr, struct player *board)
{
	struct ui *ui = ui_create(WIDTH, HEIGHT);
	int count = sizeof moments / sizeof *moments,
	    row_height = CELL * HEIGHT / WIDTH + CAPTION + GAP;

	cairo_set_source_rgb(cr, 0.93, 0.92, 0.9);
	cairo_paint(cr);
	for (int i = 0; ui && i < count; i++) {
		double x = GAP + i % COLUMNS * (CELL + GAP),
		       y = (double)(i / COLUMNS * row_height) + CAPTION;
		play_to(60 * moments[i][0] + moments[i][1]);
		caption(cr, moments[i][0], moments[i][1], x, y - 6);
		hang(cr, ui, board, x, y);
		struct moment now = play_now(board);
		printf("%02d:%02d: %d open, %d here\n", moments[i][0], moments[i][1],
		       office_count_open(board->office, &now),
		       office_count_here(board->office, &now));
	}
	ui_destroy(ui);
}

int main(int count, char **arguments)
{
	if (count < 2) {
		fputs("usage: day FILE [SEED]\n", stderr);
		return 64;
	}
	chance = count > 2 ? strtoull(arguments[2], NULL, 10) | 1 : 20261123;
	configure();
	plan_all();
	struct player *board = open_office();
	int rows = (int)(sizeof moments / sizeof *moments) / COLUMNS;
	cairo_surface_t *strip =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, COLUMNS * (CELL + GAP) + GAP,
				       rows * (CELL * HEIGHT / WIDTH + CAPTION + GAP));
	cairo_t *cr = cairo_create(strip);
	fill_strip(cr, board);
	cairo_status_t status = cairo_surface_write_to_png(strip, arguments[1]);
	cairo_destroy(cr);
	cairo_surface_destroy(strip);
	play_finish(&play);
	if (status != CAIRO_STATUS_SUCCESS)
		fprintf(stderr, "day: %s: %s\n", arguments[1], cairo_status_to_string(status));
	return status == CAIRO_STATUS_SUCCESS ? 0 : 74;
}
