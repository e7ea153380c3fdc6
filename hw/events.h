/* Events on their way to the app, oldest first. */
#ifndef PRAATJE_HW_EVENTS_H
#define PRAATJE_HW_EVENTS_H

#include "hw/panel.h"

enum { EVENTS_MAX = 64 };

struct events {
	struct panel_event list[EVENTS_MAX];
	int first, count;
};

/* Adds an event; when there is no room the newest are dropped: levels are read again anyway. */
void events_add(struct events *, const struct panel_event *);

/* Takes out the oldest; false when there is none. */
bool events_take(struct events *, struct panel_event *out);

/* Adds a PANEL_FAULT or PANEL_WELL with a sentence. */
void events_tell(struct events *, enum panel_event_kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* CLOCK_MONOTONIC in milliseconds. */
int64_t hw_now_ms(void);

#endif
