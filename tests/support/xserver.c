#include "support/xserver.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { START_LIMIT_MS = 10000 };

struct xserver {
	pid_t pid;
	char display[16];
	Display *connection;
	Window cover;
	Window watched; /* the window last found by xserver_window */
};

static const char program[] = "/usr/bin/Xvfb";

bool xserver_available(void)
{
	return access(program, X_OK) == 0;
}

/* In the child: only calls that are safe there. */
static void xserver_become(int display_fd, const char *screen)
{
	char number[16];
	sigset_t none;
	int silence = open("/dev/null", O_WRONLY);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	snprintf(number, sizeof(number), "%d", display_fd);
	if (silence >= 0)
		dup2(silence, STDERR_FILENO);
	execl(program, program, "-displayfd", number, "-screen", "0", screen, "-nolisten", "tcp",
	      "-noreset", (char *)NULL);
	_exit(127);
}

/* The server writes the number of the display it found free once it takes connections. */
static bool display_read(struct xserver *server, int fd)
{
	struct pollfd readable = {.fd = fd, .events = POLLIN};
	size_t length = 1;

	server->display[0] = ':';
	while (poll(&readable, 1, START_LIMIT_MS) == 1 && length < sizeof(server->display)) {
		char *end = server->display + length;
		ssize_t size = read(fd, end, sizeof(server->display) - length);
		if (size <= 0)
			return false;
		length += (size_t)size;
		if (end[size - 1] == '\n') {
			end[size - 1] = '\0';
			return true;
		}
	}
	return false;
}

static bool xserver_launch(struct xserver *server, const char *screen)
{
	int ends[2];

	if (pipe(ends) < 0)
		return false;
	server->pid = fork();
	if (server->pid == 0) {
		close(ends[0]);
		xserver_become(ends[1], screen);
	}
	close(ends[1]);
	bool started = server->pid > 0 && display_read(server, ends[0]);
	close(ends[0]);
	return started;
}

struct xserver *xserver_start(int width, int height, int depth)
{
	struct xserver *server = calloc(1, sizeof(*server));
	char screen[48];

	if (!server)
		return NULL;
	snprintf(screen, sizeof(screen), "%dx%dx%d", width, height, depth);
	if (xserver_launch(server, screen))
		server->connection = XOpenDisplay(server->display);
	if (!server->connection) {
		fprintf(stderr, "Xvfb doesn't start\n");
		xserver_stop(server);
		return NULL;
	}
	return server;
}

void xserver_stop(struct xserver *server)
{
	if (!server)
		return;
	if (server->connection)
		XCloseDisplay(server->connection);
	if (server->pid > 0) {
		kill(server->pid, SIGTERM);
		waitpid(server->pid, NULL, 0);
	}
	free(server);
}

const char *xserver_display(const struct xserver *server)
{
	return server->display;
}

void xserver_motion(struct xserver *server, int x, int y)
{
	XTestFakeMotionEvent(server->connection, 0, x, y, CurrentTime);
	XSync(server->connection, False);
}

void xserver_button(struct xserver *server, int x, int y, int button, bool down)
{
	xserver_motion(server, x, y);
	XTestFakeButtonEvent(server->connection, (unsigned)button, down, CurrentTime);
	XSync(server->connection, False);
}

void xserver_tap(struct xserver *server, int x, int y)
{
	xserver_button(server, x, y, 1, true);
	xserver_button(server, x, y, 1, false);
}

/* The share of a channel's bits in pixel, scaled to 8 bits. */
static uint32_t channel(unsigned long pixel, unsigned long mask)
{
	if (!mask)
		return 0;
	unsigned long lowest = mask & -mask;

	return (uint32_t)((pixel & mask) / lowest * 255 / (mask / lowest));
}

uint32_t xserver_pixel(struct xserver *server, int x, int y)
{
	XImage *image = XGetImage(server->connection, DefaultRootWindow(server->connection), x, y,
				  1, 1, AllPlanes, ZPixmap);
	const Visual *visual = DefaultVisual(server->connection, 0);

	if (!image)
		return UINT32_MAX;
	unsigned long pixel = XGetPixel(image, 0, 0);
	XDestroyImage(image);
	return channel(pixel, visual->red_mask) << 16 | channel(pixel, visual->green_mask) << 8 |
	       channel(pixel, visual->blue_mask);
}

void xserver_cover(struct xserver *server)
{
	XSetWindowAttributes attributes = {.override_redirect = True, .background_pixel = 0x123456};
	Display *display = server->connection;

	server->cover = XCreateWindow(
	    display, DefaultRootWindow(display), 0, 0, (unsigned)DisplayWidth(display, 0),
	    (unsigned)DisplayHeight(display, 0), 0, CopyFromParent, InputOutput, CopyFromParent,
	    CWOverrideRedirect | CWBackPixel, &attributes);
	XMapRaised(display, server->cover);
	XSync(display, False);
}

void xserver_uncover(struct xserver *server)
{
	XDestroyWindow(server->connection, server->cover);
	XSync(server->connection, False);
}

/* The topmost child of the root that covers the middle of the screen. */
static Window window_find(struct xserver *server, XWindowAttributes *attributes)
{
	Display *display = server->connection;
	Window root, parent, *children = NULL, found = None;
	unsigned count = 0;
	int x = DisplayWidth(display, 0) / 2, y = DisplayHeight(display, 0) / 2;

	XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count);
	while (count > 0 && found == None) {
		Window child = children[--count];

		if (XGetWindowAttributes(display, child, attributes) &&
		    attributes->class == InputOutput && attributes->x <= x && attributes->y <= y &&
		    attributes->x + attributes->width > x && attributes->y + attributes->height > y)
			found = child;
	}
	if (children)
		XFree(children);
	return found;
}

bool xserver_window(struct xserver *server, struct xserver_window *found)
{
	XWindowAttributes attributes;
	XClassHint hint = {0};

	server->watched = window_find(server, &attributes);
	if (server->watched == None)
		return false;
	*found = (struct xserver_window){attributes.x,
					 attributes.y,
					 attributes.width,
					 attributes.height,
					 attributes.map_state == IsViewable,
					 ""};
	if (!XGetClassHint(server->connection, server->watched, &hint))
		return true;
	snprintf(found->class, sizeof(found->class), "%s", hint.res_class);
	XFree(hint.res_name);
	XFree(hint.res_class);
	return true;
}

void xserver_resize(struct xserver *server, int width, int height)
{
	XResizeWindow(server->connection, server->watched, (unsigned)width, (unsigned)height);
	XSync(server->connection, False);
}

void xserver_close(struct xserver *server)
{
	Display *display = server->connection;
	XEvent event = {.xclient = {.type = ClientMessage, .format = 32}};

	event.xclient.window = server->watched;
	event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
	event.xclient.data.l[0] = (long)XInternAtom(display, "WM_DELETE_WINDOW", False);
	XSendEvent(display, server->watched, False, NoEventMask, &event);
	XSync(display, False);
}

void xserver_map(struct xserver *server, bool mapped)
{
	if (mapped)
		XMapWindow(server->connection, server->watched);
	else
		XUnmapWindow(server->connection, server->watched);
	XSync(server->connection, False);
}

void xserver_focus(struct xserver *server, bool focused)
{
	XWindowAttributes attributes;
	Window window = window_find(server, &attributes);

	XSetInputFocus(server->connection, focused ? window : None, RevertToNone, CurrentTime);
	XSync(server->connection, False);
}
