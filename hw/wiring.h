/* Buttons, lamps and the movement sensor, as a wiring has them: pins of a GPIO chip, or the sim. */
#ifndef PRAATJE_HW_WIRING_H
#define PRAATJE_HW_WIRING_H

#include "hw/events.h"
#include "hw/pins.h"
#include "hw/sim.h"

struct wiring {
	struct events *events;
	void (*watch)(void *data, int fd);
	void *data;

	struct sim *sim;
	bool mapped; /* board is one */
	struct board board;
	struct pins *pins; /* NULL: not there now */
	bool lit[PANEL_BUTTONS];
	bool moving;                /* and its end is to come */
	char told[PANEL_TEXT_SIZE]; /* the fault of the pins that was told last; empty: well */
};

/*
 * Opens what options name: wiring, boards, script, lamps and salt, none of which is kept. watch
 * is called with every descriptor to wait on, now and later; events stay the caller's. What isn't
 * there comes as PANEL_FAULT.
 */
void wiring_open(struct wiring *, const struct panel_options *options, struct events *events,
		 void (*watch)(void *data, int fd), void *data);

/* Puts the lamps out and gives all back. */
void wiring_close(struct wiring *);

/* Takes the pins if they have come, and misses them if they went. */
void wiring_look_again(struct wiring *);

/* Reads from a descriptor that it gave to watch; false when it is none of its own. */
bool wiring_read(struct wiring *, int fd);

/* As panel_level and panel_lamp. */
bool wiring_level(struct wiring *, enum panel_button, bool *down);
void wiring_lamp(struct wiring *, enum panel_button, bool lit);

#endif
