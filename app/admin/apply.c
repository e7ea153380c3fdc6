/* praatjectl apply FILE...: configuration documents onto the broker. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/book.h"
#include "admin/command.h"
#include "admin/contact.h"
#include "admin/folder.h"
#include "admin/out.h"

enum { NOT_AUTHORISED = 0x87 };

struct apply {
	struct contact contact;
	struct documents documents;
	struct book book;
	int waiting; /* publications without PUBACK */
};

static int read_all(struct documents *documents, const struct admin_options *options)
{
	int status = EX_OK;

	for (int i = 0; i < options->args_count && status == EX_OK; i++)
		status = folder_read(documents, options->args[i]);
	if (documents->faults == 0)
		return status;
	complain("nothing was sent: %d %s to be put right first", documents->faults,
		 documents->faults == 1 ? "fault has" : "faults have");
	return EX_DATAERR;
}

static void tell(const struct apply *apply, const char *topic, const char *result)
{
	if (apply->contact.options->json)
		out_json(json_pack("{s:s, s:s}", "topic", topic, "result", result));
	else
		out_line("%s: %s", topic, result);
}

static bool is_unchanged(const struct apply *apply, const struct document *document)
{
	const struct book_entry *entry = book_get(&apply->book, document->topic);
	json_t *there =
	    entry ? json_loadb(entry->payload, entry->size, JSON_DECODE_ANY, NULL) : NULL;
	bool equal = there && json_equal(there, document->json);

	json_decref(there);
	return equal;
}

static int refused(const struct apply *apply, const struct link_event *event, const char *topic)
{
	tell(apply, topic, "refused");
	complain("the broker refuses %s: %s%s", topic, event->text,
		 event->reason == NOT_AUTHORISED ? " Use the user name of an admin of this office."
						 : "");
	return event->reason == NOT_AUTHORISED ? EX_NOPERM : EX_IOERR;
}

/* Takes one event in while PUBACKs are waited for. */
static int take_answer(struct apply *apply)
{
	struct link_event event;
	int status = contact_next(&apply->contact, &event);

	if (status != EX_OK)
		return status;
	if (event.kind == LINK_ACKED || event.kind == LINK_REFUSED) {
		const char *topic = apply->documents.list[event.number - 1].topic;

		apply->waiting--;
		contact_await(&apply->contact, "the broker's word that it has the rest");
		if (event.kind == LINK_ACKED)
			tell(apply, topic, "sent");
		else
			status = refused(apply, &event, topic);
	}
	link_event_finish(&event);
	return status;
}

static int send_one(struct apply *apply, int number)
{
	const struct document *document = &apply->documents.list[number];
	int error;

	if (is_unchanged(apply, document)) {
		tell(apply, document->topic, "unchanged");
		return EX_OK;
	}
	/* The link takes only so much at once. */
	while ((error = contact_publish(&apply->contact, document->topic, document->payload, true,
					-1, number + 1)) == -EAGAIN) {
		int status = take_answer(apply);
		if (status != EX_OK)
			return status;
	}
	if (error < 0) {
		complain("%s cannot be sent: %s", document->topic, strerror(-error));
		return error == -ENOTCONN ? EX_UNAVAILABLE : EX_IOERR;
	}
	apply->waiting++;
	return EX_OK;
}

static int send_all(struct apply *apply)
{
	int status = EX_OK;

	contact_await(&apply->contact, "the broker's word that it has the documents");
	for (int i = 0; i < apply->documents.count && status == EX_OK; i++)
		status = send_one(apply, i);
	/* The rest is still heard after a refusal, so that every document is accounted for. */
	while (apply->waiting > 0 && (status == EX_OK || status == EX_NOPERM)) {
		int answer = take_answer(apply);

		if (answer != EX_OK)
			status = answer;
		if (answer != EX_OK && answer != EX_NOPERM)
			break;
	}
	return status;
}

static int apply_connected(struct apply *apply, const struct admin_options *options)
{
	static const char *const filters[] = {"config/#"};
	int status = contact_open(&apply->contact, options, filters, 1);

	if (status == EX_OK)
		status = contact_sync(&apply->contact, book_take, &apply->book);
	if (status == EX_OK)
		status = send_all(apply);
	contact_close(&apply->contact);
	return status;
}

int admin_apply(const struct admin_options *options)
{
	struct apply apply = {0};

	documents_init(&apply.documents, options->json);
	book_init(&apply.book);
	int status = read_all(&apply.documents, options);
	if (status == EX_OK)
		status = apply_connected(&apply, options);
	book_finish(&apply.book);
	documents_finish(&apply.documents);
	return status;
}
