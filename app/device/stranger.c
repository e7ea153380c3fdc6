#include "device/stranger.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "device/clock.h"
#include "device/log.h"
#include "device/stranger_parts.h"

enum { LOOK_MS = 2000 }; /* whether the settings file has changed */

void stranger_show(struct stranger *stranger, enum adoption_step step, const char *detail)
{
	struct adoption *shown = &stranger->shown;

	if (detail[0] && strcmp(shown->detail, detail) != 0)
		log_line("adoption", "%s", detail);
	*shown = (struct adoption){.step = step};
	memcpy(shown->words, stranger->ask.words, sizeof shown->words);
	snprintf(shown->detail, sizeof shown->detail, "%s", detail);
	device_step(&stranger->device, &(struct event){.kind = EVENT_ADOPTION, .adoption = shown});
}

void stranger_drop_link(struct stranger *stranger, int64_t again_ms)
{
	struct device *device = &stranger->device;

	if (device->link)
		loop_unwatch(device->loop, link_fd(device->link));
	link_destroy(device->link);
	device->link = NULL;
	stranger->up = false;
	stranger->ask_ms = INT64_MAX;
	stranger->try_ms = loop_now_ms() + again_ms;
}

static int64_t changed_ns(const char *path)
{
	struct stat status;

	if (stat(path, &status) < 0)
		return 0;
	return (int64_t)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
}

static void look_at_settings(struct stranger *stranger)
{
	stranger->look_ms = loop_now_ms() + LOOK_MS;
	if (changed_ns(stranger->device.options->settings_path) == stranger->changed_ns)
		return;
	log_line("settings", "have changed");
	loop_stop(stranger->device.loop, DEVICE_RESTART);
}

static void on_timer(void *data)
{
	struct stranger *stranger = data;
	int64_t now_ms = loop_now_ms();

	device_step(&stranger->device, &(struct event){.kind = EVENT_TICK});
	if (now_ms >= stranger->try_ms)
		stranger_seek(stranger);
	if (stranger->up && now_ms - stranger->ask.made_ms >= ASK_HOLDS_MS)
		stranger_drop_link(stranger, 0);
	else if (now_ms >= stranger->ask_ms)
		stranger_say(stranger);
	if (now_ms >= stranger->look_ms)
		look_at_settings(stranger);
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static void before_wait(void *data)
{
	struct stranger *stranger = data;
	struct device *device = &stranger->device;
	struct watchdog *watchdog = &device->watchdog;
	struct moment now = clock_now();
	bool connecting = false;

	device_show_and_look(device);
	if (window_fds_changed(device->window))
		device_watch_window(device);
	int64_t stuck_ms = device->link ? link_stuck_ms(device->link, &connecting) : 0;
	watchdog_ready(watchdog, "not adopted yet");
	watchdog_tick(watchdog, now.mono_ms, stuck_ms, connecting, "not adopted yet");
	int64_t due_ms = sooner(stranger->try_ms, stranger->ask_ms);
	due_ms = sooner(due_ms, stranger->look_ms);
	due_ms = sooner(due_ms, office_wake_ms(device->office, &now));
	due_ms = sooner(due_ms, device_draw_due_ms(device, &now));
	due_ms = sooner(due_ms, watchdog_due_ms(watchdog));
	loop_timer_set(device->timer, due_ms);
}

static void begin(struct stranger *stranger)
{
	const struct options *options = stranger->device.options;
	int64_t now_ms = loop_now_ms();

	stranger->try_ms = stranger->ask_ms = stranger->look_ms = INT64_MAX;
	if (options->settings_error[0]) {
		stranger_show(stranger, ADOPTION_SETTINGS, options->settings_error);
		stranger->changed_ns = changed_ns(options->settings_path);
		stranger->look_ms = now_ms + LOOK_MS;
	} else {
		stranger_show(stranger, ADOPTION_SEEKING, "");
		stranger->try_ms = now_ms;
	}
}

static int run(struct stranger *stranger)
{
	struct device *device = &stranger->device;

	device_facts(device);
	begin(stranger);
	watchdog_open(&device->watchdog);
	device_watch_window(device);
	if (loop_before_wait(device->loop, before_wait, stranger) < 0)
		return EX_OSERR;
	return loop_run(device->loop);
}

int device_stranger(const struct options *options)
{
	struct stranger stranger = {.browse.fd = -1};
	struct device *device = &stranger.device;

	device->options = options;
	device->watchdog.fd = -1;
	window_prepare();
	int status = device_open_loop(device, on_timer, &stranger) ? EX_OK : EX_OSERR;
	if (status == EX_OK)
		status = device_open_stranger(device);
	if (status == EX_OK)
		status = run(&stranger);
	watchdog_close(&device->watchdog);
	browse_stop(&stranger.browse);
	ask_finish(&stranger.ask);
	device_close(device);
	loop_timer_destroy(device->timer);
	loop_destroy(device->loop);
	/* Without a display at least whoever started it is told by the status. */
	return options->settings_error[0] && status == EX_UNAVAILABLE ? EX_CONFIG : status;
}
