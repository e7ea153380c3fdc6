#include "ui/theme.h"

static uint32_t mix(uint32_t from, uint32_t to, unsigned percent)
{
	uint32_t mixed = 0;

	for (int shift = 0; shift <= 16; shift += 8) {
		uint32_t a = from >> shift & 0xFF, b = to >> shift & 0xFF;
		mixed |= (a * (100 - percent) + b * percent) / 100 << shift;
	}
	return mixed;
}

/* Lighter by so much: as light as names on it allow, which must stand out by 7 to 1. */
enum { LIT_PERCENT = 17 };

uint32_t color_lit(uint32_t color)
{
	switch (color) {
	case COLOR_NONE:
		return mix(COLOR_GROUND, COLOR_INK, LIT_PERCENT);
	case COLOR_OPEN:
		return mix(COLOR_OPEN, 0xFFFFFF, 55);
	case COLOR_INK:
		return mix(COLOR_INK, COLOR_GROUND, 25);
	default:
		return mix(color, COLOR_INK, LIT_PERCENT);
	}
}

uint32_t color_on_lit(uint32_t ink)
{
	switch (ink) {
	case COLOR_INK_QUIET:
	case COLOR_INK_HERE:
	case COLOR_INK_AWAY:
	case COLOR_HERE:
	case COLOR_FOCUS:
		return COLOR_INK;
	default:
		return ink;
	}
}
