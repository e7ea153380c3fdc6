/* What the caller's side of a store and its thread share. */
#ifndef PRAATJE_STORE_SHARED_H
#define PRAATJE_STORE_SHARED_H

#include <pthread.h>
#include <stdatomic.h>

#include "store/database.h"
#include "store/entry.h"

struct store {
	struct database *database; /* the thread's */
	struct entry *loaded;      /* STORE_LOADED, made beforehand: it must come */
	int lock_fd;
	int event_fd; /* readable while events wait */
	pthread_t thread;
	atomic_int_least64_t busy_since_ms;
	struct entries owed; /* the thread's: removals that the disk refused, one a topic */
	int64_t owed_wait_ms;

	pthread_mutex_t mutex;
	pthread_cond_t work;
	bool closing;
	struct entries jobs, events;
	int waiting; /* jobs that are not done and events that nobody took */
};

/* With the mutex held: something waits to be done, from now on if nothing did before. */
void keeper_begins(struct store *);

/* The thread: loads, then does jobs until store->closing and none is left. */
void *keeper_run(void *store);

#endif
