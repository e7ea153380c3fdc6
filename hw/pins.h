/*
 * GPIO lines, by whatever libgpiod there is: panel_gpiod1.c, panel_gpiod2.c, or panel_nopins.c
 * where there is none.
 */
#ifndef PRAATJE_HW_PINS_H
#define PRAATJE_HW_PINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hw/board.h"

enum { PINS_CHIPS_MAX = 16, PINS_FDS_MAX = BOARD_INPUTS, PINS_PATH_SIZE = 64 };

/* A GPIO chip of this machine. */
struct pins_chip {
	char path[PINS_PATH_SIZE]; /* "/dev/gpiochip0" */
	char label[BOARD_NAME_SIZE];
	int lines;
};

/* A line of it. */
struct pins_line {
	char name[BOARD_NAME_SIZE];   /* empty: it has none */
	char holder[BOARD_NAME_SIZE]; /* who uses it; empty: nobody, or a nameless one */
	bool used;
	bool output;
};

/* Lists the chips, at most max, in the order of their paths; returns how many, or -errno. */
int pins_chips(struct pins_chip *chips, int max);

/* Describes count lines of the chip at path from the first on. 0 or -errno. */
int pins_lines(const char *path, struct pins_line *lines, int count);

struct pins;

/*
 * Takes the lines of board, whose offsets are all known, of the chip at path: lamps out, inputs
 * for edges. NULL with errno set.
 */
struct pins *pins_open(const struct board *board, const char *path);

/* Puts the lamps out and gives the lines back. NULL is accepted. */
void pins_close(struct pins *);

/* Writes the descriptors to wait on into fds; returns how many. They stay the pins'. */
int pins_fds(const struct pins *, int fds[PINS_FDS_MAX]);

/*
 * Calls handler for every edge that waits; active as the board means it. 0, or -errno when the
 * chip is gone.
 */
int pins_read(struct pins *,
	      void (*handler)(void *data, enum board_part, bool active, int64_t mono_ms),
	      void *data);

/* Whether an input is active now: 1 or 0, or -errno. */
int pins_level(struct pins *, enum board_part input);

/* Lights a lamp or puts it out. 0 or -errno. */
int pins_set(struct pins *, enum board_part lamp, bool on);

/* What this was built with: "libgpiod 1.6.3". Borrowed. */
const char *pins_library(void);

#endif
