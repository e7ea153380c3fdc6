/* Opens the parts of a device, and closes them in reverse. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sysexits.h>

#include "device/clock.h"
#include "device/device.h"
#include "device/log.h"
#include "store/boot.h"

enum { ERROR_SIZE = 512 };

static const char no_office[] = "-";

static bool open_office(struct device *device)
{
	const struct options *options = device->options;
	struct moment now = clock_now();
	uint64_t seed;

	if (getrandom(&seed, sizeof seed, 0) != sizeof seed)
		seed = (uint64_t)now.mono_ms;
	device->start = (struct device_start){
	    .boot_s = moment_trusted(&now) ? moment_wall_s(&now) : 0,
	    .role = options->config.role,
	    .clock = now.clock,
	};
	snprintf(device->root, sizeof device->root, "praatje/1/%s", options->settings.office);
	device->office = office_create(options->stranger ? no_office : options->settings.office,
				       options->settings.device, &options->config, seed, &now);
	return device->office != NULL;
}

/* A store that another device holds is an end; one that fails is told, and done without. */
static int open_store(struct device *device)
{
	char error[ERROR_SIZE], boot[BOOT_SIZE];
	const char *dir = device->options->settings.state;

	device->store = store_open(dir, error, sizeof error);
	if (device->store) {
		boot_read(boot);
		device->probation = probation_open(dir, PRAATJE_VERSION, boot);
		if (probation_new_asides(device->probation))
			log_error("config",
				  "%d documents were new when the program ended "
				  "unexpectedly twice: they are put aside",
				  probation_new_asides(device->probation));
		return EX_OK;
	}
	bool in_use = errno == EWOULDBLOCK;
	device_fault(device, "store", "%s", error);
	snprintf(device->disk_error, sizeof device->disk_error, "%.*s", SENTENCE_SIZE - 1, error);
	return in_use ? EX_IOERR : EX_OK;
}

static int open_window(struct device *device)
{
	const struct options *options = device->options;
	char error[ERROR_SIZE];

	device->window = window_open(
	    &(struct window_options){
		.width = options->settings.width,
		.height = options->settings.height,
		.fullscreen = options->settings.fullscreen,
		.title = "Praatje",
	    },
	    error, sizeof error);
	if (!device->window) {
		log_line("window", "%s", error);
		return EX_UNAVAILABLE;
	}
	int width, height;
	window_size(device->window, &width, &height);
	ui_resize(device->ui, width, height);
	return EX_OK;
}

/* Before the window: fonts are looked up in the background while it opens. */
static bool open_screen(struct device *device)
{
	const struct settings *settings = &device->options->settings;

	device->ui = ui_create(settings->width, settings->height);
	device->touch = touch_create();
	device->redraw = true;
	return device->ui && device->touch;
}

static int out_of(const char *what)
{
	log_line("device", "out of %s: %s", what, strerror(errno));
	return EX_OSERR;
}

/* A picture needs neither disk nor display, and leaves no trace on the broker. */
static int open_parts_to_run(struct device *device)
{
	int status = open_store(device);

	return status == EX_OK ? open_window(device) : status;
}

int device_open(struct device *device)
{
	bool looks_only = device->options->picture[0] != '\0';

	clock_start(looks_only ? NULL : device->options->settings.state);
	if (!open_office(device))
		return out_of("memory");
	/* The broker is looked for while the window opens. */
	device->link = device_link_open(device, looks_only ? LINK_AS_VIEWER : LINK_AS_DEVICE);
	if (!device->link)
		return out_of("threads");
	if (!open_screen(device))
		return out_of("memory");
	int status = looks_only ? EX_OK : open_parts_to_run(device);
	if (status == EX_OK)
		device_facts(device);
	return status;
}

int device_open_stranger(struct device *device)
{
	clock_start(device->options->settings.state);
	if (!open_office(device) || !open_screen(device))
		return out_of("memory");
	return open_window(device);
}

void device_close(struct device *device)
{
	if (device->conn)
		device_announce(device, false);
	device_panel_close(device);
	touch_destroy(device->touch);
	ui_destroy(device->ui);
	if (device->window)
		window_close(device->window);
	link_destroy(device->link);
	device_keep_finish(device);
	store_close(device->store);
	probation_close(device->probation);
	documents_finish(&device->documents);
	free(device->report.said);
	office_destroy(device->office);
	clock_save();
}
