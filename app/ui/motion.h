/* The sheet and the done bar slide in: how far they still are from where they belong. */
#ifndef PRAATJE_UI_MOTION_H
#define PRAATJE_UI_MOTION_H

#include <stdbool.h>
#include <stdint.h>

enum {
	MOTION_MS = 140,
	MOTION_FRAME_MS = 16,
};

enum mover {
	MOVER_NONE,
	MOVER_SHEET,
	MOVER_DONE,
};

struct motion {
	enum mover mover; /* what is on the screen, moving or at rest */
	int64_t began_mono_ms;
	int shift;             /* pixels below its place; 0: at rest */
	int64_t frame_mono_ms; /* when the next frame is due; INT64_MAX: never */
};

void motion_init(struct motion *);
/*
 * mover is on the screen at mono_ms, and comes from distance pixels below where it wasn't there
 * before; it doesn't move unless allowed. True when it has moved since the last time.
 */
bool motion_step(struct motion *, enum mover, bool allowed, int distance, int64_t mono_ms);

#endif
