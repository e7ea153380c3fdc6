#include "fit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

const int fit_sizes[FIT_SIZES][2] = {{800, 480},  {480, 800},   {1024, 600},  {1280, 720},
				     {720, 1280}, {1080, 1920}, {1920, 1080}, {3840, 2160}};

static const struct ui *ui;
static const char *what; /* is being looked at */

static double least_mm(const struct target *target)
{
	switch (target->kind) {
	case TARGET_PERSON:
	case TARGET_SOMEONE:
	case TARGET_KIND:
	case TARGET_UNDO:
		return 15;
	default:
		return 9;
	}
}

static void is_large_enough(const struct scene_target *target)
{
	int shortest = target->rect.w < target->rect.h ? target->rect.w : target->rect.h;
	char name[TARGET_NAME_SIZE];

	target_name(&target->target, name);
	if (shortest < least_mm(&target->target) * ui_px_per_mm(ui))
		fail_msg("%s: %s is only %d px at %.2f px/mm", what, name, shortest,
			 ui_px_per_mm(ui));
}

/* At least a millimetre lies between it and every other. */
static void is_apart(const struct scene_target *target, int others)
{
	struct scene_target other;
	int gap = (int)ui_px_per_mm(ui);
	struct rect around = {target->rect.x - gap, target->rect.y - gap, target->rect.w + 2 * gap,
			      target->rect.h + 2 * gap};

	while (scene_next_target(ui_scene(ui), &others, &other)) {
		if (rect_overlaps(&around, &other.rect))
			fail_msg("%s: \"%s\" is too near \"%s\"", what, target->text, other.text);
	}
}

static void is_on_screen(const struct rect *rect, const char *text)
{
	const struct scene *scene = ui_scene(ui);

	if (rect->x < 0 || rect->y < 0 || rect->x + rect->w > scene->width ||
	    rect->y + rect->h > scene->height)
		fail_msg("%s: \"%s\" is at %d,%d %dx%d", what, text, rect->x, rect->y, rect->w,
			 rect->h);
}

int fit_check(const struct ui *looked_at, const char *looked_for)
{
	struct scene_target target;
	struct scene_text text;
	int count = 0;

	ui = looked_at;
	what = looked_for;
	for (int i = 0; scene_next_target(ui_scene(ui), &i, &target); count++) {
		is_large_enough(&target);
		is_apart(&target, i);
		is_on_screen(&target.rect, target.text);
	}
	for (int i = 0; scene_next_text(ui_scene(ui), &i, &text);)
		is_on_screen(&text.rect, text.text);
	return count;
}

void fit_whole(const struct ui *looked_at, const char *looked_for)
{
	struct scene_text text;

	ui = looked_at;
	what = looked_for;
	for (int i = 0; scene_next_text(ui_scene(ui), &i, &text);) {
		if (text.cut)
			fail_msg("%s: \"%s\" is cut", what, text.text);
	}
}
