/*
 * What the app may ask of the hardware around the screen: three buttons with lamps, a movement
 * sensor, the backlight, badge readers. Whatever is missing or goes away is told as a fault and
 * looked for again; nothing here ends the program.
 */
#ifndef PRAATJE_HW_PANEL_H
#define PRAATJE_HW_PANEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A button, and the lamp in it. */
enum panel_button {
	PANEL_YELLOW,
	PANEL_BLUE,
	PANEL_WHITE,
	PANEL_BUTTONS,
};

enum {
	PANEL_TEXT_SIZE = 320,
	PANEL_HASH_SIZE = 65, /* a SHA-256 in hexadecimal */
};

/* The wiring that is no pins at all: keys of the window, and a script. */
#define PANEL_SIM "sim"

/* Badge readers: those that are called so, or none. */
#define PANEL_READERS_LIKELY "likely"
#define PANEL_READERS_NONE "none"

struct panel_options {
	const char *wiring; /* name of a pin map, PANEL_SIM, or "": no buttons */
	const char *boards; /* the folder of the pin maps */
	const char *script; /* of the sim: what happens when; "": nothing */
	const char *lamps;  /* of the sim: the file to which lamps are written; "": none */
	const char *root;   /* before /sys and /dev/input; "" but for tests */
	const char *salt; /* goes into the hash of a badge, the same on every kiosk of an office */
	bool backlight;   /* whether the screen's light is this program's to set */
	const char
	    *readers; /* which keyboards are badge readers: the two below, or a pattern (glob) */
};

struct panel;

/*
 * Opens what is there; all lamps are out. options are copied. NULL with errno set when there is
 * no memory or no descriptor; anything else comes as PANEL_FAULT with the first drain.
 */
struct panel *panel_open(const struct panel_options *options);

/* Puts the lamps out, makes a dark screen light again, lets everything go. NULL is accepted. */
void panel_close(struct panel *);

/* One descriptor to wait on, readable: then drain. It stays the panel's. */
int panel_fd(const struct panel *);

enum panel_event_kind {
	PANEL_EDGE,     /* a button's contact closed (down) or opened */
	PANEL_LEVEL,    /* the buttons were found: how one is, before any edge */
	PANEL_MOVEMENT, /* somebody begins to move (down), or doesn't any more */
	PANEL_BADGE,    /* a badge was held to a reader */
	PANEL_FAULT,    /* something does not work; told once when it begins */
	PANEL_WELL,     /* what did not work does again */
};

struct panel_event {
	enum panel_event_kind kind;
	int64_t mono_ms;            /* CLOCK_MONOTONIC; of an edge: when the kernel saw it */
	enum panel_button button;   /* EDGE, LEVEL */
	bool down;                  /* EDGE, LEVEL, MOVEMENT */
	char hash[PANEL_HASH_SIZE]; /* BADGE: salted; the number itself stays in here */
	char text[PANEL_TEXT_SIZE]; /* FAULT, WELL: a sentence */
};

/* Calls handler for every event that waits, oldest first; returns whether there were any. */
bool panel_drain(struct panel *, void (*handler)(void *data, const struct panel_event *),
		 void *data);

/*
 * How a button's contact is right now: edges can get lost in a burst. False when that can't be
 * read, *down is then left alone.
 */
bool panel_level(struct panel *, enum panel_button, bool *down);

/* Lights a lamp or puts it out. A lamp that isn't wired is no fault. */
void panel_lamp(struct panel *, enum panel_button, bool lit);

/*
 * Sets every backlight to that percentage of its full light, 0 to 100; above 0 at least its
 * smallest step. One that appears later is set when it does; one that couldn't be set is tried
 * again with each drain. Without a backlight it does nothing.
 */
void panel_brightness(struct panel *, int percent);

/* How many badge readers there are now. */
int panel_readers(const struct panel *);

/* Keys of the window that stand for the panel's parts in the sim; elsewhere they do nothing. */
enum panel_key {
	PANEL_KEY_YELLOW,
	PANEL_KEY_BLUE,
	PANEL_KEY_WHITE,
	PANEL_KEY_MOVEMENT,
};
void panel_key(struct panel *, enum panel_key, bool down);

/*
 * For whoever wires it up: writes to standard output which chips there are, which lines, who
 * holds them and what the wiring makes of them, then shows presses as they come for seconds
 * (0: until Ctrl-C). Every lamp is lit while its button is down. Returns 0, or -errno when the
 * wiring can't be used, which has been told there.
 */
int panel_check(const struct panel_options *options, int seconds);

#endif
