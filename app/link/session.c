#include "link/session.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>

#include "link/event.h"
#include "link/tls.h"

enum {
	WILL_SIZE = 4096,
	IN_FLIGHT_MAX = 65535,
	END_LIMIT_MS = 1000,
	LATE_MS = 1000, /* later than a busy machine comes to a thread */
};

void session_lose(struct session *session, int reason, const char *format, ...)
{
	char text[sizeof(session->cause.text)];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	cause_set(&session->cause, reason, "%s", text);
	session->lost = true;
}

void session_emit(struct session *session, bool made, const struct link_event *event)
{
	if (!made) {
		session_lose(session, 0, "There is not enough memory.");
		return;
	}
	if (!queue_push(session->link->queue, event))
		return;
	/* The broker is not to blame for the time that the caller took. */
	int64_t now = clock_ms(CLOCK_MONOTONIC);
	session->moved_ms = now;
	if (session->sync.state == SYNC_SENT)
		session->sync.due_ms = now + session->link->options.ack_limit_ms;
	atomic_store(&session->link->turn_ms, now);
}

static int properties_write(const struct link_publication *from, mosquitto_property **properties)
{
	int error = 0;

	if (from->expiry_s >= 0) {
		uint32_t expiry =
		    from->expiry_s < UINT32_MAX ? (uint32_t)from->expiry_s : UINT32_MAX;
		error = mosquitto_property_add_int32(properties, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL,
						     expiry);
	}
	if (!error && from->response_topic)
		error = mosquitto_property_add_string(properties, MQTT_PROP_RESPONSE_TOPIC,
						      from->response_topic);
	if (!error && from->correlation)
		error = mosquitto_property_add_binary(properties, MQTT_PROP_CORRELATION_DATA,
						      from->correlation,
						      (uint16_t)from->correlation_size);
	return error;
}

int session_publish(struct session *session, const struct link_publication *from, int *packet_id)
{
	mosquitto_property *properties = NULL;

	int error = properties_write(from, &properties);
	if (!error)
		error = mosquitto_publish_v5(session->mosq, packet_id, from->topic,
					     (int)from->payload_size, from->payload, 1,
					     from->retain, properties);
	mosquitto_property_free_all(&properties);
	session->said_ms = clock_ms(CLOCK_MONOTONIC);
	return error;
}

static void letter_refuse(struct session *session, const struct letter *letter, int error)
{
	const struct link_publication *of = &letter->publication;
	struct link_event event;
	bool large = error == MOSQ_ERR_OVERSIZE_PACKET || error == MOSQ_ERR_PAYLOAD_SIZE;
	int reason = large ? MQTT_RC_PACKET_TOO_LARGE : MQTT_RC_TOPIC_NAME_INVALID;

	bool made = event_refused(&event, session->conn, of->topic, of->number, reason);
	session_emit(session, made, &event);
}

static bool error_is_of_letter(int error)
{
	return error == MOSQ_ERR_OVERSIZE_PACKET || error == MOSQ_ERR_PAYLOAD_SIZE ||
	       error == MOSQ_ERR_INVAL || error == MOSQ_ERR_MALFORMED_UTF8;
}

static void session_post(struct session *session)
{
	struct outbox *outbox = session->link->outbox;
	struct letter *letter;

	while (!session->lost && (letter = outbox_take(outbox))) {
		int error = session_publish(session, &letter->publication, &letter->packet_id);
		if (!error) {
			letter->said_ms = session->said_ms;
			*session->unacked_end = letter;
			session->unacked_end = &letter->next;
			continue;
		}
		if (error_is_of_letter(error))
			letter_refuse(session, letter, error);
		else
			session_lose(session, 0, "The connection failed: %s",
				     mosquitto_strerror(error));
		outbox_done(outbox, letter);
	}
}

static bool will_set(struct session *session)
{
	const struct link_options *options = &session->link->options;
	mosquitto_property *properties = NULL;
	char payload[WILL_SIZE];

	if (!options->will_topic)
		return true;
	size_t size = options->will(options->will_data, session->conn, payload, sizeof(payload));
	int error = mosquitto_property_add_int32(&properties, MQTT_PROP_WILL_DELAY_INTERVAL,
						 (uint32_t)options->will_delay_s);
	if (!error)
		error = mosquitto_property_add_int32(&properties, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL,
						     (uint32_t)options->will_expiry_s);
	if (!error)
		error = mosquitto_will_set_v5(session->mosq, options->will_topic, (int)size,
					      payload, 1, true, properties);
	if (error)
		mosquitto_property_free_all(&properties);
	return !error;
}

static bool mosq_prepare(struct session *session)
{
	const struct link_options *options = &session->link->options;
	struct mosquitto *mosq = session->mosq;

	return !mosquitto_int_option(mosq, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5) &&
	       !mosquitto_int_option(mosq, MOSQ_OPT_TCP_NODELAY, 1) &&
	       !mosquitto_int_option(mosq, MOSQ_OPT_RECEIVE_MAXIMUM, IN_FLIGHT_MAX) &&
	       !mosquitto_int_option(mosq, MOSQ_OPT_SEND_MAXIMUM, IN_FLIGHT_MAX) &&
	       (!options->user ||
		!mosquitto_username_pw_set(mosq, options->user, options->password)) &&
	       will_set(session);
}

struct session *session_create(struct link *link, int64_t conn, bool disordered)
{
	struct session *session = calloc(1, sizeof(*session));

	if (!session)
		return NULL;
	session->link = link;
	session->conn = conn;
	session->disordered = disordered;
	session->unacked_end = &session->unacked;
	session->keep_alive_ms = (int64_t)link->options.keep_alive_s * 1000;
	session->subscribe_ids = calloc((size_t)link->options.subscriptions_count + 1, sizeof(int));
	session->mosq = mosquitto_new(link->options.client_id, false, session);
	if (!session->subscribe_ids || !session->mosq || !mosq_prepare(session)) {
		session_destroy(session);
		return NULL;
	}
	receive_prepare(session->mosq);
	/* Without its files there is no connection, but the caller is told why. */
	if (link->options.tls &&
	    !tls_prepare(session->mosq, &link->options, &session->cause, session->peer))
		session->lost = true;
	return session;
}

void session_destroy(struct session *session)
{
	if (!session)
		return;
	mosquitto_destroy(session->mosq);
	while (session->unacked) {
		struct letter *letter = session->unacked;
		session->unacked = letter->next;
		outbox_done(session->link->outbox, letter);
	}
	free(session->subscribe_ids);
	free(session);
}

/* Our certificate is judged when all is well here: what the broker says of it can get lost. */
static void lose_unanswered(struct session *session)
{
	session_lose(session, 0, "The broker closed the connection instead of answering%s.",
		     session->link->options.tls ? "; perhaps it doesn't accept our certificate, or "
						  "wants one"
						: "");
}

void session_check(struct session *session, int error)
{
	if (!error && mosquitto_socket(session->mosq) >= 0)
		return;
	if (!session->accepted)
		lose_unanswered(session);
	else if (!error || error == MOSQ_ERR_CONN_LOST)
		session_lose(session, 0, "The broker closed the connection.");
	else
		session_lose(session, 0, "The connection failed: %s", mosquitto_strerror(error));
}

bool session_connect(struct session *session, const char *address)
{
	const struct link_options *options = &session->link->options;
	mosquitto_property *properties = NULL;

	if (session->lost)
		return false;
	int error = mosquitto_property_add_int32(&properties, MQTT_PROP_SESSION_EXPIRY_INTERVAL,
						 (uint32_t)options->session_expiry_s);
	if (!error)
		error = mosquitto_connect_bind_v5(session->mosq, address, options->port,
						  options->keep_alive_s, NULL, properties);
	/* The library's word for TLS that ended while CONNECT was written. */
	if (error == MOSQ_ERR_ERRNO && errno == EPROTO && options->tls)
		lose_unanswered(session);
	else if (error)
		session_lose(session, 0, "No connection to %s, port %d: %s.", options->host,
			     options->port,
			     error == MOSQ_ERR_ERRNO ? strerror(errno) : mosquitto_strerror(error));
	mosquitto_property_free_all(&properties);
	session->opened_ms = clock_ms(CLOCK_MONOTONIC);
	session->heard_ms = session->said_ms = session->moved_ms = session->opened_ms;
	return !error;
}

static void session_begin(struct session *session)
{
	const struct link_options *options = &session->link->options;

	session->begun = true;
	for (int i = 0; i < options->subscriptions_count; i++) {
		const struct link_subscription *subscription = &options->subscriptions[i];
		int flags = MQTT_SUB_OPT_SEND_RETAIN_ALWAYS;
		if (subscription->retain_as_published)
			flags |= MQTT_SUB_OPT_RETAIN_AS_PUBLISHED;
		int error = mosquitto_subscribe_v5(session->mosq, &session->subscribe_ids[i],
						   subscription->filter, 1, flags, NULL);
		if (error) {
			session_check(session, error);
			return;
		}
	}
	session->said_ms = clock_ms(CLOCK_MONOTONIC);
	sync_begin(session);
}

static int timeout_ms(int64_t due_ms)
{
	int64_t left = due_ms - clock_ms(CLOCK_MONOTONIC);

	if (due_ms == INT64_MAX)
		return -1;
	if (left <= 0)
		return 0;
	/* The clock's milliseconds are cut off: one more, or the last of them is spent polling. */
	return left < INT_MAX ? (int)left + 1 : INT_MAX;
}

static void session_transfer(struct session *session, short ready)
{
	int64_t now = clock_ms(CLOCK_MONOTONIC);

	if (ready & (POLLIN | POLLERR | POLLHUP)) {
		session->heard_ms = now;
		session->pinged_ms = 0;
		session_check(session, mosquitto_loop_read(session->mosq, 1));
	}
	if (!session->lost && ready & POLLOUT) {
		session->said_ms = session->moved_ms = now;
		session_check(session, mosquitto_loop_write(session->mosq, 1));
	}
}

bool session_turn(struct session *session, int64_t until_ms)
{
	struct link *link = session->link;
	struct pollfd fds[] = {{.events = POLLIN}, {.fd = link->wake_fd, .events = POLLIN}};
	eventfd_t value;

	if (session->accepted && !session->begun)
		session_begin(session);
	session_post(session);
	session_check(session, 0);
	if (session->lost)
		return false;
	fds[0].fd = mosquitto_socket(session->mosq);
	if (mosquitto_want_write(session->mosq))
		fds[0].events |= POLLOUT;
	int64_t due_ms = session_due_ms(session);
	due_ms = due_ms < until_ms ? due_ms : until_ms;
	atomic_store(&link->turn_ms, due_ms);
	poll(fds, 2, timeout_ms(due_ms));
	int64_t now = clock_ms(CLOCK_MONOTONIC);
	atomic_store(&link->turn_ms, now);
	if (now - due_ms > LATE_MS)
		session_forgive(session, now);
	if (fds[1].revents)
		eventfd_read(link->wake_fd, &value);
	session_transfer(session, fds[0].revents);
	session_timers(session, fds[0].revents & POLLIN);
	return !session->lost;
}

void session_end(struct session *session)
{
	int64_t until_ms = clock_ms(CLOCK_MONOTONIC) + END_LIMIT_MS;

	session_post(session);
	while (session->unacked && clock_ms(CLOCK_MONOTONIC) < until_ms)
		if (!session_turn(session, until_ms))
			return;
	mosquitto_disconnect_v5(session->mosq, MQTT_RC_NORMAL_DISCONNECTION, NULL);
	while (mosquitto_socket(session->mosq) >= 0 && mosquitto_want_write(session->mosq) &&
	       clock_ms(CLOCK_MONOTONIC) < until_ms) {
		struct pollfd fd = {.fd = mosquitto_socket(session->mosq), .events = POLLOUT};
		poll(&fd, 1, timeout_ms(until_ms));
		mosquitto_loop_write(session->mosq, 1);
	}
}
