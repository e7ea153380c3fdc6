/*
 * An X server of the test's own (Xvfb) on a free display, with a hand on its pointer and an eye
 * on its pixels. It dies with the test, however that ends.
 */
#ifndef PRAATJE_TESTS_SUPPORT_XSERVER_H
#define PRAATJE_TESTS_SUPPORT_XSERVER_H

#include <stdbool.h>
#include <stdint.h>

struct xserver;

/* Whether there is an Xvfb on this machine. */
bool xserver_available(void);

/*
 * Starts one with a screen of this size in pixels and depth in bits (24, 16), and waits until
 * it takes connections. NULL on failure, with the cause on standard error.
 */
struct xserver *xserver_start(int width, int height, int depth);
/* NULL is accepted. */
void xserver_stop(struct xserver *);

/* What DISPLAY is to be, such as ":7". Borrowed. */
const char *xserver_display(const struct xserver *);

/* Moves the pointer and presses or releases a button (1: left) there. */
void xserver_button(struct xserver *, int x, int y, int button, bool down);
/* Moves the pointer alone. */
void xserver_motion(struct xserver *, int x, int y);
/* Presses and releases the left button. */
void xserver_tap(struct xserver *, int x, int y);

/* The pixel on the screen as 0xRRGGBB, whatever the depth. */
uint32_t xserver_pixel(struct xserver *, int x, int y);

/* Hides all of the screen below a window of its own, and takes that away again. */
void xserver_cover(struct xserver *);
void xserver_uncover(struct xserver *);

struct xserver_window {
	int x, y, width, height;
	bool mapped;
	char class[32];
};

/* The window that covers the middle of the screen; false when there is none. */
bool xserver_window(struct xserver *, struct xserver_window *found);
/* What a window manager would do to that window. */
void xserver_resize(struct xserver *, int width, int height);
void xserver_close(struct xserver *);
void xserver_map(struct xserver *, bool mapped);
/* Gives it the keyboard, or takes it away. */
void xserver_focus(struct xserver *, bool focused);

#endif
