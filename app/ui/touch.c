#include "ui/touch.h"

#include <math.h>
#include <stdlib.h>

enum { FINGERS_MAX = 16 };

static const double still_mm = 4, flick_mm = 10;
/* A flick goes at least so much further one way than the other. */
static const double flick_straight = 2;

struct touch {
	int64_t fingers[FINGERS_MAX]; /* those that are down */
	int fingers_count;
	bool alone; /* the finger came down alone and stayed so */
	struct touch_point began;
	bool on_target; /* ... and hasn't moved off since */
	bool held;      /* the long press was told of */
	struct target target;
};

struct touch *touch_create(void)
{
	return calloc(1, sizeof(struct touch));
}

void touch_destroy(struct touch *touch)
{
	free(touch);
}

static int find(const struct touch *touch, int64_t finger)
{
	for (int i = 0; i < touch->fingers_count; i++) {
		if (touch->fingers[i] == finger)
			return i;
	}
	return -1;
}

void touch_down(struct touch *touch, const struct touch_point *point, const struct scene *scene)
{
	if (find(touch, point->finger) < 0 && touch->fingers_count < FINGERS_MAX)
		touch->fingers[touch->fingers_count++] = point->finger;
	touch->alone = touch->fingers_count == 1;
	touch->on_target = false;
	if (!touch->alone)
		return;
	touch->began = *point;
	touch->held = false;
	touch->on_target =
	    scene_hit(scene, (int)floor(point->x), (int)floor(point->y), &touch->target);
}

static double distance(const struct touch *touch, const struct touch_point *point)
{
	return hypot(point->x - touch->began.x, point->y - touch->began.y);
}

void touch_move(struct touch *touch, const struct touch_point *point, double px_per_mm)
{
	if (!touch->alone || touch->began.finger != point->finger)
		return;
	if (distance(touch, point) >= still_mm * px_per_mm)
		touch->on_target = false;
}

static struct touch_result flick(const struct touch *touch, const struct touch_point *point,
				 double px_per_mm)
{
	double dx = point->x - touch->began.x, dy = point->y - touch->began.y;
	double across = fabs(dx), along = fabs(dy);
	struct touch_result result = {.act = TOUCH_NOTHING};

	if (distance(touch, point) < flick_mm * px_per_mm ||
	    point->mono_ms - touch->began.mono_ms >= TOUCH_FLICK_MS)
		return result;
	if (across >= flick_straight * along)
		result.direction = dx < 0 ? TOUCH_LEFT : TOUCH_RIGHT;
	else if (along >= flick_straight * across)
		result.direction = dy < 0 ? TOUCH_UP : TOUCH_DOWN;
	else
		return result;
	result.act = TOUCH_FLICK;
	return result;
}

static struct touch_result lift(struct touch *touch, const struct touch_point *point,
				const struct scene *scene, double px_per_mm)
{
	struct target under;

	touch_move(touch, point, px_per_mm);
	if (!touch->on_target)
		return flick(touch, point, px_per_mm);
	bool same = scene_hit(scene, (int)floor(point->x), (int)floor(point->y), &under) &&
		    target_equal(&under, &touch->target);
	bool brief = point->mono_ms - touch->began.mono_ms < TOUCH_LONG_MS;
	if (!same || !brief || touch->held)
		return (struct touch_result){.act = TOUCH_NOTHING};
	return (struct touch_result){.act = TOUCH_TAP, .target = touch->target};
}

struct touch_result touch_up(struct touch *touch, const struct touch_point *point,
			     const struct scene *scene, double px_per_mm)
{
	struct touch_result result = {.act = TOUCH_NOTHING};
	int i = find(touch, point->finger);

	if (i < 0)
		return result;
	touch->fingers[i] = touch->fingers[--touch->fingers_count];
	if (touch->alone && touch->began.finger == point->finger)
		result = lift(touch, point, scene, px_per_mm);
	touch->alone = touch->on_target = false;
	return result;
}

int64_t touch_wake_ms(const struct touch *touch)
{
	if (!touch->alone || !touch->on_target || touch->held)
		return INT64_MAX;
	return touch->began.mono_ms + TOUCH_LONG_MS;
}

struct touch_result touch_tick(struct touch *touch, int64_t mono_ms)
{
	if (mono_ms < touch_wake_ms(touch))
		return (struct touch_result){.act = TOUCH_NOTHING};
	touch->held = true;
	return (struct touch_result){.act = TOUCH_LONG, .target = touch->target};
}

const struct target *touch_lit(const struct touch *touch)
{
	return touch->alone && touch->on_target && !touch->held ? &touch->target : NULL;
}

void touch_cancel(struct touch *touch)
{
	touch->fingers_count = 0;
	touch->alone = touch->on_target = false;
}
