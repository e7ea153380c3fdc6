/*
 * The bounded queue of events from the link's thread to the caller, with a descriptor that
 * is readable while events wait.
 */
#ifndef PRAATJE_LINK_QUEUE_H
#define PRAATJE_LINK_QUEUE_H

#include <stdbool.h>

#include "link/link.h"

struct queue;

/* NULL with errno set when there is no memory or descriptor. */
struct queue *queue_create(void);
/* Finishes the events that wait. NULL is accepted. */
void queue_destroy(struct queue *);

int queue_fd(const struct queue *);

/*
 * Puts the event in, which the queue then owns; waits while there is no room, so that a slow
 * caller loses nothing. Returns whether it had to wait. After queue_close the event is
 * finished instead, at once.
 */
bool queue_push(struct queue *, const struct link_event *event);

/* Takes the oldest event, which is the caller's then; false when none waits. */
bool queue_take(struct queue *, struct link_event *event);

/* Nobody takes events any more. */
void queue_close(struct queue *);

#endif
