#include "loop/loop.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS_AT_ONCE = 16 };

struct watch {
	struct watch *next;
	int fd; /* -1: unwatched, freed once the events at hand are through */
	void (*handler)(void *data, int fd, uint32_t events);
	void *data;
};

struct signal_handler {
	void (*handler)(void *data, int signo);
	void *data;
};

struct before_wait {
	struct before_wait *next;
	void (*handler)(void *data);
	void *data;
};

struct loop {
	int epoll_fd;
	int signal_fd; /* -1: no signals yet */
	sigset_t signals;
	struct signal_handler signal_handlers[NSIG];
	struct watch *watches;
	struct watch *unwatched;
	struct before_wait *before_wait;
	int64_t woke_ms;
	bool stopped;
	int status;
};

int64_t loop_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct loop *loop_create(void)
{
	struct loop *loop = calloc(1, sizeof(*loop));

	if (!loop)
		return NULL;
	loop->signal_fd = -1;
	sigemptyset(&loop->signals);
	loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (loop->epoll_fd < 0) {
		free(loop);
		return NULL;
	}
	return loop;
}

static void watches_free(struct watch *watch)
{
	while (watch) {
		struct watch *next = watch->next;
		free(watch);
		watch = next;
	}
}

void loop_destroy(struct loop *loop)
{
	if (!loop)
		return;
	watches_free(loop->watches);
	watches_free(loop->unwatched);
	while (loop->before_wait) {
		struct before_wait *next = loop->before_wait->next;
		free(loop->before_wait);
		loop->before_wait = next;
	}
	if (loop->signal_fd >= 0)
		close(loop->signal_fd);
	close(loop->epoll_fd);
	free(loop);
}

int loop_watch(struct loop *loop, int fd, uint32_t events,
	       void (*handler)(void *data, int fd, uint32_t events), void *data)
{
	struct watch *watch = calloc(1, sizeof(*watch));
	struct epoll_event event = {.events = events, .data.ptr = watch};

	if (!watch)
		return -ENOMEM;
	if (epoll_ctl(loop->epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0) {
		int error = -errno;
		free(watch);
		return error;
	}
	*watch = (struct watch){loop->watches, fd, handler, data};
	loop->watches = watch;
	return 0;
}

void loop_unwatch(struct loop *loop, int fd)
{
	struct watch **at = &loop->watches;

	while (*at && (*at)->fd != fd)
		at = &(*at)->next;
	struct watch *watch = *at;
	if (!watch)
		return;
	epoll_ctl(loop->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
	*at = watch->next;
	watch->fd = -1;
	watch->next = loop->unwatched;
	loop->unwatched = watch;
}

static void signals_read(void *data, int fd, uint32_t events)
{
	struct loop *loop = data;
	struct signalfd_siginfo info;
	(void)events;

	while (read(fd, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		const struct signal_handler *to = &loop->signal_handlers[info.ssi_signo];
		to->handler(to->data, (int)info.ssi_signo);
	}
}

int loop_signal(struct loop *loop, int signo, void (*handler)(void *data, int signo), void *data)
{
	assert(signo > 0 && signo < NSIG);
	loop->signal_handlers[signo] = (struct signal_handler){handler, data};
	sigaddset(&loop->signals, signo);
	int error = pthread_sigmask(SIG_BLOCK, &loop->signals, NULL);
	if (error)
		return -error;

	int fd = signalfd(loop->signal_fd, &loop->signals, SFD_NONBLOCK | SFD_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (loop->signal_fd >= 0)
		return 0;
	error = loop_watch(loop, fd, EPOLLIN, signals_read, loop);
	if (error) {
		close(fd);
		return error;
	}
	loop->signal_fd = fd;
	return 0;
}

int loop_before_wait(struct loop *loop, void (*handler)(void *data), void *data)
{
	struct before_wait *added = malloc(sizeof(*added)), **end = &loop->before_wait;

	if (!added)
		return -ENOMEM;
	*added = (struct before_wait){NULL, handler, data};
	while (*end)
		end = &(*end)->next;
	*end = added;
	return 0;
}

void loop_stop(struct loop *loop, int status)
{
	loop->stopped = true;
	loop->status = status;
}

static void loop_prepare(struct loop *loop)
{
	for (struct before_wait *at = loop->before_wait; at; at = at->next)
		at->handler(at->data);
}

static void loop_dispatch(struct loop *loop, const struct epoll_event *events, int count)
{
	for (int i = 0; i < count; i++) {
		const struct watch *watch = events[i].data.ptr;
		/* An earlier handler of this round may have unwatched it. */
		if (watch->fd >= 0)
			watch->handler(watch->data, watch->fd, events[i].events);
	}
	watches_free(loop->unwatched);
	loop->unwatched = NULL;
}

int64_t loop_woke_ms(const struct loop *loop)
{
	return loop->woke_ms;
}

int loop_run(struct loop *loop)
{
	struct epoll_event events[EVENTS_AT_ONCE];

	while (!loop->stopped) {
		loop_prepare(loop);
		if (loop->stopped)
			break;
		int count = epoll_wait(loop->epoll_fd, events, EVENTS_AT_ONCE, -1);
		if (count < 0 && errno != EINTR)
			return -errno;
		loop->woke_ms = loop_now_ms();
		loop_dispatch(loop, events, count);
	}
	loop->stopped = false;
	return loop->status;
}
