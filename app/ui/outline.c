#include "ui/outline.h"

#include <assert.h>
#include <ctype.h>
#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Reads on from *at; the last point is where cairo is. */
struct pen {
	cairo_t *cairo;
	const char *at;
	bool relative;
	double x, y;
};

static void skip(struct pen *pen)
{
	while (*pen->at == ' ' || *pen->at == ',')
		pen->at++;
}

static double number(struct pen *pen)
{
	char *end;
	double value = g_ascii_strtod(pen->at, &end);

	assert(end != pen->at);
	pen->at = end;
	return value;
}

static double next_x(struct pen *pen)
{
	double value = number(pen);
	return pen->relative ? pen->x + value : value;
}

static double next_y(struct pen *pen)
{
	double value = number(pen);
	return pen->relative ? pen->y + value : value;
}

static void line_to(struct pen *pen, double x, double y)
{
	pen->x = x;
	pen->y = y;
	cairo_line_to(pen->cairo, x, y);
}

static void curve(struct pen *pen)
{
	double x1 = next_x(pen), y1 = next_y(pen);
	double x2 = next_x(pen), y2 = next_y(pen);
	double x = next_x(pen), y = next_y(pen);

	cairo_curve_to(pen->cairo, x1, y1, x2, y2, x, y);
	pen->x = x;
	pen->y = y;
}

/* Circles only: from where the pen is to x, y, as SVG's appendix on arcs has it. */
static void circle(struct pen *pen, double radius, bool large, bool clockwise, double x, double y)
{
	double dx = (pen->x - x) / 2, dy = (pen->y - y) / 2;
	double half = hypot(dx, dy);
	double far = radius > half ? sqrt(radius * radius - half * half) / half : 0;
	double turn = large == clockwise ? -far : far;
	double cx = turn * dy + (pen->x + x) / 2, cy = -turn * dx + (pen->y + y) / 2;
	double from = atan2(pen->y - cy, pen->x - cx), to = atan2(y - cy, x - cx);

	radius = fmax(radius, half);
	if (clockwise)
		cairo_arc(pen->cairo, cx, cy, radius, from, to);
	else
		cairo_arc_negative(pen->cairo, cx, cy, radius, from, to);
	line_to(pen, x, y);
}

static void arc(struct pen *pen)
{
	double radius = number(pen);

	number(pen); /* the other radius, and the angle: circles have no use for them */
	number(pen);
	bool large = number(pen) != 0, clockwise = number(pen) != 0;
	double x = next_x(pen), y = next_y(pen);
	circle(pen, radius, large, clockwise, x, y);
}

static void move(struct pen *pen)
{
	double x = next_x(pen), y = next_y(pen);

	pen->x = x;
	pen->y = y;
	cairo_move_to(pen->cairo, x, y);
}

static void close_outline(struct pen *pen)
{
	cairo_close_path(pen->cairo);
	cairo_get_current_point(pen->cairo, &pen->x, &pen->y);
}

static void draw(struct pen *pen, char command)
{
	double x = pen->x, y = pen->y;

	pen->relative = islower((unsigned char)command) != 0;
	switch (toupper((unsigned char)command)) {
	case 'M':
		move(pen);
		break;
	case 'L':
		x = next_x(pen);
		y = next_y(pen);
		line_to(pen, x, y);
		break;
	case 'H':
		line_to(pen, next_x(pen), y);
		break;
	case 'V':
		line_to(pen, x, next_y(pen));
		break;
	case 'C':
		curve(pen);
		break;
	case 'A':
		arc(pen);
		break;
	case 'Z':
		close_outline(pen);
		break;
	default:
		assert(!"a command of outlines");
	}
}

void outline_path(cairo_t *cairo, const char *outline)
{
	struct pen pen = {.cairo = cairo, .at = outline};
	char command = 'M';

	for (skip(&pen); *pen.at; skip(&pen)) {
		if (isalpha((unsigned char)*pen.at))
			command = *pen.at++;
		draw(&pen, command);
	}
}
