/* How large things are on a screen, from its pixels and millimetres. */
#ifndef PRAATJE_UI_METRICS_H
#define PRAATJE_UI_METRICS_H

#include <stdbool.h>

#include "core/config.h"

struct metrics {
	int width, height; /* in pixels */
	double px_per_mm;
	bool portrait;
};

/* configured_px_per_mm is 0 where it is to be guessed from the size and the role. */
struct metrics metrics_make(int width, int height, double configured_px_per_mm, enum role);

/* A length in millimetres as whole pixels, never less than it. */
double metrics_mm(const struct metrics *, double mm);

/*
 * A length on a screen within reach: small pixels on the 7-inch screen of 800x480 (5.15 px/mm)
 * and fine ones on that of 720x1280 (8.2 px/mm), in whole pixels; in between and beyond in
 * proportion.
 */
double metrics_near(const struct metrics *, double small, double fine);

/* A length on a screen in the distance: pixels at 1920x1080, in proportion to the screen. */
double metrics_far(const struct metrics *, double px);

/* The shortest side of a touch target: people, kinds and undo; and every other key. */
double metrics_large_key(const struct metrics *);
double metrics_key(const struct metrics *);

#endif
