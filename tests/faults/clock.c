/*
 * To be preloaded: the program's clocks run ahead by as many seconds as the file FAULT_CLOCK says,
 * which may change at any time. Its timers and its poll() go by those clocks: what became due by a
 * change is due at once. The wall clock may be off besides, and the kernel's word on it another.
 */
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

enum { TIMERS_MAX = 16, LOOK_MS = 10 };

enum trust { TRUST_AS_IT_IS, TRUST_SYNCED, TRUST_UNSYNCED };

/* The file: all clocks run ahead by so much; the wall clock is off besides; enum trust. */
struct played {
	_Atomic int64_t ahead_s, off_s, trust;
};

static const struct played *played;

/* The timers of the program, each as it was set by the clocks that it sees. */
static struct {
	int fd, flags;
	struct itimerspec at;
} timers[TIMERS_MAX];
static int timers_count;
static pthread_mutex_t timers_lock = PTHREAD_MUTEX_INITIALIZER;

static int64_t ahead_s(void)
{
	return played ? atomic_load(&played->ahead_s) : 0;
}

static int64_t off_s(void)
{
	return played ? atomic_load(&played->off_s) : 0;
}

static int set_really(int fd, int flags, struct itimerspec at, struct itimerspec *old)
{
	if (flags & TFD_TIMER_ABSTIME && at.it_value.tv_sec > 0)
		at.it_value.tv_sec -= ahead_s();
	if (at.it_value.tv_sec < 0)
		at.it_value = (struct timespec){.tv_nsec = 1};
	return (int)syscall(SYS_timerfd_settime, fd, flags, &at, old);
}

/* Sets the timers anew whenever the clocks have changed. */
static void *follow(void *nothing)
{
	for (int64_t before = ahead_s();; before = ahead_s()) {
		while (ahead_s() == before)
			syscall(SYS_poll, NULL, 0, LOOK_MS);
		pthread_mutex_lock(&timers_lock);
		for (int i = 0; i < timers_count; i++)
			set_really(timers[i].fd, timers[i].flags, timers[i].at, NULL);
		pthread_mutex_unlock(&timers_lock);
	}
	return nothing;
}

/* Signals are for the program's own threads. */
static void begin_to_follow(void)
{
	pthread_t thread;
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pthread_create(&thread, NULL, follow, NULL);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("FAULT_CLOCK");
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;

	if (fd < 0)
		return;
	void *at = mmap(NULL, sizeof *played, PROT_READ, MAP_SHARED, fd, 0);
	if (at != MAP_FAILED)
		played = at;
	close(fd);
	if (played)
		begin_to_follow();
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
	int result = (int)syscall(SYS_clock_gettime, clock, now);

	if (result == 0 &&
	    (clock == CLOCK_MONOTONIC || clock == CLOCK_REALTIME || clock == CLOCK_BOOTTIME))
		now->tv_sec += ahead_s();
	if (result == 0 && clock == CLOCK_REALTIME)
		now->tv_sec += off_s();
	return result;
}

int adjtimex(struct timex *timex)
{
	int64_t trust = played ? atomic_load(&played->trust) : TRUST_AS_IT_IS;
	int state = (int)syscall(SYS_adjtimex, timex);

	if (trust == TRUST_AS_IT_IS)
		return state;
	timex->status = trust == TRUST_SYNCED ? 0 : STA_UNSYNC;
	return trust == TRUST_SYNCED ? TIME_OK : TIME_ERROR;
}

/* The time that a file was touched is the wall clock's too. */
int futimens(int fd, const struct timespec times[2])
{
	struct timespec now[2];

	if (times)
		return (int)syscall(SYS_utimensat, fd, NULL, times, 0);
	clock_gettime(CLOCK_REALTIME, &now[0]);
	now[1] = now[0];
	return (int)syscall(SYS_utimensat, fd, NULL, now, 0);
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
	int i = 0;

	pthread_mutex_lock(&timers_lock);
	while (i < timers_count && timers[i].fd != fd)
		i++;
	if (i < TIMERS_MAX) {
		timers_count = i == timers_count ? i + 1 : timers_count;
		timers[i].fd = fd;
		timers[i].flags = flags;
		timers[i].at = *at;
	}
	int result = set_really(fd, flags, *at, old);
	pthread_mutex_unlock(&timers_lock);
	return result;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
	int64_t until_ms = now_ms() + timeout_ms;

	for (;;) {
		int64_t left_ms = timeout_ms < 0 ? LOOK_MS : until_ms - now_ms();
		left_ms = left_ms < 0 ? 0 : left_ms > LOOK_MS ? LOOK_MS : left_ms;
		int ready = (int)syscall(SYS_poll, fds, count, (int)left_ms);
		if (ready || (timeout_ms >= 0 && now_ms() >= until_ms))
			return ready;
	}
}
