/* Rectangles: of whole pixels, and while a layout is being reckoned. */
#ifndef PRAATJE_UI_GEOMETRY_H
#define PRAATJE_UI_GEOMETRY_H

#include <stdbool.h>

struct rect {
	int x, y, w, h;
};

bool rect_empty(const struct rect *);
bool rect_holds(const struct rect *, int x, int y);
bool rect_overlaps(const struct rect *, const struct rect *);
/* The smallest rectangle around both; an empty one adds nothing. */
struct rect rect_around(const struct rect *, const struct rect *);
/* What both have in common; empty when nothing. */
struct rect rect_common(const struct rect *, const struct rect *);

/* Part of the screen in pixels, not yet on whole ones. */
struct area {
	double x, y, w, h;
};

/* Takes a strip off one side of area, and gap more; returns the strip. */
struct area area_take_top(struct area *, double height, double gap);
struct area area_take_bottom(struct area *, double height, double gap);
struct area area_take_left(struct area *, double width, double gap);
struct area area_take_right(struct area *, double width, double gap);
struct area area_inset(struct area, double x, double y);

/* A cell of a grid that fills area. */
struct grid {
	int columns, rows;
	double gap;
};
struct area grid_cell(const struct grid *, struct area, int column, int row);

/* The same with its edges on the nearest whole pixels. */
struct rect area_snap(struct area);

#endif
