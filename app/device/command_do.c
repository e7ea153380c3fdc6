/* Commands that do something. */
#include "device/log.h"
#include "device/order.h"

static void show_aside(const struct order *order, enum aside_kind kind)
{
	device_step(order->device, &(struct event){.kind = EVENT_ASIDE, .aside = kind});
	order_done(order);
}

void command_identify(const struct order *order)
{
	show_aside(order, ASIDE_IDENTIFY);
}

void command_clean(const struct order *order)
{
	show_aside(order, ASIDE_CLEAN);
}

void command_brightness(const struct order *order)
{
	device_step(order->device, &(struct event){.kind = EVENT_BRIGHTNESS,
						   .percent = order->command->brightness});
	order_done(order);
}

/*
 * A thread that hangs in the disk lets no program end: the screen would be black for as long. So
 * the disk is to be through with everything first; then closing the link waits until the broker has
 * this answer and the status.
 */
void command_restart(const struct order *order)
{
	if (order->device->disk_hangs) {
		order_refuse(order, REFUSAL_DISK_HANGS,
			     "The disk does not answer: a restart would have to wait for it, "
			     "without a picture.");
		return;
	}
	log_line("command", "restarts, as an admin asks");
	order_done(order);
	device_keep_now(order->device);
	order->device->restart_due = true;
}
