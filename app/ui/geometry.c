#include "ui/geometry.h"

#include <math.h>

bool rect_empty(const struct rect *rect)
{
	return rect->w <= 0 || rect->h <= 0;
}

bool rect_holds(const struct rect *rect, int x, int y)
{
	return x >= rect->x && y >= rect->y && x < rect->x + rect->w && y < rect->y + rect->h;
}

bool rect_overlaps(const struct rect *a, const struct rect *b)
{
	struct rect common = rect_common(a, b);
	return !rect_empty(&common);
}

static int lower(int a, int b)
{
	return a < b ? a : b;
}

static int higher(int a, int b)
{
	return a > b ? a : b;
}

struct rect rect_around(const struct rect *a, const struct rect *b)
{
	if (rect_empty(a))
		return *b;
	if (rect_empty(b))
		return *a;
	int x = lower(a->x, b->x), y = lower(a->y, b->y);
	return (struct rect){x, y, higher(a->x + a->w, b->x + b->w) - x,
			     higher(a->y + a->h, b->y + b->h) - y};
}

struct rect rect_common(const struct rect *a, const struct rect *b)
{
	int x = higher(a->x, b->x), y = higher(a->y, b->y);
	int w = lower(a->x + a->w, b->x + b->w) - x;
	int h = lower(a->y + a->h, b->y + b->h) - y;

	if (w <= 0 || h <= 0)
		return (struct rect){0, 0, 0, 0};
	return (struct rect){x, y, w, h};
}

struct area area_take_top(struct area *from, double height, double gap)
{
	struct area strip = {from->x, from->y, from->w, height};

	from->y += height + gap;
	from->h -= height + gap;
	return strip;
}

struct area area_take_bottom(struct area *from, double height, double gap)
{
	struct area strip = {from->x, from->y + from->h - height, from->w, height};

	from->h -= height + gap;
	return strip;
}

struct area area_take_left(struct area *from, double width, double gap)
{
	struct area strip = {from->x, from->y, width, from->h};

	from->x += width + gap;
	from->w -= width + gap;
	return strip;
}

struct area area_take_right(struct area *from, double width, double gap)
{
	struct area strip = {from->x + from->w - width, from->y, width, from->h};

	from->w -= width + gap;
	return strip;
}

struct area area_inset(struct area area, double x, double y)
{
	return (struct area){area.x + x, area.y + y, area.w - 2 * x, area.h - 2 * y};
}

struct area grid_cell(const struct grid *grid, struct area area, int column, int row)
{
	double w = (area.w - (grid->columns - 1) * grid->gap) / grid->columns;
	double h = (area.h - (grid->rows - 1) * grid->gap) / grid->rows;

	return (struct area){area.x + column * (w + grid->gap), area.y + row * (h + grid->gap), w,
			     h};
}

struct rect area_snap(struct area area)
{
	int x = (int)lround(area.x), y = (int)lround(area.y);

	return (struct rect){x, y, (int)lround(area.x + area.w) - x,
			     (int)lround(area.y + area.h) - y};
}
