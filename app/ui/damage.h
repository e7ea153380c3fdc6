/* The parts of the screen that are to be painted again. */
#ifndef PRAATJE_UI_DAMAGE_H
#define PRAATJE_UI_DAMAGE_H

#include "ui/scene.h"

enum { DAMAGE_MAX = 16 };

struct damage {
	int count;
	struct rect rects[DAMAGE_MAX]; /* none overlaps another */
};

/* Adds rect; rects that lie close together become one. */
void damage_add(struct damage *, struct rect);

/* Adds where the pictures of both scenes differ. */
void damage_between(struct damage *, const struct scene *before, const struct scene *after);

#endif
