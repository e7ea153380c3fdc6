/*
 * Keeps statements as a device does and says what the store told of each, one line apiece; or, with
 * only a folder, says what the store has. For tests that make the disk fail under it.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"

enum { LIMIT_MS = 20000 };

static struct store *store;

/* At once, and in one write: it is to be known how far it had come. */
static void say(const char *word, const char *topic, long long v, const char *text)
{
	dprintf(STDOUT_FILENO, "%s %s %lld %s\n", word, topic ? topic : "-", v, text ? text : "-");
}

static const char *const words[] = {
    [STORE_DOCUMENT] = "document", [STORE_COMMAND] = "command", [STORE_RECORD] = "record",
    [STORE_LOADED] = "loaded",     [STORE_KEPT] = "kept",       [STORE_FAILED] = "failed",
};

/* Says what comes, up to an answer on topic, or LOADED where that is NULL. */
static void hear(const char *topic)
{
	struct store_event event;
	bool last = false;

	while (!last) {
		while (!store_next(store, &event)) {
			struct pollfd fd = {.fd = store_fd(store), .events = POLLIN};
			if (poll(&fd, 1, LIMIT_MS) <= 0)
				exit(3);
		}
		const struct store_record *record = &event.record;
		say(words[event.kind], record->topic, record->v,
		    event.text ? event.text : record->payload);
		last = topic ? record->topic && strcmp(record->topic, topic) == 0
			     : event.kind == STORE_LOADED;
		store_event_finish(&event);
	}
}

/* orders: "TOPIC=V" keeps, "TOPIC-V" takes off. */
static void carry_out(char *order)
{
	char payload[64];
	size_t topic_size = strcspn(order, "=-");
	char sign = order[topic_size];
	int64_t v = atoll(order + topic_size + 1);

	order[topic_size] = '\0';
	snprintf(payload, sizeof payload, "payload-of-%s-%lld", order, (long long)v);
	const struct store_record record = {
	    .topic = order, .v = v, .payload = payload, .at_mono_ms = -1};
	int error = sign == '=' ? store_put(store, &record) : store_remove(store, order, v);
	if (error)
		say("refused", order, v, strerror(-error));
	else if (sign == '=')
		hear(order);
}

int main(int argc, char **argv)
{
	char error[512] = "";

	store = argc > 1 ? store_open(argv[1], error, sizeof error) : NULL;
	if (!store) {
		say("closed", NULL, 0, error);
		return 74;
	}
	hear(NULL);
	for (int i = 2; i < argc; i++)
		carry_out(argv[i]);
	store_close(store);
	say("end", NULL, 0, NULL);
	return 0;
}
