/* Whether a screen fits: its targets large enough, apart, and on the screen. */
#ifndef PRAATJE_TESTS_FIT_H
#define PRAATJE_TESTS_FIT_H

#include "stage.h"

enum { FIT_SIZES = 8 };
extern const int fit_sizes[FIT_SIZES][2]; /* width and height */

/* Fails, telling what was looked at, where something doesn't fit; returns how many targets. */
int fit_check(const struct ui *, const char *what);
/* The same where a text is cut, even if it ends in an ellipsis. */
void fit_whole(const struct ui *, const char *what);

#endif
