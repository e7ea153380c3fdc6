/* An admin removed this device: it leaves nothing on the broker, and listens whether it may return.
 */
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>

#include "device/device.h"
#include "device/log.h"

/* Ends the connection in order, so that the broker drops the will, and begins another. */
static void reconnect(struct device *device, enum link_as as)
{
	loop_unwatch(device->loop, link_fd(device->link));
	link_destroy(device->link);
	device->conn = 0;
	device_step(device, &(struct event){.kind = EVENT_LINK_DOWN});
	device->link = device_link_open(device, as);
	int result = device->link ? device_watch_link(device) : -ENOMEM;
	if (result < 0) {
		log_error("link", "no connection can be made: %s", strerror(-result));
		loop_stop(device->loop, DEVICE_RESTART);
	}
}

static void leave(struct device *device)
{
	static const enum topic_kind own[] = {TOPIC_DISCOVERY, TOPIC_COUNTS, TOPIC_TALLY,
					      TOPIC_REPORT, TOPIC_STATUS};

	log_line("device", "was removed by an admin");
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		device_publish_own(device, own[i], "", -1);
	device->quiet = true;
	reconnect(device, LINK_AS_LISTENER);
}

void device_leave_tick(struct device *device)
{
	bool gone = device->leave_due;

	if (loop_now_ms() >= device->again_ms) {
		device->again_ms = INT64_MAX;
		reconnect(device, device->quiet ? LINK_AS_LISTENER : LINK_AS_DEVICE);
	}

	if (gone == device->quiet || (gone && !device->conn))
		return;
	if (gone) {
		leave(device);
		return;
	}
	log_line("device", "was added again by an admin");
	device->quiet = false;
	reconnect(device, LINK_AS_DEVICE);
}
