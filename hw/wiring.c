#include "hw/wiring.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "hw/resolve.h"

static void tell(struct wiring *wiring, const char *text)
{
	if (strcmp(wiring->told, text) == 0)
		return;
	snprintf(wiring->told, sizeof wiring->told, "%s", text);
	events_tell(wiring->events, PANEL_FAULT, "%s", text);
}

static bool has(const struct wiring *wiring, int part)
{
	return wiring->sim || (wiring->pins && wiring->board.lines[part].given);
}

/* How the buttons are found: what is held already must not count as pressed. */
static void tell_levels(struct wiring *wiring)
{
	for (int i = 0; i < PANEL_BUTTONS; i++) {
		struct panel_event event = {.kind = PANEL_LEVEL, .mono_ms = hw_now_ms()};
		event.button = (enum panel_button)i;
		if (has(wiring, BOARD_BUTTON_YELLOW + i) &&
		    wiring_level(wiring, event.button, &event.down))
			events_add(wiring->events, &event);
	}
}

static void take_pins(struct wiring *wiring)
{
	struct pins_chip chip;
	char error[PANEL_TEXT_SIZE];
	int fds[PINS_FDS_MAX];

	if (!resolve(&wiring->board, &chip, error, sizeof error)) {
		tell(wiring, error);
		return;
	}
	wiring->pins = pins_open(&wiring->board, chip.path);
	if (!wiring->pins) {
		resolve_complain(&wiring->board, &chip, errno, error, sizeof error);
		tell(wiring, error);
		return;
	}
	int count = pins_fds(wiring->pins, fds);
	for (int i = 0; i < count; i++)
		wiring->watch(wiring->data, fds[i]);
	if (wiring->told[0])
		events_tell(wiring->events, PANEL_WELL, "the buttons work again");
	wiring->told[0] = '\0';
	for (int i = 0; i < PANEL_BUTTONS; i++)
		wiring_lamp(wiring, (enum panel_button)i, wiring->lit[i]);
	tell_levels(wiring);
}

static void lose_pins(struct wiring *wiring, int error)
{
	const struct board *board = &wiring->board;
	char text[PANEL_TEXT_SIZE];

	if (wiring->moving)
		events_add(wiring->events,
			   &(struct panel_event){.kind = PANEL_MOVEMENT, .mono_ms = hw_now_ms()});
	wiring->moving = false;
	pins_close(wiring->pins);
	wiring->pins = NULL;
	snprintf(text, sizeof text, "%.160s:%d: the GPIO chip %s is gone: %s", board->path,
		 board->label_place, board->label, strerror(error));
	tell(wiring, text);
}

static void open_sim(struct wiring *wiring, const struct panel_options *options)
{
	int fds[SIM_FDS];

	wiring->sim = sim_open(wiring->events, options->script, options->lamps, options->salt);
	if (!wiring->sim)
		return;
	sim_fds(wiring->sim, fds);
	for (int i = 0; i < SIM_FDS; i++)
		wiring->watch(wiring->data, fds[i]);
	tell_levels(wiring);
}

void wiring_open(struct wiring *wiring, const struct panel_options *options, struct events *events,
		 void (*watch)(void *data, int fd), void *data)
{
	char path[BOARD_PATH_SIZE + BOARD_NAME_SIZE + 8], error[PANEL_TEXT_SIZE];

	*wiring = (struct wiring){.events = events, .watch = watch, .data = data};
	if (!options->wiring[0])
		return;
	if (strcmp(options->wiring, PANEL_SIM) == 0) {
		open_sim(wiring, options);
		return;
	}
	snprintf(path, sizeof path, "%s/%s.conf", options->boards, options->wiring);
	wiring->mapped = board_read(&wiring->board, path, error, sizeof error);
	if (wiring->mapped)
		take_pins(wiring);
	else
		tell(wiring, error);
}

void wiring_close(struct wiring *wiring)
{
	sim_close(wiring->sim);
	pins_close(wiring->pins);
}

/* Older kernels wake nobody who waits for edges when the chip goes. */
static void miss_pins(struct wiring *wiring)
{
	for (int part = 0; wiring->pins && part < BOARD_INPUTS; part++) {
		int level = pins_level(wiring->pins, (enum board_part)part);
		if (level < 0)
			lose_pins(wiring, -level);
	}
}

void wiring_look_again(struct wiring *wiring)
{
	if (wiring->pins)
		miss_pins(wiring);
	else if (wiring->mapped)
		take_pins(wiring);
}

static void on_edge(void *data, enum board_part part, bool active, int64_t mono_ms)
{
	struct wiring *wiring = data;
	struct panel_event event = {.kind = PANEL_EDGE, .mono_ms = mono_ms, .down = active};

	if (part == BOARD_MOVEMENT) {
		event.kind = PANEL_MOVEMENT;
		wiring->moving = active;
	} else {
		event.button = (enum panel_button)(part - BOARD_BUTTON_YELLOW);
	}
	events_add(wiring->events, &event);
}

static bool is_pin(const struct wiring *wiring, int fd)
{
	int fds[PINS_FDS_MAX];
	int count = wiring->pins ? pins_fds(wiring->pins, fds) : 0;

	for (int i = 0; i < count; i++) {
		if (fds[i] == fd)
			return true;
	}
	return false;
}

static bool is_sim(const struct wiring *wiring, int fd)
{
	int fds[SIM_FDS] = {-1, -1};

	if (wiring->sim)
		sim_fds(wiring->sim, fds);
	return fds[0] == fd || fds[1] == fd;
}

bool wiring_read(struct wiring *wiring, int fd)
{
	if (is_pin(wiring, fd)) {
		int result = pins_read(wiring->pins, on_edge, wiring);
		if (result < 0)
			lose_pins(wiring, -result);
		return true;
	}
	if (is_sim(wiring, fd)) {
		sim_read(wiring->sim);
		return true;
	}
	return false;
}

bool wiring_level(struct wiring *wiring, enum panel_button button, bool *down)
{
	enum board_part part = (enum board_part)(BOARD_BUTTON_YELLOW + (int)button);

	if (wiring->sim) {
		*down = sim_level(wiring->sim, button);
		return true;
	}
	if (!has(wiring, (int)part))
		return false;
	int level = pins_level(wiring->pins, part);
	if (level < 0) {
		lose_pins(wiring, -level);
		return false;
	}
	*down = level != 0;
	return true;
}

void wiring_lamp(struct wiring *wiring, enum panel_button lamp, bool lit)
{
	int part = BOARD_LAMP_YELLOW + (int)lamp;

	wiring->lit[lamp] = lit;
	if (wiring->sim) {
		sim_lamp(wiring->sim, lamp, lit);
	} else if (has(wiring, part)) {
		int result = pins_set(wiring->pins, (enum board_part)part, lit);
		if (result < 0)
			lose_pins(wiring, -result);
	}
}
