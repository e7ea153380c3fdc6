/* What SDL doesn't do for a window on X11. */
#ifndef PRAATJE_WINDOW_X11_H
#define PRAATJE_WINDOW_X11_H

#include <SDL.h>
#include <stdbool.h>

/* Before the window is shown: its class, which desktops find its icon and its name by. */
void x11_class_set(SDL_Window *, const char *name);

/* Whether a window manager looks after the display that this window is on. */
bool x11_managed(SDL_Window *);

#endif
