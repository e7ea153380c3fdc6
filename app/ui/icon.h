/* Icons: outlines in a square of 24 by 24, filled with one colour. */
#ifndef PRAATJE_UI_ICON_H
#define PRAATJE_UI_ICON_H

#include <cairo.h>

#include "core/config.h"

/* Adds the outline of icon to the path, its square at x, y with sides of size pixels. */
void icon_path(cairo_t *, enum icon, double x, double y, double size);

#endif
