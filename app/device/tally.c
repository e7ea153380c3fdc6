/* The tallies: what others counted is heard, and what was counted here is kept and said. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "device/device.h"
#include "device/log.h"
#include "protocol/tally.h"

enum {
	EXPIRY_S = 400 * 24 * 3600,
	RETRY_MS = 250,
};

/* What was counted while it was a kiosk stays said. */
static bool tells(const struct device *device)
{
	return !device->office->self_gone && device->window && !device->quiet;
}

void device_hear_tally(struct device *device, const char *id, const struct link_event *message)
{
	struct event event = {.kind = EVENT_TALLY};
	struct tally tally;
	struct faults faults;

	id_copy(event.id, id);
	if (message->payload_size) {
		if (!tally_decode(message->payload, message->payload_size, &tally, &faults)) {
			log_line("link", "a tally is refused: %s: %s", faults.list[0].pointer,
				 faults.list[0].message);
			return;
		}
		event.tally = &tally;
	}
	device_step(device, &event);
}

void device_restore_tally(struct device *device, const char *payload)
{
	struct tally tally;
	struct faults faults;

	if (!tally_decode(payload, strlen(payload), &tally, &faults)) {
		log_line("store", "the tally that was kept can't be read: %s",
			 faults.list[0].message);
		return;
	}
	device_step(device, &(struct event){.kind = EVENT_TALLY_KEPT, .tally = &tally});
	char *now = tally_encode(&device->office->counting.own);
	if (now && strcmp(now, payload) == 0)
		device->tally.kept_changes = device->office->counting.changes;
	free(now);
}

static void keep(struct device *device, const char *payload, int64_t mono_ms)
{
	struct device_tally *own = &device->tally;
	int result = store_tally(device->store, payload);

	if (result < 0)
		own->retry_ms = mono_ms + RETRY_MS;
	else
		own->kept_changes = device->office->counting.changes;
}

static void say(struct device *device, const char *payload, int64_t mono_ms)
{
	struct device_tally *own = &device->tally;
	int result = device_publish_own(device, TOPIC_TALLY, payload, EXPIRY_S);

	if (result == -EAGAIN) {
		own->retry_ms = mono_ms + RETRY_MS;
		return;
	}
	if (result < 0 && result != -ENOTCONN)
		log_line("link", "the tally could not be said: %s", strerror(-result));
	own->conn = device->conn;
	own->said_changes = device->office->counting.changes;
}

void device_tally_tick(struct device *device, int64_t mono_ms)
{
	const struct counting *counting = &device->office->counting;
	struct device_tally *own = &device->tally;
	bool keeps = device->store && device->loaded && own->kept_changes != counting->changes;
	bool says = device->office->me.in_step &&
		    (own->conn != device->conn || own->said_changes != counting->changes);

	own->retry_ms = INT64_MAX;
	if (!tells(device) || !counting->changes || (!keeps && !says))
		return;
	char *payload = tally_encode(&counting->own);
	if (payload && keeps)
		keep(device, payload, mono_ms);
	if (payload && says)
		say(device, payload, mono_ms);
	free(payload);
}

int64_t device_tally_due_ms(const struct device *device)
{
	return device->tally.retry_ms;
}
