#include "link/cause.h"

#include <mqtt_protocol.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void cause_set(struct cause *cause, int reason, const char *format, ...)
{
	va_list arguments;

	if (cause->text[0])
		return;
	cause->reason = reason;
	va_start(arguments, format);
	vsnprintf(cause->text, sizeof(cause->text), format, arguments);
	va_end(arguments);
}

bool cause_equal(const struct cause *a, const struct cause *b)
{
	return a->reason == b->reason && strcmp(a->text, b->text) == 0;
}

static const struct {
	int reason;
	const char *sentence;
} sentences[] = {
    {MQTT_RC_UNSUPPORTED_PROTOCOL_VERSION, "The broker does not speak MQTT 5."},
    {MQTT_RC_CLIENTID_NOT_VALID, "The broker does not accept this client id."},
    {MQTT_RC_BAD_USERNAME_OR_PASSWORD, "The broker does not accept this name and password."},
    {MQTT_RC_NOT_AUTHORIZED, "The broker does not allow this."},
    {MQTT_RC_SERVER_UNAVAILABLE, "The broker is not available."},
    {MQTT_RC_SERVER_BUSY, "The broker is too busy."},
    {MQTT_RC_BANNED, "The broker has banned this device."},
    {MQTT_RC_SERVER_SHUTTING_DOWN, "The broker is shutting down."},
    {MQTT_RC_KEEP_ALIVE_TIMEOUT, "The broker heard nothing from here for too long."},
    {MQTT_RC_SESSION_TAKEN_OVER, "Another device connected to the broker under this name."},
    {MQTT_RC_TOPIC_FILTER_INVALID, "The broker does not accept this topic filter."},
    {MQTT_RC_TOPIC_NAME_INVALID, "The broker does not accept this topic."},
    {MQTT_RC_PACKET_TOO_LARGE, "The message is too large for the broker."},
    {MQTT_RC_MESSAGE_RATE_TOO_HIGH, "The broker finds that too much is sent."},
    {MQTT_RC_QUOTA_EXCEEDED, "A limit of the broker is exceeded."},
    {MQTT_RC_ADMINISTRATIVE_ACTION, "The broker's administrator ended the connection."},
    {MQTT_RC_RETAIN_NOT_SUPPORTED, "The broker keeps no retained messages."},
    {MQTT_RC_QOS_NOT_SUPPORTED, "The broker does not support QoS 1."},
    {MQTT_RC_USE_ANOTHER_SERVER, "The broker asks to use another broker."},
    {MQTT_RC_SERVER_MOVED, "The broker has moved elsewhere."},
    {MQTT_RC_CONNECTION_RATE_EXCEEDED, "The broker gets too many connections at once."},
    {MQTT_RC_WILDCARD_SUBS_NOT_SUPPORTED, "The broker does not support wildcards."},
};

const char *reason_sentence(int reason)
{
	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		if (sentences[i].reason == reason)
			return sentences[i].sentence;
	return "The broker refuses.";
}
