/* praatjectl apply FILE|FOLDER...: configuration documents onto the broker. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/difference.h"
#include "admin/file_rev.h"
#include "admin/folder.h"
#include "admin/hand.h"
#include "admin/memory.h"
#include "admin/out.h"

struct apply {
	struct hand hand;
	struct documents documents;
	int64_t *revs; /* by document: what its file should say; 0: as it does */
	int old;       /* documents made from an old rev */
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
	if (apply->hand.options->json)
		out_json(json_pack("{s:s, s:s}", "topic", topic, "result", result));
	else
		out_line("%s: %s", topic, result);
}

static void refuse_old(struct apply *apply, const struct document *document, json_t *there,
		       int64_t file_rev, int64_t rev)
{
	apply->old++;
	complain("%s was made from rev %lld of %s, and the broker has rev %lld; what is there "
		 "and what the file says:",
		 document->file, (long long)file_rev, document->topic, (long long)rev);
	difference_print(stderr, there, document->json);
	if (apply->hand.options->json)
		out_json(json_pack("{s:s, s:s, s:o}", "topic", document->topic, "result", "old",
				   "difference", difference_json(there, document->json)));
}

static void put_with_rev(struct apply *apply, int number, int64_t rev)
{
	const struct document *document = &apply->documents.list[number];
	json_t *json = json_deep_copy(document->json);

	json_object_set_new(json, "rev", json_integer(rev));
	char *payload = json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(15));
	hand_put_payload(&apply->hand, document->topic, payload ? payload : document->payload, rev);
	apply->revs[number] = rev;
	json_decref(json);
	free(payload);
}

/* rev and the broker's: the same, and it was edited from there; newer: it counts as it stands. */
static void put(struct apply *apply, int number, json_t *there)
{
	const struct document *document = &apply->documents.list[number];
	int64_t file_rev = json_integer_value(json_object_get(document->json, "rev"));
	int64_t rev = json_integer_value(json_object_get(there, "rev"));

	if (difference_none(there, document->json)) {
		if (file_rev < rev && file_rev > 0)
			apply->revs[number] = rev;
		tell(apply, document->topic, "unchanged");
	} else if (rev == 0 || file_rev > rev) {
		hand_put_payload(&apply->hand, document->topic, document->payload, file_rev);
	} else if (file_rev == rev || apply->hand.options->force) {
		put_with_rev(apply, number, rev + 1);
	} else {
		refuse_old(apply, document, there, file_rev, rev);
	}
}

static bool has_document(const struct apply *apply, const char *topic)
{
	for (int i = 0; i < apply->documents.count; i++) {
		if (strcmp(apply->documents.list[i].topic, topic) == 0)
			return true;
	}
	return false;
}

/* People and devices that the files don't have. */
static int prune(struct apply *apply)
{
	int status = EX_OK;

	for (int i = 0; i < apply->hand.book.count && status == EX_OK; i++) {
		const struct book_entry *entry = apply->hand.book.entries[i];
		json_t *there = hand_get(&apply->hand, entry->topic);

		if (there &&
		    (entry->parsed.kind == TOPIC_CONFIG_PERSON ||
		     entry->parsed.kind == TOPIC_CONFIG_DEVICE) &&
		    !has_document(apply, entry->topic))
			status =
			    hand_put(&apply->hand, entry->topic, json_pack("{s:b}", "gone", 1));
		json_decref(there);
	}
	return status;
}

static void note_revs(const struct apply *apply)
{
	for (int i = 0; i < apply->documents.count; i++) {
		const struct document *document = &apply->documents.list[i];

		if (apply->revs[i] > 0)
			file_rev_write(document->file, document->prefix, apply->revs[i]);
	}
}

static int put_all(struct apply *apply)
{
	for (int i = 0; i < apply->documents.count; i++) {
		const struct book_entry *entry =
		    book_get(&apply->hand.book, apply->documents.list[i].topic);
		json_t *there = entry ? json_loadb(entry->payload, entry->size, 0, NULL) : NULL;

		put(apply, i, there);
		json_decref(there);
	}
	if (apply->old > 0) {
		complain("nothing was sent: take over what is there (praatjectl export), or "
			 "overwrite it with --force");
		return EX_TEMPFAIL;
	}
	return apply->hand.options->prune ? prune(apply) : EX_OK;
}

static int apply_connected(struct apply *apply, const struct admin_options *options)
{
	int status = hand_open(&apply->hand, options);

	apply->hand.lists = true;
	apply->revs = memory_new(((size_t)apply->documents.count + 1) * sizeof(*apply->revs));
	if (status == EX_OK)
		status = put_all(apply);
	if (status == EX_OK)
		status = hand_commit(&apply->hand, NULL);
	if ((status == EX_OK || status == EX_PROTOCOL) && !options->dry_run)
		note_revs(apply);
	hand_close(&apply->hand);
	free(apply->revs);
	return status;
}

static int apply(const struct admin_options *options, bool office_only)
{
	struct apply apply = {0};

	documents_init(&apply.documents, options->json);
	int status = read_all(&apply.documents, options);
	if (status == EX_OK && office_only &&
	    (apply.documents.count != 1 ||
	     strcmp(apply.documents.list[0].topic, "config/office") != 0)) {
		complain("%s holds more than the office's document; see praatjectl apply",
			 options->args[0]);
		status = EX_DATAERR;
	}
	if (status == EX_OK)
		status = apply_connected(&apply, options);
	documents_finish(&apply.documents);
	return status;
}

int admin_apply(const struct admin_options *options)
{
	return apply(options, false);
}

int admin_office_apply(const struct admin_options *options)
{
	return apply(options, true);
}
