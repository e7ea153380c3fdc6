/* What the tests of link share: a broker, links to it, and waiting for their events. */
#ifndef PRAATJE_TESTS_LINK_FIXTURE_H
#define PRAATJE_TESTS_LINK_FIXTURE_H

#include <stdbool.h>

#include "link/link.h"
#include "support/broker.h"

/* Monotonic milliseconds. */
int64_t now_ms(void);

/* A broker of this test, running or not yet; gone after the test. */
struct broker *test_broker(const struct broker_options *options);
struct broker *test_broker_started(const char *lines);

/*
 * Options for a client id at a port: everything under t/ is subscribed, commands as published,
 * sync is t/<id>/sync; waits from 10 to 50 ms.
 */
struct link_options test_options(int port, const char *client_id);

/* A link, destroyed after the test unless that did it with test_destroy. */
struct link *test_link(const struct link_options *options);
void test_destroy(struct link *);

/* Like the two together; and waits until it is in step. */
struct link *test_link_synced(const struct broker *, const char *client_id);

/* The next event of any kind within limit_ms; false when none comes. */
bool event_within(struct link *, int limit_ms, struct link_event *event);

/* Waits, 10 s at most, for an event of kind, finishing those before it. Fails the test else. */
struct link_event event_await(struct link *, enum link_event_kind kind);
/* The same for a message on topic. */
struct link_event message_await(struct link *, const char *topic);

/* Publishes text, retained or not, and asserts that it was taken. */
void publish_text(struct link *, const char *topic, const char *text, bool retain, int64_t number);

/* For cmocka. */
int fixture_teardown(void **state);

#endif
