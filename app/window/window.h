/*
 * The one window: pixels to draw on, touches, and descriptors to sleep on. Works on a desktop
 * (X11, Wayland) and on the console (KMSDRM). The only includer of SDL lies behind this.
 *
 * A program with an epoll of its own goes round like this: drain, draw, present, drain again
 * until nothing came, then wait on the descriptors. Presenting can read events into memory, so
 * that the descriptors would stay silent about them.
 */
#ifndef PRAATJE_WINDOW_WINDOW_H
#define PRAATJE_WINDOW_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WINDOW_FDS_MAX = 40 };

struct window;

struct window_options {
	int width, height; /* pixels; on the console and fullscreen the display's size wins */
	bool fullscreen;   /* also hides the cursor */
	const char *title;
};

/*
 * Call once, before the program starts its first thread: it may write to the environment. Without
 * a session bus at hand SDL would have one started, by a fork among running threads.
 */
void window_prepare(void);

/*
 * Opens the window; everything is copied. NULL when there is no display; error (size bytes)
 * then holds a sentence that says what was tried and how to go on. There can be one at a time.
 */
struct window *window_open(const struct window_options *options, char *error, size_t size);

/* NULL is accepted. */
void window_close(struct window *);

/* What shows the window: "x11", "wayland" or "KMSDRM". Borrowed. */
const char *window_driver(const struct window *);

/* The window's present size in pixels, in which touches come and pixels are drawn. */
void window_size(const struct window *, int *width, int *height);

/*
 * Writes the descriptors to wait on (readable: then drain) into fds, at most max; returns how
 * many there are. They stay the window's. WINDOW_FDS_MAX is enough.
 */
int window_fds(struct window *, int *fds, int max);

/*
 * Whether window_fds would now answer otherwise than at its last call, because an input device
 * came or went; ask after each drain. Those that are gone may be closed already.
 */
bool window_fds_changed(const struct window *);

enum window_event_kind {
	WINDOW_FINGER_DOWN,
	WINDOW_FINGER_MOVE,
	WINDOW_FINGER_UP,
	WINDOW_EXPOSED, /* pixels may be lost: present the whole window again */
	WINDOW_RESIZED, /* the size changed, and all pixels are lost */
	WINDOW_CLOSE,   /* somebody wants the window closed */
	WINDOW_KEY,     /* a key was pressed */
	WINDOW_KEY_UP,  /* and let go */
};

enum window_key {
	WINDOW_KEY_ESCAPE,
	WINDOW_KEY_F1,
	WINDOW_KEY_F2,
	WINDOW_KEY_F3,
	WINDOW_KEY_F4,
};

struct window_event {
	enum window_event_kind kind;
	int64_t mono_ms;     /* CLOCK_MONOTONIC, when it was drained */
	int64_t finger;      /* FINGER_*: the same from down to up; a mouse's left button is one */
	int x, y;            /* FINGER_*: pixels of the window */
	int width, height;   /* RESIZED: pixels */
	enum window_key key; /* KEY, KEY_UP */
};

/*
 * Calls handler for every event that waits; returns whether there were any. The handler may
 * draw and present.
 */
bool window_drain(struct window *, void (*handler)(void *data, const struct window_event *),
		  void *data);

/*
 * The pixels to draw on: XRGB8888 in the machine's byte order, stride in bytes. They are valid
 * until the next drain. All of them, also those outside what is presented, must stay as they
 * are to be seen: some drivers show more than what changed. False when the display is gone.
 */
bool window_lock(struct window *, unsigned char **pixels, int *stride, int *width, int *height);

struct window_rect {
	int x, y, width, height; /* pixels; parts outside the window are cut off */
};

/* Shows the count rectangles that changed; with rects NULL all of the window. */
void window_present(struct window *, const struct window_rect *rects, int count);

#endif
