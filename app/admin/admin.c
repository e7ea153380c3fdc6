#include "admin/admin.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/out.h"
#include "protocol/suggest.h"

enum { HELP_COLUMN = 34, COMMANDS_LIMIT = 64, VERBS_SIZE = 256 };

static const char head[] =
    "usage: praatjectl [OPTION...] COMMAND\n"
    "\n"
    "Configures an office over MQTT and shows what goes on in it. People, places, kinds and\n"
    "devices may be given by their names or their ids.\n"
    "\n";

static const char tail[] =
    "\n"
    "Exit status: 0 done, 64 usage, 65 a document or file is refused, 66 a file cannot be read,\n"
    "69 no connection to the broker in time, 74 input or output failed, 75 connected but no\n"
    "answer in time, or somebody else changed it since, 76 a device says no, 77 not authorised,\n"
    "78 the settings are wrong. doctor: 0 all is well, 1 something is wrong.\n";

static void print_command(const struct command_entry *command)
{
	char line[128];

	snprintf(line, sizeof(line), "  %s%s%s%s%s", command->noun, command->verb ? " " : "",
		 command->verb ? command->verb : "", command->arguments[0] ? " " : "",
		 command->arguments);
	if (strlen(line) >= HELP_COLUMN)
		printf("%s\n%*s%s\n", line, HELP_COLUMN, "", command->summary);
	else
		printf("%-*s%s\n", HELP_COLUMN, line, command->summary);
}

static void print_usage(void)
{
	fputs(head, stdout);
	for (int i = 0; i < commands_count; i++)
		print_command(&commands[i]);
	putchar('\n');
	admin_options_print(false);
	fputs(tail, stdout);
}

/* A word of a command that there isn't; words are those that there are. */
static void complain_unknown(const char *before, const char *word, const char *const *words,
			     int count)
{
	const char *meant = suggest_word(word, words, count);

	if (meant)
		complain("there is no command '%s%s'; did you mean '%s%s'?", before, word, before,
			 meant);
	else
		complain("there is no command '%s%s'; see praatjectl --help", before, word);
}

/* What can follow a noun, as a sentence's end. */
static void verbs_write(const char *const *verbs, int count, char to[VERBS_SIZE])
{
	size_t size = 0;

	to[0] = '\0';
	for (int i = 0; i < count && size < VERBS_SIZE; i++)
		size += (size_t)snprintf(to + size, VERBS_SIZE - size, "%s%s",
					 i == 0           ? ""
					 : i == count - 1 ? " or "
							  : ", ",
					 verbs[i]);
}

/* Words that can stand at the place where these words went wrong. */
static void complain_command(char **words, int count)
{
	const char *nouns[COMMANDS_LIMIT], *verbs[COMMANDS_LIMIT];
	int nouns_count = 0, verbs_count = 0;
	char before[64], list[VERBS_SIZE];

	for (int i = 0; i < commands_count && i < COMMANDS_LIMIT && count > 0; i++) {
		nouns[nouns_count++] = commands[i].noun;
		if (commands[i].verb && strcmp(commands[i].noun, words[0]) == 0)
			verbs[verbs_count++] = commands[i].verb;
	}
	if (count == 0) {
		complain("say what to do; see praatjectl --help");
	} else if (verbs_count == 0) {
		complain_unknown("", words[0], nouns, nouns_count);
	} else if (count == 1) {
		verbs_write(verbs, verbs_count, list);
		complain("'%s' wants to know what: %s", words[0], list);
	} else if (!suggest_word(words[1], verbs, verbs_count)) {
		verbs_write(verbs, verbs_count, list);
		complain("there is no command '%s %s'; there is %s", words[0], words[1], list);
	} else {
		snprintf(before, sizeof(before), "%s ", words[0]);
		complain_unknown(before, words[1], verbs, verbs_count);
	}
}

static bool command_fits(const struct command_entry *command, const struct admin_options *options)
{
	bool fits = options->args_count >= command->args_min &&
		    (command->args_max < 0 || options->args_count <= command->args_max);

	unsigned odd = options->given & ~command->options;

	if (!fits)
		complain("write: praatjectl %s%s%s%s%s", command->noun, command->verb ? " " : "",
			 command->verb ? command->verb : "", command->arguments[0] ? " " : "",
			 command->arguments);
	else if (odd)
		complain("--%s is not for %s%s%s", admin_option_name(odd & -odd), command->noun,
			 command->verb ? " " : "", command->verb ? command->verb : "");
	/* What works in the broker's folder finds the office there. */
	else if (!options->settings.office[0] && !(command->options & OPTION_FOLDER))
		complain("which office? Give --office ID, or id= under [office] in the settings "
			 "file");
	else
		return true;
	return false;
}

static int run(struct admin_options *options)
{
	int used;
	const struct command_entry *command =
	    command_find(options->words, options->words_count, &used);

	if (options->words_count > 0 && strcmp(options->words[0], "__complete") == 0)
		return admin_complete(options);
	if (!command) {
		complain_command(options->words, options->words_count);
		return EX_USAGE;
	}
	options->args = options->words + used;
	options->args_count = options->words_count - used;
	if (!command_fits(command, options))
		return EX_USAGE;
	return command->run(options);
}

int admin_run(int argc, char **argv)
{
	struct admin_options options;

	/* For how wide names are; where the locale isn't UTF-8, names still are. */
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "");
	signal(SIGPIPE, SIG_IGN);
	int status = admin_options_read(&options, argc, argv);
	if (status == EX_OK && options.help)
		print_usage();
	else if (status == EX_OK && options.version)
		out_line("praatjectl %s", PRAATJE_VERSION);
	else if (status == EX_OK)
		status = run(&options);
	int written = out_status();
	return status == EX_OK ? written : status;
}
