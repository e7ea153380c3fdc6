#include "hw/backlight.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 1024, NUMBER_SIZE = 32, POWER_ON = 0, POWER_OFF = 4 };

static int open_file(const char *folder, const char *light, const char *file, int how)
{
	char path[PATH_SIZE];
	int length = snprintf(path, sizeof path, "%s/%s/%s", folder, light, file);

	if (length < 0 || (size_t)length >= sizeof path)
		return -ENAMETOOLONG;
	int fd = open(path, how | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

static int read_number(const char *folder, const char *light, const char *file)
{
	char text[NUMBER_SIZE] = "";
	int fd = open_file(folder, light, file, O_RDONLY);

	if (fd < 0)
		return fd;
	ssize_t size = read(fd, text, sizeof text - 1);
	close(fd);
	return size > 0 ? atoi(text) : -EIO;
}

static int write_number(const char *folder, const char *light, const char *file, int number)
{
	int fd = open_file(folder, light, file, O_WRONLY);

	if (fd < 0)
		return fd;
	int result = dprintf(fd, "%d\n", number) < 0 ? -errno : 0;
	close(fd);
	return result;
}

static int set_one(const char *folder, const char *light, int percent)
{
	int max = read_number(folder, light, "max_brightness");

	if (max <= 0)
		return max < 0 ? max : -EIO;
	int level = (int)(((int64_t)percent * max + 50) / 100);
	if (percent > 0 && level == 0)
		level = 1;
	/* Some go out at 0 only when their power is taken too; some have no such switch. */
	write_number(folder, light, "bl_power", percent > 0 ? POWER_ON : POWER_OFF);
	return write_number(folder, light, "brightness", level);
}

int backlight_set(const char *root, int percent)
{
	char folder[PATH_SIZE];
	const struct dirent *entry;
	int count = 0, failed = 0;

	snprintf(folder, sizeof folder, "%s/sys/class/backlight", root);
	DIR *list = opendir(folder);
	if (!list)
		return 0;
	while ((entry = readdir(list))) {
		if (entry->d_name[0] == '.')
			continue;
		int result = set_one(folder, entry->d_name, percent);
		failed = result < 0 ? result : failed;
		count += result == 0;
	}
	closedir(list);
	return failed ? failed : count;
}
