#include "hw/readers.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <linux/input.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 1024 };

void readers_init(struct readers *readers, const char *root, const char *wanted, const char *salt,
		  struct events *events)
{
	*readers = (struct readers){.root = root, .wanted = wanted, .salt = salt, .events = events};
	for (int i = 0; i < READERS_MAX; i++)
		readers->list[i].fd = -1;
}

static void give_back(struct reader *reader)
{
	close(reader->fd);
	*reader = (struct reader){.fd = -1};
}

void readers_finish(struct readers *readers)
{
	for (int i = 0; i < READERS_MAX; i++) {
		if (readers->list[i].fd >= 0)
			give_back(&readers->list[i]);
	}
}

bool readers_want(const char *wanted, const char *name)
{
	static const char *const likely[] = {"*reader*-event-kbd", "*rfid*-event-kbd",
					     "*nfc*-event-kbd"};

	if (strcmp(wanted, PANEL_READERS_NONE) == 0)
		return false;
	if (strcmp(wanted, PANEL_READERS_LIKELY) != 0)
		return fnmatch(wanted, name, FNM_CASEFOLD) == 0;
	for (int i = 0; i < 3; i++) {
		if (fnmatch(likely[i], name, FNM_CASEFOLD) == 0)
			return true;
	}
	return false;
}

/* The same fault is told once. */
static void tell(struct readers *readers, const char *name, const char *what, int error)
{
	char text[PANEL_TEXT_SIZE];

	snprintf(text, sizeof text, "the badge reader %.120s can't be %s: %s", name, what,
		 strerror(error));
	if (strcmp(text, readers->told) == 0)
		return;
	memcpy(readers->told, text, sizeof text);
	events_tell(readers->events, PANEL_FAULT, "%s", text);
}

/* The descriptor, taken for us alone; -1 when it can't be. */
static int take(struct readers *readers, const char *path, const char *name)
{
	int clock = CLOCK_MONOTONIC, fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0) {
		tell(readers, name, "opened", errno);
		return -1;
	}
	ioctl(fd, EVIOCSCLOCKID, &clock);
	/* What is no input device at all types nowhere else either. */
	if (ioctl(fd, EVIOCGRAB, 1) < 0 && errno != ENOTTY) {
		tell(readers, name, "taken exclusively", errno);
		close(fd);
		return -1;
	}
	return fd;
}

/* A free place, when the reader of that name isn't taken yet. */
static struct reader *place_for(struct readers *readers, const char *name)
{
	struct reader *free_one = NULL;

	for (int i = 0; i < READERS_MAX; i++) {
		struct reader *reader = &readers->list[i];
		if (reader->fd < 0)
			free_one = reader;
		else if (strcmp(reader->name, name) == 0)
			return NULL;
	}
	return free_one;
}

void readers_scan(struct readers *readers, void (*watch)(void *data, int fd), void *data)
{
	char folder[PATH_SIZE], path[PATH_SIZE + READER_NAME_SIZE];
	const struct dirent *entry;

	snprintf(folder, sizeof folder, "%s/dev/input/by-id", readers->root);
	DIR *list = opendir(folder);
	if (!list)
		return;
	while ((entry = readdir(list))) {
		struct reader *reader;
		if (!readers_want(readers->wanted, entry->d_name) ||
		    !(reader = place_for(readers, entry->d_name)))
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		int fd = take(readers, path, entry->d_name);
		if (fd < 0)
			continue;
		*reader = (struct reader){.fd = fd};
		snprintf(reader->name, sizeof reader->name, "%s", entry->d_name);
		watch(data, fd);
	}
	closedir(list);
}

static void take_in(struct readers *readers, struct reader *reader, const struct input_event *input)
{
	struct panel_event event = {.kind = PANEL_BADGE, .mono_ms = hw_now_ms()};
	int64_t typed_ms = (int64_t)input->input_event_sec * 1000 + input->input_event_usec / 1000;

	if (input->type != EV_KEY || input->value != 1)
		return;
	if (badge_type(&reader->typing, input->code, typed_ms, readers->salt, event.hash))
		events_add(readers->events, &event);
}

void readers_read(struct readers *readers, int fd)
{
	struct reader *reader = NULL;
	struct input_event input;
	ssize_t size;

	for (int i = 0; i < READERS_MAX; i++) {
		if (readers->list[i].fd == fd)
			reader = &readers->list[i];
	}
	if (!reader)
		return;
	while ((size = read(fd, &input, sizeof input)) == (ssize_t)sizeof input)
		take_in(readers, reader, &input);
	/* It was pulled out. */
	if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR))
		give_back(reader);
}
