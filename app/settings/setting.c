#include "settings/setting.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PORT_TLS = 8883,
	PORT_MAX = 65535,
	PIXELS_MIN = 100,
	PIXELS_MAX = 16384,
};

bool setting_wrong(char *error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(error, SETTINGS_ERROR_SIZE, format, arguments);
	va_end(arguments);
	return false;
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
bool setting_address(struct settings *settings, const char *value, char *error)
{
	static const char plain[] = "mqtt://", secure[] = "mqtts://";
	bool tls = strncmp(value, secure, sizeof secure - 1) == 0;

	if (!tls && strncmp(value, plain, sizeof plain - 1) != 0)
		return setting_wrong(
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
		return setting_wrong(error, "\"%s\" names no host; use mqtt://HOST:PORT", value);
	const char *rest = *end == ']' ? end + 1 : end;
	int port = tls ? PORT_TLS : PORT_DEFAULT;
	if (*rest == ':' && !parse_number(rest + 1, 1, PORT_MAX, &port))
		return setting_wrong(error, "\"%s\": the port is a number from 1 to %d", value,
				     PORT_MAX);
	if (*rest && *rest != ':')
		return setting_wrong(error, "\"%s\": nothing may follow the host and port", value);
	memcpy(settings->host, host, length);
	settings->host[length] = '\0';
	settings->port = port;
	settings->tls = tls;
	settings->address_given = true;
	return true;
}

bool setting_text(char *to, size_t size, const char *value, const char *what, char *error)
{
	if (strlen(value) >= size)
		return setting_wrong(error, "the %s is too long; at most %zu bytes", what,
				     size - 1);
	snprintf(to, size, "%s", value);
	return true;
}

/* The first line of a file, so that the secret needn't stand in a readable place. */
static bool set_secret_file(char *to, const char *value, const char *what, char *error)
{
	FILE *file = fopen(value, "re");

	if (!file)
		return setting_wrong(error, "the %s file %s can't be read: %s", what, value,
				     strerror(errno));
	char line[SETTINGS_PASSWORD_SIZE + 1];
	bool read = fgets(line, sizeof line, file) != NULL;
	int failed = ferror(file) ? errno : 0;
	fclose(file);
	if (failed)
		return setting_wrong(error, "the password file %s can't be read: %s", value,
				     strerror(failed));
	if (!read)
		return setting_wrong(error, "the %s file %s is empty", what, value);
	line[strcspn(line, "\r\n")] = '\0';
	return setting_text(to, SETTINGS_PASSWORD_SIZE, line, what, error);
}

bool setting_password_file(struct settings *settings, const char *value, char *error)
{
	return set_secret_file(settings->password, value, "password", error);
}

static bool set_id(char *to, const char *value, char *error)
{
	if (id_parse(value, to))
		return true;
	return setting_wrong(error, "\"%s\" is no id; ids are 1 to 32 of a-z, 0-9 and \"-\"",
			     value);
}

bool setting_office(struct settings *settings, const char *value, char *error)
{
	if (strcmp(value, "-") == 0)
		return setting_wrong(error, "\"-\" can't be an office's id");
	return set_id(settings->office, value, error);
}

bool setting_device(struct settings *settings, const char *value, char *error)
{
	if (strcmp(value, "all") == 0)
		return setting_wrong(error,
				     "\"all\" can't be a device's id: it means every device");
	return set_id(settings->device, value, error);
}

bool setting_role(struct settings *settings, const char *value, char *error)
{
	if (role_parse(value, &settings->role))
		return true;
	return setting_wrong(error, "\"%s\" is no role; roles are kiosk, board and desk", value);
}

bool setting_language(struct settings *settings, const char *value, char *error)
{
	char names[4 * LANGUAGE_COUNT + 1];
	int length = 0;

	settings->language_set = language_parse(value, &settings->language);
	if (settings->language_set)
		return true;
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		length += snprintf(names + length, sizeof names - (size_t)length, "%s%.2s",
				   i ? ", " : "", language_name(i));
	return setting_wrong(error, "\"%s\" is no language here; languages are %s", value, names);
}

bool setting_size(struct settings *settings, const char *value, char *error)
{
	char width[8] = "", height[8] = "";
	bool parted = sscanf(value, "%7[0-9]x%7[0-9]", width, height) == 2 &&
		      strlen(width) + strlen(height) + 1 == strlen(value);

	if (parted && parse_number(width, PIXELS_MIN, PIXELS_MAX, &settings->width) &&
	    parse_number(height, PIXELS_MIN, PIXELS_MAX, &settings->height))
		return true;
	return setting_wrong(error, "\"%s\" is no size; a size is WIDTHxHEIGHT, such as 800x480",
			     value);
}

bool setting_fullscreen(struct settings *settings, const char *value, char *error)
{
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return setting_wrong(error, "\"%s\": fullscreen is yes or no", value);
	settings->fullscreen = strcmp(value, "yes") == 0;
	return true;
}

bool setting_panel(struct settings *settings, const char *value, char *error)
{
	if (id_parse(value, settings->panel))
		return true;
	return setting_wrong(
	    error, "\"%s\" is no wiring; a wiring is a pin map's name such as pi-4, or sim", value);
}

bool setting_badge_salt_file(struct settings *settings, const char *value, char *error)
{
	return set_secret_file(settings->badge_salt, value, "badge salt", error);
}
