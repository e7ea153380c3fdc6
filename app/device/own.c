/* What is retained under this device's own name. */
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
