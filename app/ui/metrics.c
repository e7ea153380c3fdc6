#include "ui/metrics.h"

#include <math.h>

static const double small_px_per_mm = 5.15, fine_px_per_mm = 8.2;
static const double large_key_mm = 15, key_mm = 9;

static bool measures(int width, int height, int one, int other)
{
	return (width == one && height == other) || (width == other && height == one);
}

/* A screen of 16 to 9 is wide for its diagonal; with other proportions the finer reading holds. */
static double px_per_mm_of(int width, int height, double inches)
{
	double diagonal_mm = inches * 25.4, whole = hypot(16, 9);
	double along = fmax(width, height) / (diagonal_mm * 16 / whole);
	double across = fmin(width, height) / (diagonal_mm * 9 / whole);

	return fmax(along, across);
}

static double guess(int width, int height, enum role role)
{
	if (role == ROLE_BOARD)
		return px_per_mm_of(width, height, 24);
	if (measures(width, height, 800, 480))
		return small_px_per_mm;
	if (measures(width, height, 720, 1280))
		return fine_px_per_mm;
	return px_per_mm_of(width, height, 10);
}

struct metrics metrics_make(int width, int height, double configured_px_per_mm, enum role role)
{
	bool configured = configured_px_per_mm > 0;

	return (struct metrics){
	    .width = width,
	    .height = height,
	    .px_per_mm = configured ? configured_px_per_mm : guess(width, height, role),
	    .portrait = height > width,
	};
}

double metrics_mm(const struct metrics *metrics, double mm)
{
	return ceil(mm * metrics->px_per_mm);
}

double metrics_near(const struct metrics *metrics, double small, double fine)
{
	double part = (metrics->px_per_mm - small_px_per_mm) / (fine_px_per_mm - small_px_per_mm);
	double least = small * metrics->px_per_mm / small_px_per_mm / 2;

	return round(fmax(small + (fine - small) * part, least));
}

double metrics_far(const struct metrics *metrics, double px)
{
	double along = fmax(metrics->width, metrics->height) / 1920.0;
	double across = fmin(metrics->width, metrics->height) / 1080.0;

	return round(px * fmin(along, across));
}

double metrics_large_key(const struct metrics *metrics)
{
	return metrics_mm(metrics, large_key_mm);
}

double metrics_key(const struct metrics *metrics)
{
	return metrics_mm(metrics, key_mm);
}
