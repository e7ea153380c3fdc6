/* 200 devices lose their broker at once: they come back spread over time. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "link/link.h"
#include "support/broker.h"

enum {
	DEVICES = 200,
	SECOND_MOST = DEVICES / 4,
	LIMIT_MS = 60000,
};

const char *__tsan_default_suppressions(void);
const char *__tsan_default_suppressions(void)
{
	return "mutex:libmosquitto.so";
}

static struct link *links[DEVICES];
static int64_t up_ms[DEVICES]; /* when it was connected last; 0: it isn't */
static int up_count;

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void hear(int i)
{
	struct link_event event;

	while (link_next(links[i], &event)) {
		if (event.kind == LINK_UP) {
			up_ms[i] = now_ms();
			up_count++;
		} else if (event.kind == LINK_DOWN && up_ms[i]) {
			up_ms[i] = 0;
			up_count--;
		}
		link_event_finish(&event);
	}
}

static void await_count(int wanted)
{
	struct pollfd fds[DEVICES];
	int64_t until_ms = now_ms() + LIMIT_MS;

	for (int i = 0; i < DEVICES; i++)
		fds[i] = (struct pollfd){.fd = link_fd(links[i]), .events = POLLIN};
	while (up_count != wanted) {
		int64_t left_ms = until_ms - now_ms();
		assert_true(left_ms > 0);
		poll(fds, DEVICES, (int)left_ms);
		for (int i = 0; i < DEVICES; i++)
			hear(i);
	}
}

static int compare(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
	return (left > right) - (left < right);
}

/* The most connects within any one second, wherever it begins. */
static int most_in_a_second(void)
{
	int most = 0;

	qsort(up_ms, DEVICES, sizeof up_ms[0], compare);
	for (int i = 0, j = 0; i < DEVICES; i++) {
		while (up_ms[i] - up_ms[j] >= 1000)
			j++;
		most = i - j + 1 > most ? i - j + 1 : most;
	}
	return most;
}

static void open_all(const struct broker *broker)
{
	static const struct link_subscription subscription = {"t/#", false};
	struct link_options options;
	char id[16];

	link_options_default(&options);
	options.host = "127.0.0.1";
	options.port = broker_port(broker);
	options.client_id = id;
	options.subscriptions = &subscription;
	options.subscriptions_count = 1;
	for (int i = 0; i < DEVICES; i++) {
		snprintf(id, sizeof id, "device-%d", i);
		links[i] = link_create(&options);
		assert_non_null(links[i]);
	}
}

static int setup(void **state)
{
	static const struct broker_options options = {0};
	struct broker *broker = broker_create(&options);

	if (!broker || !broker_start(broker))
		return -1;
	*state = broker;
	open_all(broker);
	await_count(DEVICES);
	return 0;
}

static int teardown(void **state)
{
	for (int i = 0; i < DEVICES; i++)
		link_destroy(links[i]);
	broker_destroy(*state);
	return 0;
}

static void after_a_restart_no_second_gets_more_than_a_quarter(void **state)
{
	broker_kill(*state);
	await_count(0);
	assert_true(broker_start(*state));
	await_count(DEVICES);
	int most = most_in_a_second();
	printf("3i-restart: %d of %d devices come back, %d in the fullest second\n", DEVICES,
	       DEVICES, most);
	assert_true(most <= SECOND_MOST);
}

/* Those that tried in vain meanwhile must not have fallen into step. */
static void after_an_outage_no_second_gets_more_than_a_quarter(void **state)
{
	const struct timespec outage = {.tv_sec = 8};

	broker_kill(*state);
	await_count(0);
	nanosleep(&outage, NULL);
	assert_true(broker_start(*state));
	await_count(DEVICES);
	int most = most_in_a_second();
	printf("3i-outage: %d of %d devices come back after 8 s, %d in the fullest second\n",
	       DEVICES, DEVICES, most);
	assert_true(most <= SECOND_MOST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(after_a_restart_no_second_gets_more_than_a_quarter),
	    cmocka_unit_test(after_an_outage_no_second_gets_more_than_a_quarter),
	};

	if (!broker_available()) {
		printf("skipped: there is no mosquitto on this machine\n");
		return 77;
	}
	return cmocka_run_group_tests_name("storm", tests, setup, teardown);
}
