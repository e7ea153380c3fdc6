#include <errno.h>
#include <stdlib.h>
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
	keeper_emit(data, entry_create_command(id), false);
}

/* Documents first: what was said is understood by them. */
static int keeper_read(struct store *store)
{
	int error = database_each_document(store->database, keeper_found_document, store);

	if (!error)
		error = database_each_command(store->database, keeper_found_command, store);
	return error ? error : database_each(store->database, keeper_found, store);
}

static void keeper_load(struct store *store)
{
	int error = keeper_open(store);

	if (!error)
		error = keeper_read(store);
	if (error == -EUCLEAN)
		error = keeper_open(store);
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
	}
	return 0;
}

static void keeper_do(struct store *store, struct entry *job)
{
	int error = keeper_try(store, job);

	if (error == -EUCLEAN)
		error = keeper_try(store, job);
	if (job->job != JOB_PUT && error)
		keeper_tell(store, database_error(store->database));
	if (job->job != JOB_PUT) {
		pthread_mutex_lock(&store->mutex);
		store->waiting--;
		pthread_mutex_unlock(&store->mutex);
		entry_destroy(job);
		return;
	}
	free(job->event.record.payload);
	job->event.record.payload = NULL;
	if (error)
		entry_fail(job, database_error(store->database));
	keeper_emit(store, job, true);
}

/* The next job; NULL once the store is closing and none is left. */
static struct entry *keeper_wait(struct store *store)
{
	pthread_mutex_lock(&store->mutex);
	if (!store->jobs.first)
		atomic_store(&store->busy_since_ms, 0);
	while (!store->jobs.first && !store->closing)
		pthread_cond_wait(&store->work, &store->mutex);
	struct entry *job = entries_take(&store->jobs);
	pthread_mutex_unlock(&store->mutex);
	atomic_store(&store->busy_since_ms, now_ms());
	return job;
}

void *keeper_run(void *data)
{
	struct store *store = data;
	struct entry *job;

	pthread_setname_np(pthread_self(), "store");
	atomic_store(&store->busy_since_ms, now_ms());
	keeper_load(store);
	while ((job = keeper_wait(store)))
		keeper_do(store, job);
	return NULL;
}
