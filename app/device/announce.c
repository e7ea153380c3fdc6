/* This device's own topics: its connection, its status and its will. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "device/clock.h"
#include "device/device.h"
#include "protocol/status.h"

enum {
	STATUS_EXPIRY_S = 30 * 24 * 3600,
	FILTERS = 8,
	FILTER_SIZE = 160,
	CLIENT_ID_SIZE = 96,
};

static int count_unsent(const struct office *office)
{
	int count = 0;

	for (int i = 0; i < office->people_count; i++)
		count += office->people[i].subject.unsent;
	for (int i = 0; i < office->signals_count; i++)
		count += office->signals[i].subject.unsent;
	return count;
}

static struct status status_of(const struct device *device, bool online, const struct moment *now)
{
	struct status status = {
	    .online = online,
	    .conn = device->conn,
	    .boot = device->start.boot_s,
	    .role = device->office->self.role,
	    .clock = now->clock,
	    .certificate = device->certificates.own_s,
	    .at = moment_trusted(now) ? moment_wall_s(now) : 0,
	};

	snprintf(status.version, sizeof status.version, "%s", PRAATJE_VERSION);
	status.unsent = count_unsent(device->office);
	for (int i = 0; i < BUTTON_COUNT; i++) {
		if (office_button_stuck(device->office, (enum button)i))
			id_copy(status.stuck[status.stuck_count++], button_name((enum button)i));
	}
	return status;
}

void device_announce(struct device *device, bool online)
{
	struct moment now = clock_now();

	if (!device->window || device->quiet)
		return;
	if (online)
		device_certificates(device, &now);
	struct status status = status_of(device, online, &now);
	char *payload = status_encode(&status);

	device_publish_own(device, TOPIC_STATUS, payload, STATUS_EXPIRY_S);
	device->unsent_said = status.unsent;
	free(payload);
}

void device_announce_sent(struct device *device)
{
	if (device->conn && device->unsent_said && !count_unsent(device->office))
		device_announce(device, true);
}

/* Runs in the link's thread: it may use nothing but what doesn't change. */
static size_t device_will(const void *data, int64_t conn, char *to, size_t size)
{
	const struct device_start *start = data;
	struct status status = {
	    .conn = conn,
	    .boot = start->boot_s,
	    .role = start->role,
	    .clock = start->clock,
	};

	snprintf(status.version, sizeof status.version, "%s", PRAATJE_VERSION);
	char *payload = status_encode(&status);
	int length = snprintf(to, size, "%s", payload ? payload : "");
	free(payload);
	return (size_t)length < size ? (size_t)length : 0;
}

static void make_filters(const struct device *device, char names[FILTERS][FILTER_SIZE],
			 struct link_subscription *filters)
{
	static const char *const own[] = {"command", "sync", "status"};
	static const char *const others[] = {"config/#", "person/+/state", "place/+/someone",
					     "device/+/tally", "device/all/command"};
	int count = 0;

	for (int i = 0; i < 5; i++, count++)
		snprintf(names[count], FILTER_SIZE, "%s/%s", device->root, others[i]);
	for (int i = 0; i < 3; i++, count++)
		snprintf(names[count], FILTER_SIZE, "%s/device/%s/%s", device->root,
			 device->options->settings.device, own[i]);
	for (int i = 0; i < FILTERS; i++)
		filters[i] = (struct link_subscription){
		    .filter = names[i],
		    .retain_as_published = strstr(names[i], "/command") != NULL,
		};
}

static const char *text_or_null(const char *text)
{
	return text[0] ? text : NULL;
}

struct link *device_link_open(const struct device *device, enum link_as as)
{
	const struct options *options = device->options;
	char names[FILTERS][FILTER_SIZE], client_id[CLIENT_ID_SIZE];
	char sync[FILTER_SIZE], status[FILTER_SIZE];
	struct link_subscription filters[FILTERS];
	struct link_options link;

	make_filters(device, names, filters);
	snprintf(client_id, sizeof client_id, "praatje-%s-%s%s", options->settings.office,
		 options->settings.device, as == LINK_AS_VIEWER ? "-picture" : "");
	snprintf(sync, sizeof sync, "%s/device/%s/sync", device->root, options->settings.device);
	snprintf(status, sizeof status, "%s/device/%s/status", device->root,
		 options->settings.device);
	link_options_default(&link);
	link.host = options->settings.host;
	link.port = options->settings.port;
	link.tls = options->settings.tls;
	link.ca_file = text_or_null(options->settings.ca_file);
	link.certificate = text_or_null(options->settings.certificate);
	link.key = text_or_null(options->settings.key);
	link.user = text_or_null(options->settings.user);
	link.password = text_or_null(options->settings.password);
	link.client_id = link.user && as != LINK_AS_VIEWER ? link.user : client_id;
	link.subscriptions = filters;
	link.subscriptions_count = FILTERS;
	link.sync_topic = sync;
	if (as == LINK_AS_DEVICE) {
		link.will_topic = status;
		link.will = device_will;
		link.will_data = &device->start;
		link.will_expiry_s = STATUS_EXPIRY_S;
	}
	return link_create(&link);
}
