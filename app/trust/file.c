/* Whole files: read at once, replaced whole or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trust/private.h"

int trust_fail(char *error, int code, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(error, TRUST_ERROR_SIZE, format, arguments);
	va_end(arguments);
	return -code;
}

void trust_path(const struct trust *trust, const char *name, char to[TRUST_PATH_SIZE])
{
	if (snprintf(to, TRUST_PATH_SIZE, "%s/%s", trust->dir, name) >= TRUST_PATH_SIZE)
		to[0] = '\0';
}

char *trust_read_file(const char *path)
{
	enum { SIZE_MAX_READ = 4 << 20 };
	struct stat status;
	FILE *file = fopen(path, "re");
	char *text = NULL;

	if (!file)
		return NULL;
	if (fstat(fileno(file), &status) == 0 && status.st_size <= SIZE_MAX_READ)
		text = calloc(1, (size_t)status.st_size + 1);
	if (text && fread(text, 1, (size_t)status.st_size, file) != (size_t)status.st_size) {
		free(text);
		text = NULL;
		errno = EIO;
	}
	fclose(file);
	return text;
}

static int write_all(int fd, const char *text)
{
	for (size_t left = strlen(text); left;) {
		ssize_t written = write(fd, text, left);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return -errno;
		text += written;
		left -= (size_t)written;
	}
	return fsync(fd) < 0 ? -errno : 0;
}

static int sync_folder_of(const char *path)
{
	char *copy = strdup(path);
	int fd = copy ? open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	int result = fd < 0 || fsync(fd) < 0 ? -errno : 0;

	if (fd >= 0)
		close(fd);
	free(copy);
	return result;
}

int trust_write_file(const char *path, const char *text, unsigned mode)
{
	char beside[TRUST_PATH_SIZE];

	if (snprintf(beside, sizeof beside, "%s.new", path) >= (int)sizeof beside)
		return -ENAMETOOLONG;
	unlink(beside);
	int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (fd < 0)
		return -errno;
	int result = fchmod(fd, mode) < 0 ? -errno : write_all(fd, text);
	close(fd);
	if (result == 0 && rename(beside, path) < 0)
		result = -errno;
	if (result < 0) {
		unlink(beside);
		return result;
	}
	return sync_folder_of(path);
}
