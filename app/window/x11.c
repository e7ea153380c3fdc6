#include "window/x11.h"

#include <SDL_syswm.h>
#include <X11/Xatom.h>
#include <X11/Xutil.h>

static bool x11_info(SDL_Window *sdl, Display **display, Window *window)
{
	SDL_SysWMinfo info;

	SDL_VERSION(&info.version);
	if (!SDL_GetWindowWMInfo(sdl, &info) || info.subsystem != SDL_SYSWM_X11)
		return false;
	*display = info.info.x11.display;
	*window = info.info.x11.window;
	return true;
}

void x11_class_set(SDL_Window *sdl, const char *name)
{
	Display *display;
	Window window;

	if (!x11_info(sdl, &display, &window))
		return;
	char own[64];
	SDL_strlcpy(own, name, sizeof(own));
	XClassHint hint = {.res_name = own, .res_class = own};
	XSetClassHint(display, window, &hint);
}

bool x11_managed(SDL_Window *sdl)
{
	Display *display;
	Window window, manager = None;
	Atom type;
	int format;
	unsigned long count = 0, left;
	unsigned char *value = NULL;

	if (!x11_info(sdl, &display, &window))
		return false;
	Atom check = XInternAtom(display, "_NET_SUPPORTING_WM_CHECK", False);
	if (XGetWindowProperty(display, DefaultRootWindow(display), check, 0, 1, False, XA_WINDOW,
			       &type, &format, &count, &left, &value) == Success &&
	    value && count == 1)
		manager = *(Window *)value;
	if (value)
		XFree(value);
	return manager != None;
}
