#include "admin/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>

#include "admin/book.h"
#include "admin/contact.h"
#include "admin/find.h"
#include "admin/memory.h"
#include "admin/out.h"

enum { WORDS_SIZE = 512 };

const char request_everybody[] = "all";

struct request {
	char id[ID_SIZE]; /* of the device */
	struct command command;
	struct contact contact;
	struct book book;
};

/* What is known about why it may not answer; stays with the caller. */
static void describe(const struct request *request, char words[WORDS_SIZE])
{
	struct device_config config;
	struct status status;
	bool configured = book_device(&request->book, request->id, &config);
	const char *why;

	if (book_status(&request->book, request->id, &status))
		why = status.online ? "it said that it is online" : "it is offline";
	else
		why = configured ? "it has never been online"
				 : "this office has no such device; see praatjectl device list";
	snprintf(words, WORDS_SIZE, "an answer of '%s' (%s)", request->id, why);
}

static int request_send(struct request *request)
{
	struct command command = request->command;
	struct topic topic = topic_make(TOPIC_COMMAND, NULL, request->id);
	char text[TOPIC_TEXT_SIZE];

	topic_format_relative(&topic, text);
	snprintf(command.id, sizeof(command.id), "%s", request->contact.nonce);
	char *payload = command_encode(&command);
	int error =
	    payload ? contact_ask(&request->contact, text, payload, REQUEST_EXPIRY_S, 1) : -1;
	free(payload);
	if (error == 0)
		return EX_OK;
	complain("the command cannot be sent: %s", strerror(-error));
	return EX_IOERR;
}

static bool payload_is_for(const struct request *request, const struct link_event *event)
{
	json_t *answer = json_loadb(event->payload, event->payload_size, 0, NULL);
	const char *id = json_string_value(json_object_get(answer, "id"));
	bool same = id && strcmp(id, request->contact.nonce) == 0;

	json_decref(answer);
	return same;
}

/* Devices answer on a topic of their own, where others' answers come too. */
static bool is_answer(const struct request *request, const struct link_event *event)
{
	const char *relative =
	    event->kind == LINK_MESSAGE ? contact_relative(&request->contact, event->topic) : NULL;
	struct topic topic;

	if (!relative || event->retain || !topic_parse_relative(relative, &topic))
		return false;
	if (topic.kind == TOPIC_ANSWER && strcmp(topic.id, request->id) != 0)
		return false;
	return (topic.kind == TOPIC_ANSWER || topic.kind == TOPIC_REPLY) &&
	       payload_is_for(request, event);
}

int request_answer_read(const char *device, const struct link_event *event,
			struct request_answer *out)
{
	struct faults faults;

	out->memory = answer_decode(event->payload, event->payload_size, &out->answer, &faults);
	if (!out->memory) {
		complain("'%s' gave an answer that isn't as the contract has it: %s: %s", device,
			 faults.list[0].pointer, faults.list[0].message);
		return EX_PROTOCOL;
	}
	if (!out->answer.ok) {
		complain("'%s' says no: %s (%s)", device,
			 out->answer.message ? out->answer.message : "it doesn't say why",
			 out->answer.code ? out->answer.code : "no code");
		answer_release(out->memory);
		return EX_PROTOCOL;
	}
	out->payload = memory_copy_bytes(event->payload, event->payload_size);
	return EX_OK;
}

int request_refused(const struct link_event *event)
{
	complain("the broker refuses the command: %s Use the user name of an admin of this "
		 "office.",
		 event->text);
	return EX_NOPERM;
}

/* Sets *done with the answer in out, or with a refusal of the broker. */
static int take_event(const struct request *request, const struct link_event *event,
		      struct request_answer *out, bool *done)
{
	*done = true;
	if (event->kind == LINK_REFUSED)
		return request_refused(event);
	if (is_answer(request, event))
		return request_answer_read(request->id, event, out);
	*done = false;
	return EX_OK;
}

static int request_wait(struct request *request, struct request_answer *out)
{
	char words[WORDS_SIZE];
	struct link_event event;
	bool done = false;

	describe(request, words);
	contact_await(&request->contact, words);
	int status = request_send(request);
	while (status == EX_OK && !done) {
		status = contact_next(&request->contact, &event);
		if (status != EX_OK)
			break;
		status = take_event(request, &event, out, &done);
		link_event_finish(&event);
	}
	return status;
}

/* An id that nobody has configured is asked all the same: the device may be new. */
static int request_choose(struct request *request, const char *device)
{
	struct found found;

	if (strcmp(device, request_everybody) == 0) {
		complain("one device at a time: 'all' is for identify, restart, brightness, log "
			 "and clean");
		return EX_USAGE;
	}
	if (id_valid(device)) {
		int count;
		struct found *devices = find_all(&request->book, NAMES_DEVICE, &count);
		bool named = false;

		for (int i = 0; i < count; i++)
			named |= strcmp(devices[i].id, device) != 0 &&
				 strcasecmp(devices[i].name, device) == 0;
		free(devices);
		if (!named) {
			snprintf(request->id, sizeof(request->id), "%s", device);
			return EX_OK;
		}
	}
	int status = find_one(&request->book, NAMES_DEVICE, device, &found);
	if (status == EX_OK)
		memcpy(request->id, found.id, sizeof(request->id));
	return status;
}

static int request_run(struct request *request, const struct admin_options *options,
		       const char *device, struct request_answer *out)
{
	static const char *const filters[] = {"device/+/answer", "device/+/status", "config/office",
					      "config/device/+"};
	int status = contact_open(&request->contact, options, filters, 4);

	if (status == EX_OK)
		status = contact_sync(&request->contact, book_take, &request->book);
	if (status == EX_OK)
		status = request_choose(request, device);
	if (status == EX_OK)
		status = request_wait(request, out);
	contact_close(&request->contact);
	return status;
}

int request_answer_get(const struct admin_options *options, const char *device,
		       const struct command *command, struct request_answer *out)
{
	struct request request = {.command = *command};

	*out = (struct request_answer){0};
	book_init(&request.book);
	int status = request_run(&request, options, device, out);
	book_finish(&request.book);
	return status;
}

void request_answer_finish(struct request_answer *answer)
{
	answer_release(answer->memory);
	free(answer->payload);
}
