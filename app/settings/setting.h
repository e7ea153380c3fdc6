/* What may stand after a key, one function a setting; for settings.c alone. */
#ifndef PRAATJE_SETTINGS_SETTING_H
#define PRAATJE_SETTINGS_SETTING_H

#include "settings/settings.h"

enum { PORT_DEFAULT = 1883 };

/* Writes a sentence into error, of SETTINGS_ERROR_SIZE, and returns false. */
bool setting_wrong(char *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A text as it stands, into a field of so many bytes; what names it when it is too long. */
bool setting_text(char *to, size_t size, const char *value, const char *what, char *error);

/*
 * Each takes a text into the settings. True when it could; else error, of SETTINGS_ERROR_SIZE,
 * has a sentence.
 */
bool setting_address(struct settings *, const char *value, char *error);
bool setting_password_file(struct settings *, const char *value, char *error);
bool setting_office(struct settings *, const char *value, char *error);
bool setting_device(struct settings *, const char *value, char *error);
bool setting_role(struct settings *, const char *value, char *error);
bool setting_language(struct settings *, const char *value, char *error);
bool setting_size(struct settings *, const char *value, char *error);
bool setting_fullscreen(struct settings *, const char *value, char *error);
bool setting_panel(struct settings *, const char *value, char *error);
bool setting_badge_salt_file(struct settings *, const char *value, char *error);

#endif
