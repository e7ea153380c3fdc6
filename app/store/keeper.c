#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>

#include "store/folder.h"
#include "store/shared.h"

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* counted: it was counted as a job already. An entry that could not be made is left out. */
static void keeper_emit(struct store *store, struct entry *entry, bool counted)
{
	if (!entry)
		return;
	pthread_mutex_lock(&store->mutex);
	if (!counted)
		store->waiting++;
	if (!store->events.first)
		eventfd_write(store->event_fd, 1);
	entries_append(&store->events, entry);
	pthread_mutex_unlock(&store->mutex);
}

static void keeper_tell(struct store *store, const char *text)
{
	struct entry *entry = entry_create(STORE_FAILED, NULL);

	entry_fail(entry, text);
	keeper_emit(store, entry, false);
}

static int keeper_open(struct store *store)
{
	char moved[FOLDER_PATH_MAX + 256];
	int error = database_open(store->database, moved, sizeof(moved));

	if (moved[0])
		keeper_tell(store, moved);
	return error;
}

static void keeper_found(void *data, const struct store_record *record)
{
	keeper_emit(data, entry_create(STORE_RECORD, record), false);
}

static void keeper_found_document(void *data, const struct store_document *document)
{
	keeper_emit(data, entry_create_document(document), false);
}

static void keeper_found_command(void *data, const char *id)
{
	keeper_emit(data, entry_create_text(STORE_COMMAND, JOB_COMMAND, id), false);
}

static void keeper_found_tally(void *data, const char *payload)
{
	keeper_emit(data, entry_create_text(STORE_TALLY, JOB_TALLY, payload), false);
}

/* Documents first: what was said is understood by them. */
static int keeper_read(struct store *store)
{
	int error = database_each_document(store->database, keeper_found_document, store);

	if (!error)
		error = database_each_command(store->database, keeper_found_command, store);
	if (!error)
		error = database_each_tally(store->database, keeper_found_tally, store);
	return error ? error : database_each(store->database, keeper_found, store);
}

static void keeper_load(struct store *store)
{
	int error = keeper_open(store);

	if (!error)
		error = keeper_read(store);
	/* What is damaged is moved aside by the first job. */
	if (error)
		keeper_tell(store, database_error(store->database));
	keeper_emit(store, store->loaded, false);
	store->loaded = NULL;
}

static int keeper_try(struct store *store, const struct entry *job)
{
	const struct store_record *record = &job->event.record;
	int error = keeper_open(store);

	if (error)
		return error;
	switch (job->job) {
	case JOB_PUT:
		return database_put(store->database, record);
	case JOB_REMOVE:
		return database_remove(store->database, record->topic, record->v);
	case JOB_CHANGE:
		return database_change(store->database, job->changes, job->changes_count);
	case JOB_COMMAND:
		return database_command(store->database, job->event.text);
	case JOB_TALLY:
		return database_tally(store->database, job->event.text);
	}
	return 0;
}

/* A damaged store is moved aside, and the job done in a new one. */
static int keeper_try_twice(struct store *store, const struct entry *job)
{
	int error = keeper_try(store, job);

	return error == -EUCLEAN ? keeper_try(store, job) : error;
}

/* ---- Removals that the disk refused: what isn't unsent any more is not to stay on it ---- */

static void keeper_owe(struct store *store, struct entry *removal)
{
	struct entries others = store->owed;

	store->owed = (struct entries){.end = &store->owed.first};
	for (struct entry *other; (other = entries_take(&others));) {
		if (strcmp(other->event.record.topic, removal->event.record.topic) != 0) {
			entries_append(&store->owed, other);
			continue;
		}
		if (other->event.record.v > removal->event.record.v)
			removal->event.record.v = other->event.record.v;
		entry_destroy(other);
	}
	entries_append(&store->owed, removal);
}

static void keeper_pay(struct store *store)
{
	struct entries owed = store->owed;

	store->owed = (struct entries){.end = &store->owed.first};
	for (struct entry *removal; (removal = entries_take(&owed));) {
		if (keeper_try_twice(store, removal))
			entries_append(&store->owed, removal);
		else
			entry_destroy(removal);
	}
}

static bool keeper_owes(const struct store *store, const char *topic)
{
	const struct entry *owed = store->owed.first;

	while (owed && strcmp(owed->event.record.topic, topic) != 0)
		owed = owed->next;
	return owed;
}

/* ---- Jobs ---- */

static void keeper_put(struct store *store, struct entry *put)
{
	/* What is to go may have the larger v, and is not to take this along later. */
	bool blocked = keeper_owes(store, put->event.record.topic);
	int error = blocked ? -EIO : keeper_try_twice(store, put);

	free(put->event.record.payload);
	put->event.record.payload = NULL;
	if (error)
		entry_fail(put, database_error(store->database));
	keeper_emit(store, put, true);
}

static void keeper_do(struct store *store, struct entry *job)
{
	keeper_pay(store);
	if (job->job == JOB_PUT) {
		keeper_put(store, job);
		return;
	}
	int error = keeper_try_twice(store, job);
	if (error)
		keeper_tell(store, database_error(store->database));
	pthread_mutex_lock(&store->mutex);
	store->waiting--;
	pthread_mutex_unlock(&store->mutex);
	if (error && job->job == JOB_REMOVE)
		keeper_owe(store, job);
	else
		entry_destroy(job);
}

/* ---- The thread ---- */

void keeper_begins(struct store *store)
{
	int64_t idle = 0;

	atomic_compare_exchange_strong(&store->busy_since_ms, &idle, now_ms());
}

/* Until there is a job, or the store is closing; or what is owed is to be tried again. */
static void keeper_sleep(struct store *store)
{
	int64_t until_ms = now_ms() + store->owed_wait_ms;
	struct timespec until = {until_ms / 1000, until_ms % 1000 * 1000000};
	int error = 0;

	while (!store->jobs.first && !store->closing && !error) {
		if (store->owed.first)
			error = pthread_cond_timedwait(&store->work, &store->mutex, &until);
		else
			pthread_cond_wait(&store->work, &store->mutex);
	}
}

/* The next job; NULL where there is none. */
static struct entry *keeper_wait(struct store *store)
{
	pthread_mutex_lock(&store->mutex);
	if (!store->jobs.first)
		atomic_store(&store->busy_since_ms, 0);
	keeper_sleep(store);
	struct entry *job = entries_take(&store->jobs);
	atomic_store(&store->busy_since_ms, now_ms());
	pthread_mutex_unlock(&store->mutex);
	return job;
}

static bool keeper_ends(struct store *store)
{
	pthread_mutex_lock(&store->mutex);
	bool ends = store->closing && !store->jobs.first;
	pthread_mutex_unlock(&store->mutex);
	return ends;
}

void *keeper_run(void *data)
{
	struct store *store = data;

	pthread_setname_np(pthread_self(), "store");
	atomic_store(&store->busy_since_ms, now_ms());
	keeper_load(store);
	while (!keeper_ends(store)) {
		struct entry *job = keeper_wait(store);
		if (job)
			keeper_do(store, job);
		else
			keeper_pay(store);
	}
	return NULL;
}
