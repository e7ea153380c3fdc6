/* How bright colours are, to any eye. Colours are 0xRRGGBB. */
#ifndef PRAATJE_TESTS_LIGHT_H
#define PRAATJE_TESTS_LIGHT_H

#include <stdint.h>

enum eye {
	EYE_USUAL,
	EYE_PROTANOPIA,
	EYE_DEUTERANOPIA,
	EYE_TRITANOPIA,
	EYE_GREY, /* sees brightness only */
	EYES,
};

/* Linear light, 0 to 1 a channel. */
struct light {
	double r, g, b;
};

struct light light_of(uint32_t color);
/* What the eye sees of it: Machado, Oliveira and Fernandes (2009), at full severity. */
struct light light_seen(struct light, enum eye);

/* Relative luminance as WCAG 2 has it, 0 to 1. */
double light_luminance(struct light);
/* Lightness L* of CIELAB, 0 to 100: equal steps look equal. */
double light_lightness(struct light);
/* WCAG 2's contrast between both, 1 to 21. */
double light_contrast(uint32_t a, uint32_t b);

#endif
