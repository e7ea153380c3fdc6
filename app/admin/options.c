#include "admin/options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
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
	const char *ca_file, *certificate, *key;
};

/* Also what the help and the completion say. Ordered by what one looks for first. */
static const struct option_entry {
	const char *name;
	const char *value; /* what it wants; NULL: nothing */
	const char *help;
	unsigned bit; /* enum option_bit; 0: every command takes it */
	int letter;
} entries[] = {
    {"broker", "URL", "mqtt://HOST[:PORT], mqtts:// with TLS (default mqtt://localhost:1883)", 0,
     'b'},
    {"office", "ID", "the office", 0, 'O'},
    {"settings", "FILE",
     "where these come from without options (default\n$PRAATJE_SETTINGS, else "
     "/etc/praatje/praatje.conf)",
     0, 's'},
    {"user", "NAME", "who you are to the broker", 0, 'u'},
    {"password-file", "FILE", "its first line is the password", 0, 'p'},
    {"cafile", "FILE", "who is believed to be the broker (TLS; default: the system's)", 0, 'c'},
    {"cert", "FILE", "your certificate (TLS)", 0, 'C'},
    {"key", "FILE", "the key to it (TLS)", 0, 'k'},
    {"timeout", "SECONDS", "how long to wait for the broker, answers and reports (default 5)", 0,
     't'},
    {"json", NULL, "a JSON object a line, for programs", 0, 'j'},
    {"dry-run", NULL, "only shows what would change", OPTION_DRY_RUN, 'n'},
    {"force", NULL, "also over what somebody else changed since", OPTION_FORCE, 'f'},
    {"prune", NULL, "apply: removes the people and devices that the files don't have", OPTION_PRUNE,
     'P'},
    {"wall", "WHERE", "person: where the name may stand: open, name or count", OPTION_WALL, 'w'},
    {"id", "ID", "add, device adopt: an id of your own choice", OPTION_ID, 'i'},
    {"at", "DEVICE", "person badge: the device whose reader reads it", OPTION_AT, 'a'},
    {"take", NULL, "person badge: takes the badge away, or all without HASH", OPTION_TAKE, 'T'},
    {"host", "NAME", "broker init: a name or address that it is reached by; may be repeated",
     OPTION_HOST, 'H'},
    {"dynamic-security", NULL, "broker init: rights for mosquitto's plugin, not an acl_file",
     OPTION_DYNAMIC, 'D'},
    {"role", "ROLE",
     "device enrol, adopt: kiosk, board, counting-board, desk, home-assistant or\nbridge",
     OPTION_ROLE, 'r'},
    {"person", "ID", "device enrol, adopt: whose desk it is", OPTION_PERSON, 'q'},
    {"folder", "FOLDER",
     "bridge, enrol, adopt, renew, revoke, doctor: the broker's (default\n /etc/praatje-broker)",
     OPTION_FOLDER, 'F'},
    {"show", "OFFICE", "bridge: an office that boards there may show; may be repeated", OPTION_SHOW,
     'S'},
    {"output", "FILE", "where a picture, an identity's file or a bridge goes; -o for short",
     OPTION_OUTPUT, 'o'},
    {"months", "NUMBER", "tally: how many months, this one included (default 12)", OPTION_MONTHS,
     'm'},
    {"svg", "FILE", "tally: also as a picture; - is standard output, and only that", OPTION_SVG,
     'G'},
    {"help", NULL, "prints this", 0, 'h'},
    {"version", NULL, "prints the version", 0, 'V'},
};

enum { ENTRIES = sizeof(entries) / sizeof(entries[0]), HELP_COLUMN = 24 };

static struct option long_options[ENTRIES + 1];

static void long_options_make(void)
{
	for (int i = 0; i < ENTRIES; i++)
		long_options[i] = (struct option){entries[i].name, entries[i].value ? 1 : 0, NULL,
						  entries[i].letter};
}

const char *admin_option_name(unsigned bit)
{
	for (int i = 0; i < ENTRIES; i++) {
		if (entries[i].bit == bit)
			return entries[i].name;
	}
	return "";
}

static void print_entry(const struct option_entry *entry)
{
	char head[64];
	const char *line = entry->help;

	snprintf(head, sizeof(head), "  --%s%s%s", entry->name, entry->value ? " " : "",
		 entry->value ? entry->value : "");
	printf("%-*s", HELP_COLUMN, head);
	while (*line) {
		int length = (int)strcspn(line, "\n");
		printf("%.*s\n", length, line);
		line += length;
		if (*line && *++line)
			printf("%*s", HELP_COLUMN, "");
	}
}

void admin_options_print(bool plain)
{
	for (int i = 0; i < ENTRIES; i++) {
		if (plain)
			printf("--%s\n", entries[i].name);
		else
			print_entry(&entries[i]);
	}
}

static int usage_unknown(const char *word)
{
	const char *names[ENTRIES];
	int count = 0;

	for (; count < ENTRIES; count++)
		names[count] = entries[count].name;
	const char *meant =
	    word[0] == '-' && word[1] == '-' ? suggest_word(word + 2, names, count) : NULL;
	if (meant)
		complain("there is no option '%s'; did you mean '--%s'?", word, meant);
	else
		complain("there is no option '%s'; see praatjectl --help", word);
	return EX_USAGE;
}

/* Where the text of an option goes; NULL: it has none. */
static const char **text_of(struct admin_options *options, struct given *given, int letter)
{
	const struct {
		int letter;
		const char **to;
	} places[] = {
	    {'b', &given->broker},      {'O', &given->office},        {'s', &given->settings},
	    {'u', &given->user},        {'p', &given->password_file}, {'c', &given->ca_file},
	    {'C', &given->certificate}, {'k', &given->key},           {'t', &given->timeout},
	    {'o', &options->output},    {'w', &options->wall},        {'i', &options->id},
	    {'a', &options->at},        {'r', &options->role},        {'q', &options->person},
	    {'F', &options->folder},    {'m', &options->months},      {'G', &options->svg},
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		if (places[i].letter == letter)
			return places[i].to;
	}
	return NULL;
}

static void take(struct admin_options *options, struct given *given, int letter)
{
	const char **text = text_of(options, given, letter);

	for (int i = 0; i < ENTRIES; i++) {
		if (entries[i].letter == letter)
			options->given |= entries[i].bit;
	}
	if (text)
		*text = optarg;
	if (letter == 'H' && options->hosts_count < OPTIONS_HOSTS_MAX)
		options->hosts[options->hosts_count++] = optarg;
	if (letter == 'S' && options->shows_count++ < OPTIONS_SHOWS_MAX)
		options->shows[options->shows_count - 1] = optarg;
	options->json |= letter == 'j';
	options->dry_run |= letter == 'n';
	options->force |= letter == 'f';
	options->prune |= letter == 'P';
	options->dynamic |= letter == 'D';
	options->take |= letter == 'T';
	options->help |= letter == 'h';
	options->version |= letter == 'V';
}

static int collect(struct admin_options *options, struct given *given, int argc, char **argv)
{
	int letter;

	long_options_make();
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
	options->timeout_given = true;
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
	if (status == EX_OK)
		status = option_set(options, "cafile", "broker.ca_file", given->ca_file);
	if (status == EX_OK)
		status = option_set(options, "cert", "broker.certificate", given->certificate);
	if (status == EX_OK)
		status = option_set(options, "key", "broker.key", given->key);
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
