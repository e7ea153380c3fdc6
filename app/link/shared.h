/* What the caller's side of a link and its thread share. */
#ifndef PRAATJE_LINK_SHARED_H
#define PRAATJE_LINK_SHARED_H

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "link/link.h"
#include "link/outbox.h"
#include "link/queue.h"

struct link {
	struct link_options options; /* the link's own copy; written before the thread starts */
	struct queue *queue;
	struct outbox *outbox;
	int wake_fd; /* eventfd: there are letters, or the end has come */
	pthread_t thread;
	atomic_bool ending;
	atomic_int_least64_t turn_ms; /* since when a turn lasts; asleep: when it is to begin */

	atomic_bool connecting; /* in a call that may block for long; set under mutex */

	pthread_mutex_t mutex;
	pthread_cond_t changed;
	bool ended;     /* the thread touches nothing any more */
	bool abandoned; /* nobody waits for the thread: it frees the link itself */
};

static inline int64_t clock_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void link_free(struct link *);

/* The thread: connects, serves the connection, comes back, until link->ending. */
void *worker_run(void *link);

#endif
