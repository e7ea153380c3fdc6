#include "protocol/discovery.h"

#include <stdio.h>

#include "protocol/json.h"
#include "protocol/topic.h"

enum {
	UNIQUE_SIZE = sizeof("praatje--") + ID_SIZE + ID_SIZE,
	COUNTS_EXPIRE_S = 15 * 60, /* as the messages themselves do */
};

/* Every press is a command of its own: the same id would be done once only. */
static const char identify[] = "{\"id\":\"home-assistant-{{ (now().timestamp() * 1000) | int }}\","
			       "\"command\":\"identify\"}";

static void put_topic(json_t *object, const char *key, enum topic_kind kind, const char *office,
		      const char *device)
{
	const struct topic topic = topic_make(kind, office, device);
	char text[TOPIC_TEXT_SIZE];

	topic_format(&topic, text);
	json_put_text(object, key, text);
}

static json_t *put_component(json_t *components, const char *key, const char *platform,
			     const char *unique, const char *name)
{
	char id[UNIQUE_SIZE + 16];
	json_t *component = json_put_object(components, key);

	snprintf(id, sizeof(id), "%s-%s", unique, key);
	json_put_text(component, "platform", platform);
	json_put_text(component, "unique_id", id);
	json_put_text(component, "name", name);
	return component;
}

static void put_count(json_t *components, const char *key, const char *unique, const char *name,
		      const char *icon, const char *office, const char *device)
{
	char value[64];
	json_t *sensor = put_component(components, key, "sensor", unique, name);

	snprintf(value, sizeof(value), "{{ value_json.%s }}", key);
	json_put_text(sensor, "icon", icon);
	json_put_text(sensor, "state_class", "measurement");
	put_topic(sensor, "state_topic", TOPIC_COUNTS, office, device);
	json_put_text(sensor, "value_template", value);
	json_put_integer(sensor, "expire_after", COUNTS_EXPIRE_S);
}

static void put_button(json_t *components, const char *unique, const char *office,
		       const char *device)
{
	json_t *button = put_component(components, "identify", "button", unique, "Identify");

	json_put_text(button, "device_class", "identify");
	json_put_text(button, "entity_category", "diagnostic");
	put_topic(button, "command_topic", TOPIC_COMMAND, office, device);
	json_put_text(button, "command_template", identify);
	json_put_bool(button, "retain", false);
}

static void put_device(json_t *object, const char *unique, const char *name, enum role role,
		       const char *version)
{
	json_t *device = json_put_object(object, "device");

	json_append_text(json_put_array(device, "identifiers"), unique);
	json_put_text(device, "name", name);
	json_put_text(device, "manufacturer", "Praatje");
	json_put_text(device, "model", role_name(role));
	json_put_text(device, "sw_version", version);
	json_t *origin = json_put_object(object, "origin");
	json_put_text(origin, "name", "Praatje");
	json_put_text(origin, "sw_version", version);
}

char *discovery_encode(const char *office, const char *device, enum role role, const char *name,
		       const char *version)
{
	char unique[UNIQUE_SIZE];
	bool named = name && name[0] && role != ROLE_DESK;
	json_t *object = json_object();

	snprintf(unique, sizeof(unique), "praatje-%s-%s", office, device);
	put_device(object, unique, named ? name : device, role, version);
	put_topic(object, "availability_topic", TOPIC_STATUS, office, device);
	json_put_text(object, "availability_template",
		      "{{ 'online' if value_json.online else 'offline' }}");
	json_put_integer(object, "qos", 1);
	json_t *components = json_put_object(object, "components");
	put_count(components, "open", unique, "Open for a chat", "mdi:chat", office, device);
	put_count(components, "here", unique, "Here", "mdi:account-group", office, device);
	put_button(components, unique, office, device);
	return document_dump(object);
}
