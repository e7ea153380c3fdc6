/* praatjectl person: who is on the roster. */
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
#include "admin/request.h"
#include "admin/roster.h"

/* With args[0] naming a person; document is a copy, released by handing it to hand_put. */
struct person_hand {
	struct hand hand;
	struct found found;
	char topic[TOPIC_TEXT_SIZE];
	json_t *document;
};

static int person_open(struct person_hand *person, const struct admin_options *options)
{
	person->document = NULL;
	int status = hand_open(&person->hand, options);
	if (status == EX_OK)
		status =
		    find_one(&person->hand.book, NAMES_PERSON, options->args[0], &person->found);
	if (status != EX_OK)
		return status;
	roster_topic(person->found.id, person->topic);
	person->document = hand_get(&person->hand, person->topic);
	return EX_OK;
}

static void person_close(struct person_hand *person)
{
	json_decref(person->document);
	hand_close(&person->hand);
}

static int person_put(struct person_hand *person)
{
	return hand_put(&person->hand, person->topic, json_incref(person->document));
}

/* The same name twice is allowed, as in life, but seldom meant. */
static void warn_namesake(const struct book *book, const char *name)
{
	int count;
	struct found *people = find_all(book, NAMES_PERSON, &count);

	for (int i = 0; i < count; i++) {
		if (strcmp(people[i].name, name) == 0)
			complain("there is a '%s' already (%s); kiosks number the two", name,
				 people[i].id);
	}
	free(people);
}

static int add(struct hand *hand, const struct admin_options *options)
{
	const char *name = options->args[0];
	char id[ID_SIZE], topic[TOPIC_TEXT_SIZE];
	json_t *document = json_object();

	if (options->id && !id_parse(options->id, id)) {
		complain("--id '%s': an id is 1 to 32 of a-z, 0-9 and '-'", options->id);
		json_decref(document);
		return EX_USAGE;
	}
	if (!options->id)
		roster_id_new(&hand->book, id);
	roster_topic(id, topic);
	json_t *there = hand_get(hand, topic);
	json_decref(there);
	int status = there ? EX_USAGE : field_set_one(&hand->book, document, "name", name);
	if (there)
		complain("there is a person %s already", id);
	if (status == EX_OK)
		status = field_set_one(&hand->book, document, "wall", options->wall);
	if (status == EX_OK)
		status =
		    field_set(&hand->book, document, options->args + 1, options->args_count - 1);
	if (status == EX_OK)
		status = hand_put(hand, topic, json_incref(document));
	json_decref(document);
	if (status == EX_OK)
		warn_namesake(&hand->book, name);
	if (status == EX_OK)
		status = hand_commit(hand, "%s is on the roster (%s).", name, id);
	return status;
}

int admin_person_add(const struct admin_options *options)
{
	struct hand hand;
	int status = hand_open(&hand, options);

	if (status == EX_OK)
		status = add(&hand, options);
	hand_close(&hand);
	return status;
}

int admin_person_rename(const struct admin_options *options)
{
	struct person_hand person;
	int status = person_open(&person, options);

	if (status == EX_OK)
		status =
		    field_set_one(&person.hand.book, person.document, "name", options->args[1]);
	if (status == EX_OK)
		status = person_put(&person);
	if (status == EX_OK)
		status = hand_commit(&person.hand, "%s is called %s from now on (%s).",
				     person.found.name, options->args[1], person.found.id);
	person_close(&person);
	return status;
}

int admin_person_set(const struct admin_options *options)
{
	struct person_hand person;
	int status = person_open(&person, options);

	if (status == EX_OK)
		status = field_set_one(&person.hand.book, person.document, "wall", options->wall);
	if (status == EX_OK)
		status = field_set(&person.hand.book, person.document, options->args + 1,
				   options->args_count - 1);
	if (status == EX_OK)
		status = person_put(&person);
	if (status == EX_OK)
		status = hand_commit(&person.hand, "%s is changed (%s).", person.found.name,
				     person.found.id);
	person_close(&person);
	return status;
}

int admin_person_remove(const struct admin_options *options)
{
	struct person_hand person;
	int status = person_open(&person, options);

	if (status == EX_OK)
		status = hand_put(&person.hand, person.topic, json_pack("{s:b}", "gone", 1));
	if (status == EX_OK)
		status = hand_commit(&person.hand, "%s is off the roster (%s).", person.found.name,
				     person.found.id);
	person_close(&person);
	return status;
}

/* The hash of the next badge that the device reads. */
static int badge_read(const struct admin_options *options, char to[HASH_SIZE])
{
	struct command command = {.kind = COMMAND_ENROL};
	struct request_answer answer;

	fprintf(stderr, "Hold the badge to the reader of %s now.\n", options->at);
	int status = request_answer_get(options, options->at, &command, &answer);
	if (status != EX_OK)
		return status;
	json_t *payload = json_loads(answer.payload, 0, NULL);
	const char *badge = json_string_value(json_object_get(payload, "badge"));
	snprintf(to, HASH_SIZE, "%s", badge ? badge : "");
	if (!badge) {
		complain("'%s' answered without a badge", options->at);
		status = EX_PROTOCOL;
	}
	json_decref(payload);
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

int admin_person_badge(const struct admin_options *options)
{
	char hash[HASH_SIZE] = "";
	struct person_hand person;
	int status = EX_OK;

	if (options->args_count > 1)
		snprintf(hash, sizeof(hash), "%s", options->args[1]);
	else if (options->at)
		status = badge_read(options, hash);
	if (status == EX_OK && !hash[0] && !options->take) {
		complain("which badge? Give its HASH, or --at DEVICE to read it there");
		status = EX_USAGE;
	}
	if (status != EX_OK)
		return status;
	status = person_open(&person, options);
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
