#include "store/store.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "store/folder.h"
#include "store/shared.h"

enum { WAITING_MAX = 1024, OWED_WAIT_MS = 60 * 1000 };

/* Signals are for the program's loop: the thread takes none. */
static int store_start(struct store *store)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	int error = pthread_create(&store->thread, NULL, keeper_run, store);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error;
}

/* What waits for it with a limit reckons as the thread does. */
static void work_init(pthread_cond_t *work)
{
	pthread_condattr_t attributes;

	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(work, &attributes);
	pthread_condattr_destroy(&attributes);
}

static struct store *store_create(const char *dir, int lock_fd)
{
	struct store *store = calloc(1, sizeof(*store));

	if (!store)
		return NULL;
	pthread_mutex_init(&store->mutex, NULL);
	work_init(&store->work);
	store->jobs.end = &store->jobs.first;
	store->events.end = &store->events.first;
	store->owed.end = &store->owed.first;
	store->owed_wait_ms = OWED_WAIT_MS;
	store->lock_fd = lock_fd;
	store->event_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	store->loaded = entry_create(STORE_LOADED, NULL);
	store->database = database_create(dir);
	return store;
}

static void store_destroy(struct store *store)
{
	database_destroy(store->database);
	entry_destroy(store->loaded);
	entries_finish(&store->jobs);
	entries_finish(&store->events);
	entries_finish(&store->owed);
	if (store->event_fd >= 0)
		close(store->event_fd);
	pthread_cond_destroy(&store->work);
	pthread_mutex_destroy(&store->mutex);
	close(store->lock_fd);
	free(store);
}

struct store *store_open(const char *dir, char *error, size_t size)
{
	int lock_fd = folder_lock(dir, error, size);

	if (lock_fd < 0) {
		errno = -lock_fd;
		return NULL;
	}
	struct store *store = store_create(dir, lock_fd);
	if (store && store->event_fd >= 0 && store->loaded && store->database &&
	    store_start(store) == 0)
		return store;
	errno = ENOMEM;
	snprintf(error, size, "The store can't be opened: there is not enough memory.");
	if (store)
		store_destroy(store);
	else
		close(lock_fd);
	return NULL;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	pthread_mutex_lock(&store->mutex);
	store->closing = true;
	pthread_cond_signal(&store->work);
	pthread_mutex_unlock(&store->mutex);
	pthread_join(store->thread, NULL);
	store_destroy(store);
}

int store_fd(const struct store *store)
{
	return store->event_fd;
}

bool store_next(struct store *store, struct store_event *event)
{
	eventfd_t value;

	pthread_mutex_lock(&store->mutex);
	struct entry *entry = entries_take(&store->events);
	if (entry) {
		store->waiting--;
		if (!store->events.first)
			eventfd_read(store->event_fd, &value);
	}
	pthread_mutex_unlock(&store->mutex);
	if (!entry)
		return false;
	*event = entry->event;
	free(entry);
	return true;
}

/* Takes the job, which may be NULL for lack of memory. */
static int store_order(struct store *store, struct entry *job)
{
	if (!job)
		return -EAGAIN;
	pthread_mutex_lock(&store->mutex);
	/* A removal isn't ordered twice; and there is one a put at most. */
	bool room = store->waiting < WAITING_MAX || job->job == JOB_REMOVE;
	if (room) {
		store->waiting++;
		keeper_begins(store);
		entries_append(&store->jobs, job);
		pthread_cond_signal(&store->work);
	}
	pthread_mutex_unlock(&store->mutex);
	if (!room)
		entry_destroy(job);
	return room ? 0 : -EAGAIN;
}

int store_put(struct store *store, const struct store_record *record)
{
	assert(record->topic && record->payload);
	return store_order(store, entry_create(STORE_KEPT, record));
}

int store_remove(struct store *store, const char *topic, int64_t v)
{
	const struct store_record record = {.topic = (char *)topic, .v = v};

	assert(topic);
	struct entry *job = entry_create(STORE_KEPT, &record);
	if (job)
		job->job = JOB_REMOVE;
	return store_order(store, job);
}

int store_change(struct store *store, const struct store_change *changes, int count)
{
	assert(count > 0);
	return store_order(store, entry_create_changes(changes, count));
}

int store_command(struct store *store, const char *id)
{
	return store_order(store, entry_create_text(STORE_COMMAND, JOB_COMMAND, id));
}

int store_tally(struct store *store, const char *payload)
{
	return store_order(store, entry_create_text(STORE_TALLY, JOB_TALLY, payload));
}

int64_t store_busy_since_ms(const struct store *store)
{
	return atomic_load(&store->busy_since_ms);
}
