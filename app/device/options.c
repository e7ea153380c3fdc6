#include "device/options.h"

#include <ctype.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

static const char help[] =
    "usage: praatje [options]\n"
    "\n"
    "Shows who in the office is open for a chat: as a kiosk, a hallway board, or somebody's own\n"
    "desk device. Everything else is configured over MQTT, and wins over these options.\n"
    "\n"
    "  --settings FILE       read settings from an INI file; options win over it\n"
    "  --broker URL          mqtt://HOST[:PORT], mqtts:// with TLS (default\n"
    "                        mqtt://localhost:1883)\n"
    "  --cafile FILE         who is believed to be the broker (TLS; default: the system's)\n"
    "  --cert FILE           this device's certificate (TLS)\n"
    "  --key FILE            the key to it (TLS)\n"
    "  --user NAME           who this device is to the broker\n"
    "  --password-file FILE  its first line is the password\n"
    "  --office ID           the office's id\n"
    "  --device ID           this device's id (default: made from the host's name)\n"
    "  --role ROLE           kiosk, board or desk (default kiosk)\n"
    "  --size WxH            the window's size in pixels (default 800x480, boards 1920x1080)\n"
    "  --fullscreen          fill the display\n"
    "  --language LANGUAGE   such as nl or en (default: the office's)\n"
    "  --state DIR           where configuration and unsent taps are kept (default\n"
    "                        $STATE_DIRECTORY, else $XDG_STATE_HOME/praatje/OFFICE/DEVICE)\n"
    "  --panel WIRING        a pin map's name, or sim: F1 to F4 are the buttons and movement\n"
    "  --panel-boards DIR    where the pin maps are (default " PRAATJE_BOARDS ")\n"
    "  --panel-script FILE   what happens in the sim, and when; a pipe is played as it comes\n"
    "  --panel-lamps FILE    where the sim writes lamps and brightness\n"
    "  --panel-root DIR      where /sys/class/backlight and /dev/input are looked for\n"
    "  --panel-check[=N]     list chips, lines and who holds them, show presses for N seconds\n"
    "                        (until Ctrl-C), and end\n"
    "  --picture FILE        write a PNG of what would be shown, without a display, and end\n"
    "  --version             print the version and end\n"
    "  --help                print this and end\n"
    "\n"
    "A settings file without an office is that of a device that is yet to be adopted: it shows "
    "four\n"
    "words for praatjectl device adopt.\n"
    "\n"
    "Exit status: 0 done, 64 usage, 69 no display or no broker, 74 input or output,\n"
    "75 connected but no answer in time, 77 not authorised, 78 settings wrong.\n";

enum { SECONDS_MAX = 24 * 3600 };

enum { FULLSCREEN = 256, PANEL_CHECK, PICTURE, SETTINGS, VERSION, HELP, SETTING };

/* An option from SETTING on sets the setting of the same place in this list. */
static const char *const setting_keys[] = {
    "broker.address",      "office.id",          "device.id",    "device.role",
    "device.size",         "device.language",    "device.state", "panel.wiring",
    "panel.boards",        "panel.script",       "panel.lamps",  "panel.root",
    "broker.ca_file",      "broker.certificate", "broker.key",   "broker.user",
    "broker.password_file"};

static const struct option long_options[] = {
    {"broker", required_argument, NULL, SETTING},
    {"office", required_argument, NULL, SETTING + 1},
    {"device", required_argument, NULL, SETTING + 2},
    {"role", required_argument, NULL, SETTING + 3},
    {"size", required_argument, NULL, SETTING + 4},
    {"language", required_argument, NULL, SETTING + 5},
    {"state", required_argument, NULL, SETTING + 6},
    {"panel", required_argument, NULL, SETTING + 7},
    {"panel-boards", required_argument, NULL, SETTING + 8},
    {"panel-script", required_argument, NULL, SETTING + 9},
    {"panel-lamps", required_argument, NULL, SETTING + 10},
    {"panel-root", required_argument, NULL, SETTING + 11},
    {"cafile", required_argument, NULL, SETTING + 12},
    {"cert", required_argument, NULL, SETTING + 13},
    {"key", required_argument, NULL, SETTING + 14},
    {"user", required_argument, NULL, SETTING + 15},
    {"password-file", required_argument, NULL, SETTING + 16},
    {"panel-check", optional_argument, NULL, PANEL_CHECK},
    {"fullscreen", no_argument, NULL, FULLSCREEN},
    {"picture", required_argument, NULL, PICTURE},
    {"settings", required_argument, NULL, SETTINGS},
    {"version", no_argument, NULL, VERSION},
    {"help", no_argument, NULL, HELP},
    {NULL, 0, NULL, 0},
};

static const char identity_name[] = "praatje-device.conf";

static int usage(const char *what, const char *about)
{
	fprintf(stderr, "praatje: %s%s; see praatje --help\n", what, about);
	return EX_USAGE;
}

/* Nobody knows systemd's copy of a credential by its name. */
static void name_as_known(char error[SETTINGS_ERROR_SIZE])
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY"), *rest;
	char known[SETTINGS_ERROR_SIZE];

	if (!folder || !*folder || strncmp(error, folder, strlen(folder)) != 0)
		return;
	rest = error + strlen(folder);
	rest += strcspn(rest, ": ");
	snprintf(known, sizeof known, "%s%s", identity_name, rest);
	memcpy(error, known, sizeof known);
}

static void read_file(struct options *options, const char *path)
{
	snprintf(options->settings_path, sizeof options->settings_path, "%s", path);
	if (settings_read(&options->settings, path, options->settings_error)) {
		options->settings_error[0] = '\0';
		return;
	}
	name_as_known(options->settings_error);
	fprintf(stderr, "praatje: %s\n", options->settings_error);
}

/* The settings file is read first, wherever it stands among the options. */
static void read_settings(int argc, char **argv, struct options *options)
{
	int found;

	opterr = 0;
	optind = 1;
	while ((found = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (found == SETTINGS && !options->settings_error[0])
			read_file(options, optarg);
	}
}

static int take_seconds(const char *text, struct options *options)
{
	char *end = NULL;
	long seconds = text ? strtol(text, &end, 10) : 0;

	if (text && (end == text || *end || seconds < 1 || seconds > SECONDS_MAX))
		return usage("--panel-check: not a number of seconds: ", text);
	options->panel_check = (int)seconds;
	options->checks_panel = true;
	return EX_OK;
}

static int take_option(int found, char **argv, struct options *options)
{
	char error[SETTINGS_ERROR_SIZE];

	switch (found) {
	case SETTINGS:
		return EX_OK;
	case FULLSCREEN:
		options->settings.fullscreen = true;
		return EX_OK;
	case PANEL_CHECK:
		return take_seconds(optarg, options);
	case PICTURE:
		if (strlen(optarg) >= sizeof options->picture || !*optarg)
			return usage("--picture: no usable file name: ", optarg);
		snprintf(options->picture, sizeof options->picture, "%s", optarg);
		return EX_OK;
	case ':':
	case '?':
		return usage("unknown option, or one that wants a value: ", argv[optind - 1]);
	default:
		if (settings_set(&options->settings, setting_keys[found - SETTING], optarg, error))
			return EX_OK;
		return usage(error, "");
	}
}

/* The host's name as an id: lower case, anything else than letters and digits as "-". */
static void device_from_host(char to[ID_SIZE])
{
	char host[256] = "";
	size_t length = 0;

	gethostname(host, sizeof host - 1);
	for (const char *c = host; *c && *c != '.' && length < ID_SIZE - 1; c++)
		to[length++] = isalnum((unsigned char)*c) ? (char)tolower((unsigned char)*c) : '-';
	to[length] = '\0';
	if (!id_valid(to) || strcmp(to, "all") == 0)
		snprintf(to, ID_SIZE, "praatje");
}

/* What has no office keeps its identity beside the folders of offices. */
static bool identity_place(struct options *options)
{
	const struct settings *settings = &options->settings;
	const char *systemd = getenv("STATE_DIRECTORY"), *xdg = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME"), *under = "/praatje/";

	if (settings->state[0] || (systemd && *systemd)) {
		xdg = settings->state[0] ? settings->state : systemd;
		under = "/";
	} else if (!xdg || *xdg != '/') {
		xdg = home ? home : "";
		under = "/.local/state/praatje/";
	}
	int length = snprintf(options->identity, sizeof options->identity, "%s%s%s", xdg, under,
			      identity_name);
	return length > 0 && (size_t)length < sizeof options->identity;
}

/* $STATE_DIRECTORY, else $XDG_STATE_HOME/praatje/OFFICE/DEVICE (XDG Base Directory). */
static bool default_state(struct settings *settings)
{
	const char *systemd = getenv("STATE_DIRECTORY"), *xdg = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	int length;

	if (systemd && *systemd)
		length = snprintf(settings->state, sizeof settings->state, "%s", systemd);
	else if (xdg && *xdg == '/')
		length = snprintf(settings->state, sizeof settings->state, "%s/praatje/%s/%s", xdg,
				  settings->office, settings->device);
	else
		length = snprintf(settings->state, sizeof settings->state,
				  "%s/.local/state/praatje/%s/%s", home ? home : "",
				  settings->office, settings->device);
	return length > 0 && (size_t)length < sizeof settings->state;
}

/* A settings file without an office is that of a device that has, or is to be given, an identity.
 */
static int find_identity(struct options *options)
{
	bool shows = !options->checks_panel && !options->picture[0];

	if (options->settings_error[0]) {
		options->stranger = shows;
		return shows ? EX_OK : EX_CONFIG;
	}
	if (options->settings.office[0] || !options->settings_path[0] || !shows)
		return EX_OK;
	if (!identity_place(options))
		return usage("--state: the folder's name is too long", "");
	if (access(options->identity, F_OK) == 0)
		read_file(options, options->identity);
	options->stranger = options->settings_error[0] || !options->settings.office[0];
	return EX_OK;
}

static int complete(struct options *options)
{
	struct settings *settings = &options->settings;
	int status = find_identity(options);

	if (status != EX_OK)
		return status;
	if (!settings->office[0] && !options->checks_panel && !options->stranger)
		return usage("which office? Give --office ID, or --settings FILE", "");
	if (!settings->device[0])
		device_from_host(settings->device);
	if (!settings->state[0] && !default_state(settings))
		return usage("--state: the folder's name is too long", "");
	bool board = settings->role == ROLE_BOARD;
	if (!settings->width) {
		settings->width = board ? 1920 : 800;
		settings->height = board ? 1080 : 480;
	}
	device_config_default(&options->config);
	options->config.role = settings->role;
	snprintf(options->config.panel, sizeof options->config.panel, "%s", settings->panel);
	options->config.lang_set = settings->language_set;
	options->config.lang = settings->language;
	return EX_OK;
}

bool options_parse(int argc, char **argv, struct options *out, int *status)
{
	int found;

	*out = (struct options){0};
	settings_default(&out->settings);
	*status = EX_OK;
	read_settings(argc, argv, out);
	optind = 1;
	while (*status == EX_OK &&
	       (found = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
		if (found == HELP || found == VERSION) {
			fputs(found == HELP ? help : "praatje " PRAATJE_VERSION "\n", stdout);
			return false;
		}
		*status = take_option(found, argv, out);
	}
	if (*status == EX_OK && optind < argc)
		*status = usage("nothing may stand beside the options: ", argv[optind]);
	if (*status == EX_OK)
		*status = complete(out);
	return *status == EX_OK;
}
