#include "window/open.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "window/window.h"
#include "window/x11.h"

static void hints_set(void)
{
	SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
	/* Else the click that brings the focus, at the start the first one, is lost. */
	SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
	SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
	SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "1");
	SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
	SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
	SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
	SDL_SetHint(SDL_HINT_APP_NAME, "Praatje");
	/* Only what people can see: SDL has drivers that show nothing to anybody. */
	SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "x11,wayland,KMSDRM", SDL_HINT_DEFAULT);
}

/* Hints whose right value depends on the driver; before the first surface is made. */
static void hints_set_for(enum driver driver)
{
	if (driver == DRIVER_X11)
		SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
	if (driver == DRIVER_CONSOLE)
		SDL_SetHintWithPriority(SDL_HINT_RENDER_DRIVER, "opengles2", SDL_HINT_DEFAULT);
}

/* A bus that is named, or that stands where systemd puts one, is asked; none is started. */
static bool session_bus_at_hand(void)
{
	const char *folder = getenv("XDG_RUNTIME_DIR");
	char path[PATH_MAX];

	if (getenv("DBUS_SESSION_BUS_ADDRESS"))
		return true;
	return folder && snprintf(path, sizeof path, "%s/bus", folder) < (int)sizeof path &&
	       access(path, F_OK) == 0;
}

void window_prepare(void)
{
	/* An address of a transport that doesn't exist: the libraries give up at once. */
	if (!session_bus_at_hand())
		setenv("DBUS_SESSION_BUS_ADDRESS", "none:", 0);
}

static void variable_describe(char *to, size_t size, const char *name)
{
	const char *value = getenv(name);

	if (value && *value)
		snprintf(to, size, "%s is '%s'", name, value);
	else
		snprintf(to, size, "%s is not set", name);
}

void open_complain(char *error, size_t size, const char *what)
{
	char x11[128], wayland[128];
	const char *asked = SDL_GetHint(SDL_HINT_VIDEODRIVER);

	variable_describe(x11, sizeof(x11), "DISPLAY");
	variable_describe(wayland, sizeof(wayland), "WAYLAND_DISPLAY");
	snprintf(error, size,
		 "no window can be opened: tried %s (%s, %s): %s; start it on a desktop, or on the "
		 "console as a member of the groups video, input and render, or use --picture FILE "
		 "to draw into a file",
		 asked && *asked ? asked : "all of SDL's drivers", x11, wayland, what);
}

enum driver open_driver(void)
{
	const char *name = SDL_GetCurrentVideoDriver();

	if (name && strcasecmp(name, "x11") == 0)
		return DRIVER_X11;
	if (name && strcasecmp(name, "wayland") == 0)
		return DRIVER_WAYLAND;
	if (name && strcasecmp(name, "KMSDRM") == 0)
		return DRIVER_CONSOLE;
	return DRIVER_OTHER;
}

bool open_video(char *error, size_t size)
{
	hints_set();
	/* INIT_VIDEO alone: more of SDL brings threads that wake all the time. */
	if (SDL_Init(SDL_INIT_VIDEO) != 0) {
		open_complain(error, size, SDL_GetError());
		return false;
	}
	hints_set_for(open_driver());
	return true;
}

static void size_choose(const struct window_options *options, enum driver driver, int *width,
			int *height)
{
	SDL_DisplayMode mode;
	bool all = options->fullscreen || driver == DRIVER_CONSOLE;

	*width = options->width;
	*height = options->height;
	if (all && SDL_GetDesktopDisplayMode(0, &mode) == 0 && mode.w > 0 && mode.h > 0) {
		*width = mode.w;
		*height = mode.h;
	}
}

SDL_Window *open_create(const struct window_options *options, enum driver driver)
{
	Uint32 flags = SDL_WINDOW_RESIZABLE;
	int width, height;

	/* On the console SDL loses the first picture of a window that is flagged as fullscreen. */
	if (driver == DRIVER_CONSOLE)
		flags = 0;
	/* Hidden at first: where it belongs on X11 can only be asked once it exists. */
	else if (driver == DRIVER_X11)
		flags |= SDL_WINDOW_HIDDEN;
	else if (options->fullscreen)
		flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
	size_choose(options, driver, &width, &height);
	return SDL_CreateWindow(options->title, SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED,
				width, height, flags);
}

void open_show(SDL_Window *sdl, const struct window_options *options, enum driver driver)
{
	if (options->fullscreen || driver == DRIVER_CONSOLE)
		SDL_ShowCursor(SDL_DISABLE);
	/* Nobody types: without this SDL keeps an input method busy. */
	SDL_StopTextInput();
	if (driver != DRIVER_X11)
		return;
	bool managed = x11_managed(sdl);

	x11_class_set(sdl, "Praatje");
	if (options->fullscreen || !managed)
		SDL_SetWindowPosition(sdl, 0, 0);
	SDL_ShowWindow(sdl);
	if (options->fullscreen && managed)
		SDL_SetWindowFullscreen(sdl, SDL_WINDOW_FULLSCREEN_DESKTOP);
}
