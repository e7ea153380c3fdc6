/* A scene becomes pixels. */
#ifndef PRAATJE_UI_PAINT_H
#define PRAATJE_UI_PAINT_H

#include <cairo.h>

#include "ui/damage.h"

/*
 * Paints the parts of scene that are damaged; the other pixels stay as they are. What slides in is
 * shift pixels below its place.
 */
void paint_scene(cairo_t *, const struct scene *, int shift, struct texts *, const struct damage *);

#endif
