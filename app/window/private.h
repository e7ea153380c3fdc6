/* What the window's files share. */
#ifndef PRAATJE_WINDOW_PRIVATE_H
#define PRAATJE_WINDOW_PRIVATE_H

#include <SDL.h>

#include "window/inputs.h"
#include "window/window.h"

enum driver {
	DRIVER_X11,
	DRIVER_WAYLAND,
	DRIVER_CONSOLE, /* KMSDRM */
	DRIVER_OTHER,   /* one that was asked for by SDL_VIDEODRIVER: no descriptors */
};

struct window {
	SDL_Window *sdl;
	enum driver driver;
	SDL_Surface *shadow;  /* drawn on where the display's own format is another; else NULL */
	bool presented;       /* once, at least */
	struct inputs inputs; /* DRIVER_CONSOLE */
};

/* The surface that is drawn on, for the window's present size; NULL when there is none. */
SDL_Surface *window_surface(struct window *);

/* The connection's descriptor, or -1. */
int descriptors_connection(const struct window *);

#endif
