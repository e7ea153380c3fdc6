/* What the command line says. */
#ifndef PRAATJE_ADMIN_OPTIONS_H
#define PRAATJE_ADMIN_OPTIONS_H

#include <stdbool.h>

#include "settings/settings.h"

struct admin_options {
	struct settings settings; /* file and options together */
	bool json;
	bool help;
	bool version;
	int timeout_ms;
	const char *output; /* -o; NULL: not given */
	char **words;       /* command and arguments, in order */
	int words_count;
	char **args; /* what follows the command's own words */
	int args_count;
};

/*
 * Reads the arguments of main and the settings file. EX_OK or the exit status, told on standard
 * error. What is kept points into argv, whose order changes.
 */
int admin_options_read(struct admin_options *, int argc, char **argv);

#endif
