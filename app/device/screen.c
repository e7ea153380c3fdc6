/* The picture on the window, and touches on it. */
#include <sysexits.h>

#include "device/clock.h"
#include "device/device.h"

enum { DAMAGE_MAX = 64, MINUTE_MS = 60 * 1000 };

static void present(struct device *device)
{
	struct rect damage[DAMAGE_MAX];
	struct window_rect rects[DAMAGE_MAX];
	unsigned char *pixels;
	int stride, width, height;

	if (!window_lock(device->window, &pixels, &stride, &width, &height))
		return;
	int count = ui_damage(device->ui, damage, DAMAGE_MAX);
	ui_paint(device->ui, pixels, stride);
	for (int i = 0; i < count; i++)
		rects[i] = (struct window_rect){damage[i].x, damage[i].y, damage[i].w, damage[i].h};
	window_present(device->window, rects, count);
}

void device_draw(struct device *device)
{
	struct moment now = clock_now();

	if (now.wall_ms / MINUTE_MS != device->drawn_minute) {
		device->drawn_minute = now.wall_ms / MINUTE_MS;
		device->redraw = true;
	}
	if (!device->redraw && now.mono_ms < ui_wake_ms(device->ui))
		return;
	device->redraw = false;
	if (ui_compose(device->ui, device->office, &now) && device->window)
		present(device);
}

int64_t device_draw_due_ms(const struct device *device, const struct moment *now)
{
	int64_t minute_ms = now->mono_ms + MINUTE_MS - now->wall_ms % MINUTE_MS;
	int64_t touch_ms = touch_wake_ms(device->touch);

	int64_t frame_ms = ui_wake_ms(device->ui);

	if (touch_ms < minute_ms)
		minute_ms = touch_ms;
	return frame_ms < minute_ms ? frame_ms : minute_ms;
}

static void act(struct device *device, const struct touch_result *result)
{
	bool back = result->direction == TOUCH_RIGHT || result->direction == TOUCH_DOWN;
	bool held = result->act == TOUCH_LONG;
	struct event event = {.kind = held ? EVENT_LONG_PRESS : EVENT_TOUCH};

	if (result->act == TOUCH_TAP || held)
		event.target = result->target;
	else if (result->act != TOUCH_FLICK || !ui_turn(device->ui, back ? -1 : 1, &event.target))
		return;
	if (held && event.target.kind == TARGET_CLOCK)
		device_facts(device); /* the address may have changed */
	device_step(device, &event);
}

static void light(struct device *device)
{
	ui_press(device->ui, touch_lit(device->touch));
	device->redraw = true;
}

void device_touch_tick(struct device *device, int64_t mono_ms)
{
	if (touch_wake_ms(device->touch) > mono_ms)
		return;
	struct touch_result result = touch_tick(device->touch, mono_ms);
	act(device, &result);
	light(device);
}

static void finger(struct device *device, const struct window_event *event)
{
	const struct scene *scene = ui_scene(device->ui);
	double px_per_mm = ui_px_per_mm(device->ui);
	struct touch_result result = {.act = TOUCH_NOTHING};
	int x = event->x, y = event->y;

	ui_to_scene(device->ui, &x, &y);
	struct touch_point point = {
	    .finger = event->finger,
	    .x = x,
	    .y = y,
	    .mono_ms = event->mono_ms,
	};
	/* On a busy machine it was up for some time: no touch is taken for longer than it was. */
	if (event->kind == WINDOW_FINGER_UP)
		point.mono_ms = device->looked_ms;

	if (event->kind == WINDOW_FINGER_DOWN && office_screen(device->office) == SCREEN_NIGHT)
		device_step(device, &(struct event){.kind = EVENT_WAKE});
	else if (event->kind == WINDOW_FINGER_DOWN)
		touch_down(device->touch, &point, scene);
	else if (event->kind == WINDOW_FINGER_MOVE)
		touch_move(device->touch, &point, px_per_mm);
	else
		result = touch_up(device->touch, &point, scene, px_per_mm);
	light(device);
	act(device, &result);
}

void device_window_event(void *data, const struct window_event *event)
{
	struct device *device = data;

	switch (event->kind) {
	case WINDOW_FINGER_DOWN:
	case WINDOW_FINGER_MOVE:
	case WINDOW_FINGER_UP:
		finger(device, event);
		break;
	case WINDOW_EXPOSED:
		ui_damage_all(device->ui);
		device->redraw = true;
		break;
	case WINDOW_RESIZED:
		touch_cancel(device->touch);
		ui_resize(device->ui, event->width, event->height);
		device->redraw = true;
		break;
	case WINDOW_CLOSE:
		loop_stop(device->loop, EX_OK);
		break;
	case WINDOW_KEY:
	case WINDOW_KEY_UP:
		device_panel_key(device, event);
		break;
	}
}
