/* praatjectl import FILE.csv: people onto the roster. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>

#include "admin/check.h"
#include "admin/command.h"
#include "admin/csv.h"
#include "admin/file.h"
#include "admin/hand.h"
#include "admin/out.h"
#include "admin/roster.h"
#include "protocol/suggest.h"

enum column {
	COLUMN_NAME,
	COLUMN_ID,
	COLUMN_SORT,
	COLUMN_WALL,
	COLUMN_BADGE,
	COLUMN_COUNT,
};

static const char *const columns[COLUMN_COUNT] = {"name", "id", "sort", "wall", "badge"};

struct import {
	struct hand hand;
	struct csv csv;
	const char *path;
	int at[COLUMN_COUNT]; /* where each column stands; -1: nowhere */
	int added, changed, unchanged, faults;
};

static void fault(struct import *import, const char *what, const char *about)
{
	import->faults++;
	fprintf(stderr, "%s:%d: %s%s\n", import->path,
		import->csv.error[0] ? import->csv.line : import->csv.record_line, about, what);
}

static int column_find(const char *text)
{
	for (int i = 0; i < COLUMN_COUNT; i++) {
		if (strcasecmp(columns[i], text) == 0)
			return i;
	}
	return -1;
}

static void header_read(struct import *import)
{
	char message[256];

	for (int i = 0; i < COLUMN_COUNT; i++)
		import->at[i] = -1;
	if (!csv_next(&import->csv)) {
		fault(import, import->csv.error[0] ? import->csv.error : "there is nothing in it",
		      "");
		return;
	}
	for (int i = 0; i < import->csv.count; i++) {
		const char *word = import->csv.fields[i];
		int column = column_find(word);
		const char *meant = suggest_word(word, columns, COLUMN_COUNT);

		snprintf(message, sizeof(message),
			 "there is no column '%.60s'; there are name, id, sort, wall and badge%s%s",
			 word, meant ? "; did you mean " : "", meant ? meant : "");
		if (column < 0)
			fault(import, message, "");
		else if (import->at[column] >= 0)
			fault(import, "this column stands there twice", "");
		else
			import->at[column] = i;
	}
	if (import->faults == 0 && import->at[COLUMN_NAME] < 0)
		fault(import, "the first line must name the columns, and one of them is name", "");
}

/* NULL: this record doesn't have it, or it is empty. */
static const char *cell(const struct import *import, enum column column)
{
	int at = import->at[column];

	return at >= 0 && at < import->csv.count && import->csv.fields[at][0]
		   ? import->csv.fields[at]
		   : NULL;
}

static void set(json_t *document, const char *key, const char *text)
{
	if (text)
		json_object_set_new(document, key, json_string(text));
}

/* Someone who is there under the very name: so that a file can be imported again. */
static bool namesake(const struct import *import, const char *name, char to[ID_SIZE])
{
	struct person_config person;

	for (int i = 0; i < import->hand.book.count; i++) {
		const struct topic *topic = &import->hand.book.entries[i]->parsed;

		if (topic->kind != TOPIC_CONFIG_PERSON ||
		    !book_person(&import->hand.book, topic->id, &person) ||
		    strcmp(person.name, name) != 0)
			continue;
		snprintf(to, ID_SIZE, "%s", topic->id);
		return true;
	}
	return false;
}

static bool in_hand(const struct import *import, const char *topic)
{
	for (int i = 0; i < import->hand.count; i++) {
		if (strcmp(import->hand.changes[i].topic, topic) == 0)
			return true;
	}
	return false;
}

static bool id_of_record(struct import *import, char id[ID_SIZE], char topic[TOPIC_TEXT_SIZE])
{
	const char *given = cell(import, COLUMN_ID), *name = cell(import, COLUMN_NAME);

	if (!name) {
		fault(import, "there is no name", "");
		return false;
	}
	if (given && !id_parse(given, id)) {
		fault(import, "an id is 1 to 32 of a-z, 0-9 and '-'", "id: ");
		return false;
	}
	do {
		if (!given && !namesake(import, name, id))
			roster_id_new(&import->hand.book, id);
		roster_topic(id, topic);
	} while (!given && !namesake(import, name, id) && in_hand(import, topic));
	if (!in_hand(import, topic))
		return true;
	fault(import, "this person already stands higher up", "");
	return false;
}

static bool check(struct import *import, const char *payload)
{
	struct topic topic = topic_make(TOPIC_CONFIG_PERSON, NULL, "p");
	struct faults faults;
	bool good = check_payload(&topic, payload, &faults);
	char about[POINTER_SIZE + 4];

	for (int i = 0; i < faults.count; i++) {
		snprintf(about, sizeof(about), "%s: ", faults.list[i].pointer + 1);
		fault(import, faults.list[i].message, about);
	}
	return good;
}

static void put(struct import *import, const char *topic, json_t *document, const json_t *before)
{
	int64_t rev = hand_rev(&import->hand, topic) + 1;

	json_object_set_new(document, "rev", json_integer(rev));
	char *payload = json_dumps(document, JSON_COMPACT);
	if (!payload) {
		fault(import, "this isn't valid UTF-8", "");
	} else if (check(import, payload)) {
		hand_put_payload(&import->hand, topic, payload, rev);
		*(before ? &import->changed : &import->added) += 1;
	}
	free(payload);
}

static void record_take(struct import *import)
{
	char id[ID_SIZE], topic[TOPIC_TEXT_SIZE];

	if (!id_of_record(import, id, topic))
		return;
	json_t *before = hand_get(&import->hand, topic);
	json_t *document = before ? json_deep_copy(before) : json_pack("{s:i}", "rev", 1);
	set(document, "name", cell(import, COLUMN_NAME));
	set(document, "sort", cell(import, COLUMN_SORT));
	set(document, "wall", cell(import, COLUMN_WALL));
	if (cell(import, COLUMN_BADGE))
		json_object_set_new(document, "badges",
				    json_pack("[s]", cell(import, COLUMN_BADGE)));
	if (before && json_equal(before, document))
		import->unchanged++;
	else
		put(import, topic, document, before);
	json_decref(before);
	json_decref(document);
}

static int import_text(struct import *import, char *text)
{
	csv_init(&import->csv, text);
	header_read(import);
	while (import->at[COLUMN_NAME] >= 0 && csv_next(&import->csv))
		record_take(import);
	if (import->csv.error[0] && import->at[COLUMN_NAME] >= 0)
		fault(import, import->csv.error, "");
	if (import->faults > 0) {
		complain("nothing was sent: %d %s to be put right first", import->faults,
			 import->faults == 1 ? "fault has" : "faults have");
		return EX_DATAERR;
	}
	if (import->hand.options->json)
		out_json(json_pack("{s:i, s:i, s:i}", "added", import->added, "changed",
				   import->changed, "unchanged", import->unchanged));
	else if (import->hand.count == 0)
		out_line("All %d are on the roster as the file says.", import->unchanged);
	return hand_commit(&import->hand, "%d added, %d changed, %d as they were.", import->added,
			   import->changed, import->unchanged);
}

int admin_import(const struct admin_options *options)
{
	struct import import = {.path = options->args[0]};
	char *text = file_read(import.path);

	if (!text) {
		complain("%s: cannot be read: %s", import.path, strerror(errno));
		return EX_NOINPUT;
	}
	int status = hand_open(&import.hand, options);
	if (status == EX_OK)
		status = import_text(&import, text);
	hand_close(&import.hand);
	free(text);
	return status;
}
