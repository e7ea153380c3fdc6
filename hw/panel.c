/* The panel of its parts: pins or the sim, the backlight, badge readers; one epoll over them. */
#include "hw/panel.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "hw/backlight.h"
#include "hw/readers.h"
#include "hw/resolve.h"
#include "hw/sim.h"

enum { PATH_SIZE = 1024, AT_ONCE = 16 };

struct panel {
	bool backlight;
	char wiring[BOARD_NAME_SIZE];
	char boards[BOARD_PATH_SIZE];
	char root[BOARD_PATH_SIZE];
	char salt[PANEL_TEXT_SIZE];
	char wanted[PANEL_TEXT_SIZE]; /* readers */
	char script[BOARD_PATH_SIZE];
	char lamps[BOARD_PATH_SIZE];

	struct events events;
	int epoll_fd;
	int folders_fd; /* inotify on /dev and what is in it */
	struct sim *sim;
	bool wired; /* board is one */
	struct board board;
	struct pins *pins; /* NULL: not there now */
	bool lit[PANEL_BUTTONS];
	bool moving;                /* and its end is to come */
	char told[PANEL_TEXT_SIZE]; /* the fault of the pins that was told last; empty: well */
	struct readers readers;
	int percent;       /* of the light; -1: never set */
	int light_percent; /* the last that wasn't dark */
	bool light_failed;
};

static void watch(void *data, int fd)
{
	struct panel *panel = data;
	struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};

	if (fd >= 0 && epoll_ctl(panel->epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0)
		events_tell(&panel->events, PANEL_FAULT, "the panel can't be watched: %s",
			    strerror(errno));
}

static void tell_pins(struct panel *panel, const char *text)
{
	if (strcmp(panel->told, text) == 0)
		return;
	snprintf(panel->told, sizeof panel->told, "%s", text);
	events_tell(&panel->events, PANEL_FAULT, "%s", text);
}

static bool part_wired(const struct panel *panel, int part)
{
	return panel->sim || (panel->pins && panel->board.lines[part].given);
}

/* How the buttons are found: what is held already must not count as pressed. */
static void tell_levels(struct panel *panel)
{
	for (int i = 0; i < PANEL_BUTTONS; i++) {
		struct panel_event event = {.kind = PANEL_LEVEL, .mono_ms = hw_now_ms()};
		event.button = (enum panel_button)i;
		if (part_wired(panel, BOARD_BUTTON_YELLOW + i) &&
		    panel_level(panel, event.button, &event.down))
			events_add(&panel->events, &event);
	}
}

static void take_pins(struct panel *panel)
{
	struct pins_chip chip;
	char error[PANEL_TEXT_SIZE];
	int fds[PINS_FDS_MAX];

	if (resolve(&panel->board, &chip, error, sizeof error) != RESOLVED) {
		tell_pins(panel, error);
		return;
	}
	panel->pins = pins_open(&panel->board, chip.path);
	if (!panel->pins) {
		resolve_complain(&panel->board, &chip, errno, error, sizeof error);
		tell_pins(panel, error);
		return;
	}
	int count = pins_fds(panel->pins, fds);
	for (int i = 0; i < count; i++)
		watch(panel, fds[i]);
	if (panel->told[0])
		events_tell(&panel->events, PANEL_WELL, "the buttons work again");
	panel->told[0] = '\0';
	for (int i = 0; i < PANEL_BUTTONS; i++)
		panel_lamp(panel, (enum panel_button)i, panel->lit[i]);
	tell_levels(panel);
}

static void lose_pins(struct panel *panel, int error)
{
	char text[PANEL_TEXT_SIZE];

	if (panel->moving)
		events_add(&panel->events,
			   &(struct panel_event){.kind = PANEL_MOVEMENT, .mono_ms = hw_now_ms()});
	panel->moving = false;
	pins_close(panel->pins);
	panel->pins = NULL;
	snprintf(text, sizeof text, "%.160s:%d: the GPIO chip %s is gone: %s", panel->board.path,
		 panel->board.label_place, panel->board.label, strerror(error));
	tell_pins(panel, text);
}

static void open_wiring(struct panel *panel)
{
	char path[BOARD_PATH_SIZE + BOARD_NAME_SIZE + 8], error[PANEL_TEXT_SIZE];
	int fds[SIM_FDS];

	if (!panel->wiring[0])
		return;
	if (strcmp(panel->wiring, PANEL_SIM) == 0) {
		panel->sim = sim_open(&panel->events, panel->script, panel->lamps, panel->salt);
		if (!panel->sim)
			return;
		sim_fds(panel->sim, fds);
		for (int i = 0; i < SIM_FDS; i++)
			watch(panel, fds[i]);
		tell_levels(panel);
		return;
	}
	snprintf(path, sizeof path, "%s/%s.conf", panel->boards, panel->wiring);
	panel->wired = board_read(&panel->board, path, error, sizeof error);
	if (panel->wired)
		take_pins(panel);
	else
		tell_pins(panel, error);
}

/* What comes and goes: chips in /dev, readers in /dev/input/by-id, which may not be there yet. */
static void watch_folders(struct panel *panel)
{
	static const char *const folders[] = {"/dev", "/dev/input", "/dev/input/by-id"};
	char path[PATH_SIZE];

	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s%s", panel->root, folders[i]);
		inotify_add_watch(panel->folders_fd, path, IN_CREATE | IN_ATTRIB | IN_MOVED_TO);
	}
}

static void copy_options(struct panel *panel, const struct panel_options *options)
{
	panel->backlight = options->backlight;
	snprintf(panel->wiring, sizeof panel->wiring, "%s", options->wiring);
	snprintf(panel->boards, sizeof panel->boards, "%s", options->boards);
	snprintf(panel->root, sizeof panel->root, "%s", options->root);
	snprintf(panel->salt, sizeof panel->salt, "%s", options->salt);
	snprintf(panel->wanted, sizeof panel->wanted, "%s", options->readers);
	snprintf(panel->script, sizeof panel->script, "%s", options->script);
	snprintf(panel->lamps, sizeof panel->lamps, "%s", options->lamps);
}

struct panel *panel_open(const struct panel_options *options)
{
	struct panel *panel = calloc(1, sizeof *panel);

	if (!panel)
		return NULL;
	copy_options(panel, options);
	panel->percent = -1;
	panel->light_percent = 100;
	readers_init(&panel->readers, panel->root, panel->wanted, panel->salt, &panel->events);
	panel->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	panel->folders_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (panel->epoll_fd < 0 || panel->folders_fd < 0) {
		panel_close(panel);
		return NULL;
	}
	watch(panel, panel->folders_fd);
	watch_folders(panel);
	open_wiring(panel);
	readers_scan(&panel->readers, watch, panel);
	return panel;
}

void panel_close(struct panel *panel)
{
	if (!panel)
		return;
	if (panel->percent == 0)
		panel_brightness(panel, panel->light_percent);
	readers_finish(&panel->readers);
	sim_close(panel->sim);
	pins_close(panel->pins);
	if (panel->folders_fd >= 0)
		close(panel->folders_fd);
	if (panel->epoll_fd >= 0)
		close(panel->epoll_fd);
	free(panel);
}

int panel_fd(const struct panel *panel)
{
	return panel->epoll_fd;
}

static void on_edge(void *data, enum board_part part, bool active, int64_t mono_ms)
{
	struct panel *panel = data;
	struct panel_event event = {.kind = PANEL_EDGE, .mono_ms = mono_ms, .down = active};

	if (part == BOARD_MOVEMENT) {
		event.kind = PANEL_MOVEMENT;
		panel->moving = active;
	} else {
		event.button = (enum panel_button)(part - BOARD_BUTTON_YELLOW);
	}
	events_add(&panel->events, &event);
}

static void folders_changed(struct panel *panel)
{
	char events[4096];

	while (read(panel->folders_fd, events, sizeof events) > 0)
		;
	watch_folders(panel);
	if (panel->wired && !panel->pins)
		take_pins(panel);
	readers_scan(&panel->readers, watch, panel);
}

static bool is_pin(const struct panel *panel, int fd)
{
	int fds[PINS_FDS_MAX];
	int count = panel->pins ? pins_fds(panel->pins, fds) : 0;

	for (int i = 0; i < count; i++) {
		if (fds[i] == fd)
			return true;
	}
	return false;
}

static bool is_sim(const struct panel *panel, int fd)
{
	int fds[SIM_FDS] = {-1, -1};

	if (panel->sim)
		sim_fds(panel->sim, fds);
	return fds[0] == fd || fds[1] == fd;
}

static void read_from(struct panel *panel, int fd)
{
	if (fd == panel->folders_fd) {
		folders_changed(panel);
	} else if (is_pin(panel, fd)) {
		int result = pins_read(panel->pins, on_edge, panel);
		if (result < 0)
			lose_pins(panel, -result);
	} else if (is_sim(panel, fd)) {
		sim_read(panel->sim);
	} else {
		readers_read(&panel->readers, fd);
	}
}

bool panel_drain(struct panel *panel, void (*handler)(void *data, const struct panel_event *),
		 void *data)
{
	struct epoll_event ready[AT_ONCE];
	struct panel_event event;
	bool any = false;

	int count = epoll_wait(panel->epoll_fd, ready, AT_ONCE, 0);
	for (int i = 0; i < count; i++)
		read_from(panel, ready[i].data.fd);
	while (events_take(&panel->events, &event)) {
		any = true;
		handler(data, &event);
	}
	return any;
}

bool panel_level(struct panel *panel, enum panel_button button, bool *down)
{
	enum board_part part = (enum board_part)(BOARD_BUTTON_YELLOW + (int)button);

	if (panel->sim) {
		*down = sim_level(panel->sim, button);
		return true;
	}
	if (!part_wired(panel, (int)part))
		return false;
	int level = pins_level(panel->pins, part);
	if (level < 0) {
		lose_pins(panel, -level);
		return false;
	}
	*down = level != 0;
	return true;
}

void panel_lamp(struct panel *panel, enum panel_button lamp, bool lit)
{
	int part = BOARD_LAMP_YELLOW + (int)lamp;

	panel->lit[lamp] = lit;
	if (panel->sim)
		sim_lamp(panel->sim, lamp, lit);
	else if (part_wired(panel, part)) {
		int result = pins_set(panel->pins, (enum board_part)part, lit);
		if (result < 0)
			lose_pins(panel, -result);
	}
}

void panel_brightness(struct panel *panel, int percent)
{
	panel->percent = percent;
	if (percent > 0)
		panel->light_percent = percent;
	if (panel->sim)
		sim_brightness(panel->sim, percent);
	int result = panel->backlight ? backlight_set(panel->root, percent) : 0;
	if (result < 0 && !panel->light_failed)
		events_tell(&panel->events, PANEL_FAULT, "the backlight can't be set: %s",
			    strerror(-result));
	else if (result >= 0 && panel->light_failed)
		events_tell(&panel->events, PANEL_WELL, "the backlight can be set again");
	panel->light_failed = result < 0;
}

int panel_readers(const struct panel *panel)
{
	int count = panel->sim != NULL;

	for (int i = 0; i < READERS_MAX; i++)
		count += panel->readers.list[i].fd >= 0;
	return count;
}

void panel_key(struct panel *panel, enum panel_key key, bool down)
{
	if (panel->sim)
		sim_key(panel->sim, key, down);
}
