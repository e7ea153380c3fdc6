/* Built where there is no libgpiod: no chip is ever found. */
#include <errno.h>
#include <stdlib.h>

#include "hw/pins.h"

int pins_chips(struct pins_chip *chips, int max)
{
	(void)chips;
	(void)max;
	return 0;
}

int pins_lines(const char *path, struct pins_line *lines, int count)
{
	(void)path;
	(void)lines;
	(void)count;
	return -ENODEV;
}

struct pins *pins_open(const struct board *board, const char *path)
{
	(void)board;
	(void)path;
	errno = ENODEV;
	return NULL;
}

void pins_close(struct pins *pins)
{
	(void)pins;
}

int pins_fds(const struct pins *pins, int fds[PINS_FDS_MAX])
{
	(void)pins;
	(void)fds;
	return 0;
}

int pins_read(struct pins *pins,
	      void (*handler)(void *data, enum board_part, bool active, int64_t mono_ms),
	      void *data)
{
	(void)pins;
	(void)handler;
	(void)data;
	return -ENODEV;
}

int pins_level(struct pins *pins, enum board_part input)
{
	(void)pins;
	(void)input;
	return -ENODEV;
}

int pins_set(struct pins *pins, enum board_part lamp, bool on)
{
	(void)pins;
	(void)lamp;
	(void)on;
	return -ENODEV;
}

const char *pins_library(void)
{
	return "no libgpiod: it was missing when this was built";
}
