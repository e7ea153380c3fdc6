/* The command line and the settings file, as what the device starts with. */
#ifndef PRAATJE_DEVICE_OPTIONS_H
#define PRAATJE_DEVICE_OPTIONS_H

#include <stdbool.h>

#include "core/config.h"
#include "settings/settings.h"

struct options {
	struct settings settings;
	struct device_config config;      /* what config/device wins over once it is there */
	bool checks_panel;                /* only list and show the panel */
	int panel_check;                  /* ... for so many seconds; 0: until told to end */
	char picture[SETTINGS_PATH_SIZE]; /* empty: none is wanted */
	/* It has no office to belong to yet, or, with settings_error, can't know. */
	bool stranger;
	char identity[SETTINGS_PATH_SIZE];        /* the file that it keeps one in, once it has */
	char settings_path[SETTINGS_PATH_SIZE];   /* the file that was read last; empty: none */
	char settings_error[SETTINGS_ERROR_SIZE]; /* what is wrong in it; empty: nothing */
};

/*
 * Reads argv. True: go on with *out. False: end with *status; help and version have been
 * printed, or what is wrong has been told on standard error.
 */
bool options_parse(int argc, char **argv, struct options *out, int *status);

#endif
