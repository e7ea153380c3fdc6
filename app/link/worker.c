#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/random.h>

#include "link/backoff.h"
#include "link/event.h"
#include "link/probe.h"
#include "link/session.h"

struct worker {
	struct link *link;
	struct backoff backoff;
	int64_t last_conn;
	struct cause told; /* of the last LINK_DOWN, until connected again */
	bool disordered;
};

/* The library counts who uses it, but not in a way that threads can share. */
static pthread_mutex_t library_mutex = PTHREAD_MUTEX_INITIALIZER;

static void library_use(bool use)
{
	pthread_mutex_lock(&library_mutex);
	if (use)
		mosquitto_lib_init();
	else
		mosquitto_lib_cleanup();
	pthread_mutex_unlock(&library_mutex);
}

/* False when the link ends: nothing that may block is to be begun any more. */
static bool connecting_set(struct link *link, bool connecting)
{
	pthread_mutex_lock(&link->mutex);
	atomic_store(&link->connecting, connecting);
	bool going_on = !atomic_load(&link->ending);
	pthread_mutex_unlock(&link->mutex);
	return going_on;
}

static bool worker_reach(const struct worker *worker, struct session *session)
{
	struct link *link = worker->link;
	char address[NI_MAXHOST];

	if (!connecting_set(link, true))
		return false;
	int error =
	    probe(link->options.host, link->options.port, link->wake_fd, address, &session->cause);
	bool reached = !error && !atomic_load(&link->ending) && session_connect(session, address);
	connecting_set(link, false);
	return reached;
}

static void worker_tell_down(struct worker *worker, int64_t conn, const struct cause *cause)
{
	struct link_event event;

	if (cause_equal(cause, &worker->told))
		return;
	worker->told = *cause;
	event_down(&event, conn, cause);
	queue_push(worker->link->queue, &event);
}

static void worker_serve(struct worker *worker, struct session *session)
{
	struct link *link = worker->link;

	while (!atomic_load(&link->ending) && session_turn(session, INT64_MAX))
		;
	if (atomic_load(&link->ending) && !session->lost)
		session_end(session);
	outbox_close(link->outbox);
	worker->disordered = session->disordered;
	if (session->accepted)
		worker->told = (struct cause){0};
}

static int64_t conn_next(struct worker *worker)
{
	int64_t wall_ms = clock_ms(CLOCK_REALTIME);

	worker->last_conn = wall_ms > worker->last_conn ? wall_ms : worker->last_conn + 1;
	return worker->last_conn;
}

/* One connection, or one try. Returns whether there was a connection. */
static bool worker_connection(struct worker *worker)
{
	struct cause cause = {0};
	bool accepted = false;

	int64_t conn = conn_next(worker);
	struct session *session = session_create(worker->link, conn, worker->disordered);
	if (session) {
		if (worker_reach(worker, session))
			worker_serve(worker, session);
		cause = session->cause;
		accepted = session->accepted;
		session_destroy(session);
	}
	cause_set(&cause, 0, "No connection to the broker can be made here.");
	worker_tell_down(worker, conn, &cause);
	return accepted;
}

static void worker_wait(const struct worker *worker, int wait_ms)
{
	struct link *link = worker->link;
	int64_t now = clock_ms(CLOCK_MONOTONIC), until_ms = now + wait_ms;
	struct pollfd fd = {.fd = link->wake_fd, .events = POLLIN};
	eventfd_t value;

	atomic_store(&link->turn_ms, until_ms);
	while (now < until_ms && !atomic_load(&link->ending)) {
		if (poll(&fd, 1, (int)(until_ms - now)) > 0)
			eventfd_read(link->wake_fd, &value);
		now = clock_ms(CLOCK_MONOTONIC);
	}
	atomic_store(&link->turn_ms, now);
}

static void worker_init(struct worker *worker, struct link *link)
{
	uint64_t seed = 0;

	if (getrandom(&seed, sizeof(seed), GRND_NONBLOCK) < 0)
		seed = (uint64_t)clock_ms(CLOCK_MONOTONIC) ^ (uint64_t)(uintptr_t)link;
	*worker = (struct worker){.link = link};
	backoff_init(&worker->backoff, link->options.wait_min_ms, link->options.wait_max_ms, seed);
}

static void worker_end(struct link *link)
{
	pthread_mutex_lock(&link->mutex);
	link->ended = true;
	bool abandoned = link->abandoned;
	pthread_cond_signal(&link->changed);
	pthread_mutex_unlock(&link->mutex);
	if (abandoned)
		link_free(link);
}

void *worker_run(void *data)
{
	struct link *link = data;
	struct worker worker;

	pthread_setname_np(pthread_self(), "link");
	library_use(true);
	worker_init(&worker, link);
	while (!atomic_load(&link->ending)) {
		bool was_up = worker_connection(&worker);
		worker_wait(&worker, was_up ? backoff_lost_ms(&worker.backoff)
					    : backoff_failed_ms(&worker.backoff));
	}
	library_use(false);
	worker_end(link);
	return NULL;
}
