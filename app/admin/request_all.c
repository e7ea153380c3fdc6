/* A command to every device at once. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/book.h"
#include "admin/contact.h"
#include "admin/find.h"
#include "admin/memory.h"
#include "admin/out.h"
#include "admin/reports.h"
#include "admin/request.h"

struct asked {
	struct contact contact;
	struct book book;
	struct found *devices; /* that are online */
	bool *answered;
	int count;
	int left; /* of which so many haven't answered yet */
	bool refused;
	void (*take)(void *data, const char *device, const struct request_answer *);
	void *data;
};

static void choose_online(struct asked *asked)
{
	int count;
	struct found *all = find_all(&asked->book, NAMES_DEVICE, &count);

	for (int i = 0; i < count; i++) {
		if (reports_online(&asked->book, all[i].id))
			all[asked->count++] = all[i];
	}
	asked->devices = all;
	asked->answered = memory_new(((size_t)asked->count + 1) * sizeof(asked->answered[0]));
	asked->left = asked->count;
}

/* Without a response topic: there nobody could tell whose answer it is. */
static int send_command(struct asked *asked, const struct command *command)
{
	struct command own = *command;
	struct topic topic = topic_make(TOPIC_COMMAND_ALL, NULL, NULL);
	char text[TOPIC_TEXT_SIZE];

	topic_format_relative(&topic, text);
	snprintf(own.id, sizeof(own.id), "%s", asked->contact.nonce);
	char *payload = command_encode(&own);
	int error =
	    payload ? contact_publish(&asked->contact, text, payload, false, REQUEST_EXPIRY_S, 1)
		    : -ENOMEM;
	free(payload);
	if (error == 0)
		return EX_OK;
	complain("the command cannot be sent: %s", strerror(-error));
	return EX_IOERR;
}

/* The place in devices of the one whose first answer to this command the event is, or -1. */
static int whose(const struct asked *asked, const struct link_event *event)
{
	const char *relative =
	    event->kind == LINK_MESSAGE ? contact_relative(&asked->contact, event->topic) : NULL;
	struct topic topic;
	int at = -1;

	if (!relative || event->retain || !topic_parse_relative(relative, &topic) ||
	    topic.kind != TOPIC_ANSWER)
		return -1;
	json_t *answer = json_loadb(event->payload, event->payload_size, 0, NULL);
	const char *id = json_string_value(json_object_get(answer, "id"));
	bool ours = id && strcmp(id, asked->contact.nonce) == 0;
	for (int i = 0; ours && i < asked->count; i++) {
		if (strcmp(asked->devices[i].id, topic.id) == 0 && !asked->answered[i])
			at = i;
	}
	json_decref(answer);
	return at;
}

static int take_event(struct asked *asked, const struct link_event *event)
{
	struct request_answer answer;

	if (event->kind == LINK_REFUSED)
		return request_refused(event);
	int at = whose(asked, event);
	if (at < 0)
		return EX_OK;
	asked->answered[at] = true;
	asked->left--;
	if (request_answer_read(asked->devices[at].id, event, &answer) != EX_OK) {
		asked->refused = true;
		return EX_OK;
	}
	asked->take(asked->data, asked->devices[at].id, &answer);
	request_answer_finish(&answer);
	return EX_OK;
}

static int wait_for_all(struct asked *asked)
{
	struct link_event event;
	int status = EX_OK;

	while (status == EX_OK && asked->left > 0) {
		status = contact_next(&asked->contact, &event);
		if (status != EX_OK)
			break;
		status = take_event(asked, &event);
		link_event_finish(&event);
	}
	for (int i = 0; status == EX_TEMPFAIL && i < asked->count; i++) {
		if (!asked->answered[i])
			complain("'%s' said that it is online, but didn't answer",
				 asked->devices[i].id);
	}
	return status == EX_OK && asked->refused ? EX_PROTOCOL : status;
}

static int ask_all(struct asked *asked, const struct command *command)
{
	choose_online(asked);
	if (asked->count == 0) {
		complain("no device of '%s' is online; see praatjectl device list",
			 asked->contact.options->settings.office);
		return EX_TEMPFAIL;
	}
	contact_await(&asked->contact, "the answer of every device that is online");
	int status = send_command(asked, command);
	return status == EX_OK ? wait_for_all(asked) : status;
}

int request_all(const struct admin_options *options, const struct command *command,
		void (*take)(void *data, const char *device, const struct request_answer *),
		void *data)
{
	static const char *const filters[] = {"device/+/answer", "device/+/status",
					      "config/device/+"};
	struct asked asked = {.take = take, .data = data};

	book_init(&asked.book);
	int status = contact_open(&asked.contact, options, filters, 3);
	if (status == EX_OK)
		status = contact_sync(&asked.contact, book_take, &asked.book);
	if (status == EX_OK)
		status = ask_all(&asked, command);
	contact_close(&asked.contact);
	book_finish(&asked.book);
	free(asked.devices);
	free(asked.answered);
	return status;
}
