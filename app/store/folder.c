#include "store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A name lasts only once the folder that it stands in is synced. */
static int folder_sync(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return -errno;
	int error = fsync(fd) < 0 ? -errno : 0;
	close(fd);
	return error;
}

static int folder_make_one(const char *path)
{
	char above[FOLDER_PATH_MAX];

	if (mkdir(path, 0700) < 0)
		return errno == EEXIST ? 0 : -errno;
	snprintf(above, sizeof(above), "%s", path);
	return folder_sync(dirname(above));
}

static int folder_make(const char *dir)
{
	char path[FOLDER_PATH_MAX];

	snprintf(path, sizeof(path), "%s", dir);
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		int error = folder_make_one(path);
		if (error)
			return error;
		*slash = '/';
	}
	return folder_make_one(path);
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
