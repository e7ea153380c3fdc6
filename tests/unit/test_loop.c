#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cmocka.h>

#include "loop/loop.h"

/* What the handlers of a test work on. */
struct scene {
	struct loop *loop;
	int fds[2];
	int calls[2];
	int prepared;
	int signo;
	struct loop_timer *timers[2];
	int64_t fired_ms[2];
};

static int setup(void **state)
{
	static struct scene scene;

	scene = (struct scene){.loop = loop_create()};
	for (int i = 0; i < 2; i++)
		scene.fds[i] = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	*state = &scene;
	return scene.loop ? 0 : -1;
}

static int teardown(void **state)
{
	struct scene *scene = *state;

	for (int i = 0; i < 2; i++) {
		loop_timer_destroy(scene->timers[i]);
		loop_unwatch(scene->loop, scene->fds[i]);
		close(scene->fds[i]);
	}
	loop_destroy(scene->loop);
	return 0;
}

static int index_of(const struct scene *scene, int fd)
{
	return fd == scene->fds[1];
}

static void count_and_stop(void *data, int fd, uint32_t events)
{
	struct scene *scene = data;

	assert_true(events & EPOLLIN);
	scene->calls[index_of(scene, fd)]++;
	loop_stop(scene->loop, 7);
}

static void a_handler_runs_when_its_descriptor_is_ready(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(loop_watch(scene->loop, scene->fds[0], EPOLLIN, count_and_stop, scene), 0);
	assert_int_equal(loop_watch(scene->loop, scene->fds[1], EPOLLIN, count_and_stop, scene), 0);
	eventfd_write(scene->fds[1], 1);
	assert_int_equal(loop_run(scene->loop), 7);
	assert_int_equal(scene->calls[0], 0);
	assert_int_equal(scene->calls[1], 1);
	/* It may run again. */
	assert_int_equal(loop_run(scene->loop), 7);
	assert_int_equal(scene->calls[1], 2);
}

static void what_cannot_be_watched_says_why(void **state)
{
	const struct scene *scene = *state;

	assert_int_equal(loop_watch(scene->loop, -1, EPOLLIN, count_and_stop, NULL), -EBADF);
	assert_int_equal(loop_watch(scene->loop, scene->fds[0], EPOLLIN, count_and_stop, NULL), 0);
	assert_int_equal(loop_watch(scene->loop, scene->fds[0], EPOLLIN, count_and_stop, NULL),
			 -EEXIST);
}

/* Whichever of the two comes first takes both out. */
static void unwatch_both(void *data, int fd, uint32_t events)
{
	struct scene *scene = data;
	(void)events;

	scene->calls[index_of(scene, fd)]++;
	loop_unwatch(scene->loop, scene->fds[0]);
	loop_unwatch(scene->loop, scene->fds[1]);
	loop_stop(scene->loop, 0);
}

static void a_handler_may_unwatch_itself_and_others(void **state)
{
	struct scene *scene = *state;

	for (int i = 0; i < 2; i++) {
		loop_watch(scene->loop, scene->fds[i], EPOLLIN, unwatch_both, scene);
		eventfd_write(scene->fds[i], 1);
	}
	assert_int_equal(loop_run(scene->loop), 0);
	assert_int_equal(scene->calls[0] + scene->calls[1], 1);
	/* Unknown by now: nothing happens. */
	loop_unwatch(scene->loop, scene->fds[0]);
}

/* Closes the other descriptor and watches a new one that gets its number. */
static void replace_other(void *data, int fd, uint32_t events)
{
	struct scene *scene = data;
	int other = !index_of(scene, fd);
	(void)events;

	scene->calls[!other]++;
	loop_unwatch(scene->loop, fd);
	loop_unwatch(scene->loop, scene->fds[other]);
	close(scene->fds[other]);
	scene->fds[other] = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	loop_watch(scene->loop, scene->fds[other], EPOLLIN, count_and_stop, scene);
	loop_stop(scene->loop, 0);
}

static void an_old_event_does_not_reach_a_new_descriptor_of_the_same_number(void **state)
{
	struct scene *scene = *state;

	for (int i = 0; i < 2; i++) {
		loop_watch(scene->loop, scene->fds[i], EPOLLIN, replace_other, scene);
		eventfd_write(scene->fds[i], 1);
	}
	loop_run(scene->loop);
	assert_int_equal(scene->calls[0] + scene->calls[1], 1);
}

static void first_timer(void *data)
{
	struct scene *scene = data;

	scene->fired_ms[0] = loop_now_ms();
	scene->calls[0]++;
}

static void last_timer(void *data)
{
	struct scene *scene = data;

	scene->fired_ms[1] = loop_now_ms();
	scene->calls[1]++;
	loop_stop(scene->loop, 0);
}

static void timers_create(struct scene *scene)
{
	scene->timers[0] = loop_timer_create(scene->loop, first_timer, scene);
	scene->timers[1] = loop_timer_create(scene->loop, last_timer, scene);
	assert_non_null(scene->timers[0]);
	assert_non_null(scene->timers[1]);
}

static void a_timer_fires_once_when_it_is_due(void **state)
{
	struct scene *scene = *state;
	int64_t now = loop_now_ms();

	timers_create(scene);
	loop_timer_set(scene->timers[1], now + 60);
	loop_timer_set(scene->timers[0], now + 20);
	loop_run(scene->loop);
	assert_int_equal(scene->calls[0], 1);
	assert_int_equal(scene->calls[1], 1);
	assert_in_range(scene->fired_ms[0] - now, 20, 59);
	assert_in_range(scene->fired_ms[1] - now, 60, 300);
}

static void a_timer_in_the_past_fires_at_once_and_one_turned_off_never(void **state)
{
	struct scene *scene = *state;
	int64_t now = loop_now_ms();

	timers_create(scene);
	loop_timer_set(scene->timers[0], now + 5);
	loop_timer_set(scene->timers[0], INT64_MAX);
	loop_timer_set(scene->timers[1], now + 30);
	loop_run(scene->loop);
	assert_int_equal(scene->calls[0], 0);
	loop_timer_set(scene->timers[1], 0);
	loop_run(scene->loop);
	loop_timer_set(scene->timers[1], -5);
	loop_run(scene->loop);
	assert_int_equal(scene->calls[1], 3);
	assert_true(loop_now_ms() - now < 1000);
}

/* Sets itself again at the same time, which is past: it is to fire again. */
static void again_timer(void *data)
{
	struct scene *scene = data;

	if (++scene->calls[0] == 3)
		loop_stop(scene->loop, 0);
	loop_timer_set(scene->timers[0], 1);
}

static void a_timer_may_be_set_again_in_its_handler(void **state)
{
	struct scene *scene = *state;

	scene->timers[0] = loop_timer_create(scene->loop, again_timer, scene);
	loop_timer_set(scene->timers[0], 1);
	loop_run(scene->loop);
	assert_int_equal(scene->calls[0], 3);
}

/* Whichever of the two comes first puts the other off, and the second ends it. */
static void postponing_timer(void *data)
{
	struct scene *scene = data;

	scene->calls[0]++;
	scene->fired_ms[scene->calls[0] - 1] = loop_now_ms();
	if (scene->calls[0] == 2)
		loop_stop(scene->loop, 0);
	for (int i = 0; i < 2 && scene->calls[0] == 1; i++)
		loop_timer_set(scene->timers[i], loop_now_ms() + 40 + INT64_C(1000) * i);
}

static void a_timer_that_is_due_may_still_be_put_off(void **state)
{
	struct scene *scene = *state;

	for (int i = 0; i < 2; i++) {
		scene->timers[i] = loop_timer_create(scene->loop, postponing_timer, scene);
		loop_timer_set(scene->timers[i], 1);
	}
	loop_run(scene->loop);
	assert_int_equal(scene->calls[0], 2);
	assert_in_range(scene->fired_ms[1] - scene->fired_ms[0], 40, 900);
}

static void destroying_timer(void *data)
{
	struct scene *scene = data;

	scene->calls[0]++;
	for (int i = 0; i < 2; i++) {
		loop_timer_destroy(scene->timers[i]);
		scene->timers[i] = NULL;
	}
	loop_stop(scene->loop, 0);
}

static void a_timer_may_be_destroyed_in_a_handler(void **state)
{
	struct scene *scene = *state;

	for (int i = 0; i < 2; i++) {
		scene->timers[i] = loop_timer_create(scene->loop, destroying_timer, scene);
		loop_timer_set(scene->timers[i], 1);
	}
	loop_run(scene->loop);
	assert_int_equal(scene->calls[0], 1);
	loop_timer_destroy(NULL);
}

static void take_signal(void *data, int signo)
{
	struct scene *scene = data;

	scene->signo = signo;
	scene->calls[0]++;
	loop_stop(scene->loop, 0);
}

static void signals_come_through_the_loop(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(loop_signal(scene->loop, SIGTERM, take_signal, scene), 0);
	assert_int_equal(loop_signal(scene->loop, SIGHUP, take_signal, scene), 0);
	kill(getpid(), SIGTERM);
	loop_run(scene->loop);
	assert_int_equal(scene->signo, SIGTERM);
	kill(getpid(), SIGHUP);
	loop_run(scene->loop);
	assert_int_equal(scene->signo, SIGHUP);
	assert_int_equal(scene->calls[0], 2);
}

static void prepare_first(void *data)
{
	struct scene *scene = data;

	assert_int_equal(scene->prepared % 2, 0);
	scene->prepared++;
}

static void prepare_second(void *data)
{
	struct scene *scene = data;

	assert_int_equal(scene->prepared % 2, 1);
	if (++scene->prepared == 4)
		loop_stop(scene->loop, 3);
}

static void before_every_wait_the_places_to_draw_are_called_in_order(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(loop_before_wait(scene->loop, prepare_first, scene), 0);
	assert_int_equal(loop_before_wait(scene->loop, prepare_second, scene), 0);
	scene->timers[0] = loop_timer_create(scene->loop, first_timer, scene);
	loop_timer_set(scene->timers[0], 1);
	assert_int_equal(loop_run(scene->loop), 3);
	assert_int_equal(scene->calls[0], 1);
}

static void a_stop_before_the_run_counts(void **state)
{
	struct scene *scene = *state;

	loop_stop(scene->loop, 5);
	assert_int_equal(loop_run(scene->loop), 5);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_handler_runs_when_its_descriptor_is_ready),
	    TEST(what_cannot_be_watched_says_why),
	    TEST(a_handler_may_unwatch_itself_and_others),
	    TEST(an_old_event_does_not_reach_a_new_descriptor_of_the_same_number),
	    TEST(a_timer_fires_once_when_it_is_due),
	    TEST(a_timer_in_the_past_fires_at_once_and_one_turned_off_never),
	    TEST(a_timer_may_be_set_again_in_its_handler),
	    TEST(a_timer_that_is_due_may_still_be_put_off),
	    TEST(a_timer_may_be_destroyed_in_a_handler),
	    TEST(signals_come_through_the_loop),
	    TEST(before_every_wait_the_places_to_draw_are_called_in_order),
	    TEST(a_stop_before_the_run_counts),
	};
	return cmocka_run_group_tests_name("loop", tests, NULL, NULL);
}
