#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "loop/loop.h"

struct loop_timer {
	struct loop *loop;
	int fd;
	int64_t at_ms; /* INT64_MAX: off */
	void (*handler)(void *data);
	void *data;
};

static void timer_expired(void *data, int fd, uint32_t events)
{
	struct loop_timer *timer = data;
	uint64_t times;
	(void)events;

	/* Nothing to read: another handler of this round has set it anew. */
	if (read(fd, &times, sizeof(times)) != (ssize_t)sizeof(times))
		return;
	timer->at_ms = INT64_MAX;
	timer->handler(timer->data);
}

struct loop_timer *loop_timer_create(struct loop *loop, void (*handler)(void *data), void *data)
{
	struct loop_timer *timer = malloc(sizeof(*timer));

	if (!timer)
		return NULL;
	*timer = (struct loop_timer){loop, -1, INT64_MAX, handler, data};
	timer->fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
	if (timer->fd < 0)
		goto fail;
	int error = loop_watch(loop, timer->fd, EPOLLIN, timer_expired, timer);
	if (!error)
		return timer;
	close(timer->fd);
	errno = -error;
fail:
	free(timer);
	return NULL;
}

void loop_timer_destroy(struct loop_timer *timer)
{
	if (!timer)
		return;
	loop_unwatch(timer->loop, timer->fd);
	close(timer->fd);
	free(timer);
}

void loop_timer_set(struct loop_timer *timer, int64_t mono_ms)
{
	struct itimerspec at = {0};

	if (mono_ms == timer->at_ms)
		return;
	timer->at_ms = mono_ms;
	if (mono_ms != INT64_MAX && mono_ms > 0) {
		at.it_value.tv_sec = mono_ms / 1000;
		at.it_value.tv_nsec = mono_ms % 1000 * 1000000;
	} else if (mono_ms != INT64_MAX) {
		at.it_value.tv_nsec = 1; /* zero would turn it off */
	}
	timerfd_settime(timer->fd, TFD_TIMER_ABSTIME, &at, NULL);
}
