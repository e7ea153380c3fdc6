#include "link/fixture.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/*
 * libmosquitto 2.0.11 unlocks a mutex that it has not locked when the broker sends DISCONNECT.
 * Under the thread sanitizer its run-time calls this.
 */
const char *__tsan_default_suppressions(void);
const char *__tsan_default_suppressions(void)
{
	return "mutex:libmosquitto.so";
}

enum {
	BROKERS_MAX = 2,
	LINKS_MAX = 8,
	LIMIT_MS = 10000,
};

static struct broker *brokers[BROKERS_MAX];
static struct link *links[LINKS_MAX];

int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct broker *test_broker(const struct broker_options *options)
{
	int free_slot = 0;

	while (brokers[free_slot])
		free_slot++;
	assert_true(free_slot < BROKERS_MAX);
	brokers[free_slot] = broker_create(options);
	assert_non_null(brokers[free_slot]);
	return brokers[free_slot];
}

struct broker *test_broker_started(const char *lines)
{
	const struct broker_options options = {.lines = lines};
	struct broker *broker = test_broker(&options);

	assert_true(broker_start(broker));
	return broker;
}

struct link_options test_options(int port, const char *client_id)
{
	static const struct link_subscription subscriptions[] = {{"t/#", false},
								 {"command/#", true}};
	static char sync_topic[64];
	struct link_options options;

	snprintf(sync_topic, sizeof(sync_topic), "t/%s/sync", client_id);
	link_options_default(&options);
	options.host = "127.0.0.1";
	options.port = port;
	options.client_id = client_id;
	options.subscriptions = subscriptions;
	options.subscriptions_count = 2;
	options.sync_topic = sync_topic;
	options.wait_min_ms = 10;
	options.wait_max_ms = 50;
	return options;
}

struct link *test_link(const struct link_options *options)
{
	int free_slot = 0;

	while (links[free_slot])
		free_slot++;
	assert_true(free_slot < LINKS_MAX);
	links[free_slot] = link_create(options);
	assert_non_null(links[free_slot]);
	return links[free_slot];
}

void test_destroy(struct link *link)
{
	for (int i = 0; i < LINKS_MAX; i++)
		if (links[i] == link)
			links[i] = NULL;
	link_destroy(link);
}

struct link *test_link_synced(const struct broker *broker, const char *client_id)
{
	const struct link_options options = test_options(broker_port(broker), client_id);
	struct link *link = test_link(&options);
	struct link_event event = event_await(link, LINK_SYNCED);

	link_event_finish(&event);
	return link;
}

bool event_within(struct link *link, int limit_ms, struct link_event *event)
{
	int64_t until = now_ms() + limit_ms;

	while (!link_next(link, event)) {
		struct pollfd fd = {.fd = link_fd(link), .events = POLLIN};
		int64_t left = until - now_ms();
		if (left <= 0 || poll(&fd, 1, (int)left) <= 0)
			return false;
	}
	return true;
}

static struct link_event await(struct link *link, enum link_event_kind kind, const char *topic)
{
	struct link_event event;
	int64_t until = now_ms() + LIMIT_MS;

	while (event_within(link, (int)(until - now_ms()), &event)) {
		if (event.kind == kind && (!topic || strcmp(event.topic, topic) == 0))
			return event;
		link_event_finish(&event);
	}
	fail_msg("no event of kind %d %s within %d ms", (int)kind, topic ? topic : "", LIMIT_MS);
	return (struct link_event){0};
}

struct link_event event_await(struct link *link, enum link_event_kind kind)
{
	return await(link, kind, NULL);
}

struct link_event message_await(struct link *link, const char *topic)
{
	return await(link, LINK_MESSAGE, topic);
}

void publish_text(struct link *link, const char *topic, const char *text, bool retain,
		  int64_t number)
{
	const struct link_publication publication = {
	    .topic = topic,
	    .payload = text,
	    .payload_size = strlen(text),
	    .retain = retain,
	    .expiry_s = -1,
	    .number = number,
	};
	assert_int_equal(link_publish(link, &publication), 0);
}

int fixture_teardown(void **state)
{
	(void)state;
	for (int i = 0; i < BROKERS_MAX; i++)
		if (brokers[i] && broker_pid(brokers[i]) > 0)
			broker_thaw(brokers[i]);
	for (int i = 0; i < LINKS_MAX; i++) {
		link_destroy(links[i]);
		links[i] = NULL;
	}
	for (int i = 0; i < BROKERS_MAX; i++) {
		broker_destroy(brokers[i]);
		brokers[i] = NULL;
	}
	return 0;
}
