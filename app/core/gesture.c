#include "core/gesture.h"

static int64_t settle_ms(const struct gesture *gesture)
{
	return gesture->rushed ? GESTURE_RUSH_MS : GESTURE_SETTLE_MS;
}

static void let_go(struct gesture *gesture)
{
	gesture->phase = GESTURE_UP;
	gesture->stuck = gesture->rushed = false;
}

static int pass_time(struct gesture *gesture, int64_t mono_ms)
{
	int acts = 0;

	if (gesture->phase == GESTURE_UNKNOWN || gesture->phase == GESTURE_UP)
		return 0;
	if (!gesture->down && mono_ms - gesture->changed_ms >= settle_ms(gesture)) {
		acts = gesture->stuck ? GESTURE_FREED : 0;
		let_go(gesture);
		return acts;
	}
	if (gesture->phase == GESTURE_DOWN && gesture->down && !gesture->held &&
	    mono_ms - gesture->pressed_ms >= GESTURE_HELD_MS) {
		gesture->held = true;
		acts |= GESTURE_HELD;
	}
	if (!gesture->stuck && mono_ms - gesture->busy_ms >= GESTURE_STUCK_MS) {
		gesture->stuck = true;
		acts |= GESTURE_STUCK;
	}
	return acts;
}

/* Whether the press so many presses ago is no longer ago than a rush lasts. */
static bool in_a_rush(struct gesture *gesture, int64_t mono_ms)
{
	int64_t *oldest_ms = &gesture->presses_ms[gesture->presses_next];
	bool rush = mono_ms - *oldest_ms <= GESTURE_RUSH_MS;

	*oldest_ms = mono_ms;
	gesture->presses_next = (gesture->presses_next + 1) % GESTURE_RUSH_PRESSES;
	return rush;
}

static int press(struct gesture *gesture, int64_t mono_ms)
{
	bool too_soon = mono_ms - gesture->pressed_ms < GESTURE_APART_MS;

	gesture->busy_ms = mono_ms;
	gesture->phase = GESTURE_IGNORED;
	if (too_soon)
		return 0;
	gesture->pressed_ms = mono_ms;
	if (in_a_rush(gesture, mono_ms)) {
		gesture->rushed = gesture->stuck = true;
		return GESTURE_STUCK;
	}
	gesture->phase = GESTURE_DOWN;
	gesture->held = false;
	return GESTURE_PRESSED;
}

static void found(struct gesture *gesture, bool down, int64_t mono_ms)
{
	gesture->phase = down ? GESTURE_IGNORED : GESTURE_UP;
	gesture->busy_ms = gesture->changed_ms = mono_ms;
	gesture->down = down;
	gesture->pressed_ms = mono_ms - GESTURE_APART_MS;
	for (int i = 0; i < GESTURE_RUSH_PRESSES; i++)
		gesture->presses_ms[i] = mono_ms - GESTURE_RUSH_MS - 1;
}

int gesture_edge(struct gesture *gesture, bool down, int64_t mono_ms)
{
	if (gesture->phase == GESTURE_UNKNOWN) {
		found(gesture, down, mono_ms);
		return 0;
	}
	/* It was let go unseen, nobody knows when: then it wasn't held either. */
	if (down && gesture->down)
		gesture->held = true;
	int acts = pass_time(gesture, mono_ms);
	gesture->down = down;
	gesture->changed_ms = mono_ms;
	if (down && gesture->phase == GESTURE_UP)
		acts |= press(gesture, mono_ms);
	return acts;
}

int gesture_level(struct gesture *gesture, bool down, int64_t mono_ms)
{
	if (gesture->phase == GESTURE_UNKNOWN) {
		found(gesture, down, mono_ms);
	} else if (gesture->down != down) {
		gesture->down = down;
		gesture->changed_ms = mono_ms;
		if (down && gesture->phase == GESTURE_UP) {
			gesture->phase = GESTURE_IGNORED;
			gesture->busy_ms = mono_ms;
		}
	}
	return gesture_tick(gesture, mono_ms);
}

int gesture_tick(struct gesture *gesture, int64_t mono_ms)
{
	gesture->checked_ms = mono_ms;
	return pass_time(gesture, mono_ms);
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t gesture_wake_ms(const struct gesture *gesture)
{
	int64_t wake_ms = INT64_MAX;

	if (gesture->phase == GESTURE_UNKNOWN || gesture->phase == GESTURE_UP)
		return INT64_MAX;
	if (!gesture->down)
		wake_ms = gesture->changed_ms + settle_ms(gesture);
	else if (gesture->checked_ms < gesture->changed_ms + GESTURE_SETTLE_MS)
		wake_ms = gesture->changed_ms + GESTURE_SETTLE_MS;
	if (gesture->phase == GESTURE_DOWN && gesture->down && !gesture->held)
		wake_ms = sooner(wake_ms, gesture->pressed_ms + GESTURE_HELD_MS);
	if (!gesture->stuck)
		wake_ms = sooner(wake_ms, gesture->busy_ms + GESTURE_STUCK_MS);
	return wake_ms;
}
