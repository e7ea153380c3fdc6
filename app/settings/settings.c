#include "settings/settings.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/suggest.h"
#include "settings/lines.h"

enum {
	PORT_DEFAULT = 1883,
	PORT_TLS = 8883,
	PORT_MAX = 65535,
	PIXELS_MIN = 100,
	PIXELS_MAX = 16384
};

static bool wrong(char *error, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool wrong(char *error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(error, SETTINGS_ERROR_SIZE, format, arguments);
	va_end(arguments);
	return false;
}

void settings_default(struct settings *settings)
{
	*settings = (struct settings){.port = PORT_DEFAULT, .role = ROLE_KIOSK};
	snprintf(settings->host, sizeof settings->host, "localhost");
	snprintf(settings->boards, sizeof settings->boards, "%s", PRAATJE_BOARDS);
	snprintf(settings->badge_readers, sizeof settings->badge_readers, "likely");
}

static bool parse_number(const char *text, int low, int high, int *out)
{
	char *end;

	errno = 0;
	long number = strtol(text, &end, 10);
	if (end == text || *end || errno || number < low || number > high)
		return false;
	*out = (int)number;
	return true;
}

/* mqtt://HOST, mqtt://HOST:PORT, mqtt://[IPV6]:PORT; mqtts:// the same. */
static bool set_address(struct settings *settings, const char *value, char *error)
{
	static const char plain[] = "mqtt://", secure[] = "mqtts://";
	bool tls = strncmp(value, secure, sizeof secure - 1) == 0;

	if (!tls && strncmp(value, plain, sizeof plain - 1) != 0)
		return wrong(
		    error,
		    "\"%s\" is no broker's address; use mqtt://HOST:PORT, or mqtts:// with "
		    "TLS",
		    value);
	const char *host = value + (tls ? sizeof secure : sizeof plain) - 1, *end;
	if (*host == '[') {
		host++;
		end = strchr(host, ']');
	} else {
		end = host + strcspn(host, ":/");
	}
	size_t length = end ? (size_t)(end - host) : 0;
	if (length == 0 || length >= SETTINGS_HOST_SIZE)
		return wrong(error, "\"%s\" names no host; use mqtt://HOST:PORT", value);
	const char *rest = *end == ']' ? end + 1 : end;
	int port = tls ? PORT_TLS : PORT_DEFAULT;
	if (*rest == ':' && !parse_number(rest + 1, 1, PORT_MAX, &port))
		return wrong(error, "\"%s\": the port is a number from 1 to %d", value, PORT_MAX);
	if (*rest && *rest != ':')
		return wrong(error, "\"%s\": nothing may follow the host and port", value);
	memcpy(settings->host, host, length);
	settings->host[length] = '\0';
	settings->port = port;
	settings->tls = tls;
	settings->address_given = true;
	return true;
}

static bool set_text(char *to, size_t size, const char *value, const char *what, char *error)
{
	if (strlen(value) >= size)
		return wrong(error, "the %s is too long; at most %zu bytes", what, size - 1);
	snprintf(to, size, "%s", value);
	return true;
}

/* The first line of a file, so that the secret needn't stand in a readable place. */
static bool set_secret_file(char *to, const char *value, const char *what, char *error)
{
	FILE *file = fopen(value, "re");

	if (!file)
		return wrong(error, "the %s file %s can't be read: %s", what, value,
			     strerror(errno));
	char line[SETTINGS_PASSWORD_SIZE + 1];
	bool read = fgets(line, sizeof line, file) != NULL;
	int failed = ferror(file) ? errno : 0;
	fclose(file);
	if (failed)
		return wrong(error, "the password file %s can't be read: %s", value,
			     strerror(failed));
	if (!read)
		return wrong(error, "the %s file %s is empty", what, value);
	line[strcspn(line, "\r\n")] = '\0';
	return set_text(to, SETTINGS_PASSWORD_SIZE, line, what, error);
}

static bool set_password_file(struct settings *settings, const char *value, char *error)
{
	return set_secret_file(settings->password, value, "password", error);
}

static bool set_id(char *to, const char *value, char *error)
{
	if (id_parse(value, to))
		return true;
	return wrong(error, "\"%s\" is no id; ids are 1 to 32 of a-z, 0-9 and \"-\"", value);
}

static bool set_office(struct settings *settings, const char *value, char *error)
{
	if (strcmp(value, "-") == 0)
		return wrong(error, "\"-\" can't be an office's id");
	return set_id(settings->office, value, error);
}

static bool set_device(struct settings *settings, const char *value, char *error)
{
	if (strcmp(value, "all") == 0)
		return wrong(error, "\"all\" can't be a device's id: it means every device");
	return set_id(settings->device, value, error);
}

static bool set_role(struct settings *settings, const char *value, char *error)
{
	if (role_parse(value, &settings->role))
		return true;
	return wrong(error, "\"%s\" is no role; roles are kiosk, board and desk", value);
}

static bool set_language(struct settings *settings, const char *value, char *error)
{
	char names[4 * LANGUAGE_COUNT + 1];
	int length = 0;

	settings->language_set = language_parse(value, &settings->language);
	if (settings->language_set)
		return true;
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		length += snprintf(names + length, sizeof names - (size_t)length, "%s%.2s",
				   i ? ", " : "", language_name(i));
	return wrong(error, "\"%s\" is no language here; languages are %s", value, names);
}

static bool set_size(struct settings *settings, const char *value, char *error)
{
	char width[8] = "", height[8] = "";
	bool parted = sscanf(value, "%7[0-9]x%7[0-9]", width, height) == 2 &&
		      strlen(width) + strlen(height) + 1 == strlen(value);

	if (parted && parse_number(width, PIXELS_MIN, PIXELS_MAX, &settings->width) &&
	    parse_number(height, PIXELS_MIN, PIXELS_MAX, &settings->height))
		return true;
	return wrong(error, "\"%s\" is no size; a size is WIDTHxHEIGHT, such as 800x480", value);
}

static bool set_fullscreen(struct settings *settings, const char *value, char *error)
{
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return wrong(error, "\"%s\": fullscreen is yes or no", value);
	settings->fullscreen = strcmp(value, "yes") == 0;
	return true;
}

static bool set_panel(struct settings *settings, const char *value, char *error)
{
	if (id_parse(value, settings->panel))
		return true;
	return wrong(
	    error, "\"%s\" is no wiring; a wiring is a pin map's name such as pi-4, or sim", value);
}

static bool set_badge_salt_file(struct settings *settings, const char *value, char *error)
{
	return set_secret_file(settings->badge_salt, value, "badge salt", error);
}

#define TEXT(name, field, what)                                                                    \
	{                                                                                          \
		name, NULL, offsetof(struct settings, field), sizeof((struct settings *)0)->field, \
		    what                                                                           \
	}

/* Each has a function of its own, or is a text as it stands. */
static const struct setting {
	const char *key;
	bool (*set)(struct settings *, const char *value, char *error);
	size_t offset, size;
	const char *what;
} list[] = {
    {.key = "broker.address", .set = set_address},
    TEXT("broker.ca_file", ca_file, "file's name"),
    TEXT("broker.certificate", certificate, "file's name"),
    TEXT("broker.key", key, "file's name"),
    TEXT("broker.user", user, "user"),
    TEXT("broker.password", password, "password"),
    {.key = "broker.password_file", .set = set_password_file},
    {.key = "office.id", .set = set_office},
    {.key = "device.id", .set = set_device},
    {.key = "device.role", .set = set_role},
    {.key = "device.language", .set = set_language},
    {.key = "device.size", .set = set_size},
    {.key = "device.fullscreen", .set = set_fullscreen},
    TEXT("device.state", state, "folder's name"),
    {.key = "panel.wiring", .set = set_panel},
    TEXT("panel.boards", boards, "folder's name"),
    TEXT("panel.badge_readers", badge_readers, "readers' pattern"),
    {.key = "panel.badge_salt_file", .set = set_badge_salt_file},
    TEXT("panel.script", panel_script, "script's name"),
    TEXT("panel.lamps", panel_lamps, "file's name"),
    TEXT("panel.root", panel_root, "folder's name"),
};

enum { KEYS = sizeof list / sizeof *list };

static int find_key(const char *key)
{
	for (int i = 0; i < KEYS; i++) {
		if (strcmp(list[i].key, key) == 0)
			return i;
	}
	return -1;
}

static bool unknown_key(const char *key, char *error)
{
	const char *keys[KEYS];

	for (int i = 0; i < KEYS; i++)
		keys[i] = list[i].key;
	const char *meant = suggest_word(key, keys, KEYS);
	if (meant)
		return wrong(error, "there is no setting %s; did you mean %s?", key, meant);
	return wrong(error,
		     "there is no setting %s; [broker] has address, ca_file, certificate, key, "
		     "user, password and password_file, [office] has id, [device] has id, role, "
		     "language, size, "
		     "fullscreen and state, [panel] has wiring, boards, badge_readers, "
		     "badge_salt_file, script, lamps and root",
		     key);
}

bool settings_set(struct settings *settings, const char *key, const char *value, char *error)
{
	int found = find_key(key);

	if (found < 0)
		return unknown_key(key, error);
	const struct setting *setting = &list[found];
	if (setting->set)
		return setting->set(settings, value, error);
	return set_text((char *)settings + setting->offset, setting->size, value, setting->what,
			error);
}

struct reading {
	struct settings *settings;
	char *error;
	bool failed;
	bool given[KEYS];
};

static int handle_setting(void *data, const char *section, const char *name, const char *value)
{
	struct reading *reading = data;
	char key[128];

	snprintf(key, sizeof key, "%s.%s", section, name);
	int found = find_key(key);
	if (reading->failed)
		return 0;
	if (found >= 0 && reading->given[found]) {
		reading->failed = true;
		return wrong(reading->error, "%s is given twice", key);
	}
	if (found >= 0)
		reading->given[found] = true;
	reading->failed = !settings_set(reading->settings, key, value, reading->error);
	return !reading->failed;
}

/* Only to find the first line that isn't one of an INI file. */
static int accept_any(void *data, const char *section, const char *name, const char *value)
{
	(void)data;
	(void)section;
	(void)name;
	(void)value;
	return 1;
}

/* What the file itself holds goes by its own name, unless another file is named. */
static bool take_own(struct settings *settings, const struct reading *reading, const char *path,
		     const struct lines *lines)
{
	const struct {
		bool there;
		const char *key;
	} own[] = {
	    {lines->certificate, "broker.ca_file"},
	    {lines->certificate && lines->key, "broker.certificate"},
	    {lines->certificate && lines->key, "broker.key"},
	};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		if (own[i].there && !reading->given[find_key(own[i].key)] &&
		    !settings_set(settings, own[i].key, path, reading->error))
			return false;
	}
	return true;
}

bool settings_read(struct settings *settings, const char *path, char *error)
{
	char why[SETTINGS_ERROR_SIZE] = "a line is [section], key = value, or ; a remark";
	struct reading reading = {.settings = settings, .error = why};
	struct lines lines = {.file = fopen(path, "re")};

	if (!lines.file)
		return wrong(error, "%s can't be read: %s", path, strerror(errno));
	int failed = 0, line = lines_parse(&lines, accept_any, NULL, &failed);
	if (line == 0 && !failed && fseek(lines.file, 0, SEEK_SET) < 0)
		failed = errno;
	if (line == 0 && !failed)
		line = lines_parse(&lines, handle_setting, &reading, &failed);
	fclose(lines.file);
	if (failed)
		return wrong(error, "%s can't be read: %s", path, strerror(failed));
	if (line)
		return wrong(error, "%s:%d: %.400s", path, line, why);
	if (lines.open_at)
		return wrong(error, "%s:%d: the certificate or key that begins here has no end",
			     path, lines.open_at);
	return take_own(settings, &reading, path, &lines) || wrong(error, "%s: %.400s", path, why);
}
