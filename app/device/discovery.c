/* Makes this device known to Home Assistant, and anew when its role or name changes. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "device/device.h"
#include "device/log.h"
#include "protocol/discovery.h"

static bool said_already(const struct device *device)
{
	const struct device_discovery *said = &device->discovery;
	const struct device_config *self = &device->office->self;

	return said->conn == device->conn && said->role == self->role &&
	       strcmp(said->name, self->name) == 0;
}

void device_discovery_tick(struct device *device)
{
	const struct settings *settings = &device->options->settings;
	const struct device_config *self = &device->office->self;
	struct device_discovery *said = &device->discovery;

	if (!device->office->me.in_step || device->office->self_gone || said_already(device))
		return;
	char *payload = discovery_encode(settings->office, settings->device, self->role, self->name,
					 PRAATJE_VERSION);
	int result = device_publish_own(device, TOPIC_DISCOVERY, payload, -1);
	if (result < 0 && result != -ENOTCONN)
		log_line("link", "Home Assistant could not be told: %s", strerror(-result));
	free(payload);
	said->conn = device->conn;
	said->role = self->role;
	memcpy(said->name, self->name, sizeof said->name);
}
