#include <dirent.h>
#include <errno.h>
#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "link/fake.h"
#include "link/fixture.h"
#include "link/outbox.h"

enum { MANY = 1000 };

static void publish_many(struct link *link, int count)
{
	char topic[32];
	int acked = 0;

	for (int i = 0; i < count; i++) {
		snprintf(topic, sizeof(topic), "t/many/%d", i);
		const struct link_publication publication = {.topic = topic,
							     .payload = "x",
							     .payload_size = 1,
							     .retain = true,
							     .expiry_s = -1,
							     .number = i};
		while (link_publish(link, &publication) == -EAGAIN) {
			struct link_event event = event_await(link, LINK_ACKED);
			link_event_finish(&event);
			acked++;
		}
	}
	for (; acked < count; acked++) {
		struct link_event event = event_await(link, LINK_ACKED);
		link_event_finish(&event);
	}
}

/* Counts the retained messages up to LINK_SYNCED. */
static int retained_count(struct link *link)
{
	struct link_event event;
	int count = 0;

	while (event_within(link, 10000, &event)) {
		enum link_event_kind kind = event.kind;
		count += kind == LINK_MESSAGE && event.retain;
		link_event_finish(&event);
		if (kind == LINK_SYNCED)
			return count;
	}
	return -1;
}

static void everything_retained_comes_before_synced(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link *writer = test_link_synced(broker, "writer");
	publish_many(writer, MANY);

	const struct link_options options = test_options(broker_port(broker), "reader");
	struct link *reader = test_link(&options);
	struct link_event up = event_await(reader, LINK_UP);
	assert_true(up.conn > INT64_C(1600000000000));
	assert_int_equal(retained_count(reader), MANY);
}

static void a_slow_reader_loses_nothing_of_10000(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	/* Other filters than t/#: the writer is not to hear its own. */
	struct link_options options = test_options(broker_port(broker), "writer");
	options.subscriptions_count = 0;
	options.sync_topic = NULL;
	struct link *writer = test_link(&options);
	struct link_event event = event_await(writer, LINK_SYNCED);
	publish_many(writer, 10 * MANY);

	options = test_options(broker_port(broker), "reader");
	struct link *reader = test_link(&options);
	event = event_await(reader, LINK_UP);
	/* Long enough for the queue to fill up; and a full one is no reason to be late at the end.
	 */
	assert_true(event_within(reader, 1000, &event));
	link_event_finish(&event);
	usleep(300000);
	assert_int_equal(retained_count(reader), 10 * MANY - 1);

	struct link *unread = test_link(&options);
	event = event_await(unread, LINK_UP);
	usleep(100000);
	int64_t before = now_ms();
	test_destroy(unread);
	assert_true(now_ms() - before < 500);
}

static void a_publication_is_acknowledged_with_its_number(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link *link = test_link_synced(broker, "a");

	publish_text(link, "t/heard", "hello", false, 71);
	publish_text(link, "nobody/listens", "hello", false, 72);
	int acked = 0;
	bool heard = false;
	while (acked < 2 || !heard) {
		struct link_event event;
		assert_true(event_within(link, 5000, &event));
		if (event.kind == LINK_ACKED) {
			assert_int_equal(event.number, 71 + acked);
			assert_string_equal(event.topic, acked ? "nobody/listens" : "t/heard");
			acked++;
		} else {
			assert_int_equal(event.kind, LINK_MESSAGE);
			assert_string_equal(event.payload, "hello");
			assert_int_equal(event.payload_size, 5);
			assert_false(event.retain);
			assert_int_equal(event.expiry_s, -1);
			heard = true;
		}
		link_event_finish(&event);
	}
}

static void an_empty_retained_publication_clears(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link *link = test_link_synced(broker, "a");

	publish_text(link, "t/kept", "here", true, 1);
	publish_text(link, "t/kept", "", true, 2);
	struct link_event event = event_await(link, LINK_ACKED);
	link_event_finish(&event);
	event = event_await(link, LINK_ACKED);
	link_event_finish(&event);
	const struct link_options options = test_options(broker_port(broker), "b");
	assert_int_equal(retained_count(test_link(&options)), 0);
}

static void expiry_and_correlation_go_with_a_publication(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link *link = test_link_synced(broker, "a");
	const struct link_publication publication = {.topic = "t/answer",
						     .payload = "{}",
						     .payload_size = 2,
						     .expiry_s = 600,
						     .correlation = "\0c",
						     .correlation_size = 2};

	assert_int_equal(link_publish(link, &publication), 0);
	struct link_event event = message_await(link, "t/answer");
	assert_in_range(event.expiry_s, 595, 600);
	assert_int_equal(event.correlation_size, 2);
	assert_memory_equal(event.correlation, "\0c", 2);
	assert_null(event.response_topic);
	link_event_finish(&event);
}

/* A client of another make: says what link itself never says. */
static void foreign_publish(int port, const char *topic, bool retain)
{
	mosquitto_property *properties = NULL;
	struct mosquitto *mosq = mosquitto_new(NULL, true, NULL);

	assert_non_null(mosq);
	mosquitto_int_option(mosq, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5);
	assert_int_equal(mosquitto_connect(mosq, "127.0.0.1", port, 60), 0);
	mosquitto_property_add_string(&properties, MQTT_PROP_RESPONSE_TOPIC, "reply/admin");
	mosquitto_property_add_binary(&properties, MQTT_PROP_CORRELATION_DATA, "7\0", 2);
	mosquitto_property_add_int32(&properties, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, 30);
	assert_int_equal(
	    mosquitto_publish_v5(mosq, NULL, topic, 4, "{\"\"}", 1, retain, properties), 0);
	mosquitto_property_free_all(&properties);
	for (int i = 0; i < 10; i++)
		mosquitto_loop(mosq, 10, 1);
	mosquitto_disconnect(mosq);
	mosquitto_destroy(mosq);
}

static void a_command_brings_response_topic_and_correlation(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link *link = test_link_synced(broker, "a");

	foreign_publish(broker_port(broker), "t/command", true);
	struct link_event event = message_await(link, "t/command");
	assert_string_equal(event.response_topic, "reply/admin");
	assert_int_equal(event.correlation_size, 2);
	assert_memory_equal(event.correlation, "7\0", 2);
	assert_in_range(event.expiry_s, 25, 30);
	assert_false(event.retain); /* the broker's way with live ones */
	link_event_finish(&event);

	foreign_publish(broker_port(broker), "command/a", true);
	event = message_await(link, "command/a");
	assert_true(event.retain); /* as published */
	link_event_finish(&event);
}

static void a_killed_broker_is_told_and_found_again(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	const struct link_options options = test_options(broker_port(broker), "a");
	struct link *link = test_link(&options);
	struct link_event event = event_await(link, LINK_UP);
	int64_t conn = event.conn;
	event = event_await(link, LINK_SYNCED);

	broker_kill(broker);
	event = event_await(link, LINK_DOWN);
	assert_int_equal(event.reason, 0);
	assert_string_equal(event.text, "The broker closed the connection.");
	assert_int_equal(event.conn, conn);
	link_event_finish(&event);
	/* The next try fails for another cause, which is told; the ones after it for the same. */
	event = event_await(link, LINK_DOWN);
	assert_non_null(strstr(event.text, "Connection refused"));
	link_event_finish(&event);
	assert_false(event_within(link, 200, &event));

	assert_true(broker_start(broker));
	event = event_await(link, LINK_UP);
	assert_true(event.conn > conn);
	event = event_await(link, LINK_SYNCED);
	struct link *other = test_link_synced(broker, "b");
	publish_text(other, "t/again", "1", false, 1);
	event = message_await(link, "t/again");
	link_event_finish(&event);
}

static void a_program_started_before_its_broker_meets_it(void **state)
{
	(void)state;
	const struct broker_options nothing = {0};
	struct broker *broker = test_broker(&nothing);
	const struct link_options options = test_options(broker_port(broker), "a");
	struct link *link = test_link(&options);
	struct link_event event = event_await(link, LINK_DOWN);
	assert_non_null(strstr(event.text, "No broker answers at 127.0.0.1"));
	link_event_finish(&event);

	assert_true(broker_start(broker));
	event = event_await(link, LINK_UP);
	event = event_await(link, LINK_SYNCED);
}

static void what_is_published_while_down_never_arrives(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link *link = test_link_synced(broker, "a");
	const struct link_publication publication = {
	    .topic = "t/lost", .payload = "x", .payload_size = 1, .retain = true};

	broker_kill(broker);
	struct pollfd told = {.fd = link_fd(link), .events = POLLIN};
	assert_int_equal(poll(&told, 1, 5000), 1);
	assert_int_equal(link_publish(link, &publication), -ENOTCONN);
	struct link_event event = event_await(link, LINK_DOWN);
	link_event_finish(&event);
	assert_int_equal(link_publish(link, &publication), -ENOTCONN);
	assert_true(broker_start(broker));
	/* Connected, but the caller does not know yet: what it says would rest on the past. */
	usleep(300000);
	assert_int_equal(link_publish(link, &publication), -ENOTCONN);
	event = event_await(link, LINK_SYNCED);
	publish_text(link, "t/after", "x", true, 1);
	do {
		assert_true(event_within(link, 5000, &event));
		if (event.topic)
			assert_string_equal(event.topic, "t/after");
		link_event_finish(&event);
	} while (event.kind != LINK_ACKED);
}

static void a_publication_that_is_not_allowed_is_refused(void **state)
{
	(void)state;
	const struct broker_options options = {.lines = "acl_file %s/acl"};
	struct broker *broker = test_broker(&options);
	assert_true(broker_write(broker, "acl", "topic read t/#\ntopic readwrite t/a/sync\n"));
	assert_true(broker_start(broker));
	struct link *link = test_link_synced(broker, "a");

	publish_text(link, "t/forbidden", "x", true, 5);
	struct link_event event = event_await(link, LINK_REFUSED);
	assert_string_equal(event.topic, "t/forbidden");
	assert_int_equal(event.number, 5);
	assert_int_equal(event.reason, MQTT_RC_NOT_AUTHORIZED);
	assert_string_equal(event.text, "The broker does not allow this.");
	link_event_finish(&event);
	assert_false(event_within(link, 200, &event));
}

static void a_refused_nonce_is_told_and_the_connection_stays(void **state)
{
	(void)state;
	const struct broker_options options = {.lines = "acl_file %s/acl"};
	struct broker *broker = test_broker(&options);
	assert_true(broker_write(broker, "acl", "topic read t/#\n"));
	assert_true(broker_start(broker));
	struct link_options link_options = test_options(broker_port(broker), "a");
	link_options.ack_limit_ms = 200;
	struct link *link = test_link(&link_options);

	struct link_event event = event_await(link, LINK_REFUSED);
	assert_string_equal(event.topic, "t/a/sync");
	assert_int_equal(event.reason, MQTT_RC_NOT_AUTHORIZED);
	link_event_finish(&event);
	assert_false(event_within(link, 400, &event));
}

static void a_nonce_that_never_comes_back_ends_the_connection(void **state)
{
	(void)state;
	const struct broker_options options = {.lines = "acl_file %s/acl"};
	struct broker *broker = test_broker(&options);
	assert_true(broker_write(broker, "acl", "topic write t/#\n"));
	assert_true(broker_start(broker));
	struct link_options link_options = test_options(broker_port(broker), "a");
	link_options.ack_limit_ms = 200;
	struct link *link = test_link(&link_options);

	struct link_event event = event_await(link, LINK_DOWN);
	assert_non_null(strstr(event.text, "t/a/sync"));
	link_event_finish(&event);
}

static void a_wrong_password_is_told_once(void **state)
{
	(void)state;
	const struct broker_options options = {
	    .lines = "allow_anonymous false\npassword_file %s/passwords"};
	struct broker *broker = test_broker(&options);
	assert_true(broker_write(broker, "passwords", ""));
	assert_true(broker_start(broker));
	struct link_options link_options = test_options(broker_port(broker), "a");
	link_options.user = "a";
	link_options.password = "wrong";
	struct link *link = test_link(&link_options);

	struct link_event event = event_await(link, LINK_DOWN);
	assert_int_equal(event.reason, MQTT_RC_NOT_AUTHORIZED);
	assert_string_equal(event.text, "The broker does not let this device in.");
	link_event_finish(&event);
	assert_false(event_within(link, 400, &event));
}

static size_t write_will(const void *data, int64_t conn, char *to, size_t size)
{
	return (size_t)snprintf(to, size, "%s %lld", (const char *)data, (long long)conn);
}

static struct link_options will_options(int port, const char *client_id)
{
	struct link_options options = test_options(port, client_id);

	options.will_topic = "t/will";
	options.will_delay_s = 0;
	options.will_expiry_s = 600;
	options.will = write_will;
	options.will_data = "gone";
	return options;
}

/* A program of its own that connects, says its conn, and waits to be killed. */
static int child_main(int port)
{
	const struct link_options options = will_options(port, "child");
	struct link *link = link_create(&options);
	struct link_event event;
	char conn[32];

	while (link && event_within(link, 10000, &event)) {
		snprintf(conn, sizeof(conn), "%lld", (long long)event.conn);
		link_event_finish(&event);
		if (event.kind == LINK_UP)
			publish_text(link, "t/child", conn, false, 1);
	}
	return 1;
}

static void a_killed_program_leaves_its_will_with_its_conn(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link *link = test_link_synced(broker, "a");
	char port[16], own_will[64];
	const char *const arguments[] = {"test_link", "--child", port, NULL};
	pid_t pid;

	snprintf(port, sizeof(port), "%d", broker_port(broker));
	assert_int_equal(
	    posix_spawn(&pid, "/proc/self/exe", NULL, NULL, (char *const *)arguments, environ), 0);
	struct link_event event = message_await(link, "t/child");
	snprintf(own_will, sizeof(own_will), "gone %s", event.payload);
	link_event_finish(&event);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	event = message_await(link, "t/will");
	assert_string_equal(event.payload, own_will);
	assert_in_range(event.expiry_s, 595, 600);
	link_event_finish(&event);

	const struct link_options late = test_options(broker_port(broker), "late");
	event = message_await(test_link(&late), "t/will");
	assert_true(event.retain);
	link_event_finish(&event);
}

static void an_orderly_end_takes_the_will_back_and_what_was_said_along(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link *link = test_link_synced(broker, "a");
	const struct link_options options = will_options(broker_port(broker), "b");
	struct link *other = test_link(&options);
	struct link_event event = event_await(other, LINK_SYNCED);

	publish_text(other, "t/last", "word", false, 1);
	test_destroy(other);
	event = message_await(link, "t/last");
	link_event_finish(&event);
	while (event_within(link, 300, &event)) {
		if (event.topic)
			assert_string_not_equal(event.topic, "t/will");
		link_event_finish(&event);
	}
}

static void a_frozen_broker_is_noticed_by_the_missing_puback(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link_options options = test_options(broker_port(broker), "a");
	options.ack_limit_ms = 300;
	struct link *link = test_link(&options);
	struct link_event event = event_await(link, LINK_SYNCED);

	broker_freeze(broker);
	publish_text(link, "t/unheard", "x", true, 1);
	int64_t before = now_ms();
	event = event_await(link, LINK_DOWN);
	assert_in_range(now_ms() - before, 200, 1500);
	assert_string_equal(event.text, "The broker does not acknowledge what is published.");
	link_event_finish(&event);
	/* The kernel still takes connections for it; the broker behind does not answer them. */
	event = event_await(link, LINK_DOWN);
	assert_string_equal(event.text, "The broker does not answer.");
	link_event_finish(&event);
	broker_thaw(broker);
	event = event_await(link, LINK_SYNCED);
}

static void too_much_at_once_is_put_off(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link *link = test_link_synced(broker, "a");
	const struct link_publication publication = {
	    .topic = "t/much", .payload = "x", .payload_size = 1, .expiry_s = -1};
	int taken = 0;

	broker_freeze(broker);
	while (taken < 100000 && link_publish(link, &publication) == 0)
		taken++;
	assert_int_equal(link_publish(link, &publication), -EAGAIN);
	broker_thaw(broker);
	for (int i = 0; i < taken; i++) {
		struct link_event event = event_await(link, LINK_ACKED);
		link_event_finish(&event);
	}
	assert_int_equal(link_publish(link, &publication), 0);
}

static void what_the_broker_finds_too_large_is_not_taken(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started("max_packet_size 2000\n");
	struct link *link = test_link_synced(broker, "a");
	static const char payload[2000];
	struct link_publication publication = {
	    .topic = "t/large", .payload = payload, .payload_size = 2000, .expiry_s = -1};

	assert_int_equal(link_publish(link, &publication), -EMSGSIZE);
	publication.payload_size = 1900;
	assert_int_equal(link_publish(link, &publication), 0);
	struct link_event event = event_await(link, LINK_ACKED);
	link_event_finish(&event);
}

static void a_topic_that_is_none_is_refused(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link *link = test_link_synced(broker, "a");

	publish_text(link, "reply/#", "x", false, 9);
	struct link_event event = event_await(link, LINK_REFUSED);
	assert_int_equal(event.reason, MQTT_RC_TOPIC_NAME_INVALID);
	assert_int_equal(event.number, 9);
	link_event_finish(&event);
}

/* How often the link's thread went to sleep so far. */
static long thread_sleeps(void)
{
	DIR *folder = opendir("/proc/self/task");
	char path[300], line[128];
	long sleeps = -1;

	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder));) {
		bool is_link = false;
		snprintf(path, sizeof(path), "/proc/self/task/%s/status", entry->d_name);
		FILE *file = fopen(path, "r");
		while (file && fgets(line, sizeof(line), file)) {
			is_link = is_link || strcmp(line, "Name:\tlink\n") == 0;
			if (is_link)
				sscanf(line, "voluntary_ctxt_switches: %ld", &sleeps);
		}
		if (file)
			fclose(file);
	}
	closedir(folder);
	return sleeps;
}

static void an_idle_connection_wakes_nobody(void **state)
{
	(void)state;
	struct broker *broker = test_broker_started(NULL);
	struct link *link = test_link_synced(broker, "a");
	struct link_event event;
	bool connecting = true;

	assert_false(event_within(link, 200, &event));
	long before = thread_sleeps();
	assert_true(before > 0);
	assert_false(event_within(link, 2500, &event));
	assert_int_equal(thread_sleeps(), before);
	assert_int_equal(link_stuck_ms(link, &connecting), 0);
	assert_false(connecting);
}

static void a_network_that_swallows_packets_does_not_hold_up_the_end(void **state)
{
	(void)state;
	struct link_event event;
	int port, listening = fake_listen(&port);
	int waiting[16];
	const struct link_options options = test_options(port, "a");

	/* A full backlog: the kernel then ignores who else wants to connect. */
	assert_int_equal(listen(listening, 0), 0);
	struct sockaddr_storage address;
	socklen_t size = sizeof(address);
	getsockname(listening, (struct sockaddr *)&address, &size);
	for (int i = 0; i < 16; i++) {
		waiting[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
		(void)connect(waiting[i], (struct sockaddr *)&address, size);
	}
	struct link *link = test_link(&options);
	assert_false(event_within(link, 300, &event));
	bool connecting = false;
	link_stuck_ms(link, &connecting);
	assert_true(connecting);
	int64_t before = now_ms();
	test_destroy(link);
	assert_true(now_ms() - before < 150);
	for (int i = 0; i < 16; i++)
		close(waiting[i]);
	close(listening);
}

/* Takes the link in, up to its nonce, which the packet returned holds. */
static struct fake_packet fake_welcome(int fd, int keep_alive_s)
{
	struct fake_packet packet;

	assert_true(fd >= 0);
	fake_connack(fd, keep_alive_s);
	while ((packet = fake_read(fd)).type == FAKE_SUBSCRIBE)
		fake_suback(fd, &packet, 1);
	assert_int_equal(packet.type, FAKE_PUBLISH);
	return packet;
}

static void a_half_open_connection_is_noticed_within_two_keep_alives(void **state)
{
	(void)state;
	int port, listening = fake_listen(&port);
	const struct link_options options = test_options(port, "a");
	struct link *link = test_link(&options);
	struct fake_packet packet;

	int fd = fake_accept(listening, &packet);
	packet = fake_welcome(fd, 1);
	fake_puback(fd, &packet);
	fake_echo(fd, &packet);
	struct link_event event = event_await(link, LINK_SYNCED);
	int64_t before = now_ms();
	assert_int_equal(fake_read(fd).type, FAKE_PUBACK);
	assert_int_equal(fake_read(fd).type, FAKE_PING);
	event = event_await(link, LINK_DOWN);
	assert_in_range(now_ms() - before, 1000, 2100);
	assert_string_equal(event.text, "The broker does not answer any more.");
	link_event_finish(&event);
	close(fd);
	close(listening);
}

static void a_connection_that_only_hears_still_pings(void **state)
{
	(void)state;
	int port, listening = fake_listen(&port);
	const struct link_options options = test_options(port, "a");
	struct link *link = test_link(&options);
	struct fake_packet packet;

	int fd = fake_accept(listening, &packet);
	packet = fake_welcome(fd, 1);
	fake_puback(fd, &packet);
	fake_echo(fd, &packet);
	assert_int_equal(fake_read(fd).type, FAKE_PUBACK);
	int64_t before = now_ms();
	for (int i = 0; i < 15; i++) {
		fake_publish(fd, "t/qos0", "x", false);
		struct link_event event = message_await(link, "t/qos0");
		link_event_finish(&event);
		usleep(100000);
	}
	assert_int_equal(fake_read(fd).type, FAKE_PING);
	assert_true(now_ms() - before < 2000);
	close(fd);
	close(listening);
}

static void retained_messages_behind_the_nonce_make_synced_wait_for_quiet(void **state)
{
	(void)state;
	int port, listening = fake_listen(&port);
	const struct link_options options = test_options(port, "a");
	struct link *link = test_link(&options);
	struct fake_packet packet;

	int fd = fake_accept(listening, &packet);
	packet = fake_welcome(fd, 0);
	fake_puback(fd, &packet);
	fake_echo(fd, &packet);
	struct link_event event = event_await(link, LINK_SYNCED);
	fake_publish(fd, "t/late", "x", true);
	event = message_await(link, "t/late");
	link_event_finish(&event);
	close(fd);

	fd = fake_accept(listening, &packet);
	packet = fake_welcome(fd, 0);
	fake_echo(fd, &packet);
	event = event_await(link, LINK_UP);
	int64_t before = now_ms();
	assert_false(event_within(link, 500, &event));
	fake_publish(fd, "t/late", "x", true);
	event = event_await(link, LINK_SYNCED);
	assert_in_range(now_ms() - before, 2400, 4000);
	close(fd);
	close(listening);
}

static void a_disconnect_of_the_broker_brings_its_reason(void **state)
{
	(void)state;
	int port, listening = fake_listen(&port);
	const struct link_options options = test_options(port, "a");
	struct link *link = test_link(&options);
	struct fake_packet packet;

	int fd = fake_accept(listening, &packet);
	fake_welcome(fd, 0);
	fake_disconnect(fd, MQTT_RC_SESSION_TAKEN_OVER);
	struct link_event event = event_await(link, LINK_DOWN);
	assert_int_equal(event.reason, MQTT_RC_SESSION_TAKEN_OVER);
	assert_string_equal(event.text, "Another device connected to the broker under this name.");
	link_event_finish(&event);
	close(fd);
	close(listening);
}

static void a_refused_subscription_is_told(void **state)
{
	(void)state;
	int port, listening = fake_listen(&port);
	struct link_options options = test_options(port, "a");
	options.sync_topic = NULL;
	struct link *link = test_link(&options);
	struct fake_packet packet;

	int fd = fake_accept(listening, &packet);
	fake_connack(fd, 0);
	packet = fake_read(fd);
	fake_suback(fd, &packet, MQTT_RC_NOT_AUTHORIZED);
	packet = fake_read(fd);
	struct link_event event = event_await(link, LINK_REFUSED);
	assert_string_equal(event.topic, "t/#");
	assert_int_equal(event.reason, MQTT_RC_NOT_AUTHORIZED);
	link_event_finish(&event);
	fake_suback(fd, &packet, 1);
	event = event_await(link, LINK_SYNCED);
	close(fd);
	close(listening);
}

static void connect_says_what_the_contract_asks(void **state)
{
	(void)state;
	int port, listening = fake_listen(&port);
	struct link_options options = will_options(port, "praatje-o-d");
	options.will_delay_s = 20;
	struct link *link = test_link(&options);
	struct fake_packet packet;
	static const uint8_t start[] = {0,   4, 'M',  'Q', 'T',
					'T', 5, 0x2c, /* will: retained, QoS 1; no clean start */
					0,   60};     /* keep-alive */
	static const uint8_t session_expiry[] = {0x11, 0, 0, 0, 60};
	static const uint8_t will_delay[] = {0x18, 0, 0, 0, 20};
	static const uint8_t client_id[] = "\0\x0bpraatje-o-d";

	int fd = fake_accept(listening, &packet);
	assert_true(fd >= 0);
	assert_memory_equal(packet.body, start, sizeof(start));
	assert_non_null(memmem(packet.body, packet.size, session_expiry, 5));
	assert_non_null(memmem(packet.body, packet.size, will_delay, 5));
	assert_non_null(memmem(packet.body, packet.size, client_id, 13));
	close(fd);
	struct link_event event = event_await(link, LINK_DOWN);
	link_event_finish(&event);
	close(listening);
}

static void a_puback_counts_for_what_it_is_of_in_whatever_order(void **state)
{
	(void)state;
	int port, listening = fake_listen(&port);
	const struct link_options options = test_options(port, "a");
	struct link *link = test_link(&options);
	struct fake_packet packet;

	int fd = fake_accept(listening, &packet);
	packet = fake_welcome(fd, 0);
	fake_puback(fd, &packet);
	fake_echo(fd, &packet);
	struct link_event event = event_await(link, LINK_SYNCED);
	assert_int_equal(fake_read(fd).type, FAKE_PUBACK);
	publish_text(link, "t/1", "x", true, 1);
	publish_text(link, "t/2", "x", true, 2);
	struct fake_packet first = fake_read(fd), second = fake_read(fd);
	fake_puback(fd, &second);
	event = event_await(link, LINK_ACKED);
	assert_int_equal(event.number, 2);
	link_event_finish(&event);
	fake_puback(fd, &first);
	event = event_await(link, LINK_ACKED);
	assert_int_equal(event.number, 1);
	link_event_finish(&event);
	close(fd);
	close(listening);
}

static void each_loss_is_told_though_it_looks_like_the_one_before(void **state)
{
	(void)state;
	int port, listening = fake_listen(&port);
	const struct link_options options = test_options(port, "a");
	struct link *link = test_link(&options);
	struct fake_packet packet;

	for (int i = 0; i < 3; i++) {
		int fd = fake_accept(listening, &packet);
		packet = fake_welcome(fd, 0);
		struct link_event event = event_await(link, LINK_UP);
		close(fd);
		event = event_await(link, LINK_DOWN);
		link_event_finish(&event);
	}
	close(listening);
}

/* The broker keeps for a minute what it couldn't deliver. */
static void the_nonce_of_an_earlier_connection_is_not_believed(void **state)
{
	(void)state;
	int port, listening = fake_listen(&port);
	const struct link_options options = test_options(port, "a");
	struct link *link = test_link(&options);
	struct fake_packet packet;

	int fd = fake_accept(listening, &packet);
	packet = fake_welcome(fd, 0);
	fake_puback(fd, &packet);
	fake_publish(fd, "t/a/sync", "1795000000000-0123456789abcdef", false);
	fake_publish(fd, "t/1", "x", true);
	fake_echo(fd, &packet);
	struct link_event event = event_await(link, LINK_UP);
	event = message_await(link, "t/1");
	link_event_finish(&event);
	event = event_await(link, LINK_SYNCED);
	close(fd);
	close(listening);
}

static void what_waits_when_a_connection_ends_is_not_for_the_next(void **state)
{
	(void)state;
	const struct link_publication publication = {
	    .topic = "t/1", .payload = "x", .payload_size = 1};
	struct outbox *outbox = outbox_create();

	for (int64_t conn = 1; conn <= 3; conn++) {
		outbox_open(outbox, conn, 1000);
		outbox_told(outbox, conn);
		assert_null(outbox_take(outbox));
		assert_int_equal(outbox_put(outbox, &publication), 0);
		outbox_close(outbox);
		assert_int_equal(outbox_put(outbox, &publication), -ENOTCONN);
	}
	outbox_destroy(outbox);
}

static void the_end_without_a_connection_is_quick(void **state)
{
	(void)state;
	const struct broker_options nothing = {0};
	struct broker *broker = test_broker(&nothing);
	struct link_options options = test_options(broker_port(broker), "a");
	options.wait_min_ms = 10000;
	options.wait_max_ms = 15000;
	struct link *link = test_link(&options);
	struct link_event event = event_await(link, LINK_DOWN);

	link_event_finish(&event);
	int64_t before = now_ms();
	test_destroy(link);
	assert_true(now_ms() - before < 500);
	link_destroy(NULL);
}

#define TEST(name) cmocka_unit_test_teardown(name, fixture_teardown)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    TEST(everything_retained_comes_before_synced),
	    TEST(a_slow_reader_loses_nothing_of_10000),
	    TEST(a_publication_is_acknowledged_with_its_number),
	    TEST(an_empty_retained_publication_clears),
	    TEST(expiry_and_correlation_go_with_a_publication),
	    TEST(a_command_brings_response_topic_and_correlation),
	    TEST(a_killed_broker_is_told_and_found_again),
	    TEST(a_disconnect_of_the_broker_brings_its_reason),
	    TEST(a_program_started_before_its_broker_meets_it),
	    TEST(what_is_published_while_down_never_arrives),
	    TEST(a_publication_that_is_not_allowed_is_refused),
	    TEST(a_refused_nonce_is_told_and_the_connection_stays),
	    TEST(a_nonce_that_never_comes_back_ends_the_connection),
	    TEST(a_wrong_password_is_told_once),
	    TEST(a_killed_program_leaves_its_will_with_its_conn),
	    TEST(an_orderly_end_takes_the_will_back_and_what_was_said_along),
	    TEST(a_frozen_broker_is_noticed_by_the_missing_puback),
	    TEST(too_much_at_once_is_put_off),
	    TEST(what_the_broker_finds_too_large_is_not_taken),
	    TEST(a_topic_that_is_none_is_refused),
	    TEST(an_idle_connection_wakes_nobody),
	    TEST(a_network_that_swallows_packets_does_not_hold_up_the_end),
	    TEST(a_half_open_connection_is_noticed_within_two_keep_alives),
	    TEST(a_connection_that_only_hears_still_pings),
	    TEST(retained_messages_behind_the_nonce_make_synced_wait_for_quiet),
	    TEST(a_refused_subscription_is_told),
	    TEST(connect_says_what_the_contract_asks),
	    TEST(a_puback_counts_for_what_it_is_of_in_whatever_order),
	    TEST(each_loss_is_told_though_it_looks_like_the_one_before),
	    TEST(the_nonce_of_an_earlier_connection_is_not_believed),
	    TEST(what_waits_when_a_connection_ends_is_not_for_the_next),
	    TEST(the_end_without_a_connection_is_quick),
	};

	if (argc == 3 && strcmp(argv[1], "--child") == 0)
		return child_main(atoi(argv[2]));
	if (!broker_available()) {
		puts("skipped: there is no mosquitto on this machine");
		return 77;
	}
	return cmocka_run_group_tests_name("link", tests, NULL, NULL);
}
