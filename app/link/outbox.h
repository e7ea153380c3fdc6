/*
 * Publications on their way from the caller to the broker: handed over here, and counted
 * until the broker has acknowledged them, so that what waits stays bounded.
 */
#ifndef PRAATJE_LINK_OUTBOX_H
#define PRAATJE_LINK_OUTBOX_H

#include <stdint.h>

#include "link/link.h"

struct letter {
	struct letter *next;
	struct link_publication publication; /* its pointers point behind the letter */
	int packet_id;
	int64_t said_ms; /* monotonic, when it was handed to the library */
	size_t bytes;
};

struct outbox;

/* NULL with errno set when there is no memory. */
struct outbox *outbox_create(void);
void outbox_destroy(struct outbox *);

/* Connection conn takes letters now, of at most packet_max bytes; or none does any more. */
void outbox_open(struct outbox *, int64_t conn, uint32_t packet_max);
void outbox_close(struct outbox *);

/*
 * The caller was told of conn, or (0) that there is none. It may publish only in the
 * connection that it knows of: what it says rests on what it heard there.
 */
void outbox_told(struct outbox *, int64_t conn);

/* 0, -ENOTCONN, -EAGAIN or -EMSGSIZE, as link_publish. */
int outbox_put(struct outbox *, const struct link_publication *);

/* Takes the oldest letter, or NULL. It still counts, until outbox_done frees it. */
struct letter *outbox_take(struct outbox *);
void outbox_done(struct outbox *, struct letter *);

#endif
