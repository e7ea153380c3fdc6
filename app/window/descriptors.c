#include <SDL_syswm.h>
#include <wayland-client-core.h>

#include "window/private.h"

int descriptors_connection(const struct window *window)
{
	SDL_SysWMinfo info;

	SDL_VERSION(&info.version);
	if (!SDL_GetWindowWMInfo(window->sdl, &info))
		return -1;
	if (info.subsystem == SDL_SYSWM_X11)
		return XConnectionNumber(info.info.x11.display);
	if (info.subsystem == SDL_SYSWM_WAYLAND)
		return wl_display_get_fd(info.info.wl.display);
	return -1;
}

int window_fds(struct window *window, int *fds, int max)
{
	if (window->driver == DRIVER_CONSOLE)
		return inputs_list(&window->inputs, fds, max);
	int fd = descriptors_connection(window);
	if (fd < 0 || max < 1)
		return 0;
	fds[0] = fd;
	return 1;
}

bool window_fds_changed(const struct window *window)
{
	return window->driver == DRIVER_CONSOLE && window->inputs.changed;
}
