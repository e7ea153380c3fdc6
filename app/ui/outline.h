/* Outlines written as SVG path data. */
#ifndef PRAATJE_UI_OUTLINE_H
#define PRAATJE_UI_OUTLINE_H

#include <cairo.h>

/* Adds the outline to the path. It is the program's own: M, L, H, V, C, A and Z, well formed. */
void outline_path(cairo_t *, const char *outline);

#endif
