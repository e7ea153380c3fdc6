/* Choosing a display and putting a window on it. */
#ifndef PRAATJE_WINDOW_OPEN_H
#define PRAATJE_WINDOW_OPEN_H

#include "window/private.h"

/* Starts SDL's video; false with a sentence when no display can be had. */
bool open_video(char *error, size_t size);

/* The driver that open_video found. */
enum driver open_driver(void);

/* The window itself, hidden until open_show. NULL on failure. */
SDL_Window *open_create(const struct window_options *, enum driver);
void open_show(SDL_Window *, const struct window_options *, enum driver);

/* A sentence about a display that was found but on which SDL couldn't do what it should. */
void open_complain(char *error, size_t size, const char *what);

#endif
