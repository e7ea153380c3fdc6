/* A GPIO chip that can be pressed, pulled out and read: in place of libgpiod. */
#ifndef PRAATJE_TESTS_FAKE_PINS_H
#define PRAATJE_TESTS_FAKE_PINS_H

#include "hw/pins.h"

struct fake_pins {
	struct pins_chip chips[2];
	int chips_count;
	struct pins_line lines[32];
	bool denied; /* the chips may not be opened */
	bool busy;   /* the lines can't be taken */
	bool gone;   /* reading and writing fail */
	bool down[BOARD_INPUTS];
	bool lit[BOARD_PARTS];
	bool open;
	int taken; /* how often */
};

extern struct fake_pins fake;

/* One chip "x" of 32 lines, GPIO0 to GPIO31; nothing pressed. */
void fake_reset(void);
/* An edge at mono_ms, and the level that it leaves. */
void fake_edge(enum board_part, bool active, int64_t mono_ms);
/* The chip is pulled out: its descriptor says so. */
void fake_pull_out(void);

#endif
