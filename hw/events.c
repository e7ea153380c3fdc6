#include "hw/events.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

int64_t hw_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void events_add(struct events *events, const struct panel_event *event)
{
	if (events->count == EVENTS_MAX)
		return;
	events->list[(events->first + events->count++) % EVENTS_MAX] = *event;
}

bool events_take(struct events *events, struct panel_event *out)
{
	if (!events->count)
		return false;
	*out = events->list[events->first];
	events->first = (events->first + 1) % EVENTS_MAX;
	events->count--;
	return true;
}

void events_tell(struct events *events, enum panel_event_kind kind, const char *format, ...)
{
	struct panel_event event = {.kind = kind, .mono_ms = hw_now_ms()};
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(event.text, sizeof event.text, format, arguments);
	va_end(arguments);
	events_add(events, &event);
}
