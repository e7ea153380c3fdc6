/* enrol: an admin asks for the next badge that nobody has, to give it to somebody. */
#include <stdlib.h>
#include <string.h>

#include "core/event.h"
#include "device/clock.h"
#include "device/order.h"

enum { ENROL_MS = 60 * 1000 };

/* Who asked, for as long as the answer is still to come. */
struct enrolment {
	int64_t until_mono_ms;
	struct command command;
	struct link_event asked; /* only where the answer goes */
};

static void forget(struct device *device)
{
	struct enrolment *enrolment = device->panel.enrolment;

	device->panel.enrolment = NULL;
	if (!enrolment)
		return;
	free(enrolment->asked.response_topic);
	free(enrolment->asked.correlation);
	free(enrolment);
}

static struct order order_of(struct device *device)
{
	const struct enrolment *enrolment = device->panel.enrolment;

	return (struct order){device, &enrolment->asked, &enrolment->command};
}

static void refuse(struct device *device, enum refusal refusal, const char *message)
{
	struct order order = order_of(device);

	order_refuse(&order, refusal, message);
	forget(device);
}

/* False when there is no memory; *to may then hold a part. */
static bool copy_way_back(const struct link_event *from, struct link_event *to)
{
	if (from->response_topic)
		to->response_topic = strdup(from->response_topic);
	if (from->correlation_size)
		to->correlation = malloc(from->correlation_size);
	if ((from->response_topic && !to->response_topic) ||
	    (from->correlation_size && !to->correlation))
		return false;
	if (from->correlation_size)
		memcpy(to->correlation, from->correlation, from->correlation_size);
	to->correlation_size = from->correlation_size;
	return true;
}

void command_enrol(const struct order *order)
{
	struct device *device = order->device;
	struct device_panel *panel = &device->panel;

	if (!panel->panel || !panel_readers(panel->panel)) {
		order_refuse(order, REFUSAL_NO_BADGE_READER, "This device has no badge reader.");
		return;
	}
	if (panel->enrolment)
		refuse(device, REFUSAL_REPLACED, "Somebody else asked for a badge meanwhile.");
	panel->enrolment = calloc(1, sizeof *panel->enrolment);
	if (panel->enrolment && copy_way_back(order->asked, &panel->enrolment->asked)) {
		panel->enrolment->command = *order->command;
		panel->enrolment->until_mono_ms = clock_now().mono_ms + ENROL_MS;
		return;
	}
	forget(device);
	order_refuse(order, REFUSAL_OUT_OF_MEMORY, "There is no memory to wait for a badge.");
}

bool device_enrol_badge(struct device *device, const char *hash)
{
	if (!device->panel.enrolment || office_badge_owner(device->office, hash))
		return false;
	struct order order = order_of(device);
	order_answer(&order, &(struct answer){.id = order.command->id, .ok = true, .badge = hash});
	forget(device);
	device_step(device, &(struct event){.kind = EVENT_ENROLLED});
	return true;
}

void device_enrol_tick(struct device *device, int64_t mono_ms)
{
	if (device->panel.enrolment && mono_ms >= device->panel.enrolment->until_mono_ms)
		refuse(device, REFUSAL_NO_BADGE,
		       "Nobody held a badge to the reader within a minute that is nobody's yet.");
}

int64_t device_enrol_due_ms(const struct device *device)
{
	return device->panel.enrolment ? device->panel.enrolment->until_mono_ms : INT64_MAX;
}

void device_enrol_end(struct device *device)
{
	forget(device);
}
