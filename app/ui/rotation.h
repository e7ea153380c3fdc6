/* A scene turned clockwise onto a screen that hangs on its side or on its head. */
#ifndef PRAATJE_UI_ROTATION_H
#define PRAATJE_UI_ROTATION_H

#include <cairo.h>

#include "ui/geometry.h"

struct rotation {
	int degrees;       /* 0, 90, 180 or 270 */
	int width, height; /* of the scene, in pixels */
};

/* The rotation by degrees onto a screen of that size. */
struct rotation rotation_make(int degrees, int screen_width, int screen_height);

/* Where a rectangle of the scene lies on the screen. */
struct rect rotation_to_screen(const struct rotation *, struct rect);
/* The same for a pixel of the screen, the other way round. */
void rotation_to_scene(const struct rotation *, int *x, int *y);

/* What is drawn from now on in the scene's pixels lands on the screen's. */
void rotation_apply(const struct rotation *, cairo_t *);

#endif
