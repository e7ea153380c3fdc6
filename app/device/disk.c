/* A disk that hangs, as worn cards do: it neither takes nor refuses, for minutes or for good. */
#include "device/device.h"
#include "device/log.h"

enum {
	HANG_MS = 5 * 1000, /* as long as a broker has for its PUBACK */
	LOOK_MS = 20,       /* whether it is through, before a restart */
};

static int64_t busy_since_ms(const struct device *device)
{
	return device->store ? store_busy_since_ms(device->store) : 0;
}

static bool hangs(const struct device *device, int64_t mono_ms)
{
	int64_t since_ms = busy_since_ms(device);

	return since_ms && mono_ms - since_ms >= HANG_MS;
}

/* Whoever tapped them saw that they were done, and may ask. */
static void tell_undated(struct device *device)
{
	int count = device->office->undated - device->undated_told;

	if (!count)
		return;
	device->undated_told = device->office->undated;
	device_fault(device, "store",
		     "%d kept from before the restart dropped: there was no clock, so nobody knows "
		     "of which day",
		     count);
}

void device_disk_tick(struct device *device, int64_t mono_ms)
{
	tell_undated(device);
	if (device->restart_due && !busy_since_ms(device))
		loop_stop(device->loop, DEVICE_RESTART);
	if (hangs(device, mono_ms) == device->disk_hangs)
		return;
	device->disk_hangs = !device->disk_hangs;
	if (device->disk_hangs)
		device_fault(device, "store", "%s", DISK_HANGS_TEXT);
	else
		log_line("store", "the disk answers again");
	device_step(device, &(struct event){.kind = EVENT_DISK, .hangs = device->disk_hangs});
	device_report_changed(device);
}

/* What was done without a word wakes nobody: a disk that hangs is looked at again and again. */
int64_t device_disk_due_ms(const struct device *device, int64_t mono_ms)
{
	int64_t since_ms = busy_since_ms(device);

	if (device->disk_hangs)
		return mono_ms + HANG_MS;
	if (device->restart_due)
		return mono_ms + LOOK_MS;
	return since_ms ? since_ms + HANG_MS : INT64_MAX;
}
