#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "link/event.h"
#include "link/session.h"

enum {
	QUIET_MS = 2000,
	NONCE_EXPIRY_S = 30,
};

static void sync_done(struct session *session)
{
	struct link_event event = {.kind = LINK_SYNCED, .conn = session->conn, .expiry_s = -1};

	session->sync.state = SYNC_DONE;
	session_emit(session, true, &event);
}

static void nonce_make(struct sync *sync, int64_t conn)
{
	uint64_t chance = 0;

	if (getrandom(&chance, sizeof(chance), GRND_NONBLOCK) < 0)
		chance =
		    (uint64_t)clock_ms(CLOCK_MONOTONIC); /* an early boot: conn still differs */
	snprintf(sync->nonce, sizeof(sync->nonce), "%" PRId64 "-%016" PRIx64, conn, chance);
}

void sync_begin(struct session *session)
{
	const struct link_options *options = &session->link->options;
	struct sync *sync = &session->sync;

	if (!options->sync_topic) {
		sync_answered(session);
		return;
	}
	nonce_make(sync, session->conn);
	const struct link_publication publication = {
	    .topic = options->sync_topic,
	    .payload = sync->nonce,
	    .payload_size = strlen(sync->nonce),
	    .expiry_s = NONCE_EXPIRY_S,
	};
	int error = session_publish(session, &publication, &sync->packet_id);
	if (error) {
		session_lose(session, 0, "Cannot publish: %s", mosquitto_strerror(error));
		return;
	}
	sync->state = SYNC_SENT;
	sync->due_ms = clock_ms(CLOCK_MONOTONIC) + options->ack_limit_ms;
}

void sync_answered(struct session *session)
{
	const struct link_options *options = &session->link->options;

	if (!options->sync_topic && session->sync.state == SYNC_NOT_SENT &&
	    session->answered == options->subscriptions_count)
		sync_done(session);
}

void sync_acked(struct session *session, int reason)
{
	const char *topic = session->link->options.sync_topic;
	struct link_event event;

	session->sync.packet_id = 0;
	if (reason < MQTT_RC_UNSPECIFIED)
		return;
	session->sync.state = SYNC_REFUSED;
	bool made = event_refused(&event, session->conn, topic, 0, reason);
	session_emit(session, made, &event);
}

/* With Retain As Published the flag says nothing about when a message was published. */
static bool flag_is_published(const struct link_options *options, const char *topic)
{
	for (int i = 0; i < options->subscriptions_count; i++) {
		bool matches = false;
		const struct link_subscription *subscription = &options->subscriptions[i];
		if (!subscription->retain_as_published)
			continue;
		mosquitto_topic_matches_sub(subscription->filter, topic, &matches);
		if (matches)
			return true;
	}
	return false;
}

static void nonce_came(struct session *session)
{
	struct sync *sync = &session->sync;

	if (sync->state != SYNC_SENT)
		return;
	if (!session->disordered) {
		sync_done(session);
		return;
	}
	sync->state = SYNC_QUIET;
	sync->due_ms = clock_ms(CLOCK_MONOTONIC) + QUIET_MS;
}

bool sync_message(struct session *session, const struct mosquitto_message *message)
{
	const struct link_options *options = &session->link->options;
	struct sync *sync = &session->sync;

	if (options->sync_topic && strcmp(message->topic, options->sync_topic) == 0) {
		if ((size_t)message->payloadlen == strlen(sync->nonce) &&
		    memcmp(message->payload, sync->nonce, strlen(sync->nonce)) == 0)
			nonce_came(session);
		return true;
	}
	if (sync->state == SYNC_SENT)
		sync->due_ms = clock_ms(CLOCK_MONOTONIC) + options->ack_limit_ms;
	bool behind =
	    sync->state == SYNC_QUIET || (sync->state == SYNC_DONE && options->sync_topic);
	if (behind && message->retain && !flag_is_published(options, message->topic)) {
		session->disordered = true;
		if (sync->state == SYNC_QUIET)
			sync->due_ms = clock_ms(CLOCK_MONOTONIC) + QUIET_MS;
	}
	return false;
}

void sync_forgive(struct session *session, int64_t now)
{
	struct sync *sync = &session->sync;

	if (sync->state == SYNC_SENT)
		sync->due_ms = now + session->link->options.ack_limit_ms;
	else if (sync->state == SYNC_QUIET)
		sync->due_ms = now + QUIET_MS;
}

void sync_due(struct session *session)
{
	if (session->sync.state == SYNC_QUIET)
		sync_done(session);
	else
		session_lose(session, 0, "The broker does not hand back what is published to %s.",
			     session->link->options.sync_topic);
}
