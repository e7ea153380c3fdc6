/* One epoll: descriptors, timers and signals. It wakes for what is due and for nothing else. */
#ifndef PRAATJE_LOOP_LOOP_H
#define PRAATJE_LOOP_LOOP_H

#include <stdint.h>

struct loop;
struct loop_timer;

/* NULL with errno set when there are no descriptors. */
struct loop *loop_create(void);
/* Closes nothing that was added. NULL is accepted. */
void loop_destroy(struct loop *);

/*
 * Calls handler when any of events (EPOLLIN and the like) is there for fd. The descriptor stays
 * the caller's and must be unwatched before it is closed; a handler may unwatch any descriptor,
 * also its own. 0 or -errno.
 */
int loop_watch(struct loop *, int fd, uint32_t events,
	       void (*handler)(void *data, int fd, uint32_t events), void *data);
void loop_unwatch(struct loop *, int fd);

/* A timer on CLOCK_MONOTONIC, off at first. NULL with errno set on failure. */
struct loop_timer *loop_timer_create(struct loop *, void (*handler)(void *data), void *data);
void loop_timer_destroy(struct loop_timer *);
/* Fires once at mono_ms (at once when that is past); INT64_MAX turns it off. */
void loop_timer_set(struct loop_timer *, int64_t mono_ms);

/* Blocks signo for the program (call before threads start) and calls handler from the loop. */
int loop_signal(struct loop *, int signo, void (*handler)(void *data, int signo), void *data);

/*
 * Called before every wait, in the order of adding: the place to draw, and to empty libraries'
 * own queues. 0 or -ENOMEM.
 */
int loop_before_wait(struct loop *, void (*handler)(void *data), void *data);

/* Runs until loop_stop; returns what that was given, or -errno. */
int loop_run(struct loop *);
void loop_stop(struct loop *, int status);

/* CLOCK_MONOTONIC in milliseconds. */
int64_t loop_now_ms(void);

/* When the last wait ended, by that clock; 0 before the first. */
int64_t loop_woke_ms(const struct loop *);

#endif
