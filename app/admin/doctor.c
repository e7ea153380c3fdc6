/* praatjectl doctor: what is wrong with the office, and what to do about it. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/broker.h"
#include "admin/check.h"
#include "admin/command.h"
#include "admin/difference.h"
#include "admin/doctor.h"
#include "admin/folder.h"
#include "admin/out.h"

enum { EXIT_FINDINGS = 1 };

void doctor_find(struct doctor *doctor, const char *todo, const char *format, ...)
{
	va_list arguments;
	char *what = NULL;

	va_start(arguments, format);
	int length = vasprintf(&what, format, arguments);
	va_end(arguments);
	if (length < 0)
		return;
	doctor->findings++;
	if (doctor->hand.options->json)
		out_json(json_pack("{s:s, s:s}", "finding", what, "do", todo));
	else
		out_line("- %s\n  %s", what, todo);
	free(what);
}

/* Documents that devices refuse, whichever devices there are. */
static void look_at_documents(struct doctor *doctor)
{
	struct faults faults;
	struct topic topic;

	for (int i = 0; i < doctor->hand.book.count; i++) {
		const struct book_entry *entry = doctor->hand.book.entries[i];

		if (!check_topic(entry->topic, &topic) || entry->size == 0 ||
		    check_payload(&topic, entry->payload, &faults))
			continue;
		doctor_find(doctor, "Put it right and apply it again.", "%s has a fault: %s%s%s",
			    entry->topic, faults.list[0].pointer,
			    faults.list[0].pointer[0] ? ": " : "", faults.list[0].message);
	}
}

/* Whether the person or place of a statement is one of this office. */
static bool is_known(const struct book *book, const struct topic *topic)
{
	struct person_config person;

	if (topic->kind == TOPIC_STATE)
		return book_person(book, topic->id, &person);
	for (int i = 0; i < book->office->places_count; i++) {
		if (strcmp(book->office->places[i].id, topic->id) == 0)
			return true;
	}
	return false;
}

/* States of who isn't on the roster: nobody sees them, but they say that somebody was there. */
static void look_at_ghosts(struct doctor *doctor)
{
	char todo[TOPIC_TEXT_SIZE + 64];

	for (int i = 0; i < doctor->hand.book.count; i++) {
		const struct book_entry *entry = doctor->hand.book.entries[i];
		const struct topic *topic = &entry->parsed;

		if ((topic->kind != TOPIC_STATE && topic->kind != TOPIC_SOMEONE) ||
		    entry->size == 0 || is_known(&doctor->hand.book, topic))
			continue;
		snprintf(todo, sizeof(todo), "Empty it: mosquitto_pub -r -n -t %s/%.300s",
			 doctor->hand.contact.root, entry->topic);
		if (topic->kind == TOPIC_STATE)
			doctor_find(doctor, todo,
				    "There is a state of somebody who isn't on the roster.");
		else
			doctor_find(doctor, todo,
				    "Somebody is open at '%s', which is no place of this office.",
				    topic->id);
	}
}

static void look_at_document(struct doctor *doctor, const struct document *document,
			     const char *todo)
{
	const struct book_entry *entry = book_get(&doctor->hand.book, document->topic);
	json_t *there = entry ? json_loadb(entry->payload, entry->size, 0, NULL) : NULL;

	if (!there)
		doctor_find(doctor, todo, "%s is in %s, but not on the broker.", document->topic,
			    document->file);
	else if (!difference_none(there, document->json))
		doctor_find(doctor, todo, "%s isn't as %s has it.", document->topic,
			    document->file);
	json_decref(there);
}

static bool has_topic(const struct documents *documents, const char *topic)
{
	for (int i = 0; i < documents->count; i++) {
		if (strcmp(documents->list[i].topic, topic) == 0)
			return true;
	}
	return false;
}

static int look_at_folder(struct doctor *doctor, const char *folder)
{
	struct documents documents;
	struct topic topic;
	char todo[512];

	snprintf(todo, sizeof(todo),
		 "praatjectl apply %.150s sends the folder's, praatjectl export %.150s takes over "
		 "the broker's.",
		 folder, folder);
	documents_init(&documents, doctor->hand.options->json);
	int status = folder_read(&documents, folder);
	doctor->findings += documents.faults;
	for (int i = 0; i < documents.count; i++)
		look_at_document(doctor, &documents.list[i], todo);
	for (int i = 0; i < doctor->hand.book.count; i++) {
		const char *text = doctor->hand.book.entries[i]->topic;
		json_t *there = check_topic(text, &topic) ? hand_get(&doctor->hand, text) : NULL;

		if (there && !has_topic(&documents, text))
			doctor_find(doctor, todo, "%s is on the broker, but not in %s.", text,
				    folder);
		json_decref(there);
	}
	documents_finish(&documents);
	return status;
}

static void take_end(void *data, const char *whose, int64_t ends_s)
{
	doctor_certificate(
	    data, whose, ends_s,
	    "praatjectl broker renew, device renew or admin renew makes a new one; an "
	    "authority is made anew with broker init.");
}

static int conclude(const struct doctor *doctor)
{
	if (doctor->findings > 0)
		return EXIT_FINDINGS;
	if (!doctor->hand.options->json)
		out_line("All is well: %d %s, nothing to do.", doctor->devices,
			 doctor->devices == 1 ? "device" : "devices");
	return EX_OK;
}

int admin_doctor(const struct admin_options *options)
{
	struct doctor doctor = {0};
	int status = hand_open_with_states(&doctor.hand, options);

	if (status == EX_OK)
		status = doctor_broker(&doctor);
	if (status == EX_OK) {
		look_at_documents(&doctor);
		doctor_devices(&doctor);
		look_at_ghosts(&doctor);
	}
	if (status == EX_OK && options->args_count > 0)
		status = look_at_folder(&doctor, options->args[0]);
	if (status == EX_OK && options->folder)
		status = broker_ends(options->folder, take_end, &doctor);
	if (status == EX_OK)
		status = conclude(&doctor);
	hand_close(&doctor.hand);
	return status;
}
