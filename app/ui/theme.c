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

uint32_t color_lit(uint32_t color)
{
	switch (color) {
	case COLOR_NONE:
		return mix(COLOR_GROUND, COLOR_INK, 30);
	case COLOR_OPEN:
		return mix(COLOR_OPEN, 0xFFFFFF, 55);
	case COLOR_INK:
		return mix(COLOR_INK, COLOR_GROUND, 25);
	default:
		return mix(color, COLOR_INK, 30);
	}
}
