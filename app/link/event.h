/* Events as the link's thread makes them. */
#ifndef PRAATJE_LINK_EVENT_H
#define PRAATJE_LINK_EVENT_H

#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <stdbool.h>

#include "link/cause.h"
#include "link/link.h"

/* Each copies what it is given into *event. False when there is no memory. */
bool event_message(struct link_event *event, int64_t conn, const struct mosquitto_message *,
		   const mosquitto_property *);
bool event_acked(struct link_event *event, int64_t conn, const struct link_publication *);
bool event_refused(struct link_event *event, int64_t conn, const char *topic, int64_t number,
		   int reason);

/* Never fails: a sentence that can't be copied gives way to a shorter one. */
void event_down(struct link_event *event, int64_t conn, const struct cause *);

#endif
