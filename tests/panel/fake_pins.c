#include "panel/fake_pins.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fake_pins fake;

struct edge {
	enum board_part part;
	bool active;
	int64_t mono_ms;
};

struct pins {
	int pipe[2];
};

static struct pins opened;

void fake_reset(void)
{
	assert(!fake.open);
	fake = (struct fake_pins){.chips_count = 1};
	fake.chips[0] = (struct pins_chip){"/dev/gpiochip7", "x", 32};
	fake.chips[1] = (struct pins_chip){"/dev/gpiochip8", "other", 2};
	for (int i = 0; i < 32; i++)
		snprintf(fake.lines[i].name, sizeof fake.lines[i].name, "GPIO%d", i);
}

void fake_edge(enum board_part part, bool active, int64_t mono_ms)
{
	struct edge edge = {part, active, mono_ms};

	fake.down[part] = active;
	assert(write(opened.pipe[1], &edge, sizeof edge) == sizeof edge);
}

void fake_pull_out(void)
{
	fake.gone = true;
	fake.chips_count = 0;
	fake_edge(BOARD_MOVEMENT, false, 0);
}

int pins_chips(struct pins_chip *chips, int max)
{
	if (fake.denied)
		return -EACCES;
	for (int i = 0; i < fake.chips_count && i < max; i++)
		chips[i] = fake.chips[i];
	return fake.chips_count;
}

int pins_lines(const char *path, struct pins_line *lines, int count)
{
	if (strcmp(path, fake.chips[0].path) != 0)
		return -ENODEV;
	memcpy(lines, fake.lines, (size_t)count * sizeof *lines);
	return 0;
}

struct pins *pins_open(const struct board *board, const char *path)
{
	(void)board;
	assert(!fake.open && strcmp(path, fake.chips[0].path) == 0);
	errno = EBUSY;
	if (fake.busy || pipe(opened.pipe) < 0)
		return NULL;
	fake.open = true;
	fake.gone = false;
	fake.taken++;
	memset(fake.lit, 0, sizeof fake.lit);
	return &opened;
}

void pins_close(struct pins *pins)
{
	if (!pins)
		return;
	memset(fake.lit, 0, sizeof fake.lit);
	fake.open = false;
	close(pins->pipe[0]);
	close(pins->pipe[1]);
}

int pins_fds(const struct pins *pins, int fds[PINS_FDS_MAX])
{
	fds[0] = pins->pipe[0];
	return 1;
}

int pins_read(struct pins *pins,
	      void (*handler)(void *data, enum board_part, bool active, int64_t mono_ms),
	      void *data)
{
	struct edge edges[16];

	if (fake.gone)
		return -ENODEV;
	ssize_t size = read(pins->pipe[0], edges, sizeof edges);
	for (size_t i = 0; size > 0 && i < (size_t)size / sizeof *edges; i++)
		handler(data, edges[i].part, edges[i].active, edges[i].mono_ms);
	return 0;
}

int pins_level(struct pins *pins, enum board_part input)
{
	(void)pins;
	return fake.gone ? -ENODEV : fake.down[input];
}

int pins_set(struct pins *pins, enum board_part lamp, bool on)
{
	(void)pins;
	if (fake.gone)
		return -ENODEV;
	fake.lit[lamp] = on;
	return 0;
}

const char *pins_library(void)
{
	return "no library: a test's";
}
