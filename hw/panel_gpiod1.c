/* libgpiod 1.x: a descriptor a line, events of both edges, no debounce of the kernel's. */
#include <errno.h>
#include <gpiod.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hw/pins.h"

/* The kernel keeps 16 edges of a line and drops the newest. */
enum { EDGES_KEPT = 16 };

static const char consumer[] = "praatje";

struct pins {
	struct gpiod_chip *chip;
	struct gpiod_line *lines[BOARD_PARTS]; /* NULL: not wired */
	bool active[BOARD_INPUTS];             /* as it was told last */
};

static void copy(char to[BOARD_NAME_SIZE], const char *from)
{
	snprintf(to, BOARD_NAME_SIZE, "%s", from ? from : "");
}

int pins_chips(struct pins_chip *chips, int max)
{
	struct gpiod_chip_iter *all = gpiod_chip_iter_new();
	struct gpiod_chip *chip;
	int count = 0;

	if (!all)
		return errno == ENOENT ? 0 : -errno;
	while (count < max && (chip = gpiod_chip_iter_next(all))) {
		struct pins_chip *to = &chips[count++];
		snprintf(to->path, sizeof to->path, "/dev/%s", gpiod_chip_name(chip));
		copy(to->label, gpiod_chip_label(chip));
		to->lines = (int)gpiod_chip_num_lines(chip);
	}
	gpiod_chip_iter_free(all);
	return count;
}

int pins_lines(const char *path, struct pins_line *lines, int count)
{
	struct gpiod_chip *chip = gpiod_chip_open(path);

	if (!chip)
		return -errno;
	for (int i = 0; i < count; i++) {
		struct gpiod_line *line = gpiod_chip_get_line(chip, (unsigned int)i);
		lines[i] = (struct pins_line){0};
		if (!line)
			continue;
		copy(lines[i].name, gpiod_line_name(line));
		copy(lines[i].holder, gpiod_line_consumer(line));
		lines[i].used = gpiod_line_is_used(line);
		lines[i].output = gpiod_line_direction(line) == GPIOD_LINE_DIRECTION_OUTPUT;
	}
	gpiod_chip_close(chip);
	return 0;
}

static int flags_of(const struct board_line *wanted)
{
	static const int biases[] = {
	    [BOARD_BIAS_AS_IS] = 0,
	    [BOARD_BIAS_NONE] = GPIOD_LINE_REQUEST_FLAG_BIAS_DISABLE,
	    [BOARD_BIAS_PULL_UP] = GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP,
	    [BOARD_BIAS_PULL_DOWN] = GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN,
	};
	int flags = wanted->active_low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0;

	return flags | biases[wanted->bias];
}

/* False with errno set. */
static bool take(struct pins *pins, enum board_part part, const struct board_line *wanted)
{
	struct gpiod_line *line = gpiod_chip_get_line(pins->chip, (unsigned int)wanted->offset);
	int flags = flags_of(wanted), result;

	if (!line)
		return false;
	if (part < BOARD_INPUTS)
		result = gpiod_line_request_both_edges_events_flags(line, consumer, flags);
	else
		result = gpiod_line_request_output_flags(line, consumer, flags, 0);
	if (result < 0)
		return false;
	pins->lines[part] = line;
	return true;
}

struct pins *pins_open(const struct board *board, const char *path)
{
	struct pins *pins = calloc(1, sizeof *pins);

	if (!pins)
		return NULL;
	pins->chip = gpiod_chip_open(path);
	bool taken = pins->chip != NULL;
	for (int part = 0; taken && part < BOARD_PARTS; part++) {
		if (board->lines[part].given)
			taken = take(pins, (enum board_part)part, &board->lines[part]);
	}
	if (taken)
		return pins;
	int error = errno;
	pins_close(pins);
	errno = error;
	return NULL;
}

void pins_close(struct pins *pins)
{
	if (!pins)
		return;
	for (int part = BOARD_INPUTS; part < BOARD_PARTS; part++)
		pins_set(pins, (enum board_part)part, false);
	if (pins->chip)
		gpiod_chip_close(pins->chip); /* and its lines */
	free(pins);
}

int pins_fds(const struct pins *pins, int fds[PINS_FDS_MAX])
{
	int count = 0;

	for (int part = 0; part < BOARD_INPUTS; part++) {
		if (pins->lines[part])
			fds[count++] = gpiod_line_event_get_fd(pins->lines[part]);
	}
	return count;
}

struct telling {
	void (*handler)(void *data, enum board_part, bool active, int64_t mono_ms);
	void *data;
};

static void tell(struct pins *pins, enum board_part part, const struct gpiod_line_event *event,
		 const struct telling *telling)
{
	/* An active-low line's events are turned round by the kernel already. */
	pins->active[part] = event->event_type == GPIOD_LINE_EVENT_RISING_EDGE;
	telling->handler(telling->data, part, pins->active[part],
			 (int64_t)event->ts.tv_sec * 1000 + event->ts.tv_nsec / 1000000);
}

/* After a burst the newest edges are lost: what the line is now is told as one more. */
static int tell_lost(struct pins *pins, enum board_part part, const struct gpiod_line_event *last,
		     const struct telling *telling)
{
	int level = pins_level(pins, part);

	if (level < 0)
		return level;
	if ((level == 1) == pins->active[part])
		return 0;
	struct gpiod_line_event lost = *last;
	lost.event_type = level == 1 ? GPIOD_LINE_EVENT_RISING_EDGE : GPIOD_LINE_EVENT_FALLING_EDGE;
	tell(pins, part, &lost, telling);
	return 0;
}

static int read_line(struct pins *pins, enum board_part part, const struct telling *telling)
{
	struct pollfd waiting = {.fd = gpiod_line_event_get_fd(pins->lines[part]),
				 .events = POLLIN};
	struct gpiod_line_event events[EDGES_KEPT];

	while (poll(&waiting, 1, 0) > 0) {
		if (!(waiting.revents & POLLIN))
			return -ENODEV;
		int count = gpiod_line_event_read_multiple(pins->lines[part], events, EDGES_KEPT);
		if (count <= 0)
			return count < 0 ? -errno : -EIO;
		for (int i = 0; i < count; i++)
			tell(pins, part, &events[i], telling);
		int result = tell_lost(pins, part, &events[count - 1], telling);
		if (result < 0)
			return result;
	}
	return 0;
}

int pins_read(struct pins *pins,
	      void (*handler)(void *data, enum board_part, bool active, int64_t mono_ms),
	      void *data)
{
	const struct telling telling = {handler, data};

	for (int part = 0; part < BOARD_INPUTS; part++) {
		int result =
		    pins->lines[part] ? read_line(pins, (enum board_part)part, &telling) : 0;
		if (result < 0)
			return result;
	}
	return 0;
}

int pins_level(struct pins *pins, enum board_part input)
{
	if (!pins->lines[input])
		return 0;
	int value = gpiod_line_get_value(pins->lines[input]);
	return value < 0 ? -errno : value;
}

int pins_set(struct pins *pins, enum board_part lamp, bool on)
{
	if (!pins->lines[lamp])
		return 0;
	return gpiod_line_set_value(pins->lines[lamp], on) < 0 ? -errno : 0;
}

const char *pins_library(void)
{
	return "libgpiod " PRAATJE_GPIOD_VERSION;
}
