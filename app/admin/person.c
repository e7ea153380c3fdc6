/* praatjectl person: who is on the roster. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/field.h"
#include "admin/find.h"
#include "admin/hand.h"
#include "admin/out.h"
#include "admin/person_hand.h"
#include "admin/roster.h"

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
