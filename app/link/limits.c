/* How long a connection may be quiet, and what then. */
#include "link/session.h"

static int64_t min_ms(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* When the next ping is due; while one is out: when the patience for its answer ends. */
static int64_t ping_due_ms(const struct session *session)
{
	if (!session->keep_alive_ms)
		return INT64_MAX;
	if (session->pinged_ms)
		return session->pinged_ms + session->keep_alive_ms / 2;
	return min_ms(session->heard_ms, session->said_ms) + session->keep_alive_ms;
}

static int64_t ack_due_ms(const struct session *session)
{
	if (!session->unacked)
		return INT64_MAX;
	int64_t said_ms = session->unacked->said_ms;
	int64_t since = said_ms > session->moved_ms ? said_ms : session->moved_ms;
	return since + session->link->options.ack_limit_ms;
}

static int64_t sync_due_ms(const struct session *session)
{
	enum sync_state state = session->sync.state;
	return state == SYNC_SENT || state == SYNC_QUIET ? session->sync.due_ms : INT64_MAX;
}

int64_t session_due_ms(const struct session *session)
{
	if (!session->accepted)
		return session->opened_ms + session->link->options.ack_limit_ms;
	return min_ms(min_ms(ping_due_ms(session), ack_due_ms(session)), sync_due_ms(session));
}

void session_forgive(struct session *session, int64_t now)
{
	session->opened_ms = session->moved_ms = now;
	if (session->pinged_ms)
		session->pinged_ms = now;
	sync_forgive(session, now);
}

static void ping_due(struct session *session, int64_t now)
{
	if (session->pinged_ms) {
		session_lose(session, 0, "The broker does not answer any more.");
		return;
	}
	session_check(session, mosquitto_loop_misc(session->mosq));
	session->pinged_ms = session->said_ms = now;
}

void session_timers(struct session *session, bool heard)
{
	int64_t now = clock_ms(CLOCK_MONOTONIC);

	if (session->lost || session_due_ms(session) > now)
		return;
	if (!session->accepted) {
		if (!heard)
			session_lose(session, 0, "The broker does not answer.");
		return;
	}
	if (!heard && ack_due_ms(session) <= now)
		session_lose(session, 0, "The broker does not acknowledge what is published.");
	if (!heard && sync_due_ms(session) <= now)
		sync_due(session);
	if (!session->lost && ping_due_ms(session) <= now)
		ping_due(session, now);
}
