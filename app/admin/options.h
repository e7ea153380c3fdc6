/* What the command line says. */
#ifndef PRAATJE_ADMIN_OPTIONS_H
#define PRAATJE_ADMIN_OPTIONS_H

#include <stdbool.h>

#include "settings/settings.h"

/* Options that only some commands take. */
enum option_bit {
	OPTION_OUTPUT = 1,
	OPTION_DRY_RUN = 2,
	OPTION_FORCE = 4,
	OPTION_PRUNE = 8,
	OPTION_WALL = 16,
	OPTION_ID = 32,
	OPTION_AT = 64,
	OPTION_TAKE = 128,
	OPTION_HOST = 256,
	OPTION_ROLE = 512,
	OPTION_PERSON = 1024,
	OPTION_FOLDER = 2048,
	OPTION_SHOW = 4096,
	OPTION_DYNAMIC = 8192,
	OPTION_MONTHS = 16384,
	OPTION_SVG = 32768,
};

enum { OPTIONS_HOSTS_MAX = 16, OPTIONS_SHOWS_MAX = 64 };

struct admin_options {
	struct settings settings; /* file and options together */
	bool json;
	bool help;
	bool version;
	int timeout_ms;
	bool timeout_given; /* else a wait for a person may be longer */
	const char *output; /* -o; NULL: not given, as for all texts */
	bool dry_run;       /* only show what would change */
	bool force;         /* also over what somebody else changed since */
	bool prune;         /* remove what the files don't have */
	bool dynamic;       /* rights are for mosquitto's dynamic-security plugin */
	bool take;          /* take a badge away instead of giving it */
	const char *wall;
	const char *id;
	const char *at; /* the device that reads the badge */
	const char *role, *person;
	const char *folder; /* of the broker */
	const char *months, *svg;
	const char *hosts[OPTIONS_HOSTS_MAX];
	int hosts_count; /* as many as were given */
	const char *shows[OPTIONS_SHOWS_MAX];
	int shows_count; /* may be more than there is room for */
	unsigned given;  /* bits of the above */
	char **words;    /* command and arguments, in order */
	int words_count;
	char **args; /* what follows the command's own words */
	int args_count;
};

/*
 * Reads the arguments of main and the settings file. EX_OK or the exit status, told on standard
 * error. What is kept points into argv, whose order changes.
 */
int admin_options_read(struct admin_options *, int argc, char **argv);

/* The name of the option with this bit, as it is written. */
const char *admin_option_name(unsigned bit);

/* Prints all options with what they do; plain: their names only, one a line. */
void admin_options_print(bool plain);

#endif
