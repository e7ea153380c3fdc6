/* libgpiod 2.x: one request for the inputs, with the kernel's debounce, and one for the lamps. */
#include <errno.h>
#include <glob.h>
#include <gpiod.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hw/pins.h"

enum { EDGES_KEPT = 256, EDGES_AT_ONCE = 64 };

static const char consumer[] = "praatje";

struct pins {
	struct gpiod_line_request *inputs, *lamps; /* NULL: none is wired */
	struct gpiod_edge_event_buffer *events;
	int offsets[BOARD_PARTS]; /* -1: not wired */
};

static void copy(char to[BOARD_NAME_SIZE], const char *from)
{
	snprintf(to, BOARD_NAME_SIZE, "%s", from ? from : "");
}

/* 0 or -errno. */
static int describe(const char *path, struct pins_chip *to)
{
	struct gpiod_chip *chip = gpiod_chip_open(path);
	struct gpiod_chip_info *info = chip ? gpiod_chip_get_info(chip) : NULL;
	int result = info ? 0 : -errno;

	if (info) {
		snprintf(to->path, sizeof to->path, "%s", path);
		copy(to->label, gpiod_chip_info_get_label(info));
		to->lines = (int)gpiod_chip_info_get_num_lines(info);
		gpiod_chip_info_free(info);
	}
	if (chip)
		gpiod_chip_close(chip);
	return result;
}

int pins_chips(struct pins_chip *chips, int max)
{
	glob_t paths;
	int count = 0, failed = 0;

	if (glob("/dev/gpiochip*", 0, NULL, &paths) != 0)
		return 0;
	for (size_t i = 0; i < paths.gl_pathc && count < max; i++) {
		int result = describe(paths.gl_pathv[i], &chips[count]);
		count += result == 0;
		failed = result < 0 ? result : failed;
	}
	globfree(&paths);
	return count || !failed ? count : failed;
}

int pins_lines(const char *path, struct pins_line *lines, int count)
{
	struct gpiod_chip *chip = gpiod_chip_open(path);

	if (!chip)
		return -errno;
	for (int i = 0; i < count; i++) {
		struct gpiod_line_info *info = gpiod_chip_get_line_info(chip, (unsigned int)i);
		lines[i] = (struct pins_line){0};
		if (!info)
			continue;
		copy(lines[i].name, gpiod_line_info_get_name(info));
		copy(lines[i].holder, gpiod_line_info_get_consumer(info));
		lines[i].used = gpiod_line_info_is_used(info);
		lines[i].output =
		    gpiod_line_info_get_direction(info) == GPIOD_LINE_DIRECTION_OUTPUT;
		gpiod_line_info_free(info);
	}
	gpiod_chip_close(chip);
	return 0;
}

static void set_input(struct gpiod_line_settings *settings, const struct board_line *wanted)
{
	static const enum gpiod_line_bias biases[] = {
	    [BOARD_BIAS_AS_IS] = GPIOD_LINE_BIAS_AS_IS,
	    [BOARD_BIAS_NONE] = GPIOD_LINE_BIAS_DISABLED,
	    [BOARD_BIAS_PULL_UP] = GPIOD_LINE_BIAS_PULL_UP,
	    [BOARD_BIAS_PULL_DOWN] = GPIOD_LINE_BIAS_PULL_DOWN,
	};

	gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_INPUT);
	gpiod_line_settings_set_edge_detection(settings, GPIOD_LINE_EDGE_BOTH);
	gpiod_line_settings_set_event_clock(settings, GPIOD_LINE_CLOCK_MONOTONIC);
	gpiod_line_settings_set_bias(settings, biases[wanted->bias]);
	gpiod_line_settings_set_debounce_period_us(settings,
						   (unsigned long)wanted->debounce_ms * 1000);
}

/* Adds the wired lines of the parts from first to before last; how many, or -errno. */
static int add_lines(struct gpiod_line_config *config, const struct board *board, int first,
		     int last)
{
	struct gpiod_line_settings *settings = gpiod_line_settings_new();
	int count = 0, result = settings ? 0 : -ENOMEM;

	for (int part = first; part < last && result == 0; part++) {
		const struct board_line *wanted = &board->lines[part];
		unsigned int offset = (unsigned int)wanted->offset;
		if (!wanted->given)
			continue;
		gpiod_line_settings_reset(settings);
		if (part < BOARD_INPUTS)
			set_input(settings, wanted);
		else
			gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_OUTPUT);
		gpiod_line_settings_set_active_low(settings, wanted->active_low);
		gpiod_line_settings_set_output_value(settings, GPIOD_LINE_VALUE_INACTIVE);
		if (gpiod_line_config_add_line_settings(config, &offset, 1, settings) < 0)
			result = -errno;
		count++;
	}
	gpiod_line_settings_free(settings);
	return result < 0 ? result : count;
}

/* Takes those lines into *out; NULL when none is wired. 0 or -errno. */
static int request(struct gpiod_chip *chip, const struct board *board, int first, int last,
		   struct gpiod_line_request **out)
{
	struct gpiod_line_config *config = gpiod_line_config_new();
	struct gpiod_request_config *how = gpiod_request_config_new();
	int result = config && how ? add_lines(config, board, first, last) : -ENOMEM;

	*out = NULL;
	if (result > 0) {
		gpiod_request_config_set_consumer(how, consumer);
		gpiod_request_config_set_event_buffer_size(how, EDGES_KEPT);
		*out = gpiod_chip_request_lines(chip, how, config);
		result = *out ? 0 : -errno;
	}
	gpiod_request_config_free(how);
	gpiod_line_config_free(config);
	return result;
}

struct pins *pins_open(const struct board *board, const char *path)
{
	struct pins *pins = calloc(1, sizeof *pins);
	struct gpiod_chip *chip = pins ? gpiod_chip_open(path) : NULL;
	int result = chip ? 0 : -errno;

	for (int part = 0; pins && part < BOARD_PARTS; part++)
		pins->offsets[part] = board->lines[part].given ? board->lines[part].offset : -1;
	if (result == 0)
		result = request(chip, board, 0, BOARD_INPUTS, &pins->inputs);
	if (result == 0)
		result = request(chip, board, BOARD_INPUTS, BOARD_PARTS, &pins->lamps);
	if (result == 0) {
		pins->events = gpiod_edge_event_buffer_new(EDGES_AT_ONCE);
		result = pins->events ? 0 : -ENOMEM;
	}
	if (chip)
		gpiod_chip_close(chip); /* the requests stay */
	if (result == 0)
		return pins;
	pins_close(pins);
	errno = -result;
	return NULL;
}

void pins_close(struct pins *pins)
{
	if (!pins)
		return;
	for (int part = BOARD_INPUTS; part < BOARD_PARTS; part++)
		pins_set(pins, (enum board_part)part, false);
	if (pins->events)
		gpiod_edge_event_buffer_free(pins->events);
	if (pins->inputs)
		gpiod_line_request_release(pins->inputs);
	if (pins->lamps)
		gpiod_line_request_release(pins->lamps);
	free(pins);
}

int pins_fds(const struct pins *pins, int fds[PINS_FDS_MAX])
{
	if (!pins->inputs)
		return 0;
	fds[0] = gpiod_line_request_get_fd(pins->inputs);
	return 1;
}

static enum board_part part_at(const struct pins *pins, unsigned int offset)
{
	int part = 0;

	while (part < BOARD_INPUTS && pins->offsets[part] != (int)offset)
		part++;
	return (enum board_part)part;
}

int pins_read(struct pins *pins,
	      void (*handler)(void *data, enum board_part, bool active, int64_t mono_ms),
	      void *data)
{
	struct pollfd waiting = {.events = POLLIN};

	if (!pins->inputs)
		return 0;
	waiting.fd = gpiod_line_request_get_fd(pins->inputs);
	while (poll(&waiting, 1, 0) > 0) {
		if (!(waiting.revents & POLLIN))
			return -ENODEV;
		int count =
		    gpiod_line_request_read_edge_events(pins->inputs, pins->events, EDGES_AT_ONCE);
		if (count <= 0)
			return count < 0 ? -errno : -EIO;
		for (int i = 0; i < count; i++) {
			struct gpiod_edge_event *event =
			    gpiod_edge_event_buffer_get_event(pins->events, (unsigned long)i);
			bool active =
			    gpiod_edge_event_get_event_type(event) == GPIOD_EDGE_EVENT_RISING_EDGE;
			enum board_part part =
			    part_at(pins, gpiod_edge_event_get_line_offset(event));
			uint64_t ns = gpiod_edge_event_get_timestamp_ns(event);
			if (part < BOARD_INPUTS)
				handler(data, part, active, (int64_t)(ns / 1000000));
		}
	}
	return 0;
}

int pins_level(struct pins *pins, enum board_part input)
{
	if (pins->offsets[input] < 0)
		return 0;
	enum gpiod_line_value value =
	    gpiod_line_request_get_value(pins->inputs, (unsigned int)pins->offsets[input]);
	if (value == GPIOD_LINE_VALUE_ERROR)
		return -errno;
	return value == GPIOD_LINE_VALUE_ACTIVE;
}

int pins_set(struct pins *pins, enum board_part lamp, bool on)
{
	if (pins->offsets[lamp] < 0 || !pins->lamps)
		return 0;
	enum gpiod_line_value value = on ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE;
	return gpiod_line_request_set_value(pins->lamps, (unsigned int)pins->offsets[lamp], value) <
		       0
		   ? -errno
		   : 0;
}

const char *pins_library(void)
{
	return "libgpiod " PRAATJE_GPIOD_VERSION;
}
