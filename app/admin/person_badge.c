/* praatjectl person badge: whose badge it is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/memory.h"
#include "admin/out.h"
#include "admin/person_hand.h"
#include "admin/request.h"

/* A device gives up on a badge after a minute, and says so. */
enum { BADGE_WAIT_MS = 65 * 1000 };

/* The hash of the next badge that the device reads, to be freed. */
static int badge_read(const struct admin_options *options, const char *name, char **to)
{
	struct admin_options patient = *options;
	struct command command = {.kind = COMMAND_ENROL};
	struct request_answer answer;

	if (!options->timeout_given)
		patient.timeout_ms = BADGE_WAIT_MS;
	fprintf(stderr, "Hold the badge of %s to the reader of %s now.\n", name, options->at);
	int status = request_answer_get(&patient, options->at, &command, &answer);
	if (status != EX_OK)
		return status;
	*to = memory_copy(answer.answer.badge ? answer.answer.badge : "");
	if (!answer.answer.badge) {
		complain("'%s' answered without a badge", options->at);
		status = EX_PROTOCOL;
	}
	request_answer_finish(&answer);
	return status;
}

static int badge_find(const json_t *badges, const char *hash)
{
	for (size_t i = 0; i < json_array_size(badges); i++) {
		const char *text = json_string_value(json_array_get(badges, i));
		if (text && strcasecmp(text, hash) == 0)
			return (int)i;
	}
	return -1;
}

/* hash empty: take all. */
static int badge_change(json_t *document, const char *hash, bool take)
{
	json_t *badges = json_object_get(document, "badges");

	if (take && !hash[0]) {
		json_object_del(document, "badges");
		return EX_OK;
	}
	if (!json_is_array(badges)) {
		badges = json_array();
		json_object_set_new(document, "badges", badges);
	}
	int at = badge_find(badges, hash);
	if (take && at < 0) {
		complain("that badge isn't theirs");
		return EX_USAGE;
	}
	if (take)
		json_array_remove(badges, (size_t)at);
	else if (at < 0)
		json_array_append_new(badges, json_string(hash));
	return EX_OK;
}

/* Whose badge it is doesn't hold two people. */
static int badge_check_owner(const struct person_hand *person, const char *hash)
{
	const struct book *book = &person->hand.book;

	for (int i = 0; i < book->count; i++) {
		const char *topic = book->entries[i]->topic;
		json_t *other = book->entries[i]->parsed.kind == TOPIC_CONFIG_PERSON &&
					strcmp(topic, person->topic) != 0
				    ? hand_get(&person->hand, topic)
				    : NULL;
		bool theirs = badge_find(json_object_get(other, "badges"), hash) >= 0;

		if (theirs)
			complain("that badge is of %s (%s); take it away there first: praatjectl "
				 "person badge --take",
				 json_string_value(json_object_get(other, "name")),
				 book->entries[i]->parsed.id);
		json_decref(other);
		if (theirs)
			return EX_DATAERR;
	}
	return EX_OK;
}

static int badge_put(const struct admin_options *options, const char *hash)
{
	struct person_hand person;
	int status = person_open(&person, options);

	if (status == EX_OK && !options->take)
		status = badge_check_owner(&person, hash);
	if (status == EX_OK)
		status = badge_change(person.document, hash, options->take);
	if (status == EX_OK)
		status = person_put(&person);
	if (status == EX_OK)
		status = hand_commit(&person.hand,
				     options->take ? "The badge is no longer of %s (%s)."
						   : "The badge is of %s (%s) now.",
				     person.found.name, person.found.id);
	person_close(&person);
	return status;
}

/* The person is looked up before anybody is sent to the reader. */
static int badge_enrol(const struct admin_options *options)
{
	struct person_hand person;
	char *hash = NULL;
	int status = person_open(&person, options);

	person_close(&person);
	if (status == EX_OK)
		status = badge_read(options, person.found.name, &hash);
	if (status == EX_OK)
		status = badge_put(options, hash);
	free(hash);
	return status;
}

int admin_person_badge(const struct admin_options *options)
{
	const char *hash = options->args_count > 1 ? options->args[1] : "";

	if (options->at && (hash[0] || options->take)) {
		complain("--at DEVICE reads a badge to give: without HASH and --take");
		return EX_USAGE;
	}
	if (options->at)
		return badge_enrol(options);
	if (hash[0] || options->take)
		return badge_put(options, hash);
	complain("which badge? Give its HASH, or --at DEVICE to read it there");
	return EX_USAGE;
}
