/* The prompts of the program: whether the office has them too, and which of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/hand.h"
#include "admin/out.h"
#include "admin/prompt.h"
#include "locale/locale.h"

static const char word[] = "built-in";

bool prompt_is_built_in(const char *text)
{
	size_t length = strlen(word);

	return strncmp(text, word, length) == 0 && (!text[length] || text[length] == ':');
}

/* 0: all of them. */
static int number_of(const char *text, int *number)
{
	const char *colon = strchr(text, ':');
	char *end;

	*number = 0;
	if (!colon)
		return EX_OK;
	long read = strtol(colon + 1, &end, 10);
	if (end == colon + 1 || *end || read < 1 || read > locale_prompts_count()) {
		complain(
		    "'%s': built-in prompts have numbers from 1 to %d; see praatjectl prompt list "
		    "built-in",
		    text, locale_prompts_count());
		return EX_USAGE;
	}
	*number = (int)read;
	return EX_OK;
}

static void switch_one(json_t *office, int number, bool on)
{
	json_t *before = json_object_get(office, "prompts_off"), *after = json_array(), *each;
	size_t i;

	json_array_foreach(before, i, each)
	{
		if (json_integer_value(each) != number)
			json_array_append(after, each);
	}
	if (!on)
		json_array_append_new(after, json_integer(number));
	json_object_set_new(office, "prompts_off", after);
}

int prompt_switch_built_in(const struct admin_options *options, bool on)
{
	struct hand hand;
	json_t *office = NULL;
	int number, status = number_of(options->args[0], &number);

	if (status != EX_OK)
		return status;
	status = hand_open(&hand, options);
	if (status == EX_OK) {
		office = hand_get(&hand, "config/office");
		office = office ? office : json_object();
		if (number)
			switch_one(office, number, on);
		else
			json_object_set_new(office, "prompts_built_in", json_boolean(on));
		status = hand_put(&hand, "config/office", office);
	}
	if (status == EX_OK && number)
		status = hand_commit(&hand, "Built-in prompt %d is %s.", number, on ? "on" : "off");
	else if (status == EX_OK)
		status = hand_commit(&hand, "The built-in prompts are %s.",
				     on ? "shown beside the office's own" : "off");
	hand_close(&hand);
	return status;
}
