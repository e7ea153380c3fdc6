#include "link/event.h"
#include "link/session.h"
#include "link/tls.h"
#include <string.h>

/* The largest that MQTT can express. */
enum { PACKET_MAX = 268435455 };

static const char *connack_sentence(int reason)
{
	if (reason == MQTT_RC_NOT_AUTHORIZED)
		return "The broker does not let this device in.";
	return reason_sentence(reason);
}

static void handle_connack(struct mosquitto *mosq, void *data, int reason, int flags,
			   const mosquitto_property *properties)
{
	struct session *session = data;
	uint16_t keep_alive_s;
	uint32_t packet_max = PACKET_MAX;
	(void)flags;

	if (reason) {
		session_lose(session, reason, "%s", connack_sentence(reason));
		return;
	}
	if (mosquitto_property_read_int16(properties, MQTT_PROP_SERVER_KEEP_ALIVE, &keep_alive_s,
					  false))
		session->keep_alive_ms = (int64_t)keep_alive_s * 1000;
	mosquitto_property_read_int32(properties, MQTT_PROP_MAXIMUM_PACKET_SIZE, &packet_max,
				      false);
	session->accepted = true;
	outbox_open(session->link->outbox, session->conn, packet_max);
	struct link_event event = {.kind = LINK_UP, .conn = session->conn, .expiry_s = -1};
	memcpy(event.peer, session->peer, sizeof(event.peer));
	tls_ends(mosq, &event.own_ends_s, &event.broker_ends_s);
	session_emit(session, true, &event);
}

static void handle_disconnect(struct mosquitto *mosq, void *data, int reason,
			      const mosquitto_property *properties)
{
	struct session *session = data;
	(void)mosq, (void)properties;

	/* Below that it is an error number of the library's, which loop_read returns as well. */
	if (reason >= MQTT_RC_UNSPECIFIED)
		session_lose(session, reason, "%s", reason_sentence(reason));
}

static void handle_message(struct mosquitto *mosq, void *data,
			   const struct mosquitto_message *message,
			   const mosquitto_property *properties)
{
	struct session *session = data;
	struct link_event event;
	(void)mosq;

	if (message->qos > 0)
		session->said_ms = clock_ms(CLOCK_MONOTONIC); /* the library has acknowledged it */
	if (sync_message(session, message))
		return;
	bool made = event_message(&event, session->conn, message, properties);
	session_emit(session, made, &event);
}

static struct letter *unacked_remove(struct session *session, int packet_id)
{
	struct letter **at = &session->unacked;

	while (*at && (*at)->packet_id != packet_id)
		at = &(*at)->next;
	struct letter *letter = *at;
	if (!letter)
		return NULL;
	*at = letter->next;
	if (!*at)
		session->unacked_end = at;
	return letter;
}

static void handle_puback(struct mosquitto *mosq, void *data, int packet_id, int reason,
			  const mosquitto_property *properties)
{
	struct session *session = data;
	struct link_event event;
	(void)mosq, (void)properties;

	session->moved_ms = session->said_ms = clock_ms(CLOCK_MONOTONIC);
	if (packet_id == session->sync.packet_id) {
		sync_acked(session, reason);
		return;
	}
	struct letter *letter = unacked_remove(session, packet_id);
	if (!letter)
		return;
	const struct link_publication *of = &letter->publication;
	bool made = reason < MQTT_RC_UNSPECIFIED
			? event_acked(&event, session->conn, of)
			: event_refused(&event, session->conn, of->topic, of->number, reason);
	outbox_done(session->link->outbox, letter);
	session_emit(session, made, &event);
}

static void handle_suback(struct mosquitto *mosq, void *data, int packet_id, int count,
			  const int *reasons, const mosquitto_property *properties)
{
	struct session *session = data;
	const struct link_options *options = &session->link->options;
	struct link_event event;
	(void)mosq, (void)properties;

	for (int i = 0; i < options->subscriptions_count && count > 0; i++) {
		if (session->subscribe_ids[i] != packet_id)
			continue;
		session->subscribe_ids[i] = 0;
		session->answered++;
		if (reasons[0] < MQTT_RC_UNSPECIFIED)
			continue;
		bool made = event_refused(&event, session->conn, options->subscriptions[i].filter,
					  0, reasons[0]);
		session_emit(session, made, &event);
	}
	sync_answered(session);
}

void receive_prepare(struct mosquitto *mosq)
{
	mosquitto_connect_v5_callback_set(mosq, handle_connack);
	mosquitto_disconnect_v5_callback_set(mosq, handle_disconnect);
	mosquitto_message_v5_callback_set(mosq, handle_message);
	mosquitto_publish_v5_callback_set(mosq, handle_puback);
	mosquitto_subscribe_v5_callback_set(mosq, handle_suback);
}
