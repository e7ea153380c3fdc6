/*
 * The connection to the MQTT broker, in a thread of its own: name look-up, connecting and
 * coming back never hold up the screen. The only includer of mosquitto.h lies behind this.
 *
 * What the caller publishes goes out only while connected; nothing is queued for later, so
 * that nothing is ever said twice: whoever speaks says again what still counts when
 * LINK_SYNCED comes.
 */
#ifndef PRAATJE_LINK_LINK_H
#define PRAATJE_LINK_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct link;

enum { LINK_PEER_SIZE = 32 };

struct link_subscription {
	const char *filter;
	bool retain_as_published; /* MQTT 5, 3.8.3.1: so that a retained command can be told */
};

struct link_options {
	const char *host; /* name or address */
	int port;
	const char *client_id;
	const char *user;     /* NULL: anonymous */
	const char *password; /* NULL: none */
	bool tls;
	const char *ca_file;     /* whose certificates are believed (PEM); NULL: the system's */
	const char *certificate; /* one's own (PEM); NULL: none */
	const char *key;         /* to it */
	bool any_peer; /* with TLS: whoever answers is believed, and told of as the event's peer */
	int keep_alive_s;
	int session_expiry_s;
	const struct link_subscription *subscriptions;
	int subscriptions_count;
	/*
	 * Where the link publishes a nonce to itself, under one of the subscriptions; messages on
	 * it are not handed on. LINK_SYNCED comes when the nonce is back, and never when the broker
	 * refuses it (LINK_REFUSED with this topic). NULL: LINK_SYNCED comes once all
	 * subscriptions are answered.
	 */
	const char *sync_topic;
	const char *will_topic; /* NULL: no will */
	int will_delay_s;
	int will_expiry_s;
	/*
	 * Writes the will's payload for the connection numbered conn into to; returns its
	 * length, below size. Called in the link's thread: may use nothing but will_data.
	 */
	size_t (*will)(const void *will_data, int64_t conn, char *to, size_t size);
	const void *will_data;
	int wait_min_ms, wait_max_ms; /* bounds of the first wait after a lost connection */
	int ack_limit_ms; /* an awaited PUBACK, CONNACK or nonce is so late: no connection */
};

/* keep-alive 60 s, session expiry 60 s, will delay 20 s, waits 0.5 to 15 s, PUBACK 5 s. */
void link_options_default(struct link_options *);

/* All of options is copied. NULL with errno set when there are no threads or descriptors. */
struct link *link_create(const struct link_options *options);

/*
 * Ends the connection with DISCONNECT 0x00 (the broker then drops the will) after what was
 * published has been acknowledged, waiting 1 s for that at most. NULL is accepted.
 */
void link_destroy(struct link *);

enum link_event_kind {
	LINK_UP,      /* connected; conn is its number: larger than that of any before */
	LINK_SYNCED,  /* everything retained has been handed over */
	LINK_DOWN,    /* lost, or a try failed: reason and text say why; once per change of cause */
	LINK_MESSAGE, /* a publication from the broker */
	LINK_ACKED,   /* PUBACK 0x00 or 0x10 for a publication of ours */
	LINK_REFUSED, /* PUBACK with another reason; or a subscription refused (topic: filter) */
};

struct link_event {
	enum link_event_kind kind;
	int64_t conn;
	char *topic;    /* MESSAGE, ACKED, REFUSED */
	int64_t number; /* ACKED, REFUSED: as given to link_publish */
	char *payload;  /* MESSAGE: NUL after its end, for convenience */
	size_t payload_size;
	bool retain;
	int64_t expiry_s;     /* message expiry interval as handed over; -1: none */
	char *response_topic; /* or NULL */
	char *correlation;    /* or NULL */
	size_t correlation_size;
	int reason;         /* DOWN, REFUSED: MQTT 5 reason code, or 0 when there was none */
	char *text;         /* DOWN, REFUSED: one sentence for people; never NULL there */
	int64_t own_ends_s; /* UP, with TLS: when one's certificate ends, since 1970; 0: none */
	int64_t
	    broker_ends_s; /* the same of the broker's, or of its authority's if that is first */
	unsigned char peer[LINK_PEER_SIZE]; /* UP, with any_peer: SHA-256 of its certificate */
};

/* A descriptor that is readable while events wait. It stays the link's. */
int link_fd(const struct link *);

/* Takes the next event; false when none waits. The caller finishes it. */
bool link_next(struct link *, struct link_event *event);
void link_event_finish(struct link_event *event);

struct link_publication {
	const char *topic;
	const void *payload;
	size_t payload_size;
	bool retain;
	int64_t expiry_s;           /* -1: none */
	const char *response_topic; /* or NULL */
	const void *correlation;    /* or NULL */
	size_t correlation_size;
	int64_t number; /* comes back in LINK_ACKED and LINK_REFUSED */
};

/*
 * Publishes at QoS 1; everything is copied. 0, -ENOTCONN while there is no connection,
 * -EAGAIN when too much waits to be sent, -EMSGSIZE above the broker's maximum packet size.
 */
int link_publish(struct link *, const struct link_publication *);

/*
 * For a watchdog: for how many milliseconds the link's thread has been at one turn, or hasn't woken
 * when it meant to; 0: neither. connecting (may be NULL): whether that turn is a name look-up or
 * the making of a connection, which may block for as long as the system's limits.
 */
int64_t link_stuck_ms(const struct link *, bool *connecting);

#endif
