/*
 * What a program must know before it reaches its broker: from a settings file (INI) and the
 * command line. Everything else is configured over MQTT.
 */
#ifndef PRAATJE_SETTINGS_SETTINGS_H
#define PRAATJE_SETTINGS_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/config.h"

enum {
	SETTINGS_HOST_SIZE = 256,
	SETTINGS_USER_SIZE = 129,
	SETTINGS_PASSWORD_SIZE = 257,
	SETTINGS_PATH_SIZE = 4096,
	SETTINGS_ERROR_SIZE = 512,
};

struct settings {
	char host[SETTINGS_HOST_SIZE]; /* [broker] address = mqtt://HOST:PORT */
	int port;                      /* not given: 1883, with TLS 8883 */
	bool address_given;
	bool tls;                         /* mqtts:// instead of mqtt:// */
	char ca_file[SETTINGS_PATH_SIZE]; /* [broker] ca_file; empty: the system's authorities */
	char certificate[SETTINGS_PATH_SIZE];  /* [broker] certificate: one's own; empty: none */
	char key[SETTINGS_PATH_SIZE];          /* [broker] key, to the certificate */
	char user[SETTINGS_USER_SIZE];         /* [broker] user; empty: anonymous */
	char password[SETTINGS_PASSWORD_SIZE]; /* [broker] password, or the file in password_file */
	char office[ID_SIZE];                  /* [office] id; empty: not given */
	char device[ID_SIZE];                  /* [device] id; empty: not given */
	enum role role;                        /* [device] role */
	bool language_set;
	enum language language;         /* [device] language */
	int width, height;              /* [device] size = 800x480; 0: not given */
	bool fullscreen;                /* [device] fullscreen = yes|no */
	char state[SETTINGS_PATH_SIZE]; /* [device] state: a folder; empty: not given */

	char panel[ID_SIZE];                    /* [panel] wiring: a pin map's name; empty: none */
	char boards[SETTINGS_PATH_SIZE];        /* [panel] boards: the folder of the pin maps */
	char panel_script[SETTINGS_PATH_SIZE];  /* [panel] script, of the sim */
	char panel_lamps[SETTINGS_PATH_SIZE];   /* [panel] lamps: a file, of the sim */
	char panel_root[SETTINGS_PATH_SIZE];    /* [panel] root: before /sys and /dev/input */
	char badge_readers[SETTINGS_HOST_SIZE]; /* [panel] badge_readers: likely, none, a pattern */
	char badge_salt[SETTINGS_PASSWORD_SIZE]; /* [panel] badge_salt_file: what is in it */
};

/* mqtt://localhost:1883, a kiosk, the installed pin maps, likely badge readers; nothing else. */
void settings_default(struct settings *);

/*
 * Reads the file over what settings hold. Certificates and a key (PEM, one's own certificate first)
 * may stand in it: then it is the ca_file, certificate and key, where it names no others. False
 * when it can't be read or is wrong; error (SETTINGS_ERROR_SIZE bytes) then says where (FILE:LINE)
 * and what, and settings are not to be used.
 */
bool settings_read(struct settings *, const char *path, char *error);

/*
 * One setting from its text, as in the file: key is "section.key", such as "device.size".
 * False when there is no such key or the value is wrong; error says why, without a place.
 */
bool settings_set(struct settings *, const char *key, const char *value, char *error);

#endif
