#include "admin/person_hand.h"

#include <sysexits.h>

#include "admin/roster.h"

int person_open(struct person_hand *person, const struct admin_options *options)
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

void person_close(struct person_hand *person)
{
	json_decref(person->document);
	hand_close(&person->hand);
}

int person_put(struct person_hand *person)
{
	return hand_put(&person->hand, person->topic, json_incref(person->document));
}
