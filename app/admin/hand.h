/*
 * Configuration in hand: what the broker holds, changed here, checked, and put back.
 *
 * A change is made from the document as it was read and carries its rev + 1. MQTT can't compare and
 * swap: between reading and the broker's taking of the change somebody else may write. That
 * window is one round trip; what came in it is seen before the echo of ours, and told.
 */
#ifndef PRAATJE_ADMIN_HAND_H
#define PRAATJE_ADMIN_HAND_H

#include <jansson.h>
#include <stdbool.h>

#include "admin/book.h"
#include "admin/contact.h"
#include "admin/options.h"

struct change {
	char topic[TOPIC_TEXT_SIZE]; /* relative to the office's root */
	char *payload;               /* empty: the topic is emptied */
	int64_t rev;
	bool configures; /* a document that devices report on */
	bool taken;      /* the broker has it */
};

struct hand {
	const struct admin_options *options;
	struct contact contact;
	struct book book; /* configuration, and the devices' status and reports */
	struct change *changes;
	int count, capacity;
	int waiting;   /* sent, without the broker's word */
	int overtaken; /* changes of others that ours overwrote */
	bool lists;    /* tells each document, not only the devices */
};

/* Connects and reads. EX_OK, or the exit status (told). close in either case. */
int hand_open(struct hand *, const struct admin_options *);
/* The same, and also reads everybody's states and someone-signals. */
int hand_open_with_states(struct hand *, const struct admin_options *);
void hand_close(struct hand *);

/* A copy of the document on topic; NULL when there is none, or it is gone. */
json_t *hand_get(const struct hand *, const char *topic);
int64_t hand_rev(const struct hand *, const char *topic);

/*
 * Notes that topic shall hold after, which is released. The rev is set. EX_OK; EX_DATAERR with
 * every fault told. A field that nobody knows is a fault here too.
 */
int hand_put(struct hand *, const char *topic, json_t *after);
/* The same for a payload that has been checked; rev 0: none. "" empties. */
void hand_put_payload(struct hand *, const char *topic, const char *payload, int64_t rev);

/*
 * Puts all changes on the broker, says sentence (NULL: none), and waits until every device that
 * is online goes by them or refuses. With --dry-run only shows what would change. EX_OK, or the
 * exit status (told).
 */
int hand_commit(struct hand *, const char *sentence, ...) __attribute__((format(printf, 2, 3)));

#endif
