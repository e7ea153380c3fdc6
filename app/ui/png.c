#include "ui/png.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/paint.h"

struct buffer {
	unsigned char *bytes;
	size_t size, room;
};

static cairo_status_t collect(void *data, const unsigned char *bytes, unsigned int count)
{
	struct buffer *buffer = data;

	if (buffer->size + count > buffer->room) {
		size_t room = (buffer->size + count) * 2;
		unsigned char *grown = realloc(buffer->bytes, room);
		if (!grown)
			return CAIRO_STATUS_NO_MEMORY;
		buffer->bytes = grown;
		buffer->room = room;
	}
	memcpy(buffer->bytes + buffer->size, bytes, count);
	buffer->size += count;
	return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *surface_of(const struct scene *scene, const struct rotation *rotation,
				   struct texts *texts)
{
	struct damage whole = {1, {{0, 0, scene->width, scene->height}}};
	struct rect screen = rotation_to_screen(rotation, whole.rects[0]);
	cairo_surface_t *surface =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, screen.w, screen.h);
	cairo_t *cairo = cairo_create(surface);

	rotation_apply(rotation, cairo);
	paint_scene(cairo, scene, 0, texts, &whole);
	cairo_destroy(cairo);
	return surface;
}

int png_bytes(const struct scene *scene, const struct rotation *rotation, struct texts *texts,
	      unsigned char **bytes, size_t *size)
{
	struct buffer buffer = {0};
	cairo_surface_t *surface = surface_of(scene, rotation, texts);
	cairo_status_t status = cairo_surface_write_to_png_stream(surface, collect, &buffer);

	cairo_surface_destroy(surface);
	if (status != CAIRO_STATUS_SUCCESS) {
		free(buffer.bytes);
		return -ENOMEM;
	}
	*bytes = buffer.bytes;
	*size = buffer.size;
	return 0;
}

int png_write(const struct scene *scene, const struct rotation *rotation, struct texts *texts,
	      const char *path)
{
	unsigned char *bytes;
	size_t size;
	int error = png_bytes(scene, rotation, texts, &bytes, &size);

	if (error)
		return error;
	FILE *file = fopen(path, "wb");
	if (!file) {
		error = -errno;
		goto free_bytes;
	}
	if (fwrite(bytes, 1, size, file) != size)
		error = -errno;
	if (fclose(file) != 0 && !error)
		error = -errno;
free_bytes:
	free(bytes);
	return error;
}
