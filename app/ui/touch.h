/*
 * What fingers mean (product rule 6): a target lights up under a finger, and is acted on when the
 * finger leaves it again, not moved, not held. One finger at a time. No clock and no screen of
 * its own: it is fed what happened, and when.
 */
#ifndef PRAATJE_UI_TOUCH_H
#define PRAATJE_UI_TOUCH_H

#include <stdbool.h>
#include <stdint.h>

#include "core/target.h"
#include "ui/scene.h"

enum {
	TOUCH_LONG_MS = 800,
	TOUCH_FLICK_MS = 500, /* a flick is over by then */
};

enum touch_act {
	TOUCH_NOTHING,
	TOUCH_TAP,   /* on target */
	TOUCH_LONG,  /* target is held */
	TOUCH_FLICK, /* in direction */
};

enum touch_direction {
	TOUCH_LEFT,
	TOUCH_RIGHT,
	TOUCH_UP,
	TOUCH_DOWN,
};

struct touch_result {
	enum touch_act act;
	struct target target;           /* TAP, LONG */
	enum touch_direction direction; /* FLICK */
};

/* A finger at a place on the screen. */
struct touch_point {
	int64_t finger;
	double x, y;     /* in pixels */
	int64_t mono_ms; /* when it was there */
};

struct touch;

/* Without a finger. NULL without memory; destroy accepts NULL. */
struct touch *touch_create(void);
void touch_destroy(struct touch *);

/* scene is what is on the screen at that moment, px_per_mm its density. */
void touch_down(struct touch *, const struct touch_point *, const struct scene *);
void touch_move(struct touch *, const struct touch_point *, double px_per_mm);
struct touch_result touch_up(struct touch *, const struct touch_point *, const struct scene *,
			     double px_per_mm);

/* Time went by: a long press is told of once, while the finger is still there. */
struct touch_result touch_tick(struct touch *, int64_t mono_ms);
/* Monotonic milliseconds when touch_tick is needed; INT64_MAX: not. */
int64_t touch_wake_ms(const struct touch *);

/* The target to be lit, or NULL. Borrowed, until the next call. */
const struct target *touch_lit(const struct touch *);

/* The fingers that are down don't count any more, such as when the screen was lost. */
void touch_cancel(struct touch *);

#endif
