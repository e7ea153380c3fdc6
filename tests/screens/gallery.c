/*
 * gallery FOLDER: every kind of screen at every size, a sheet of small pictures each, for a person
 * to judge what no test can.
 */
#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fit.h"
#include "scenes.h"

enum { CELL = 560, COLUMNS = 3, ROWS = 3, GAP = 12 };

struct exhibit {
	const char *name;
	enum role role;
	int hour;
	void (*play)(struct stage *);
};

static const char *const names[] = {"Corine",      "Wilhelmina van der Meulen-Schimmelpenninck",
				    "Jan",         "Žofia Nováková",
				    "محمد الأمين", "山田太郎",
				    "Bo",          "देवेन्द्र शर्मा",
				    "Jan",         "Maximiliaan"};
enum { NAMES = sizeof names / sizeof *names };
static const char *const places[] = {"coffee", "second", "library", "door"};
static const char *const kinds[] = {"chat", "idea", "walk"};

static void open_people(struct stage *stage, int count)
{
	for (int i = 0; i < count; i++) {
		char name[80];
		snprintf(name, sizeof name, i < NAMES ? "%s" : "%s %c", names[i % NAMES],
			 'A' + i / NAMES);
		int person = stage_person_on_wall(stage, name, i == 5 ? WALL_COUNT : WALL_OPEN);
		stage_open_for(stage, person, kinds[i % 3], places[i % 4], 10 + i % 3, i % 60);
	}
}

static void sample(struct stage *stage)
{
	stage_sample(stage);
}

/* The afternoon of the week's last working day. */
static void week_home(struct stage *stage)
{
	stage_sample(stage);
	stage_counted(stage, 14, 9, 0);
}

static void week_empty(struct stage *stage)
{
	stage_counted(stage, 14, 9, 0);
}

static void week_1(struct stage *stage)
{
	stage_open_for(stage, stage_person(stage, "Corine"), "idea", "coffee", 16, 30);
	stage_counted(stage, 14, 9, 0);
}

static void week_7(struct stage *stage)
{
	for (int i = 0; i < 7; i++)
		stage_open_for(stage, stage_person(stage, names[i]), kinds[i % 3], places[i % 4],
			       16, 30);
	stage_counted(stage, 14, 9, 0);
}

static void guests(struct stage *stage)
{
	stage_sample(stage);
	stage->device.panel[0] = '\0';
	stage_configure(stage);
	stage_someone(stage, "chat", "coffee", 9, 42);
}

static void sheet(struct stage *stage)
{
	stage_sample(stage);
	stage_touch(stage, TARGET_PERSON, "p-0", 0);
	stage_acked(stage);
}

static void sheet_open(struct stage *stage)
{
	sheet(stage);
	stage_touch(stage, TARGET_KIND, "idea", 0);
	stage_acked(stage);
	stage_touch(stage, TARGET_PERSON, "p-0", 0);
}

static void done(struct stage *stage)
{
	sheet(stage);
	stage_touch(stage, TARGET_KIND, "idea", 0);
	stage_acked(stage);
}

static void names_of_all_kinds(struct stage *stage)
{
	open_people(stage, 16);
}

static void many(struct stage *stage)
{
	for (int i = 0; i < 300; i++) {
		char name[64];
		snprintf(name, sizeof name, "%c%s", 'A' + i * 7 % 26, names[i % NAMES]);
		int person = stage_person(stage, name);
		if (i % 3 == 0)
			stage_here(stage, person);
	}
}

static void groups(struct stage *stage)
{
	for (int i = 0; i < 2000; i++) {
		char name[64];
		snprintf(name, sizeof name, "%c%c%s", 'A' + i * 7 % 26, 'a' + i * 5 % 26,
			 names[i % NAMES]);
		stage_person(stage, name);
	}
	stage_touch(stage, TARGET_RAIL, "", 0);
}

static void offline(struct stage *stage)
{
	sample(stage);
	stage_link(stage, false);
	stage_wait(stage, 5 * 60 * 1000);
}

static void stale(struct stage *stage)
{
	sample(stage);
	stage_link(stage, false);
	stage_wait(stage, 16 * 60 * 1000);
}

static void info(struct stage *stage)
{
	sample(stage);
	stage_hold(stage, TARGET_CLOCK, "");
}

static void known(struct stage *stage)
{
	stage_open_for(stage, stage_person(stage, names[1]), "idea", "second", 10, 0);
	stage_hold(stage, TARGET_PERSON, "p-0");
}

static void clean(struct stage *stage)
{
	info(stage);
	stage_touch(stage, TARGET_CLEAN, "", 0);
}

static void nobody(struct stage *stage)
{
	(void)stage;
}

#define OPEN_SO_MANY(count)                                                                        \
	static void open_##count(struct stage *stage)                                              \
	{                                                                                          \
		stage_sample(stage);                                                               \
		open_people(stage, (count) < 3 ? 0 : (count)-3);                                   \
	}
OPEN_SO_MANY(3)
OPEN_SO_MANY(5)
OPEN_SO_MANY(8)
OPEN_SO_MANY(16)
OPEN_SO_MANY(24)
OPEN_SO_MANY(40)

static void open_1(struct stage *stage)
{
	open_people(stage, 1);
}

static void open_2(struct stage *stage)
{
	open_people(stage, 2);
}

static void desk_away(struct stage *stage)
{
	stage_person(stage, names[1]);
	id_copy(stage->device.person, "p-0");
	stage_configure(stage);
}

static void desk_here(struct stage *stage)
{
	desk_away(stage);
	stage_here(stage, 0);
}

static void desk_focus(struct stage *stage)
{
	desk_away(stage);
	stage_focus(stage, 0);
}

static void desk_open(struct stage *stage)
{
	desk_away(stage);
	stage_open_for(stage, 0, "idea", "coffee", 11, 30);
}

static const struct exhibit exhibits[] = {
    {"kiosk-home", ROLE_KIOSK, 9, sample},
    {"kiosk-guests", ROLE_KIOSK, 9, guests},
    {"kiosk-names", ROLE_KIOSK, 9, names_of_all_kinds},
    {"kiosk-many", ROLE_KIOSK, 9, many},
    {"kiosk-groups", ROLE_KIOSK, 9, groups},
    {"kiosk-sheet", ROLE_KIOSK, 9, sheet},
    {"kiosk-sheet-open", ROLE_KIOSK, 9, sheet_open},
    {"kiosk-done", ROLE_KIOSK, 9, done},
    {"kiosk-offline", ROLE_KIOSK, 9, offline},
    {"kiosk-stale", ROLE_KIOSK, 9, stale},
    {"kiosk-info", ROLE_KIOSK, 9, info},
    {"kiosk-known", ROLE_KIOSK, 9, known},
    {"kiosk-clean", ROLE_KIOSK, 9, clean},
    {"kiosk-nobody", ROLE_KIOSK, 9, nobody},
    {"board-empty", ROLE_BOARD, 9, nobody},
    {"board-1", ROLE_BOARD, 9, open_1},
    {"board-2", ROLE_BOARD, 9, open_2},
    {"board-3", ROLE_BOARD, 9, open_3},
    {"board-5", ROLE_BOARD, 9, open_5},
    {"board-8", ROLE_BOARD, 9, open_8},
    {"board-16", ROLE_BOARD, 9, open_16},
    {"board-24", ROLE_BOARD, 9, open_24},
    {"board-40", ROLE_BOARD, 9, open_40},
    {"board-offline", ROLE_BOARD, 9, offline},
    {"board-stale", ROLE_BOARD, 9, stale},
    {"kiosk-week", ROLE_KIOSK, 15, week_home},
    {"board-week-empty", ROLE_BOARD, 15, week_empty},
    {"board-week-1", ROLE_BOARD, 15, week_1},
    {"board-week-7", ROLE_BOARD, 15, week_7},
    {"desk-away", ROLE_DESK, 9, desk_away},
    {"desk-here", ROLE_DESK, 9, desk_here},
    {"desk-focus", ROLE_DESK, 9, desk_focus},
    {"desk-open", ROLE_DESK, 9, desk_open},
};

/* Draws the screen at width by height into the cell that begins at x, y. */
static void hang(cairo_t *cr, struct stage *stage, int width, int height, double x, double y)
{
	cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
	struct ui *ui = stage_compose(stage, width, height);
	double scale = (double)CELL / (width > height ? width : height);

	ui_damage_all(ui);
	ui_paint(ui, cairo_image_surface_get_data(picture),
		 cairo_image_surface_get_stride(picture));
	cairo_surface_mark_dirty(picture);
	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, scale, scale);
	cairo_set_source_surface(cr, picture, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_GOOD);
	cairo_paint(cr);
	cairo_restore(cr);
	cairo_surface_destroy(picture);
	ui_destroy(ui);
}

static int show(const struct exhibit *exhibit, const char *folder)
{
	int side = CELL + GAP;
	cairo_surface_t *sheet =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, COLUMNS * side + GAP, ROWS * side + GAP);
	cairo_t *cr = cairo_create(sheet);
	struct stage stage;
	char path[4096];

	cairo_set_source_rgb(cr, 0.5, 0.5, 0.5);
	cairo_paint(cr);
	stage_open(&stage, exhibit->role, exhibit->hour, 12);
	exhibit->play(&stage);
	for (int i = 0; i < FIT_SIZES; i++)
		hang(cr, &stage, fit_sizes[i][0], fit_sizes[i][1],
		     GAP + (double)(i % COLUMNS) * side, GAP + (double)(i / COLUMNS) * side);
	stage_close(&stage);
	snprintf(path, sizeof path, "%s/%s.png", folder, exhibit->name);
	cairo_status_t status = cairo_surface_write_to_png(sheet, path);
	cairo_destroy(cr);
	cairo_surface_destroy(sheet);
	if (status != CAIRO_STATUS_SUCCESS)
		fprintf(stderr, "gallery: %s: %s\n", path, cairo_status_to_string(status));
	return status == CAIRO_STATUS_SUCCESS ? 0 : 74;
}

int main(int count, char **arguments)
{
	int status = 0;

	if (count < 2) {
		fputs("usage: gallery FOLDER [NAME...]\n", stderr);
		return 64;
	}
	for (size_t i = 0; i < sizeof exhibits / sizeof *exhibits && !status; i++) {
		bool wanted = count == 2;
		for (int j = 2; j < count; j++)
			wanted = wanted || strcmp(arguments[j], exhibits[i].name) == 0;
		if (wanted)
			status = show(&exhibits[i], arguments[1]);
	}
	return status;
}
