/* The admin's connection to the broker of one office, with limits on every wait. */
#ifndef PRAATJE_ADMIN_CONTACT_H
#define PRAATJE_ADMIN_CONTACT_H

#include <stdbool.h>
#include <stdint.h>

#include "admin/options.h"
#include "link/link.h"
#include "protocol/topic.h"

enum { CONTACT_ROOT_SIZE = 48, CONTACT_NONCE_SIZE = 17, CONTACT_DOWN_SIZE = 256 };

struct contact {
	const struct admin_options *options;
	struct link *link;
	char root[CONTACT_ROOT_SIZE];   /* "praatje/1/<office>" */
	char nonce[CONTACT_NONCE_SIZE]; /* of this run */
	char reply[TOPIC_TEXT_SIZE];    /* relative topic below which answers may come */
	const char *awaited;            /* what is waited for, for the sentence at the limit */
	int64_t limit_ms;               /* monotonic; INT64_MAX: none */
	bool up;
	int64_t own_ends_s, broker_ends_s; /* certificates, as in the link's event */
	bool stays;                        /* a lost connection is waited for, not an end */
	int stop_fd;                       /* readable: end with EX_OK; -1: none */
	char down[CONTACT_DOWN_SIZE];      /* why there is no connection, as far as told */
};

enum { CONTACT_FILTERS_MAX = 5 };

/*
 * Connects and subscribes to filters relative to the office's root, or whole ones where they begin
 * with "praatje/"; they are copied. EX_OK or
 * the exit status, told on standard error. Signals that are waited for must be blocked before.
 */
int contact_open(struct contact *, const struct admin_options *, const char *const *filters,
		 int count);
void contact_close(struct contact *);

/* Begins a new wait for awaited (borrowed), as long as the options allow. */
void contact_await(struct contact *, const char *awaited);

/*
 * Waits for the next message, PUBACK, refused publication or LINK_SYNCED, which the caller
 * finishes. EX_OK; else the exit status, told on standard error: no connection, time is up, not
 * authorised. With event->kind LINK_DOWN, only where the contact stays, nothing is left to do.
 * -1 (not told): stop_fd became readable.
 */
int contact_next(struct contact *, struct link_event *event);

/* Hands over messages until everything retained has come. Results as of contact_next. */
int contact_sync(struct contact *,
		 void (*handler)(void *data, const char *topic, const struct link_event *),
		 void *data);

/* The topic relative to the office's root, or NULL when it lies elsewhere. Borrowed. */
const char *contact_relative(const struct contact *, const char *topic);

/* Publishes on a relative topic. As link_publish. */
int contact_publish(struct contact *, const char *topic, const char *payload, bool retain,
		    int64_t expiry_s, int64_t number);
/* The same for a command: answers are asked for below reply, with the nonce as correlation. */
int contact_ask(struct contact *, const char *topic, const char *payload, int64_t expiry_s,
		int64_t number);

#endif
