/* The panel of the device: what comes from it goes to the core, and lamps and light go back. */
#ifndef PRAATJE_DEVICE_PANEL_H
#define PRAATJE_DEVICE_PANEL_H

#include <stdbool.h>
#include <stdint.h>

#include "core/button.h"
#include "core/id.h"
#include "device/options.h"
#include "hw/panel.h"
#include "window/window.h"

struct device;
struct enrolment;

struct device_panel {
	struct panel *panel;         /* NULL: not open */
	char wiring[ID_SIZE];        /* with which it is open */
	bool failed;                 /* it couldn't be opened with that: tried again with another */
	struct enrolment *enrolment; /* an admin waits for a badge; NULL: none */
	bool shown;                  /* the next two are what the panel shows */
	bool lit[BUTTON_COUNT];
	int brightness;
	int64_t wake_ms;          /* when the lamps change by themselves */
	bool stuck[BUTTON_COUNT]; /* as the status last said */
};

/*
 * Opens the panel that the configuration asks for, when it is another than the open one; shows
 * what lamps and light are to show. To be called before every wait.
 */
void device_panel_update(struct device *);
void device_panel_close(struct device *);

/* Monotonic milliseconds when device_panel_update is due by itself; INT64_MAX: not. */
int64_t device_panel_due_ms(const struct device *);

/* Takes in all edges, and asks busy buttons whether they were let go: before the core is told that
 * time went by. */
void device_panel_ask(struct device *);

/*
 * enrol.c: whether a badge was what an admin waits for, and has been answered; time; when that is
 * due; and the end of waiting.
 */
bool device_enrol_badge(struct device *, const char *hash);
void device_enrol_tick(struct device *, int64_t mono_ms);
int64_t device_enrol_due_ms(const struct device *);
void device_enrol_end(struct device *);

/* A key of the window: of the sim. */
void device_panel_key(struct device *, const struct window_event *);

/* --panel-check, for options.panel_check seconds; the exit status. */
int device_panel_check(const struct options *options);

#endif
