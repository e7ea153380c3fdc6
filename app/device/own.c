/* What is retained under this device's own name: all of it goes when the device is removed. */
#include <string.h>

#include "device/device.h"
#include "protocol/topic.h"

int device_publish_own(struct device *device, enum topic_kind kind, const char *payload,
		       int64_t expiry_s)
{
	const struct settings *settings = &device->options->settings;
	const struct topic topic = topic_make(kind, settings->office, settings->device);
	char text[TOPIC_TEXT_SIZE];

	topic_format(&topic, text);
	return link_publish(device->link, &(struct link_publication){
					      .topic = text,
					      .payload = payload,
					      .payload_size = strlen(payload),
					      .retain = true,
					      .expiry_s = expiry_s,
					  });
}

static void empty_all(struct device *device)
{
	static const enum topic_kind own[] = {TOPIC_DISCOVERY, TOPIC_COUNTS, TOPIC_TALLY,
					      TOPIC_REPORT, TOPIC_STATUS};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		device_publish_own(device, own[i], "", -1);
}

void device_own_tick(struct device *device)
{
	const struct office *office = device->office;

	if (office->self_gone && office->me.in_step && device->emptied_conn != device->conn) {
		device->emptied_conn = device->conn;
		empty_all(device);
	} else if (!office->self_gone && device->emptied_conn) {
		device->emptied_conn = 0;
		if (device->conn)
			device_announce(device, true);
	}
}
