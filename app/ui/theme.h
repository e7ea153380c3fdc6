/* The palette. */
#ifndef PRAATJE_UI_THEME_H
#define PRAATJE_UI_THEME_H

#include <stdint.h>

enum color {
	COLOR_GROUND = 0x15161C,
	COLOR_SIDE = 0x1B1C24, /* a board's side column */
	COLOR_NIGHT = 0x000000,
	COLOR_RAISED = 0x22242D,
	COLOR_LINE = 0x3A3D4A,
	COLOR_INK = 0xF4F1EA,
	COLOR_INK_QUIET = 0xB9B6AE,
	COLOR_INK_HERE = 0xC0BDB5, /* the state on a tile of who is here */
	COLOR_INK_AWAY = 0x85837D,
	COLOR_INK_LINE = 0xCFCABF, /* a line on ink */
	COLOR_OPEN = 0xFFC83D,
	COLOR_OPEN_INK = 0x1B1608,
	COLOR_HERE = 0xE9E5DA,
	COLOR_HERE_GROUND = 0x2B2E39,
	COLOR_FOCUS = 0x8FB4FF,
	COLOR_FOCUS_GROUND = 0x181D29,
	COLOR_FOCUS_LINE = 0x41527A,
	COLOR_AWAY_LINE = 0x2A2C36,
	COLOR_ALERT = 0xFF8A70,
	COLOR_NONE = 0x1000000, /* nothing is painted */
};

/* How a box of color looks under a finger: nearer to the other end of brightness. */
uint32_t color_lit(uint32_t color);
/* The ink on it then: what is quiet must be read there too. */
uint32_t color_on_lit(uint32_t ink);

#endif
