#include "admin/options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "admin/out.h"
#include "protocol/suggest.h"
#include "protocol/topic.h"

enum { TIMEOUT_DEFAULT_MS = 5000, TIMEOUT_LARGEST_S = 3600 };

/* Option texts as they were given; they count only once the settings file is read. */
struct given {
	const char *settings, *broker, *office, *user, *password_file, *timeout;
};

static const struct option long_options[] = {
    {"broker", required_argument, NULL, 'b'},
    {"office", required_argument, NULL, 'O'},
    {"settings", required_argument, NULL, 's'},
    {"user", required_argument, NULL, 'u'},
    {"password-file", required_argument, NULL, 'p'},
    {"timeout", required_argument, NULL, 't'},
    {"output", required_argument, NULL, 'o'},
    {"json", no_argument, NULL, 'j'},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
};

static int usage_unknown(const char *word)
{
	const char *names[sizeof(long_options) / sizeof(long_options[0])];
	int count = 0;

	for (; long_options[count].name; count++)
		names[count] = long_options[count].name;
	const char *meant =
	    word[0] == '-' && word[1] == '-' ? suggest_word(word + 2, names, count) : NULL;
	if (meant)
		complain("there is no option '%s'; did you mean '--%s'?", word, meant);
	else
		complain("there is no option '%s'; see praatjectl --help", word);
	return EX_USAGE;
}

static void take(struct admin_options *options, struct given *given, int letter)
{
	switch (letter) {
	case 'b':
		given->broker = optarg;
		break;
	case 'O':
		given->office = optarg;
		break;
	case 's':
		given->settings = optarg;
		break;
	case 'u':
		given->user = optarg;
		break;
	case 'p':
		given->password_file = optarg;
		break;
	case 't':
		given->timeout = optarg;
		break;
	case 'o':
		options->output = optarg;
		break;
	case 'j':
		options->json = true;
		break;
	case 'h':
		options->help = true;
		break;
	default:
		options->version = true;
	}
}

static int collect(struct admin_options *options, struct given *given, int argc, char **argv)
{
	int letter;

	opterr = 0;
	while ((letter = getopt_long(argc, argv, ":o:h", long_options, NULL)) != -1) {
		if (letter == ':') {
			complain("%s wants a value; see praatjectl --help", argv[optind - 1]);
			return EX_USAGE;
		}
		if (letter == '?')
			return usage_unknown(argv[optind - 1]);
		take(options, given, letter);
	}
	options->words = argv + optind;
	options->words_count = argc - optind;
	return EX_OK;
}

static int timeout_read(struct admin_options *options, const char *text)
{
	char *end;

	if (!text)
		return EX_OK;
	double seconds = strtod(text, &end);
	if (end == text || *end || !isfinite(seconds) || seconds <= 0 ||
	    seconds > TIMEOUT_LARGEST_S) {
		complain("--timeout '%s': write seconds, above 0 and at most %d", text,
			 TIMEOUT_LARGEST_S);
		return EX_USAGE;
	}
	options->timeout_ms = (int)ceil(seconds * 1000);
	return EX_OK;
}

static const char path_default[] = "/etc/praatje/praatje.conf";

/* The settings file that holds without an option; NULL: none. */
static const char *path_choose(void)
{
	const char *path = getenv("PRAATJE_SETTINGS");

	if (path && *path)
		return path;
	return access(path_default, F_OK) == 0 ? path_default : NULL;
}

static int file_check(const char *path)
{
	if (access(path, R_OK) == 0)
		return EX_OK;
	complain("%s: cannot be read: %s", path, strerror(errno));
	return EX_NOINPUT;
}

static int file_read(struct admin_options *options, const char *path)
{
	char error[SETTINGS_ERROR_SIZE];

	settings_default(&options->settings);
	if (!path)
		path = path_choose();
	int status = path ? file_check(path) : EX_OK;
	if (!path || status != EX_OK || settings_read(&options->settings, path, error))
		return status;
	complain("%s", error);
	return EX_CONFIG;
}

static int option_set(struct admin_options *options, const char *option, const char *key,
		      const char *value)
{
	char error[SETTINGS_ERROR_SIZE];

	if (!value || settings_set(&options->settings, key, value, error))
		return EX_OK;
	complain("--%s: %s", option, error);
	return EX_USAGE;
}

static int password_read(struct admin_options *options, const char *path)
{
	int status = path ? file_check(path) : EX_OK;

	return status == EX_OK ? option_set(options, "password-file", "broker.password_file", path)
			       : status;
}

/* The name is part of the topics that answers come on. */
static int user_check(const struct settings *settings)
{
	if (!settings->user[0] || topic_user_valid(settings->user))
		return EX_OK;
	complain("\"%s\" cannot be a user of the broker: it is a part of topics, without + # /",
		 settings->user);
	return EX_CONFIG;
}

static int given_apply(struct admin_options *options, const struct given *given)
{
	int status = timeout_read(options, given->timeout);

	if (status == EX_OK)
		status = file_read(options, given->settings);
	if (status == EX_OK)
		status = option_set(options, "broker", "broker.address", given->broker);
	if (status == EX_OK)
		status = option_set(options, "office", "office.id", given->office);
	if (status == EX_OK)
		status = option_set(options, "user", "broker.user", given->user);
	if (status == EX_OK)
		status = password_read(options, given->password_file);
	return status == EX_OK ? user_check(&options->settings) : status;
}

int admin_options_read(struct admin_options *options, int argc, char **argv)
{
	struct given given = {0};

	*options = (struct admin_options){.timeout_ms = TIMEOUT_DEFAULT_MS};
	int status = collect(options, &given, argc, argv);
	if (status != EX_OK || options->help || options->version)
		return status;
	return given_apply(options, &given);
}
