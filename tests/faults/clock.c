/*
 * To be preloaded: the program's clocks run ahead by as many seconds as the file FAULT_CLOCK says,
 * which may change at any time. Its timers are set by those clocks; what sleeps past a change is
 * late by it, as on a machine that was suspended, until something wakes it.
 */
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

static const _Atomic int64_t *ahead;

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("FAULT_CLOCK");
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;

	if (fd < 0)
		return;
	void *at = mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, fd, 0);
	if (at != MAP_FAILED)
		ahead = at;
	close(fd);
}

static int64_t ahead_s(void)
{
	return ahead ? atomic_load(ahead) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
	int result = (int)syscall(SYS_clock_gettime, clock, now);

	if (result == 0 && (clock == CLOCK_MONOTONIC || clock == CLOCK_REALTIME))
		now->tv_sec += ahead_s();
	return result;
}

time_t time(time_t *to)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (to)
		*to = now.tv_sec;
	return now.tv_sec;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *at, struct itimerspec *old)
{
	struct itimerspec real = *at;

	if (flags & TFD_TIMER_ABSTIME && real.it_value.tv_sec > 0)
		real.it_value.tv_sec -= ahead_s();
	if (real.it_value.tv_sec < 0)
		real.it_value = (struct timespec){.tv_nsec = 1};
	return (int)syscall(SYS_timerfd_settime, fd, flags, &real, old);
}
