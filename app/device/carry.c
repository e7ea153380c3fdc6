/* Carries out what the core wants done: words to the broker, unsent ones to the disk. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "device/device.h"
#include "device/log.h"
#include "protocol/state.h"
#include "protocol/topic.h"

enum { TOPIC_SIZE = 160 };

int device_publish(struct device *device, const char *topic, const char *payload, bool retain,
		   int64_t expiry_s, int64_t number)
{
	char full[ROOT_SIZE + TOPIC_SIZE];

	snprintf(full, sizeof full, "%s/%s", device->root, topic);
	return link_publish(device->link, &(struct link_publication){
					      .topic = full,
					      .payload = payload,
					      .payload_size = strlen(payload),
					      .retain = retain,
					      .expiry_s = expiry_s,
					      .number = number,
					  });
}

static void subject_topic(const struct effect *effect, char topic[TOPIC_SIZE])
{
	if (effect->subject == SUBJECT_PERSON)
		snprintf(topic, TOPIC_SIZE, "person/%s/state", effect->id);
	else
		snprintf(topic, TOPIC_SIZE, "place/%s/someone", effect->id);
}

/* The statement as the contract writes it; to be freed. */
static char *subject_payload(const struct effect *effect)
{
	return effect->subject == SUBJECT_PERSON ? state_encode(&effect->statement)
						 : someone_encode(&effect->statement);
}

static void say(struct device *device, const struct effect *effect)
{
	char topic[TOPIC_SIZE];
	bool clear = effect->kind == EFFECT_CLEAR;
	char *payload = clear ? NULL : subject_payload(effect);

	subject_topic(effect, topic);
	int result = device_publish(device, topic, clear ? "" : payload, true,
				    clear ? -1 : effect->statement.expiry, effect->statement.v);
	if (result == -EAGAIN) {
		struct event event = {.kind = EVENT_UNSAID, .subject = effect->subject};
		id_copy(event.id, effect->id);
		device_step(device, &event);
	} else if (result < 0 && result != -ENOTCONN) {
		log_line("link", "a statement could not be said: %s", strerror(-result));
	}
	free(payload);
}

static void keep_failed(struct device *device, const struct effect *effect)
{
	struct event event = {
	    .kind = EVENT_UNKEPT,
	    .subject = effect->subject,
	    .v = effect->statement.v,
	};

	id_copy(event.id, effect->id);
	device_step(device, &event);
}

static void keep(struct device *device, const struct effect *effect)
{
	char topic[TOPIC_SIZE];
	char *payload = subject_payload(effect);

	subject_topic(effect, topic);
	int result = store_put(device->store, &(struct store_record){
						  .topic = topic,
						  .v = effect->statement.v,
						  .payload = payload,
						  .implied = effect->implied,
						  .at_mono_ms = effect->at_mono_ms,
					      });
	if (result < 0)
		log_line("store", "a statement could not be kept: %s", strerror(-result));
	free(payload);
	if (result < 0)
		keep_failed(device, effect);
}

static void forget(struct device *device, const struct effect *effect)
{
	char topic[TOPIC_SIZE];

	subject_topic(effect, topic);
	int result = store_remove(device->store, topic, effect->statement.v);
	if (result < 0)
		log_line("store", "a statement could not be taken off the disk: %s",
			 strerror(-result));
}

void device_carry(struct device *device, const struct effects *effects)
{
	if (effects->redraw)
		device->redraw = true;
	if (!device->window || device->quiet)
		return;
	for (int i = 0; i < effects->count; i++) {
		const struct effect *effect = &effects->list[i];
		switch (effect->kind) {
		case EFFECT_SAY:
		case EFFECT_CLEAR:
			say(device, effect);
			break;
		case EFFECT_KEEP:
			if (device->store)
				keep(device, effect);
			else
				keep_failed(device, effect);
			break;
		case EFFECT_FORGET:
			if (device->store)
				forget(device, effect);
			break;
		}
	}
}
