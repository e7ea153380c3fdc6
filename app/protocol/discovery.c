#include "protocol/discovery.h"

#include <stdio.h>

#include "protocol/counts.h"
#include "protocol/json.h"
#include "protocol/topic.h"

enum { UNIQUE_SIZE = sizeof("praatje--") + ID_SIZE + ID_SIZE };

/* Which device it is about. */
struct announced {
	const char *office;
	const char *device;
	char unique[UNIQUE_SIZE];
};

/* Every press is a command of its own: the same id would be done once only. */
#define COMMAND_TEMPLATE(command)                                                                  \
	"{\"id\":\"home-assistant-{{ (now().timestamp() * 1000) | int }}\",\"command\":" command "}"

static void put_topic(json_t *object, const char *key, enum topic_kind kind,
		      const struct announced *announced)
{
	const struct topic topic = topic_make(kind, announced->office, announced->device);
	char text[TOPIC_TEXT_SIZE];

	topic_format(&topic, text);
	json_put_text(object, key, text);
}

static json_t *put_component(json_t *components, const char *key, const char *platform,
			     const struct announced *announced, const char *name)
{
	char id[UNIQUE_SIZE + 16];
	json_t *component = json_put_object(components, key);

	snprintf(id, sizeof(id), "%s-%s", announced->unique, key);
	json_put_text(component, "platform", platform);
	json_put_text(component, "unique_id", id);
	json_put_text(component, "name", name);
	return component;
}

static void put_count(json_t *components, const char *key, const struct announced *announced,
		      const char *name, const char *icon)
{
	char value[64];
	json_t *sensor = put_component(components, key, "sensor", announced, name);

	snprintf(value, sizeof(value), "{{ value_json.%s }}", key);
	json_put_text(sensor, "icon", icon);
	json_put_text(sensor, "state_class", "measurement");
	put_topic(sensor, "state_topic", TOPIC_COUNTS, announced);
	json_put_text(sensor, "value_template", value);
	json_put_integer(sensor, "expire_after", COUNTS_EXPIRY_S);
}

/* What Home Assistant may ask of the device; never retained. */
static json_t *put_command(json_t *components, const char *key, const char *platform,
			   const struct announced *announced, const char *name,
			   const char *template)
{
	json_t *component = put_component(components, key, platform, announced, name);

	put_topic(component, "command_topic", TOPIC_COMMAND, announced);
	json_put_text(component, "command_template", template);
	json_put_bool(component, "retain", false);
	return component;
}

/* Home Assistant has a class of its own for both buttons, called as the command is. */
static void put_button(json_t *components, const char *key, const struct announced *announced,
		       const char *name, const char *template, const char *category)
{
	json_t *button = put_command(components, key, "button", announced, name, template);

	json_put_text(button, "device_class", key);
	json_put_text(button, "entity_category", category);
}

static void put_brightness(json_t *components, const struct announced *announced)
{
	json_t *number =
	    put_command(components, "brightness", "number", announced, "Brightness",
			COMMAND_TEMPLATE("\"brightness\",\"level\":{{ value | int }}"));

	json_put_text(number, "icon", "mdi:brightness-6");
	json_put_text(number, "entity_category", "config");
	json_put_integer(number, "min", 0);
	json_put_integer(number, "max", BRIGHTNESS_MAX);
	json_put_integer(number, "step", 1);
	json_put_text(number, "unit_of_measurement", "%");
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

static void put_components(json_t *object, const struct announced *announced)
{
	json_t *components = json_put_object(object, "components");

	put_count(components, "open", announced, "Open for a chat", "mdi:chat");
	put_count(components, "here", announced, "Here", "mdi:account-group");
	put_brightness(components, announced);
	put_button(components, "identify", announced, "Identify", COMMAND_TEMPLATE("\"identify\""),
		   "diagnostic");
	put_button(components, "restart", announced, "Restart", COMMAND_TEMPLATE("\"restart\""),
		   "config");
}

char *discovery_encode(const char *office, const char *device, enum role role, const char *name,
		       const char *version)
{
	struct announced announced = {.office = office, .device = device};
	bool named = name && name[0] && role != ROLE_DESK;
	json_t *object = json_object();

	snprintf(announced.unique, sizeof(announced.unique), "praatje-%s-%s", office, device);
	put_device(object, announced.unique, named ? name : device, role, version);
	put_topic(object, "availability_topic", TOPIC_STATUS, &announced);
	json_put_text(object, "availability_template",
		      "{{ 'online' if value_json.online else 'offline' }}");
	json_put_integer(object, "qos", 1);
	put_components(object, &announced);
	return document_dump(object);
}
