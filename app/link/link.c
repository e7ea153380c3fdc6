#include "link/link.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "link/options.h"
#include "link/shared.h"

/* What a thread that is stuck in a look-up is waited for at the end. */
enum { STUCK_LIMIT_MS = 200 };

static void link_locks_init(struct link *link)
{
	pthread_condattr_t attributes;

	pthread_mutex_init(&link->mutex, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&link->changed, &attributes);
	pthread_condattr_destroy(&attributes);
}

/* Signals are for the program's loop: the thread takes none. */
static int link_start(struct link *link)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	int error = pthread_create(&link->thread, NULL, worker_run, link);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error;
}

struct link *link_create(const struct link_options *options)
{
	struct link *link = calloc(1, sizeof(*link));
	int error = ENOMEM;

	assert(options->host && options->client_id && options->keep_alive_s >= 5);
	assert(!options->will_topic || options->will);
	if (!link)
		return NULL;
	link_locks_init(link);
	atomic_store(&link->turn_ms, clock_ms(CLOCK_MONOTONIC));
	link->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (link->wake_fd < 0) {
		error = errno;
		goto fail;
	}
	link->queue = queue_create();
	link->outbox = outbox_create();
	if (!link_options_copy(&link->options, options) || !link->queue || !link->outbox)
		goto fail;
	error = link_start(link);
	if (!error)
		return link;
fail:
	link_free(link);
	errno = error;
	return NULL;
}

void link_free(struct link *link)
{
	link_options_finish(&link->options);
	outbox_destroy(link->outbox);
	queue_destroy(link->queue);
	if (link->wake_fd >= 0)
		close(link->wake_fd);
	pthread_cond_destroy(&link->changed);
	pthread_mutex_destroy(&link->mutex);
	free(link);
}

/* Leaves the thread to itself when it is stuck where nothing can call it back. */
static bool link_abandon(struct link *link)
{
	int64_t until_ms = clock_ms(CLOCK_MONOTONIC) + STUCK_LIMIT_MS;
	struct timespec until = {until_ms / 1000, until_ms % 1000 * 1000000};
	int error = 0;

	pthread_mutex_lock(&link->mutex);
	while (link->connecting && !link->ended && !error)
		error = pthread_cond_timedwait(&link->changed, &link->mutex, &until);
	bool abandoned = link->connecting && !link->ended;
	link->abandoned = abandoned;
	if (abandoned)
		pthread_detach(link->thread);
	pthread_mutex_unlock(&link->mutex);
	return abandoned;
}

void link_destroy(struct link *link)
{
	if (!link)
		return;
	pthread_mutex_lock(&link->mutex);
	atomic_store(&link->ending, true);
	pthread_mutex_unlock(&link->mutex);
	queue_close(link->queue);
	eventfd_write(link->wake_fd, 1);
	if (link_abandon(link))
		return;
	pthread_join(link->thread, NULL);
	link_free(link);
}

int link_fd(const struct link *link)
{
	return queue_fd(link->queue);
}

bool link_next(struct link *link, struct link_event *event)
{
	if (!queue_take(link->queue, event))
		return false;
	if (event->kind == LINK_UP)
		outbox_told(link->outbox, event->conn);
	else if (event->kind == LINK_DOWN)
		outbox_told(link->outbox, 0);
	return true;
}

int link_publish(struct link *link, const struct link_publication *publication)
{
	assert(publication->topic && publication->correlation_size <= UINT16_MAX);
	assert(publication->payload || !publication->payload_size);
	int error = outbox_put(link->outbox, publication);
	if (!error)
		eventfd_write(link->wake_fd, 1);
	return error;
}

int64_t link_stuck_ms(const struct link *link, bool *connecting)
{
	int64_t turn_ms = atomic_load(&link->turn_ms), now = clock_ms(CLOCK_MONOTONIC);

	if (connecting)
		*connecting = atomic_load(&link->connecting);
	return turn_ms < now ? now - turn_ms : 0;
}
