/* How many are open and how many are here, for lamps and for Home Assistant. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "device/device.h"
#include "device/log.h"

enum {
	SETTLE_MS = 1000, /* who comes in often is open a moment later */
	EVERY_MS = 5 * 60 * 1000,
};
_Static_assert(2 * EVERY_MS < COUNTS_EXPIRY_S * 1000, "counts are refreshed before they expire");

static void say(struct device *device, const struct counts *counts)
{
	char *payload = counts_encode(counts);
	int result = device_publish_own(device, TOPIC_COUNTS, payload, COUNTS_EXPIRY_S);

	if (result < 0 && result != -ENOTCONN)
		log_line("link", "the counts could not be said: %s", strerror(-result));
	free(payload);
}

void device_counts_tick(struct device *device, const struct moment *now)
{
	struct device_counts *own = &device->counts;

	if (!device->office->me.in_step || device->office->self_gone) {
		own->due_ms = INT64_MAX;
		return;
	}
	const struct counts counts = {
	    .open = office_count_open(device->office, now),
	    .here = office_count_here(device->office, now),
	};
	bool changed = counts.open != own->said.open || counts.here != own->said.here;
	if (own->conn != device->conn)
		own->due_ms = now->mono_ms;
	else if (changed && own->due_ms > now->mono_ms + SETTLE_MS)
		own->due_ms = now->mono_ms + SETTLE_MS;
	if (own->due_ms > now->mono_ms)
		return;
	say(device, &counts);
	*own = (struct device_counts){device->conn, counts, now->mono_ms + EVERY_MS};
}
