#include "device/stranger.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "device/ask.h"
#include "device/browse.h"
#include "device/clock.h"
#include "device/device.h"
#include "device/log.h"

/* MQTT 5, 2.4 */
enum { TAKEN_OVER = 0x8E };

enum {
	AGAIN_MS = 3000,         /* after a connection that failed or was lost */
	BROWSE_AGAIN_MS = 15000, /* after a look around that found nothing */
	LOOK_MS = 2000,          /* whether the settings file has changed */
	DEVICES_PORT = 8883,     /* of an address that says none */
	SENTENCE = 512,
};

struct stranger {
	struct device device; /* of which it has the screen only */
	struct adoption shown;
	struct browse browse;
	struct browse_found found[BROWSE_FOUND_MAX];
	int found_count, found_next;
	struct ask ask;
	char user[PAIR_USER_SIZE];
	char answer_topic[TOPIC_TEXT_SIZE];
	bool up;
	int64_t try_ms, ask_ms, look_ms; /* what is due when; INT64_MAX: never */
	int64_t changed_ns;              /* of the wrong settings */
};

static void show(struct stranger *stranger, enum adoption_step step, const char *detail)
{
	struct adoption *shown = &stranger->shown;

	if (detail[0] && strcmp(shown->detail, detail) != 0)
		log_line("adoption", "%s", detail);
	*shown = (struct adoption){.step = step};
	memcpy(shown->words, stranger->ask.words, sizeof shown->words);
	snprintf(shown->detail, sizeof shown->detail, "%s", detail);
	device_step(&stranger->device, &(struct event){.kind = EVENT_ADOPTION, .adoption = shown});
}

static void drop_link(struct stranger *stranger, int64_t again_ms)
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

/* ---- its question ---- */

static void say(struct stranger *stranger)
{
	char topic[TOPIC_TEXT_SIZE];
	char *payload = pair_ask_encode(&stranger->ask.said);
	struct topic ask = topic_make(TOPIC_PAIR_ASK, NULL, NULL);

	snprintf(ask.rest, sizeof ask.rest, "%s", stranger->user);
	stranger->ask_ms = loop_now_ms() + ASK_EVERY_MS;
	if (payload && topic_format(&ask, topic))
		(void)link_publish(stranger->device.link, &(struct link_publication){
							      .topic = topic,
							      .payload = payload,
							      .payload_size = strlen(payload),
							      .expiry_s = ASK_EVERY_MS / 1000,
							      .number = 1,
							  });
	free(payload);
}

static void hear_up(struct stranger *stranger, const struct link_event *event)
{
	const struct ask *ask = &stranger->ask;
	int64_t now_ms = loop_now_ms();

	if (!ask_make(&stranger->ask, stranger->user, event->peer, now_ms)) {
		show(stranger, ADOPTION_SEEKING,
		     "there are new words in a minute: the broker has another certificate now, or "
		     "somebody came in under this device's name");
		drop_link(stranger, ASK_ANEW_MS);
		return;
	}
	stranger->up = true;
	show(stranger, ADOPTION_ASKING, "");
	log_line("adoption", "asks to be adopted: %s %s %s %s", ask->words[0], ask->words[1],
		 ask->words[2], ask->words[3]);
}

static void hear_answer(struct stranger *stranger, const struct link_event *event)
{
	const struct options *options = stranger->device.options;

	if (strcmp(event->topic, stranger->answer_topic) != 0 || event->retain)
		return;
	int result =
	    ask_answered(&stranger->ask, event->payload, event->payload_size, options->identity);
	if (result == 0) {
		log_line("adoption", "was adopted; %s says by whom", options->identity);
		loop_stop(stranger->device.loop, DEVICE_RESTART);
	} else if (result == -EBADMSG) {
		log_warning("adoption", "an answer that isn't for this device is left alone");
	} else {
		char detail[SENTENCE];
		snprintf(detail, sizeof detail, "%.300s can't be written: %s", options->identity,
			 strerror(-result));
		show(stranger, ADOPTION_ASKING, detail);
	}
}

static void hear(struct stranger *stranger, const struct link_event *event)
{
	switch (event->kind) {
	case LINK_UP:
		hear_up(stranger, event);
		break;
	case LINK_SYNCED:
		say(stranger);
		break;
	case LINK_MESSAGE:
		hear_answer(stranger, event);
		break;
	case LINK_DOWN:
		if (event->reason == TAKEN_OVER)
			ask_forget(&stranger->ask);
		show(stranger, ADOPTION_SEEKING, event->text);
		drop_link(stranger, AGAIN_MS);
		break;
	case LINK_REFUSED:
		show(stranger, ADOPTION_SEEKING, event->text);
		break;
	case LINK_ACKED:
		break;
	}
}

static void on_link(void *data, int fd, uint32_t events)
{
	struct stranger *stranger = data;
	struct link_event event;

	(void)fd;
	(void)events;
	while (stranger->device.link && link_next(stranger->device.link, &event)) {
		hear(stranger, &event);
		link_event_finish(&event);
	}
}

/* ---- a broker to ask ---- */

/* If somebody else has the same, one of the two is thrown off and takes another. */
static void choose_user(struct stranger *stranger)
{
	struct topic answer = topic_make(TOPIC_PAIR_ANSWER, NULL, NULL);
	uint32_t chance = 0;

	if (stranger->ask.key)
		return;
	if (getrandom(&chance, sizeof chance, 0) < 0)
		chance = (uint32_t)loop_now_ms();
	snprintf(stranger->user, sizeof stranger->user, "%s%u", PAIR_USER, chance % PAIR_USERS + 1);
	snprintf(answer.rest, sizeof answer.rest, "%s", stranger->user);
	topic_format(&answer, stranger->answer_topic);
}

static void ask_at(struct stranger *stranger, const char *host, int port)
{
	struct device *device = &stranger->device;
	struct link_options options;

	choose_user(stranger);
	const struct link_subscription answers = {.filter = stranger->answer_topic};
	link_options_default(&options);
	options.host = host;
	options.port = port;
	options.client_id = options.user = stranger->user;
	options.password = PAIR_PASSWORD;
	options.tls = options.any_peer = true;
	options.session_expiry_s = 0;
	options.subscriptions = &answers;
	options.subscriptions_count = 1;
	device->link = link_create(&options);
	stranger->try_ms = INT64_MAX;
	if (!device->link ||
	    loop_watch(device->loop, link_fd(device->link), EPOLLIN, on_link, stranger) < 0)
		drop_link(stranger, AGAIN_MS);
}

static void on_browse(void *data, int fd, uint32_t events)
{
	struct stranger *stranger = data;
	char error[BROWSE_ERROR_SIZE];

	(void)events;
	int count = 0;
	struct browse_found found[BROWSE_FOUND_MAX];
	/* Before it is closed. */
	struct browse *browse = &stranger->browse;
	loop_unwatch(stranger->device.loop, fd);
	if (!browse_read(browse, found, &count, error)) {
		loop_watch(stranger->device.loop, fd, EPOLLIN, on_browse, stranger);
		return;
	}
	memcpy(stranger->found, found, sizeof found);
	stranger->found_count = count;
	stranger->found_next = 0;
	stranger->try_ms = count ? 0 : loop_now_ms() + BROWSE_AGAIN_MS;
	if (!count)
		show(stranger, ADOPTION_SEEKING,
		     error[0] ? error : "no broker announces itself on this network");
}

static void browse(struct stranger *stranger)
{
	char error[BROWSE_ERROR_SIZE];

	stranger->try_ms = INT64_MAX;
	if (browse_start(&stranger->browse, error) == 0 &&
	    loop_watch(stranger->device.loop, stranger->browse.fd, EPOLLIN, on_browse, stranger) ==
		0)
		return;
	show(stranger, ADOPTION_SEEKING, error);
	stranger->try_ms = loop_now_ms() + BROWSE_AGAIN_MS;
}

/* The one that the settings name, else the next that was found, else it looks around. */
static void try_broker(struct stranger *stranger)
{
	const struct settings *settings = &stranger->device.options->settings;
	bool usual = settings->port == DEVICES_PORT;

	if (settings->address_given)
		ask_at(stranger, settings->host, usual ? PAIR_PORT : settings->port);
	else if (stranger->found_next < stranger->found_count) {
		const struct browse_found *found = &stranger->found[stranger->found_next++];
		ask_at(stranger, found->host, found->port);
	} else
		browse(stranger);
}

/* ---- wrong settings ---- */

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

/* ---- running ---- */

static void on_timer(void *data)
{
	struct stranger *stranger = data;
	int64_t now_ms = loop_now_ms();

	device_step(&stranger->device, &(struct event){.kind = EVENT_TICK});
	if (now_ms >= stranger->try_ms)
		try_broker(stranger);
	if (stranger->up && now_ms - stranger->ask.made_ms >= ASK_HOLDS_MS)
		drop_link(stranger, 0);
	else if (now_ms >= stranger->ask_ms)
		say(stranger);
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
		show(stranger, ADOPTION_SETTINGS, options->settings_error);
		stranger->changed_ns = changed_ns(options->settings_path);
		stranger->look_ms = now_ms + LOOK_MS;
	} else {
		show(stranger, ADOPTION_SEEKING, "");
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
