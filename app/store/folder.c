#include "store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int folder_make(const char *dir)
{
	char path[FOLDER_PATH_MAX];

	snprintf(path, sizeof(path), "%s", dir);
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0700) < 0 && errno != EEXIST)
			return -errno;
		*slash = '/';
	}
	return mkdir(path, 0700) < 0 && errno != EEXIST ? -errno : 0;
}

static int lock_take(const char *dir)
{
	char path[FOLDER_PATH_MAX + 8];

	snprintf(path, sizeof(path), "%s/lock", dir);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return -errno;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	int error = -errno;
	close(fd);
	return error;
}

int folder_lock(const char *dir, char *error, size_t size)
{
	if (!dir[0] || strlen(dir) >= FOLDER_PATH_MAX) {
		snprintf(error, size, "The state folder has no usable name.");
		return -ENAMETOOLONG;
	}
	int result = folder_make(dir);
	if (!result)
		result = lock_take(dir);
	if (result == -EWOULDBLOCK)
		snprintf(error, size,
			 "The state folder %s is in use by another device on this machine.", dir);
	else if (result < 0)
		snprintf(error, size, "The state folder %s can't be used: %s.", dir,
			 strerror(-result));
	return result;
}
