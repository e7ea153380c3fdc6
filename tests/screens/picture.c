#include "picture.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SQUARE = 64, SQUARES_MAX = 64, MARK = 0xFF2020, BETWEEN = 16 };

cairo_surface_t *picture_load(const char *path)
{
	cairo_surface_t *file = cairo_image_surface_create_from_png(path);

	if (cairo_surface_status(file) != CAIRO_STATUS_SUCCESS) {
		cairo_surface_destroy(file);
		return NULL;
	}
	cairo_surface_t *plain =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, cairo_image_surface_get_width(file),
				       cairo_image_surface_get_height(file));
	cairo_t *cairo = cairo_create(plain);
	cairo_set_source_surface(cairo, file, 0, 0);
	cairo_paint(cairo);
	cairo_destroy(cairo);
	cairo_surface_destroy(file);
	cairo_surface_flush(plain);
	return plain;
}

static uint32_t *pixel(cairo_surface_t *picture, int x, int y)
{
	unsigned char *data = cairo_image_surface_get_data(picture);
	return (uint32_t *)(void *)(data + y * cairo_image_surface_get_stride(picture)) + x;
}

static bool differs(uint32_t a, uint32_t b, int limit)
{
	for (int shift = 0; shift <= 16; shift += 8) {
		if (abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) > limit)
			return true;
	}
	return false;
}

static uint32_t faint(uint32_t color)
{
	return (color & 0xFCFCFC) >> 2;
}

struct tally {
	int count, in[SQUARES_MAX][SQUARES_MAX];
};

static void count_pixel(struct tally *tally, struct difference *found, int x, int y)
{
	struct rect at = {x, y, 1, 1};
	int column = x / SQUARE % SQUARES_MAX, row = y / SQUARE % SQUARES_MAX;

	found->where = rect_around(&found->where, &at);
	tally->count++;
	tally->in[row][column]++;
}

static struct rect worst_square(const struct tally *tally)
{
	struct rect worst = {0, 0, SQUARE, SQUARE};
	int most = 0;

	for (int i = 0; i < SQUARES_MAX * SQUARES_MAX; i++) {
		int row = i / SQUARES_MAX, column = i % SQUARES_MAX;
		if (tally->in[row][column] <= most)
			continue;
		most = tally->in[row][column];
		worst.x = column * SQUARE;
		worst.y = row * SQUARE;
	}
	return worst;
}

struct difference picture_compare(cairo_surface_t *a, cairo_surface_t *b, int limit,
				  cairo_surface_t *marked)
{
	static struct tally tally;
	int width = cairo_image_surface_get_width(a), height = cairo_image_surface_get_height(a);
	struct difference found = {
	    .other_size = width != cairo_image_surface_get_width(b) ||
			  height != cairo_image_surface_get_height(b),
	};

	if (found.other_size)
		return found;
	memset(&tally, 0, sizeof tally);
	for (int i = 0; i < width * height; i++) {
		int x = i % width, y = i / width;
		bool other = differs(*pixel(a, x, y), *pixel(b, x, y), limit);
		if (other)
			count_pixel(&tally, &found, x, y);
		if (marked)
			*pixel(marked, x, y) = other ? MARK : faint(*pixel(a, x, y));
	}
	if (marked)
		cairo_surface_mark_dirty(marked);
	found.percent = 100.0 * tally.count / (width * height);
	found.worst = worst_square(&tally);
	return found;
}

cairo_surface_t *picture_beside(cairo_surface_t *left, cairo_surface_t *right)
{
	int x = cairo_image_surface_get_width(left) + BETWEEN;
	int height = cairo_image_surface_get_height(left);
	int other = cairo_image_surface_get_height(right);
	cairo_surface_t *both =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, x + cairo_image_surface_get_width(right),
				       height > other ? height : other);
	cairo_t *cairo = cairo_create(both);

	cairo_set_source_rgb(cairo, 0.5, 0.5, 0.5);
	cairo_paint(cairo);
	cairo_set_source_surface(cairo, left, 0, 0);
	cairo_paint(cairo);
	cairo_set_source_surface(cairo, right, x, 0);
	cairo_paint(cairo);
	cairo_destroy(cairo);
	return both;
}
