/* Sets the device up, runs it, and takes it down in reverse. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sysexits.h>

#include "device/clock.h"
#include "device/device.h"
#include "device/log.h"

enum {
	STATUS_EVERY_MS = 5 * 60 * 1000,
	SAVE_EVERY_MS = 60 * 60 * 1000,
};

static int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

void device_step(struct device *device, const struct event *event)
{
	struct effects effects;

	core_step(device->office, event, clock_now(), &effects);
	device_carry(device, &effects);
}

static void on_timer(void *data)
{
	struct device *device = data;
	struct moment now = clock_now();

	device_panel_ask(device);
	device_step(device, &(struct event){.kind = EVENT_TICK});
	if (now.mono_ms >= device->status_due_ms) {
		device->status_due_ms = now.mono_ms + STATUS_EVERY_MS;
		device_announce(device, true);
	}
	if (now.mono_ms >= device->save_due_ms) {
		device->save_due_ms = now.mono_ms + SAVE_EVERY_MS;
		clock_save();
	}
}

static void on_link(void *data, int fd, uint32_t events)
{
	(void)fd;
	(void)events;
	device_hear_link(data);
}

static void on_store(void *data, int fd, uint32_t events)
{
	(void)fd;
	(void)events;
	device_hear_store(data);
}

/* What the window has to tell is fetched before every wait; its descriptors only wake. */
static void on_window(void *data, int fd, uint32_t events)
{
	(void)data;
	(void)fd;
	(void)events;
}

static void on_signal(void *data, int signo)
{
	struct device *device = data;

	(void)signo;
	loop_stop(device->loop, EX_OK);
}

void device_watch_window(struct device *device)
{
	int fds[WINDOW_FDS_MAX];
	int count = window_fds(device->window, fds, WINDOW_FDS_MAX);

	/* An input device that went took its descriptor along: unwatching it is harmless. */
	for (int i = 0; i < device->window_fds_count; i++)
		loop_unwatch(device->loop, device->window_fds[i]);
	for (int i = 0; i < count; i++) {
		int result = loop_watch(device->loop, fds[i], EPOLLIN, on_window, device);
		if (result < 0)
			log_line("window", "input can't be watched: %s", strerror(-result));
		device->window_fds[i] = fds[i];
	}
	device->window_fds_count = count;
}

static const char *how_it_is(const struct device *device)
{
	if (device->disk_hangs)
		return "the disk does not answer";
	if (device->office->me.in_step)
		return "in step with the broker";
	return device->conn ? "connected to the broker" : "no connection to the broker";
}

/* systemd hears that the screen, which this is, and the link are alive. */
static void tell_alive(struct device *device, int64_t now_ms)
{
	bool connecting = false;
	int64_t stuck_ms = link_stuck_ms(device->link, &connecting);

	watchdog_ready(&device->watchdog, how_it_is(device));
	watchdog_tick(&device->watchdog, now_ms, stuck_ms, connecting, how_it_is(device));
}

/*
 * Presenting may have made the window's library read ahead: round until it is quiet. Only then is a
 * finger surely still down, however long drawing took.
 */
void device_show_and_look(struct device *device)
{
	bool any;

	device->looked_ms = loop_woke_ms(device->loop);
	do {
		device_draw(device);
		any = window_drain(device->window, device_window_event, device);
		device->looked_ms = loop_now_ms();
		if (!any)
			device_touch_tick(device, device->looked_ms);
	} while (any || device->redraw);
}

static void before_wait(void *data)
{
	struct device *device = data;
	struct moment now = clock_now();

	device_leave_tick(device);
	device_announce_sent(device);
	device_discovery_tick(device);
	device_counts_tick(device, &now);
	device_tally_tick(device, now.mono_ms);
	device_keep_tick(device, now.mono_ms);
	device_disk_tick(device, now.mono_ms);
	device_report_tick(device, now.mono_ms);
	device_panel_update(device);
	device_show_and_look(device);
	if (window_fds_changed(device->window))
		device_watch_window(device);

	now = clock_now();
	tell_alive(device, now.mono_ms);
	int64_t due_ms = sooner(device->status_due_ms, device->save_due_ms);
	due_ms = sooner(due_ms, device->counts.due_ms);
	due_ms = sooner(due_ms, device_tally_due_ms(device));
	due_ms = sooner(due_ms, office_wake_ms(device->office, &now));
	due_ms = sooner(due_ms, device_draw_due_ms(device, &now));
	due_ms = sooner(due_ms, device_panel_due_ms(device));
	due_ms = sooner(due_ms, watchdog_due_ms(&device->watchdog));
	due_ms = sooner(due_ms, device_keep_due_ms(device));
	due_ms = sooner(due_ms, device_disk_due_ms(device, now.mono_ms));
	due_ms = sooner(due_ms, device_report_due_ms(device));
	due_ms = sooner(due_ms, device->again_ms);
	loop_timer_set(device->timer, due_ms);
}

int device_watch_link(struct device *device)
{
	return loop_watch(device->loop, link_fd(device->link), EPOLLIN, on_link, device);
}

/* Descriptors into one loop. 0 or -errno. */
static int wire(struct device *device)
{
	int result = device_watch_link(device);

	device_watch_window(device);
	if (result == 0 && device->store)
		result =
		    loop_watch(device->loop, store_fd(device->store), EPOLLIN, on_store, device);
	return result < 0 ? result : loop_before_wait(device->loop, before_wait, device);
}

bool device_open_loop(struct device *device, void (*on_due)(void *data), void *data)
{
	device->loop = loop_create();
	if (!device->loop)
		return false;
	signal(SIGPIPE, SIG_IGN);
	if (loop_signal(device->loop, SIGTERM, on_signal, device) < 0 ||
	    loop_signal(device->loop, SIGINT, on_signal, device) < 0)
		return false;
	device->timer = loop_timer_create(device->loop, on_due, data);
	return device->timer != NULL;
}

static int failed(const char *what)
{
	log_line("loop", "out of %s: %s", what, strerror(errno));
	return EX_OSERR;
}

static int run(struct device *device)
{
	struct moment now = clock_now();

	device->status_due_ms = now.mono_ms + STATUS_EVERY_MS;
	device->save_due_ms = now.mono_ms + SAVE_EVERY_MS;
	watchdog_open(&device->watchdog);
	if (wire(device) < 0)
		return failed("descriptors");
	device_await_store(device);
	/* What the broker sent meanwhile belongs into the first picture. */
	device_hear_link(device);
	int status = loop_run(device->loop);
	return status < 0 && status != DEVICE_RESTART ? failed("descriptors") : status;
}

int device_run(const struct options *options)
{
	struct device device = {.options = options, .watchdog = {.fd = -1}, .again_ms = INT64_MAX};

	window_prepare();
	/* The loop comes first: it blocks its signals for all threads. */
	int status = device_open_loop(&device, on_timer, &device) ? device_open(&device)
								  : failed("descriptors");
	if (status == EX_OK)
		status = options->picture[0] ? device_picture(&device) : run(&device);
	/* systemd would kill what goes on after it was told that it stops. */
	if (status != DEVICE_RESTART)
		watchdog_close(&device.watchdog);
	device_close(&device);
	loop_timer_destroy(device.timer);
	loop_destroy(device.loop);
	return status;
}
