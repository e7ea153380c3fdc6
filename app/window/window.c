#include "window/window.h"

#include <stdio.h>
#include <stdlib.h>

#include "window/open.h"

/* More changed parts than these are shown as the whole window. */
enum { RECTS_MAX = 64 };

static const Uint32 window_format = SDL_PIXELFORMAT_RGB888; /* SDL's name for XRGB8888 */

struct window *window_open(const struct window_options *options, char *error, size_t size)
{
	struct window *window = calloc(1, sizeof(*window));

	if (!window) {
		snprintf(error, size, "no window can be opened: there is no memory");
		return NULL;
	}
	if (!open_video(error, size)) {
		free(window);
		return NULL;
	}
	window->driver = open_driver();
	inputs_init(&window->inputs, "/dev/input");
	window->sdl = open_create(options, window->driver);
	if (!window->sdl || !window_surface(window)) {
		open_complain(error, size, SDL_GetError());
		window_close(window);
		return NULL;
	}
	open_show(window->sdl, options, window->driver);
	if (window->driver == DRIVER_CONSOLE)
		inputs_scan(&window->inputs, "/dev/input");
	return window;
}

void window_close(struct window *window)
{
	if (!window)
		return;
	SDL_FreeSurface(window->shadow);
	if (window->sdl)
		SDL_DestroyWindow(window->sdl);
	inputs_finish(&window->inputs);
	SDL_Quit();
	free(window);
}

const char *window_driver(const struct window *window)
{
	(void)window;
	return SDL_GetCurrentVideoDriver();
}

void window_size(const struct window *window, int *width, int *height)
{
	SDL_GetWindowSize(window->sdl, width, height);
}

/* The shadow for a display with another format, of the size of surface. */
static SDL_Surface *window_shadow(struct window *window, const SDL_Surface *surface)
{
	if (window->shadow && window->shadow->w == surface->w && window->shadow->h == surface->h)
		return window->shadow;
	SDL_FreeSurface(window->shadow);
	window->shadow =
	    SDL_CreateRGBSurfaceWithFormat(0, surface->w, surface->h, 32, window_format);
	return window->shadow;
}

SDL_Surface *window_surface(struct window *window)
{
	SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);

	if (!surface || surface->format->format == window_format)
		return surface;
	return window_shadow(window, surface);
}

bool window_lock(struct window *window, unsigned char **pixels, int *stride, int *width,
		 int *height)
{
	SDL_Surface *surface = window_surface(window);

	if (!surface)
		return false;
	*pixels = surface->pixels;
	*stride = surface->pitch;
	*width = surface->w;
	*height = surface->h;
	return true;
}

/* Cuts rects to the surface; returns how many are left in to. */
static int rects_clip(const SDL_Surface *surface, const struct window_rect *rects, int count,
		      SDL_Rect *to)
{
	const SDL_Rect whole = {0, 0, surface->w, surface->h};
	int kept = 0;

	for (int i = 0; i < count; i++) {
		const SDL_Rect part = {rects[i].x, rects[i].y, rects[i].width, rects[i].height};

		if (SDL_IntersectRect(&part, &whole, &to[kept]))
			kept++;
	}
	return kept;
}

/* One update for all: each costs a round trip, or on some drivers a wait for the display. */
static void surface_show(const struct window *window, SDL_Surface *surface, const SDL_Rect *parts,
			 int count)
{
	for (int i = 0; surface->format->format != window_format && i < count; i++) {
		SDL_Rect to = parts[i];

		SDL_BlitSurface(window->shadow, &parts[i], surface, &to);
	}
	if (count > 0)
		SDL_UpdateWindowSurfaceRects(window->sdl, parts, count);
}

void window_present(struct window *window, const struct window_rect *rects, int count)
{
	SDL_Surface *surface = window_surface(window) ? SDL_GetWindowSurface(window->sdl) : NULL;
	SDL_Rect parts[RECTS_MAX];
	bool first = window->driver == DRIVER_CONSOLE && !window->presented;

	if (!surface)
		return;
	if (!rects || count > RECTS_MAX || first) {
		parts[0] = (SDL_Rect){0, 0, surface->w, surface->h};
		count = 1;
	} else {
		count = rects_clip(surface, rects, count, parts);
	}
	surface_show(window, surface, parts, count);
	/* The console shows nothing of the first picture. */
	if (first)
		surface_show(window, surface, parts, count);
	window->presented = true;
}
