#include "settings/settings.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "protocol/suggest.h"
#include "settings/lines.h"
#include "settings/setting.h"

void settings_default(struct settings *settings)
{
	*settings = (struct settings){.port = PORT_DEFAULT, .role = ROLE_KIOSK};
	snprintf(settings->host, sizeof settings->host, "localhost");
	snprintf(settings->boards, sizeof settings->boards, "%s", PRAATJE_BOARDS);
	snprintf(settings->badge_readers, sizeof settings->badge_readers, "likely");
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
    {.key = "broker.address", .set = setting_address},
    TEXT("broker.ca_file", ca_file, "file's name"),
    TEXT("broker.certificate", certificate, "file's name"),
    TEXT("broker.key", key, "file's name"),
    TEXT("broker.user", user, "user"),
    TEXT("broker.password", password, "password"),
    {.key = "broker.password_file", .set = setting_password_file},
    {.key = "office.id", .set = setting_office},
    {.key = "device.id", .set = setting_device},
    {.key = "device.role", .set = setting_role},
    {.key = "device.language", .set = setting_language},
    {.key = "device.size", .set = setting_size},
    {.key = "device.fullscreen", .set = setting_fullscreen},
    TEXT("device.state", state, "folder's name"),
    {.key = "panel.wiring", .set = setting_panel},
    TEXT("panel.boards", boards, "folder's name"),
    TEXT("panel.badge_readers", badge_readers, "readers' pattern"),
    {.key = "panel.badge_salt_file", .set = setting_badge_salt_file},
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
		return setting_wrong(error, "there is no setting %s; did you mean %s?", key, meant);
	return setting_wrong(
	    error,
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
	return setting_text((char *)settings + setting->offset, setting->size, value, setting->what,
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
		return setting_wrong(reading->error, "%s is given twice", key);
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
		return setting_wrong(error, "%s can't be read: %s", path, strerror(errno));
	int failed = 0, line = lines_parse(&lines, accept_any, NULL, &failed);
	if (line == 0 && !failed && fseek(lines.file, 0, SEEK_SET) < 0)
		failed = errno;
	if (line == 0 && !failed)
		line = lines_parse(&lines, handle_setting, &reading, &failed);
	fclose(lines.file);
	if (failed)
		return setting_wrong(error, "%s can't be read: %s", path, strerror(failed));
	if (line)
		return setting_wrong(error, "%s:%d: %.400s", path, line, why);
	if (lines.open_at)
		return setting_wrong(error,
				     "%s:%d: the certificate or key that begins here has no end",
				     path, lines.open_at);
	return take_own(settings, &reading, path, &lines) ||
	       setting_wrong(error, "%s: %.400s", path, why);
}
