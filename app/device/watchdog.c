#include "device/watchdog.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	/* What looking up a name and connecting may take, by the system's own limits. */
	CONNECTING_LIMIT_MS = 180 * 1000,
	MESSAGE_SIZE = 256,
};

/* A path, or a name of the kernel's own where it begins with @. */
static bool address_set(struct watchdog *watchdog, const char *name)
{
	size_t length = strlen(name);
	struct sockaddr_un *address = &watchdog->address;

	if ((name[0] != '/' && name[0] != '@') || length >= sizeof address->sun_path)
		return false;
	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	memcpy(address->sun_path, name, length);
	if (name[0] == '@')
		address->sun_path[0] = '\0';
	watchdog->address_size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
	return true;
}

/* Half of what systemd waits; never when it waits for another process, or for none. */
static int64_t every_ms(void)
{
	const char *limit = getenv("WATCHDOG_USEC"), *process = getenv("WATCHDOG_PID");
	long long usec = limit ? strtoll(limit, NULL, 10) : 0;

	if (usec < 2000 || (process && strtol(process, NULL, 10) != (long)getpid()))
		return INT64_MAX;
	return usec / 2000;
}

void watchdog_open(struct watchdog *watchdog)
{
	const char *name = getenv("NOTIFY_SOCKET");

	*watchdog = (struct watchdog){.fd = -1, .every_ms = INT64_MAX};
	if (!name || !address_set(watchdog, name))
		return;
	watchdog->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (watchdog->fd >= 0)
		watchdog->every_ms = every_ms();
}

/* One that systemd can't take now is not worth waiting for: the next one follows. */
static void tell(const struct watchdog *watchdog, const char *what, const char *status)
{
	char message[MESSAGE_SIZE];
	int size = snprintf(message, sizeof message, "%s\nSTATUS=%s\n", what, status);

	if (watchdog->fd < 0 || size < 0 || (size_t)size >= sizeof message)
		return;
	(void)sendto(watchdog->fd, message, (size_t)size, MSG_NOSIGNAL,
		     (const struct sockaddr *)&watchdog->address, watchdog->address_size);
}

void watchdog_close(struct watchdog *watchdog)
{
	if (watchdog->fd < 0)
		return;
	tell(watchdog, "STOPPING=1", "stopping");
	close(watchdog->fd);
	watchdog->fd = -1;
}

void watchdog_ready(struct watchdog *watchdog, const char *status)
{
	if (watchdog->ready)
		return;
	watchdog->ready = true;
	tell(watchdog, "READY=1", status);
}

int64_t watchdog_due_ms(const struct watchdog *watchdog)
{
	return watchdog->every_ms == INT64_MAX ? INT64_MAX : watchdog->told_ms + watchdog->every_ms;
}

void watchdog_tick(struct watchdog *watchdog, int64_t now_ms, int64_t link_stuck_ms,
		   bool connecting, const char *status)
{
	int64_t limit_ms = watchdog->every_ms;

	if (watchdog->every_ms == INT64_MAX || now_ms - watchdog->told_ms < watchdog->every_ms / 2)
		return;
	if (connecting && limit_ms < CONNECTING_LIMIT_MS)
		limit_ms = CONNECTING_LIMIT_MS;
	/* Also when nothing is told: it is looked at again at the same pace. */
	watchdog->told_ms = now_ms;
	if (link_stuck_ms < limit_ms)
		tell(watchdog, "WATCHDOG=1", status);
}
