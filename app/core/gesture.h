/*
 * What a button's contact means: one press an edge pair. A contact bounces, chatters, gets stuck,
 * or is held when the device starts; and edges get lost.
 */
#ifndef PRAATJE_CORE_GESTURE_H
#define PRAATJE_CORE_GESTURE_H

#include <stdbool.h>
#include <stdint.h>

enum {
	GESTURE_SETTLE_MS = 150,  /* up for so long: it is let go, and not bouncing */
	GESTURE_APART_MS = 300,   /* at most one press in */
	GESTURE_HELD_MS = 1500,   /* what it just did is taken back */
	GESTURE_STUCK_MS = 30000, /* nobody holds a button for so long */
	GESTURE_RUSH_MS = 10000,  /* more presses than these in such a time are a bad contact's */
	GESTURE_RUSH_PRESSES = 10,
};

/* What came of an edge, or of time: several may at once. */
enum gesture_act {
	GESTURE_PRESSED = 1,
	GESTURE_HELD = 2,  /* the press before has lasted */
	GESTURE_STUCK = 4, /* it signals nothing until it is freed */
	GESTURE_FREED = 8,
};

enum gesture_phase {
	GESTURE_UNKNOWN, /* nobody has told yet how it is: nothing counts */
	GESTURE_UP,      /* let go for good: the next edge is a press */
	GESTURE_DOWN,    /* pressed, and that was told */
	GESTURE_IGNORED, /* down from before the start, or pressed too soon: until let go */
};

struct gesture {
	enum gesture_phase phase;
	bool down;          /* the contact, as far as known */
	bool stuck;         /* told */
	bool held;          /* told, or can't be known */
	bool rushed;        /* too many presses: it must rest before it counts as let go */
	int64_t changed_ms; /* of the last edge, or when it was found otherwise than known */
	int64_t pressed_ms; /* the last press */
	int64_t busy_ms;    /* since when it hasn't been let go */
	int64_t presses_ms[GESTURE_RUSH_PRESSES]; /* the last ones, a ring */
	int presses_next;
	int64_t checked_ms; /* when the level was last asked for */
};

/* All of these take CLOCK_MONOTONIC milliseconds and return a set of enum gesture_act. */

/* The contact closed (down) or opened. Edges come in their order, also late. */
int gesture_edge(struct gesture *, bool down, int64_t mono_ms);
/* How the contact was found to be: at the start, and whenever it was asked for. */
int gesture_level(struct gesture *, bool down, int64_t mono_ms);
/* Time went by. */
int gesture_tick(struct gesture *, int64_t mono_ms);

/* When gesture_tick is next needed, after the level was asked for; INT64_MAX: not. */
int64_t gesture_wake_ms(const struct gesture *);

#endif
