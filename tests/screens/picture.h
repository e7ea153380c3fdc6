/* Pictures from files, compared pixel by pixel. */
#ifndef PRAATJE_TESTS_PICTURE_H
#define PRAATJE_TESTS_PICTURE_H

#include <cairo.h>
#include <stdbool.h>

#include "ui/geometry.h"

/* The PNG at path as RGB24, for cairo_surface_destroy; NULL when there is none. */
cairo_surface_t *picture_load(const char *path);

struct difference {
	bool other_size;
	double percent;    /* of the pixels that differ */
	struct rect where; /* around all of them */
	struct rect worst; /* the square in which most of them lie */
};

/*
 * Pixels differ where a colour is further than limit (0 to 255) from the other's. With marked,
 * an RGB24 picture of the same size, those become red in it and the others faint.
 */
struct difference picture_compare(cairo_surface_t *, cairo_surface_t *, int limit,
				  cairo_surface_t *marked);

/* Both side by side on grey, for cairo_surface_destroy. */
cairo_surface_t *picture_beside(cairo_surface_t *left, cairo_surface_t *right);

#endif
