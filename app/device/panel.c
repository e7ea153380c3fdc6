#include "device/panel.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sysexits.h>

#include "core/lamps.h"
#include "device/clock.h"
#include "device/device.h"
#include "device/log.h"

enum { SALT_SIZE = 512 };

_Static_assert((int)BUTTON_COUNT == (int)PANEL_BUTTONS && (int)BUTTON_WHITE == (int)PANEL_WHITE,
	       "core and hw count the buttons alike");

/* The office's id makes hashes of one office useless to another; a secret makes them hard to guess.
 */
static void make_salt(const struct settings *settings, char to[SALT_SIZE])
{
	snprintf(to, SALT_SIZE, "praatje badge %s %s", settings->office, settings->badge_salt);
}

static struct panel_options options_for(const struct settings *settings, const char *wiring,
					const char *salt)
{
	return (struct panel_options){
	    .wiring = wiring,
	    .boards = settings->boards,
	    .script = settings->panel_script,
	    .lamps = settings->panel_lamps,
	    .root = settings->panel_root,
	    .readers = settings->badge_readers,
	    .salt = salt,
	};
}

static void on_event(void *data, const struct panel_event *from)
{
	struct device *device = data;
	struct event event = {
	    .button = (enum button)from->button,
	    .down = from->down,
	    .at_mono_ms = from->mono_ms,
	    .badge = from->hash,
	};

	switch (from->kind) {
	case PANEL_FAULT:
		device_fault(device, "panel", "%s", from->text);
		return;
	case PANEL_WELL:
		log_line("panel", "%s", from->text);
		return;
	case PANEL_EDGE:
		event.kind = EVENT_BUTTON;
		break;
	case PANEL_LEVEL:
		event.kind = EVENT_BUTTON_LEVEL;
		break;
	case PANEL_MOVEMENT:
		event.kind = EVENT_MOVEMENT;
		break;
	case PANEL_BADGE:
		if (device_enrol_badge(device, from->hash))
			return;
		event.kind = EVENT_BADGE;
		break;
	}
	device_step(device, &event);
}

/* What the panel has to tell is fetched before every wait; its descriptor only wakes. */
static void on_ready(void *data, int fd, uint32_t events)
{
	(void)data;
	(void)fd;
	(void)events;
}

/* A panel is the kiosk's whole screen; in a window on a desktop the light is not ours to set. */
static bool owns_light(const struct device *device)
{
	const struct settings *settings = &device->options->settings;

	return settings->panel_root[0] || settings->fullscreen ||
	       strcmp(window_driver(device->window), "KMSDRM") == 0;
}

static void open_panel(struct device *device, const char *wiring)
{
	const struct settings *settings = &device->options->settings;
	struct device_panel *state = &device->panel;
	char salt[SALT_SIZE];

	make_salt(settings, salt);
	struct panel_options options = options_for(settings, wiring, salt);
	options.backlight = owns_light(device);
	if (!options.backlight)
		options.readers = PANEL_READERS_NONE;
	snprintf(state->wiring, sizeof state->wiring, "%s", wiring);
	state->panel = panel_open(&options);
	explicit_bzero(salt, sizeof salt);
	int result = state->panel ? loop_watch(device->loop, panel_fd(state->panel), EPOLLIN,
					       on_ready, device)
				  : -errno;
	state->failed = result < 0;
	if (state->failed)
		device_fault(device, "panel", "it can't be opened: %s", strerror(-result));
}

void device_panel_close(struct device *device)
{
	struct device_panel *state = &device->panel;

	if (!state->panel)
		return;
	loop_unwatch(device->loop, panel_fd(state->panel));
	panel_close(state->panel);
	device_enrol_end(device);
	*state = (struct device_panel){0};
	/* No button is stuck, or held, that isn't there. */
	for (int i = 0; i < BUTTON_COUNT; i++)
		device_step(device,
			    &(struct event){.kind = EVENT_BUTTON_LEVEL, .button = (enum button)i});
}

static void show(struct device *device)
{
	struct device_panel *state = &device->panel;
	struct moment now = clock_now();
	struct lamps lamps = office_lamps(device->office, &now);
	int brightness = office_brightness(device->office, &now);

	for (int i = 0; i < BUTTON_COUNT; i++) {
		if (!state->shown || state->lit[i] != lamps.lit[i])
			panel_lamp(state->panel, (enum panel_button)i, lamps.lit[i]);
		state->lit[i] = lamps.lit[i];
	}
	if (!state->shown || state->brightness != brightness)
		panel_brightness(state->panel, brightness);
	state->brightness = brightness;
	state->wake_ms = lamps.wake_ms;
	state->shown = true;
}

static void report_stuck(struct device *device)
{
	struct device_panel *state = &device->panel;
	bool news = false;

	for (int i = 0; i < BUTTON_COUNT; i++) {
		bool stuck = office_button_stuck(device->office, (enum button)i);
		if (stuck == state->stuck[i])
			continue;
		state->stuck[i] = stuck;
		news = true;
		log_line("panel", "the %s button %s", button_name((enum button)i),
			 stuck ? "is stuck: it does nothing until it is let go" : "is free again");
	}
	if (news && device->conn)
		device_announce(device, true);
}

void device_panel_update(struct device *device)
{
	struct device_panel *state = &device->panel;
	const char *wiring = device->office->self.panel;

	if (state->panel && strcmp(state->wiring, wiring) != 0)
		device_panel_close(device);
	if (!state->panel && (!state->failed || strcmp(state->wiring, wiring) != 0))
		open_panel(device, wiring);
	if (!state->panel)
		return;
	panel_drain(state->panel, on_event, device);
	device_enrol_tick(device, clock_now().mono_ms);
	report_stuck(device);
	show(device);
}

int64_t device_panel_due_ms(const struct device *device)
{
	int64_t enrol_ms = device_enrol_due_ms(device);

	if (!device->panel.panel)
		return INT64_MAX;
	return device->panel.wake_ms < enrol_ms ? device->panel.wake_ms : enrol_ms;
}

void device_panel_ask(struct device *device)
{
	struct panel *panel = device->panel.panel;

	if (panel)
		panel_drain(panel, on_event, device);
	/* Only that it was let go: a press that nobody saw begin is none, and its edge may yet
	 * come. */
	for (int i = 0; panel && i < BUTTON_COUNT; i++) {
		struct event event = {.kind = EVENT_BUTTON_LEVEL, .button = (enum button)i};
		if (office_button_busy(device->office, event.button) &&
		    panel_level(panel, (enum panel_button)i, &event.down) && !event.down)
			device_step(device, &event);
	}
}

void device_panel_key(struct device *device, const struct window_event *event)
{
	if (device->panel.panel && event->key >= WINDOW_KEY_F1 && event->key <= WINDOW_KEY_F4)
		panel_key(device->panel.panel, (enum panel_key)(event->key - WINDOW_KEY_F1),
			  event->kind == WINDOW_KEY);
}

int device_panel_check(const struct options *options)
{
	const struct settings *settings = &options->settings;
	char salt[SALT_SIZE];

	make_salt(settings, salt);
	struct panel_options panel = options_for(settings, options->config.panel, salt);
	return panel_check(&panel, options->panel_check) < 0 ? EX_CONFIG : EX_OK;
}
