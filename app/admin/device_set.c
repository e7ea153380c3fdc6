/* praatjectl device set and remove: a device's configuration. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/field.h"
#include "admin/find.h"
#include "admin/hand.h"
#include "admin/out.h"
#include "admin/reports.h"

static bool is_known(const struct book *book, const char *text)
{
	int count;
	struct found *devices = find_all(book, NAMES_DEVICE, &count);
	bool known = false;

	for (int i = 0; i < count; i++)
		known |= strcmp(devices[i].id, text) == 0;
	free(devices);
	return known;
}

/* A valid id that nobody has is a new device. */
static int choose(const struct book *book, const char *text, struct found *found, bool *is_new)
{
	int count;
	struct found *devices = find_all(book, NAMES_DEVICE, &count);

	*is_new = id_valid(text) && strcmp(text, "all") != 0 && !is_known(book, text);
	for (int i = 0; i < count; i++)
		*is_new = *is_new && strcasecmp(devices[i].name, text) != 0;
	free(devices);
	if (!*is_new)
		return find_one(book, NAMES_DEVICE, text, found);
	snprintf(found->id, sizeof(found->id), "%s", text);
	snprintf(found->name, sizeof(found->name), "%s", text);
	return EX_OK;
}

static void topic_of(const char *id, char to[TOPIC_TEXT_SIZE])
{
	snprintf(to, TOPIC_TEXT_SIZE, "config/device/%s", id);
}

static int set(struct hand *hand, const struct admin_options *options)
{
	char topic[TOPIC_TEXT_SIZE];
	struct found found;
	bool is_new;
	int status = choose(&hand->book, options->args[0], &found, &is_new);

	if (status != EX_OK)
		return status;
	topic_of(found.id, topic);
	json_t *document = hand_get(hand, topic);
	is_new = !document;
	document = document ? document : json_pack("{s:s}", "name", found.id);
	status = field_set(&hand->book, document, options->args + 1, options->args_count - 1);
	if (status == EX_OK)
		status = hand_put(hand, topic, json_incref(document));
	json_decref(document);
	if (status == EX_OK)
		status = hand_commit(
		    hand, is_new ? "%s is a device of this office now." : "%s is changed.",
		    found.id);
	return status;
}

int admin_device_set(const struct admin_options *options)
{
	struct hand hand;
	int status = hand_open(&hand, options);

	if (status == EX_OK)
		status = set(&hand, options);
	hand_close(&hand);
	return status;
}

/* One that is online empties its topics itself; for another it is done here. */
static void empty_topics(struct hand *hand, const char *id)
{
	static const enum topic_kind kinds[] = {TOPIC_STATUS, TOPIC_REPORT, TOPIC_COUNTS,
						TOPIC_TALLY};
	char text[TOPIC_TEXT_SIZE];

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct topic topic = topic_make(kinds[i], NULL, id);
		if (topic_format_relative(&topic, text))
			hand_put_payload(hand, text, "", 0);
	}
}

static int take_out(struct hand *hand, const struct admin_options *options)
{
	char topic[TOPIC_TEXT_SIZE];
	struct found found;
	int status = find_one(&hand->book, NAMES_DEVICE, options->args[0], &found);

	if (status != EX_OK)
		return status;
	bool online = reports_online(&hand->book, found.id);
	topic_of(found.id, topic);
	status = hand_put(hand, topic, json_pack("{s:b}", "gone", 1));
	if (status == EX_OK && !online)
		empty_topics(hand, found.id);
	if (status == EX_OK)
		status = hand_commit(hand,
				     online ? "%s is no device of this office any more; it says so."
					    : "%s is no device of this office any more.",
				     found.id);
	return status;
}

int admin_device_remove(const struct admin_options *options)
{
	struct hand hand;
	int status = hand_open(&hand, options);

	if (status == EX_OK)
		status = take_out(&hand, options);
	hand_close(&hand);
	return status;
}
