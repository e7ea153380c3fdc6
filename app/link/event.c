#include "link/event.h"

#include <stdlib.h>
#include <string.h>

static char no_memory[] = "There is not enough memory.";

void link_event_finish(struct link_event *event)
{
	free(event->topic);
	free(event->payload);
	free(event->response_topic);
	free(event->correlation);
	if (event->text != no_memory)
		free(event->text);
	*event = (struct link_event){.kind = event->kind};
}

/* A copy of size bytes with a NUL behind them. */
static bool bytes_copy(char **to, const void *from, size_t size)
{
	*to = malloc(size + 1);
	if (!*to)
		return false;
	if (size)
		memcpy(*to, from, size);
	(*to)[size] = '\0';
	return true;
}

static bool text_copy(char **to, const char *from)
{
	return bytes_copy(to, from, strlen(from));
}

static void event_init(struct link_event *event, enum link_event_kind kind, int64_t conn)
{
	*event = (struct link_event){.kind = kind, .conn = conn, .expiry_s = -1};
}

/* The library's own copies are handed on: it has them freed with free(). */
static void properties_read(struct link_event *event, const mosquitto_property *properties)
{
	uint32_t expiry;
	uint16_t size;
	void *data = NULL;

	if (mosquitto_property_read_int32(properties, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, &expiry,
					  false))
		event->expiry_s = expiry;
	mosquitto_property_read_string(properties, MQTT_PROP_RESPONSE_TOPIC, &event->response_topic,
				       false);
	if (mosquitto_property_read_binary(properties, MQTT_PROP_CORRELATION_DATA, &data, &size,
					   false)) {
		event->correlation = data;
		event->correlation_size = size;
	}
}

bool event_message(struct link_event *event, int64_t conn, const struct mosquitto_message *message,
		   const mosquitto_property *properties)
{
	event_init(event, LINK_MESSAGE, conn);
	event->retain = message->retain;
	event->payload_size = (size_t)message->payloadlen;
	if (!text_copy(&event->topic, message->topic) ||
	    !bytes_copy(&event->payload, message->payload, event->payload_size)) {
		link_event_finish(event);
		return false;
	}
	properties_read(event, properties);
	return true;
}

bool event_acked(struct link_event *event, int64_t conn, const struct link_publication *publication)
{
	event_init(event, LINK_ACKED, conn);
	event->number = publication->number;
	return text_copy(&event->topic, publication->topic);
}

bool event_refused(struct link_event *event, int64_t conn, const char *topic, int64_t number,
		   int reason)
{
	event_init(event, LINK_REFUSED, conn);
	event->number = number;
	event->reason = reason;
	if (text_copy(&event->topic, topic) && text_copy(&event->text, reason_sentence(reason)))
		return true;
	link_event_finish(event);
	return false;
}

void event_down(struct link_event *event, int64_t conn, const struct cause *cause)
{
	event_init(event, LINK_DOWN, conn);
	event->reason = cause->reason;
	if (!text_copy(&event->text, cause->text))
		event->text = no_memory;
}
