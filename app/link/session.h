/*
 * One connection, from its making to its loss: a struct mosquitto of its own, so that the
 * library has nothing from an earlier one to send again. Used by the link's thread only.
 */
#ifndef PRAATJE_LINK_SESSION_H
#define PRAATJE_LINK_SESSION_H

#include <mosquitto.h>
#include <mqtt_protocol.h>

#include "link/cause.h"
#include "link/shared.h"

/* How far the proof is that everything retained has come. */
enum sync_state {
	SYNC_NOT_SENT,
	SYNC_SENT,  /* waits for the nonce, until due_ms at most */
	SYNC_QUIET, /* the nonce came, and the broker sends retained messages late: until due_ms */
	SYNC_DONE,  /* LINK_SYNCED is given */
	SYNC_REFUSED, /* the broker does not take the nonce: never in step */
};

struct sync {
	enum sync_state state;
	int packet_id;
	char nonce[48];
	int64_t due_ms;
};

struct session {
	struct link *link;
	struct mosquitto *mosq;
	int64_t conn;
	struct cause cause; /* of its end */
	unsigned char peer[LINK_PEER_SIZE];
	bool accepted; /* CONNACK 0x00 came, LINK_UP is given */
	bool begun;    /* subscribed */
	bool lost;
	bool disordered; /* the broker was seen to send retained messages after the nonce */

	/* Monotonic milliseconds. */
	int64_t opened_ms;
	int64_t keep_alive_ms; /* the broker's word in this counts */
	int64_t heard_ms;      /* something came in */
	int64_t said_ms;       /* something went out */
	int64_t pinged_ms;     /* a ping is out and nothing came in since; 0: none is */
	int64_t moved_ms;      /* publications got on: one acknowledged, some bytes written */

	struct letter *unacked, **unacked_end; /* in the order of publishing */
	int *subscribe_ids;                    /* packet ids of SUBSCRIBE, 0: answered */
	int answered;
	struct sync sync;
};

/* NULL when there is no memory. disordered: what is known of the broker from before. */
struct session *session_create(struct link *, int64_t conn, bool disordered);
/* NULL is accepted. */
void session_destroy(struct session *);

/* Connects to address (in numbers). Blocks. False with the cause. */
bool session_connect(struct session *, const char *address);

/* Waits for what comes first, until monotonic until_ms at most, and does it. False: lost. */
bool session_turn(struct session *, int64_t until_ms);

/* Waits for what is unacknowledged, 1 s at most, and ends the connection with 0x00. */
void session_end(struct session *);

/* ---- between session.c, limits.c, receive.c and sync.c ---- */

/* Gives the connection up, for this cause unless there is one already. */
__attribute__((format(printf, 3, 4))) void session_lose(struct session *, int reason,
							const char *format, ...);

/* Takes what a call of the library returned; an error ends the connection. */
void session_check(struct session *, int error);

/* Monotonic milliseconds by which session_timers is next needed; INT64_MAX: never. */
int64_t session_due_ms(const struct session *);
/*
 * Pings what is quiet, gives up what is silent; heard: something was read just now, and what is
 * waited for may be right behind it.
 */
void session_timers(struct session *, bool heard);

/*
 * The thread came late by itself, to monotonic now, as in a process that was stopped: what the
 * broker said meanwhile may still wait to be read, so that what it is waited for begins anew.
 */
void session_forgive(struct session *, int64_t now);

/* Hands the event over, which may wait until the caller has room; made: it could be made. */
void session_emit(struct session *, bool made, const struct link_event *event);

/* Publishes at QoS 1. A MOSQ_ERR_. */
int session_publish(struct session *, const struct link_publication *, int *packet_id);

/* Has the library call what receives; sets up what is known of the connection from CONNACK. */
void receive_prepare(struct mosquitto *);

/* Sends the nonce, or does without where there is no topic for it. */
void sync_begin(struct session *);
/* A message came; true: it was the link's own. */
bool sync_message(struct session *, const struct mosquitto_message *);
/* Every subscription has its answer; or the nonce has a PUBACK. */
void sync_answered(struct session *);
void sync_acked(struct session *, int reason);
/* Waits anew, from monotonic now. */
void sync_forgive(struct session *, int64_t now);
/* due_ms has come. */
void sync_due(struct session *);

#endif
