#include "admin/check.h"

#include <stdlib.h>
#include <string.h>

#include "admin/memory.h"
#include "protocol/config.h"

bool check_payload(const struct topic *topic, const char *payload, struct faults *faults)
{
	size_t size = strlen(payload);
	struct office_config *office;
	struct person_config person;
	struct device_config device;
	bool gone;

	switch (topic->kind) {
	case TOPIC_CONFIG_OFFICE:
		office = memory_new(sizeof(*office));
		office_config_decode(payload, size, office, faults);
		free(office);
		break;
	case TOPIC_CONFIG_PERSON:
		person_config_decode(payload, size, &person, &gone, faults);
		break;
	default:
		device_config_decode(payload, size, &device, &gone, faults);
	}
	return faults->count == 0;
}

bool check_topic(const char *text, struct topic *topic)
{
	return topic_parse_relative(text, topic) &&
	       (topic->kind == TOPIC_CONFIG_OFFICE || topic->kind == TOPIC_CONFIG_PERSON ||
		topic->kind == TOPIC_CONFIG_DEVICE);
}
