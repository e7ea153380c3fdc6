/* What a device without an identity says to a broker, and hears from it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "device/log.h"
#include "device/stranger_parts.h"

enum {
	TAKEN_OVER = 0x8E, /* MQTT 5, 2.4 */
	SHORT_MS = 10 * 1000,
	SENTENCE = 512,
};

void stranger_say(struct stranger *stranger)
{
	char topic[TOPIC_TEXT_SIZE];
	char *payload = pair_ask_encode(&stranger->ask.said);
	struct topic ask = topic_make(TOPIC_PAIR_ASK, NULL, NULL);

	snprintf(ask.rest, sizeof ask.rest, "%s", stranger->user);
	stranger->ask_ms = loop_now_ms() + ASK_EVERY_MS;
	if (payload && topic_format(&ask, topic))
		(void)link_publish(stranger->device.link, &(struct link_publication){
							      .topic = topic,
							      .payload = payload,
							      .payload_size = strlen(payload),
							      .expiry_s = ASK_EVERY_MS / 1000,
							      .number = 1,
							  });
	free(payload);
}

static void hear_up(struct stranger *stranger, const struct link_event *event)
{
	const struct ask *ask = &stranger->ask;
	int64_t now_ms = loop_now_ms();

	if (!ask_make(&stranger->ask, stranger->user, event->peer, now_ms)) {
		stranger_drop_link(stranger, ASK_ANEW_MS);
		stranger_show(
		    stranger, ADOPTION_SEEKING,
		    "there are new words in a minute: the broker has another certificate now, or "
		    "somebody came in under this device's name");
		return;
	}
	stranger->up = true;
	stranger->up_ms = now_ms;
	stranger_show(stranger, ADOPTION_ASKING, "");
	log_line("adoption", "asks to be adopted: %s %s %s %s", ask->words[0], ask->words[1],
		 ask->words[2], ask->words[3]);
}

static void hear_answer(struct stranger *stranger, const struct link_event *event)
{
	const struct options *options = stranger->device.options;

	if (strcmp(event->topic, stranger->answer_topic) != 0 || event->retain)
		return;
	int result =
	    ask_answered(&stranger->ask, event->payload, event->payload_size, options->identity);
	if (result == 0) {
		log_line("adoption", "was adopted; %s says by whom", options->identity);
		loop_stop(stranger->device.loop, DEVICE_RESTART);
	} else if (result == -EBADMSG) {
		log_warning("adoption", "an answer that isn't for this device is left alone");
	} else {
		char detail[SENTENCE];
		snprintf(detail, sizeof detail, "%.300s can't be written: %s", options->identity,
			 strerror(-result));
		stranger_show(stranger, ADOPTION_ASKING, detail);
	}
}

/*
 * Whether another has its name. mosquitto 2.0.11 just ends the connection of the one that was
 * there; two with the same name are known by how soon each is thrown off again.
 */
static bool taken_over(struct stranger *stranger, const struct link_event *event)
{
	bool soon = stranger->up && loop_now_ms() - stranger->up_ms < SHORT_MS;

	stranger->short_ones = soon ? stranger->short_ones + 1 : 0;
	return event->reason == TAKEN_OVER || stranger->short_ones > 1;
}

static void hear(struct stranger *stranger, const struct link_event *event)
{
	switch (event->kind) {
	case LINK_UP:
		hear_up(stranger, event);
		break;
	case LINK_SYNCED:
		stranger_say(stranger);
		break;
	case LINK_MESSAGE:
		hear_answer(stranger, event);
		break;
	case LINK_DOWN:
		if (taken_over(stranger, event))
			ask_forget(&stranger->ask);
		stranger_show(stranger, ADOPTION_SEEKING, event->text);
		stranger_drop_link(stranger, STRANGER_AGAIN_MS);
		break;
	case LINK_REFUSED:
		stranger_show(stranger, ADOPTION_SEEKING, event->text);
		break;
	case LINK_ACKED:
		break;
	}
}

void stranger_on_link(void *data, int fd, uint32_t events)
{
	struct stranger *stranger = data;
	struct link_event event;

	(void)fd;
	(void)events;
	while (stranger->device.link && link_next(stranger->device.link, &event)) {
		hear(stranger, &event);
		link_event_finish(&event);
	}
}
