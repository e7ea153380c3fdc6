#include "ui/rotation.h"

struct rotation rotation_make(int degrees, int screen_width, int screen_height)
{
	if (degrees == 90 || degrees == 270)
		return (struct rotation){degrees, screen_height, screen_width};
	return (struct rotation){degrees, screen_width, screen_height};
}

struct rect rotation_to_screen(const struct rotation *rotation, struct rect rect)
{
	int right = rotation->width - rect.x - rect.w, below = rotation->height - rect.y - rect.h;

	switch (rotation->degrees) {
	case 90:
		return (struct rect){below, rect.x, rect.h, rect.w};
	case 180:
		return (struct rect){right, below, rect.w, rect.h};
	case 270:
		return (struct rect){rect.y, right, rect.h, rect.w};
	default:
		return rect;
	}
}

void rotation_to_scene(const struct rotation *rotation, int *x, int *y)
{
	int across = *x, along = *y;

	switch (rotation->degrees) {
	case 90:
		*x = along;
		*y = rotation->height - 1 - across;
		break;
	case 180:
		*x = rotation->width - 1 - across;
		*y = rotation->height - 1 - along;
		break;
	case 270:
		*x = rotation->width - 1 - along;
		*y = across;
		break;
	default:
		break;
	}
}

void rotation_apply(const struct rotation *rotation, cairo_t *cairo)
{
	cairo_matrix_t matrix;

	switch (rotation->degrees) {
	case 90:
		cairo_matrix_init(&matrix, 0, 1, -1, 0, rotation->height, 0);
		break;
	case 180:
		cairo_matrix_init(&matrix, -1, 0, 0, -1, rotation->width, rotation->height);
		break;
	case 270:
		cairo_matrix_init(&matrix, 0, -1, 1, 0, 0, rotation->width);
		break;
	default:
		return;
	}
	cairo_transform(cairo, &matrix);
}
