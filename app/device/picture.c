/* A picture of what this device would show, without a display and without announcing itself. */
#include <string.h>
#include <sys/epoll.h>
#include <sysexits.h>

#include "device/clock.h"
#include "device/device.h"
#include "device/log.h"

enum { LIMIT_MS = 10 * 1000 };

static int write_picture(struct device *device)
{
	const char *path = device->options->picture;
	struct moment now = clock_now();

	ui_compose(device->ui, device->office, &now);
	int result = ui_write_png(device->ui, path);
	if (result == 0)
		return EX_OK;
	log_line("picture", "%s can't be written: %s", path, strerror(-result));
	return EX_IOERR;
}

static void on_link(void *data, int fd, uint32_t events)
{
	struct device *device = data;

	(void)fd;
	(void)events;
	device_hear_link(device);
	if (device->office->link_refused)
		loop_stop(device->loop, EX_NOPERM);
	else if (device->office->me.in_step)
		loop_stop(device->loop, write_picture(device));
}

static void on_limit(void *data)
{
	struct device *device = data;
	bool connected = device->office->link == LINK_STATE_UP;

	if (connected)
		log_line("picture", "connected, but no answer from the broker within 10 s");
	else
		log_line("picture", "no connection to the broker at %s:%d within 10 s",
			 device->options->settings.host, device->options->settings.port);
	loop_stop(device->loop, connected ? EX_TEMPFAIL : EX_UNAVAILABLE);
}

int device_picture(struct device *device)
{
	struct loop_timer *limit = loop_timer_create(device->loop, on_limit, device);
	int status = EX_OSERR;

	if (limit &&
	    loop_watch(device->loop, link_fd(device->link), EPOLLIN, on_link, device) == 0) {
		loop_timer_set(limit, loop_now_ms() + LIMIT_MS);
		status = loop_run(device->loop);
	}
	loop_timer_destroy(limit);
	return status;
}
