#include "window/inputs.h"

#include <dirent.h>
#include <limits.h>
#include <linux/netlink.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <unistd.h>

void inputs_init(struct inputs *inputs, const char *folder)
{
	*inputs = (struct inputs){.folder_fd = -1, .announcer_fd = -1};
	inputs->folder_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (inputs->folder_fd < 0)
		return;
	if (inotify_add_watch(inputs->folder_fd, folder, IN_CREATE | IN_DELETE | IN_ATTRIB) < 0) {
		close(inputs->folder_fd);
		inputs->folder_fd = -1;
	}
}

void inputs_finish(struct inputs *inputs)
{
	if (inputs->folder_fd >= 0)
		close(inputs->folder_fd);
	inputs->folder_fd = -1;
}

static bool folder_stirred(int fd)
{
	char events[4096];
	bool stirred = false;

	while (fd >= 0 && read(fd, events, sizeof(events)) > 0)
		stirred = true;
	return stirred;
}

/*
 * SDL opens a device when udev announces it, which is later than its node appears, so the
 * folder alone would be looked at too early.
 */
bool inputs_stirred(struct inputs *inputs)
{
	struct pollfd announcer = {.fd = inputs->announcer_fd, .events = POLLIN};
	bool stirred = folder_stirred(inputs->folder_fd);

	return poll(&announcer, 1, 0) > 0 || stirred;
}

static bool is_announcer(int fd)
{
	int domain = 0, protocol = -1;
	socklen_t size = sizeof(int);

	return getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && domain == AF_NETLINK &&
	       getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &size) == 0 &&
	       protocol == NETLINK_KOBJECT_UEVENT;
}

static bool is_below(int fd, const char *folder)
{
	char link[64], path[PATH_MAX];
	size_t length = strlen(folder);

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	ssize_t size = readlink(link, path, sizeof(path) - 1);
	if (size < 0)
		return false;
	path[size] = '\0';
	return strncmp(path, folder, length) == 0 && strncmp(path + length, "/event", 6) == 0;
}

static void inputs_add(struct inputs *found, int fd, const char *folder)
{
	if (is_announcer(fd))
		found->announcer_fd = fd;
	else if (found->count < INPUTS_MAX && is_below(fd, folder))
		found->fds[found->count++] = fd;
}

static bool inputs_equal(const struct inputs *a, const struct inputs *b)
{
	return a->announcer_fd == b->announcer_fd && a->count == b->count &&
	       memcmp(a->fds, b->fds, (size_t)a->count * sizeof(a->fds[0])) == 0;
}

void inputs_scan(struct inputs *inputs, const char *folder)
{
	struct inputs found = {.folder_fd = inputs->folder_fd, .announcer_fd = -1, .changed = true};
	DIR *own = opendir("/proc/self/fd");
	const struct dirent *entry;

	if (!own)
		return;
	while ((entry = readdir(own)))
		if (entry->d_name[0] != '.')
			inputs_add(&found, atoi(entry->d_name), folder);
	closedir(own);
	if (!inputs_equal(inputs, &found))
		*inputs = found;
}

int inputs_list(struct inputs *inputs, int *fds, int max)
{
	int count = 0;

	inputs->changed = false;
	if (inputs->folder_fd >= 0 && count < max)
		fds[count++] = inputs->folder_fd;
	if (inputs->announcer_fd >= 0 && count < max)
		fds[count++] = inputs->announcer_fd;
	for (int i = 0; i < inputs->count && count < max; i++)
		fds[count++] = inputs->fds[i];
	return count;
}
