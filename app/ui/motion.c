#include "ui/motion.h"

#include <math.h>

void motion_init(struct motion *motion)
{
	*motion = (struct motion){.began_mono_ms = -MOTION_MS, .frame_mono_ms = INT64_MAX};
}

/* Fast at first, and gently to rest. */
static int shift_at(int64_t passed_ms, int distance)
{
	double left = 1 - (double)passed_ms / MOTION_MS;

	return passed_ms < 0 || left <= 0 ? 0 : (int)lround(distance * left * left);
}

bool motion_step(struct motion *motion, enum mover mover, bool allowed, int distance,
		 int64_t mono_ms)
{
	int before = motion->shift;

	if (mover != motion->mover)
		motion->began_mono_ms = allowed ? mono_ms : mono_ms - MOTION_MS;
	motion->mover = mover;
	int64_t passed_ms = mono_ms - motion->began_mono_ms;
	motion->shift = mover == MOVER_NONE ? 0 : shift_at(passed_ms, distance);
	motion->frame_mono_ms = motion->shift ? mono_ms + MOTION_FRAME_MS : INT64_MAX;
	return motion->shift || before;
}
