#include "admin/admin.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/out.h"
#include "protocol/suggest.h"

static const char usage[] =
    "usage: praatjectl [OPTION...] COMMAND\n"
    "\n"
    "Configures an office over MQTT and shows what goes on in it.\n"
    "\n"
    "  apply FILE...         sends configuration: office.json, person/<id>.json,\n"
    "                        device/<id>.json, folders of these, or bundles (one object\n"
    "                        with topics such as \"config/office\" as keys). All is checked\n"
    "                        first; with a single fault nothing is sent.\n"
    "  watch                 what there is, and then what changes\n"
    "  person list           who is on the roster, and how they are\n"
    "  device list           which devices there are, and how they are\n"
    "  device screen ID      what can be read and touched on a device now\n"
    "  device screenshot ID -o FILE\n"
    "                        the same as a PNG; - is standard output\n"
    "\n"
    "  --broker URL          mqtt://HOST[:PORT] (default: mqtt://localhost:1883)\n"
    "  --office ID           the office\n"
    "  --settings FILE       where these come from without options (default:\n"
    "                        $PRAATJE_SETTINGS, else /etc/praatje/praatje.conf)\n"
    "  --user NAME --password-file FILE\n"
    "                        who you are to the broker; the file's first line counts\n"
    "  --timeout SECONDS     how long to wait for the broker and for answers (default: 5)\n"
    "  --json                a JSON object a line, for programs\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 done, 64 usage, 65 a document is refused, 66 a file cannot be read,\n"
    "69 no connection to the broker in time, 74 input or output failed, 75 connected but no\n"
    "answer in time, 76 the device says no, 77 not authorised, 78 the settings are wrong.\n";

static const struct command_entry {
	const char *noun, *verb; /* verb NULL: the noun is all */
	const char *arguments;
	int args_min, args_max; /* -1: any number */
	bool output;            /* takes -o */
	int (*run)(const struct admin_options *);
} commands[] = {
    {"apply", NULL, " FILE...", 1, -1, false, admin_apply},
    {"watch", NULL, "", 0, 0, false, admin_watch},
    {"person", "list", "", 0, 0, false, admin_person_list},
    {"device", "list", "", 0, 0, false, admin_device_list},
    {"device", "screen", " ID", 1, 1, false, admin_device_screen},
    {"device", "screenshot", " ID -o FILE", 1, 1, true, admin_device_screenshot},
};

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

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

/* Words that can stand at the place where these words went wrong. */
static void complain_command(char **words, int count)
{
	const char *nouns[COMMANDS], *verbs[COMMANDS];
	int nouns_count = 0, verbs_count = 0;
	char before[64];

	for (int i = 0; i < COMMANDS && count > 0; i++) {
		nouns[nouns_count++] = commands[i].noun;
		if (commands[i].verb && strcmp(commands[i].noun, words[0]) == 0)
			verbs[verbs_count++] = commands[i].verb;
	}
	if (count == 0) {
		complain("say what to do; see praatjectl --help");
	} else if (verbs_count == 0) {
		complain_unknown("", words[0], nouns, nouns_count);
	} else if (count == 1) {
		complain("'%s' wants to know what; see praatjectl --help", words[0]);
	} else {
		snprintf(before, sizeof(before), "%s ", words[0]);
		complain_unknown(before, words[1], verbs, verbs_count);
	}
}

static const struct command_entry *command_find(char **words, int count, int *used)
{
	for (int i = 0; i < COMMANDS; i++) {
		const struct command_entry *command = &commands[i];

		*used = command->verb ? 2 : 1;
		if (count >= *used && strcmp(command->noun, words[0]) == 0 &&
		    (!command->verb || strcmp(command->verb, words[1]) == 0))
			return command;
	}
	return NULL;
}

static bool command_fits(const struct command_entry *command, const struct admin_options *options)
{
	bool fits = options->args_count >= command->args_min &&
		    (command->args_max < 0 || options->args_count <= command->args_max);

	if (!fits)
		complain("write: praatjectl %s%s%s%s", command->noun, command->verb ? " " : "",
			 command->verb ? command->verb : "", command->arguments);
	else if (options->output && !command->output)
		complain("-o is for device screenshot only");
	else if (!options->settings.office[0])
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
		fputs(usage, stdout);
	else if (status == EX_OK && options.version)
		out_line("praatjectl %s", PRAATJE_VERSION);
	else if (status == EX_OK)
		status = run(&options);
	int written = out_status();
	return status == EX_OK ? written : status;
}
