/* Scenes as PNG, turned as they are on the screen. */
#ifndef PRAATJE_UI_PNG_H
#define PRAATJE_UI_PNG_H

#include <stddef.h>

#include "ui/rotation.h"
#include "ui/scene.h"

/* Into memory: *bytes is for free(3). 0 or -errno. */
int png_bytes(const struct scene *, const struct rotation *, struct texts *, unsigned char **bytes,
	      size_t *size);

/* Into the file at path, which is made or emptied first. 0 or -errno. */
int png_write(const struct scene *, const struct rotation *, struct texts *, const char *path);

#endif
