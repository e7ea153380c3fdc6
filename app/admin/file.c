#include "admin/file.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/memory.h"

enum { BLOCK_SIZE = 65536 };

char *file_read(const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = NULL;
	size_t size = 0, got = 1;

	if (!file)
		return NULL;
	while (got > 0) {
		text = memory_grow(text, size + BLOCK_SIZE + 1);
		got = fread(text + size, 1, BLOCK_SIZE, file);
		size += got;
	}
	int failed = ferror(file) ? errno : 0;
	fclose(file);
	text[size] = '\0';
	if (!failed)
		return text;
	free(text);
	errno = failed;
	return NULL;
}

int file_write(const char *path, const void *bytes, size_t size)
{
	char beside[PATH_MAX];
	struct stat status;
	mode_t mode = stat(path, &status) == 0 ? status.st_mode & 0777 : 0644;

	if (snprintf(beside, sizeof(beside), "%s.XXXXXX", path) >= (int)sizeof(beside))
		return -ENAMETOOLONG;
	int fd = mkstemp(beside);
	FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (!file)
		return -errno;
	bool written = fwrite(bytes, 1, size, file) == size && fchmod(fd, mode) == 0 &&
		       fflush(file) == 0 && fsync(fd) == 0;
	written = fclose(file) == 0 && written;
	if (written && rename(beside, path) == 0)
		return 0;
	int error = errno ? -errno : -EIO;
	unlink(beside);
	return error;
}
