/* The panel of its parts: a wiring, the backlight, badge readers; one epoll over them. */
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
#include "hw/udev.h"
#include "hw/wiring.h"

enum { PATH_SIZE = 1024, AT_ONCE = 16 };

struct panel {
	bool backlight;
	char root[BOARD_PATH_SIZE];
	char salt[PANEL_TEXT_SIZE];
	char wanted[PANEL_TEXT_SIZE]; /* readers */

	struct events events;
	int epoll_fd;
	int folders_fd; /* inotify on /dev and what is in it */
	int udev_fd;    /* a backlight has no node there; -1: none */
	struct wiring wiring;
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

/* What comes and goes: chips in /dev, readers in /dev/input/by-id, which may not be there yet. */
static void watch_folders(struct panel *panel)
{
	static const char *const folders[] = {"/dev", "/dev/input", "/dev/input/by-id"};
	char path[PATH_SIZE];

	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s%s", panel->root, folders[i]);
		inotify_add_watch(panel->folders_fd, path,
				  IN_CREATE | IN_DELETE | IN_ATTRIB | IN_MOVED_TO);
	}
}

static void copy_options(struct panel *panel, const struct panel_options *options)
{
	panel->backlight = options->backlight;
	snprintf(panel->root, sizeof panel->root, "%s", options->root);
	snprintf(panel->salt, sizeof panel->salt, "%s", options->salt);
	snprintf(panel->wanted, sizeof panel->wanted, "%s", options->readers);
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
	panel->udev_fd = panel->backlight && !panel->root[0] ? udev_open() : -1;
	if (panel->epoll_fd < 0 || panel->folders_fd < 0) {
		panel_close(panel);
		return NULL;
	}
	watch(panel, panel->folders_fd);
	watch(panel, panel->udev_fd);
	watch_folders(panel);
	wiring_open(&panel->wiring, options, &panel->events, watch, panel);
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
	wiring_close(&panel->wiring);
	if (panel->udev_fd >= 0)
		close(panel->udev_fd);
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

/* Writes the level to every light there is now, and tells when that begins or ends to fail. */
static void set_lights(struct panel *panel)
{
	if (!panel->backlight || panel->percent < 0)
		return;
	int result = backlight_set(panel->root, panel->percent);
	if (result < 0 && !panel->light_failed)
		events_tell(&panel->events, PANEL_FAULT, "the backlight can't be set: %s",
			    strerror(-result));
	else if (result >= 0 && panel->light_failed)
		events_tell(&panel->events, PANEL_WELL, "the backlight can be set again");
	panel->light_failed = result < 0;
}

static void folders_changed(struct panel *panel)
{
	char events[4096];

	while (read(panel->folders_fd, events, sizeof events) > 0)
		;
	watch_folders(panel);
	wiring_look_again(&panel->wiring);
	readers_scan(&panel->readers, watch, panel);
	set_lights(panel); /* a display that is plugged in brings its light along */
}

static void lights_changed(struct panel *panel)
{
	if (udev_read(panel->udev_fd, "backlight"))
		set_lights(panel);
}

static void read_from(struct panel *panel, int fd)
{
	if (fd == panel->folders_fd)
		folders_changed(panel);
	else if (fd == panel->udev_fd)
		lights_changed(panel);
	else if (!wiring_read(&panel->wiring, fd))
		readers_read(&panel->readers, fd);
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
	if (panel->light_failed)
		set_lights(panel);
	while (events_take(&panel->events, &event)) {
		any = true;
		handler(data, &event);
	}
	return any;
}

bool panel_level(struct panel *panel, enum panel_button button, bool *down)
{
	return wiring_level(&panel->wiring, button, down);
}

void panel_lamp(struct panel *panel, enum panel_button lamp, bool lit)
{
	wiring_lamp(&panel->wiring, lamp, lit);
}

void panel_brightness(struct panel *panel, int percent)
{
	panel->percent = percent;
	if (percent > 0)
		panel->light_percent = percent;
	if (panel->wiring.sim)
		sim_brightness(panel->wiring.sim, percent);
	set_lights(panel);
}

int panel_readers(const struct panel *panel)
{
	int count = panel->wiring.sim != NULL;

	for (int i = 0; i < READERS_MAX; i++)
		count += panel->readers.list[i].fd >= 0;
	return count;
}

void panel_key(struct panel *panel, enum panel_key key, bool down)
{
	if (panel->wiring.sim)
		sim_key(panel->wiring.sim, key, down);
}
