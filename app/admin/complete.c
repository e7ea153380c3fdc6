/* praatjectl __complete -- WORD...: what the last word may become, a line each. For the shell. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/find.h"
#include "admin/hand.h"

enum { NAMES_LIMIT_MS = 1000, WORDS_MAX = 64 };

static void print_nouns(void)
{
	for (int i = 0; i < commands_count; i++) {
		if (i == 0 || strcmp(commands[i].noun, commands[i - 1].noun) != 0)
			puts(commands[i].noun);
	}
}

static void print_verbs(const char *noun)
{
	for (int i = 0; i < commands_count; i++) {
		if (commands[i].verb && strcmp(commands[i].noun, noun) == 0)
			puts(commands[i].verb);
	}
}

/* Asked of the broker each time: a kept list would be an old one. */
static void print_names(struct admin_options *options, enum command_names names)
{
	struct hand hand;
	int count;

	if (!find_word(names) || !options->settings.office[0])
		return;
	options->timeout_ms = NAMES_LIMIT_MS;
	if (hand_open(&hand, options) == EX_OK) {
		struct found *all = find_all(&hand.book, names, &count);
		for (int i = 0; i < count; i++)
			puts(names == NAMES_DEVICE ? all[i].id : all[i].name);
		free(all);
	}
	hand_close(&hand);
}

static void print_next(struct admin_options *typed)
{
	int used;
	const struct command_entry *command = command_find(typed->words, typed->words_count, &used);

	if (typed->words_count == 0)
		print_nouns();
	else if (!command && typed->words_count == 1)
		print_verbs(typed->words[0]);
	else if (command && typed->words_count == used)
		print_names(typed, command->names);
}

int admin_complete(const struct admin_options *options)
{
	char name[] = "praatjectl", *words[WORDS_MAX + 2] = {name};
	int count = options->words_count - 1;
	struct admin_options typed;

	if (count < 1 || count > WORDS_MAX)
		return EX_USAGE;
	const char *last = options->words[count];
	memcpy(words + 1, options->words + 1, (size_t)(count - 1) * sizeof(words[0]));
	if (last[0] == '-') {
		admin_options_print(true);
		return EX_OK;
	}
	optind = 0; /* getopt starts anew */
	int status = admin_options_read(&typed, count, words);
	if (status == EX_OK)
		print_next(&typed);
	return status;
}
