#include "link/queue.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
	EVENTS_MAX = 512,
	BYTES_MAX = 8 << 20, /* of payloads; a single larger one passes when nothing else waits */
};

struct queue {
	pthread_mutex_t mutex;
	pthread_cond_t room;
	int fd;
	bool closed;
	int first, count;
	size_t bytes;
	struct link_event events[EVENTS_MAX];
};

struct queue *queue_create(void)
{
	struct queue *queue = calloc(1, sizeof(*queue));

	if (!queue)
		return NULL;
	queue->fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (queue->fd < 0) {
		free(queue);
		return NULL;
	}
	pthread_mutex_init(&queue->mutex, NULL);
	pthread_cond_init(&queue->room, NULL);
	return queue;
}

void queue_destroy(struct queue *queue)
{
	struct link_event event;

	if (!queue)
		return;
	while (queue_take(queue, &event))
		link_event_finish(&event);
	pthread_cond_destroy(&queue->room);
	pthread_mutex_destroy(&queue->mutex);
	close(queue->fd);
	free(queue);
}

int queue_fd(const struct queue *queue)
{
	return queue->fd;
}

static bool queue_full(const struct queue *queue, size_t more)
{
	return queue->count == EVENTS_MAX || (queue->count && queue->bytes + more > BYTES_MAX);
}

/* Only the step from none to some and back touches the descriptor. */
static void queue_signal(const struct queue *queue)
{
	eventfd_t value;

	if (queue->count)
		eventfd_write(queue->fd, 1);
	else
		eventfd_read(queue->fd, &value);
}

bool queue_push(struct queue *queue, const struct link_event *event)
{
	bool waited = false;

	pthread_mutex_lock(&queue->mutex);
	while (!queue->closed && queue_full(queue, event->payload_size)) {
		waited = true;
		pthread_cond_wait(&queue->room, &queue->mutex);
	}
	bool closed = queue->closed;
	if (!closed) {
		queue->events[(queue->first + queue->count++) % EVENTS_MAX] = *event;
		queue->bytes += event->payload_size;
		if (queue->count == 1)
			queue_signal(queue);
	}
	pthread_mutex_unlock(&queue->mutex);
	if (closed) {
		struct link_event dropped = *event;
		link_event_finish(&dropped);
	}
	return waited;
}

bool queue_take(struct queue *queue, struct link_event *event)
{
	pthread_mutex_lock(&queue->mutex);
	bool some = queue->count > 0;
	if (some) {
		*event = queue->events[queue->first];
		queue->first = (queue->first + 1) % EVENTS_MAX;
		queue->bytes -= event->payload_size;
		if (--queue->count == 0)
			queue_signal(queue);
		pthread_cond_signal(&queue->room);
	}
	pthread_mutex_unlock(&queue->mutex);
	return some;
}

void queue_close(struct queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	queue->closed = true;
	pthread_cond_signal(&queue->room);
	pthread_mutex_unlock(&queue->mutex);
}
