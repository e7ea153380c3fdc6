#include "ui/ui.h"

#include <assert.h>
#include <stdlib.h>

#include "ui/damage.h"
#include "ui/motion.h"
#include "ui/paint.h"
#include "ui/png.h"
#include "ui/rotation.h"
#include "ui/screens.h"
#include "ui/theme.h"

struct ui {
	int width, height;        /* of the screen */
	struct rotation rotation; /* of the scene onto it */
	struct texts *texts;
	struct scene scenes[2]; /* the one on the screen, and the one being made */
	int current;
	struct damage damage;
	bool all_damaged;
	struct motion motion;
	struct rect moved; /* where what slides in was painted last */
	struct target lit;
	struct roster_plan plan;
	struct metrics metrics;
	enum screen_kind screen;
	int page;    /* of the roster, as shown */
	bool groups; /* are shown instead of the page */
};

struct ui *ui_create(int width, int height)
{
	struct ui *ui = calloc(1, sizeof *ui);

	assert(width > 0 && height > 0);
	if (!ui)
		return NULL;
	ui->texts = texts_create();
	if (!ui->texts) {
		free(ui);
		return NULL;
	}
	scene_init(&ui->scenes[0]);
	scene_init(&ui->scenes[1]);
	roster_plan_init(&ui->plan);
	motion_init(&ui->motion);
	ui->metrics = metrics_make(width, height, 0, ROLE_KIOSK);
	ui->screen = SCREEN_NOTICE;
	ui_resize(ui, width, height);
	return ui;
}

void ui_destroy(struct ui *ui)
{
	if (!ui)
		return;
	roster_plan_finish(&ui->plan);
	scene_finish(&ui->scenes[0]);
	scene_finish(&ui->scenes[1]);
	texts_destroy(ui->texts);
	free(ui);
}

void ui_resize(struct ui *ui, int width, int height)
{
	assert(width > 0 && height > 0);
	ui->width = width;
	ui->height = height;
	ui->rotation = rotation_make(ui->rotation.degrees, width, height);
	ui_damage_all(ui);
}

void ui_press(struct ui *ui, const struct target *target)
{
	ui->lit = target ? *target : (struct target){.kind = TARGET_NONE};
}

static void draw_screen(struct draft *draft, enum screen_kind screen)
{
	switch (screen) {
	case SCREEN_HOME:
		screen_home(draft);
		break;
	case SCREEN_SHEET:
		screen_sheet(draft);
		break;
	case SCREEN_BOARD:
		screen_board(draft);
		break;
	case SCREEN_DESK:
		screen_desk(draft);
		break;
	case SCREEN_NOTICE:
		screen_notice(draft);
		break;
	case SCREEN_STRANGER:
		screen_stranger(draft);
		break;
	case SCREEN_INFO:
		screen_info(draft);
		break;
	case SCREEN_PERSON:
		screen_person(draft);
		break;
	case SCREEN_CLEAN:
		screen_clean(draft);
		break;
	case SCREEN_IDENTIFY:
		screen_identify(draft);
		break;
	case SCREEN_NIGHT:
		break;
	}
}

static uint32_t ground_of(const struct draft *draft, enum screen_kind screen)
{
	if (screen == SCREEN_NIGHT)
		return COLOR_NIGHT;
	return screen == SCREEN_DESK ? screen_desk_ground(draft) : COLOR_GROUND;
}

static void turn(struct ui *ui, int degrees)
{
	if (ui->rotation.degrees == degrees)
		return;
	ui->rotation = rotation_make(degrees, ui->width, ui->height);
	ui_damage_all(ui);
}

/* Where what slides in is, was, and will be: from its top to the screen's bottom. */
static struct rect moving_rect(const struct scene *scene)
{
	struct rect around = {0, 0, 0, 0};

	for (int i = scene->moving_from; i >= 0 && i < scene->items_count; i++)
		around = rect_around(&around, &scene->items[i].painted);
	if (!rect_empty(&around))
		around.h = scene->height - around.y;
	return around;
}

static void slide(struct ui *ui, const struct scene *scene, bool allowed, int64_t mono_ms)
{
	struct rect rect = moving_rect(scene);
	bool sheet = ui->screen == SCREEN_SHEET;
	enum mover mover = rect_empty(&rect) ? MOVER_NONE : sheet ? MOVER_SHEET : MOVER_DONE;
	int distance = sheet ? scene->height / 8 : rect.h;

	if (motion_step(&ui->motion, mover, allowed, distance, mono_ms))
		damage_add(&ui->damage, rect_around(&rect, &ui->moved));
	ui->moved = rect;
}

bool ui_compose(struct ui *ui, const struct office *office, const struct moment *now)
{
	struct scene *before = &ui->scenes[ui->current], *after = &ui->scenes[!ui->current];

	turn(ui, office->self.rotate);
	struct draft draft = {
	    .scene = after,
	    .texts = ui->texts,
	    .plan = &ui->plan,
	    .office = office,
	    .now = now,
	    .metrics = metrics_make(ui->rotation.width, ui->rotation.height, office->self.px_per_mm,
				    office->self.role),
	    .language = office_language(office),
	    .lit = ui->lit,
	};

	ui->screen = office_screen(office);
	scene_clear(after, ui->rotation.width, ui->rotation.height, ground_of(&draft, ui->screen));
	draw_screen(&draft, ui->screen);
	ui->metrics = draft.metrics;
	ui->page = roster_plan_page(&ui->plan, office->visit.page);
	ui->groups = office->visit.groups && roster_plan_grouped(&ui->plan, ui->page);
	damage_between(&ui->damage, before, after);
	slide(ui, after, office_show(office)->motion, now->mono_ms);
	ui->current = !ui->current;
	return ui->all_damaged || ui->damage.count > 0;
}

int ui_damage(const struct ui *ui, struct rect *out, int max)
{
	struct rect whole = {0, 0, ui->rotation.width, ui->rotation.height};
	const struct rect *rects = ui->all_damaged ? &whole : ui->damage.rects;
	int count = ui->all_damaged ? 1 : ui->damage.count;

	for (int i = 0; i < count && i < max; i++)
		out[i] = rotation_to_screen(&ui->rotation, rects[i]);
	return count < max ? count : max;
}

void ui_damage_all(struct ui *ui)
{
	ui->all_damaged = true;
}

void ui_paint(struct ui *ui, unsigned char *pixels, int stride)
{
	const struct scene *scene = ui_scene(ui);
	struct damage whole = {1, {{0, 0, scene->width, scene->height}}};
	const struct damage *damage = ui->all_damaged ? &whole : &ui->damage;

	if (scene->width != ui->rotation.width || scene->height != ui->rotation.height)
		return; /* nothing was made for this size yet */
	if (damage->count) {
		cairo_surface_t *surface = cairo_image_surface_create_for_data(
		    pixels, CAIRO_FORMAT_RGB24, ui->width, ui->height, stride);
		cairo_t *cairo = cairo_create(surface);
		rotation_apply(&ui->rotation, cairo);
		paint_scene(cairo, scene, ui->motion.shift, ui->texts, damage);
		cairo_destroy(cairo);
		cairo_surface_destroy(surface);
	}
	ui->damage.count = 0;
	ui->all_damaged = false;
}

const struct scene *ui_scene(const struct ui *ui)
{
	return &ui->scenes[ui->current];
}

void ui_size(const struct ui *ui, int *width, int *height)
{
	*width = ui->width;
	*height = ui->height;
}

struct rect ui_to_screen(const struct ui *ui, struct rect rect)
{
	return rotation_to_screen(&ui->rotation, rect);
}

void ui_to_scene(const struct ui *ui, int *x, int *y)
{
	rotation_to_scene(&ui->rotation, x, y);
}

int64_t ui_wake_ms(const struct ui *ui)
{
	return ui->motion.frame_mono_ms;
}

double ui_px_per_mm(const struct ui *ui)
{
	return ui->metrics.px_per_mm;
}

bool ui_turn(const struct ui *ui, int steps, struct target *out)
{
	const struct roster_plan *plan = &ui->plan;
	int page = ui->page + steps, key = roster_plan_key(plan, ui->page) + steps;

	if (ui->screen != SCREEN_HOME || !plan->rail)
		return false;
	if (ui->groups) {
		if (key < 0 || key >= plan->keys_count)
			return false;
		*out = target_numbered(TARGET_RAIL, plan->keys[key].page);
		return true;
	}
	if (page < 0 || page >= plan->pages)
		return false;
	*out = target_numbered(plan->groups ? TARGET_GROUP : TARGET_RAIL, page);
	return true;
}

int ui_png(struct ui *ui, unsigned char **bytes, size_t *size)
{
	return png_bytes(ui_scene(ui), &ui->rotation, ui->texts, bytes, size);
}

int ui_write_png(struct ui *ui, const char *path)
{
	return png_write(ui_scene(ui), &ui->rotation, ui->texts, path);
}
