/*
 * What admins configure: the office, its people, its devices. Plain values of fixed size,
 * so that taking over a new one is a copy and a step needs no memory of its own.
 */
#ifndef PRAATJE_CORE_CONFIG_H
#define PRAATJE_CORE_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "core/id.h"
#include "core/language.h"
#include "core/zone.h"

enum {
	NAME_CHARS_MAX = 64,    /* characters of a name or label */
	PROMPT_CHARS_MAX = 160, /* characters of a prompt */
	NAME_SIZE = 4 * NAME_CHARS_MAX + 1,
	PROMPT_SIZE = 4 * PROMPT_CHARS_MAX + 1,
	SORT_SIZE = 2 * NAME_SIZE,
	HASH_SIZE = 65, /* a SHA-256 in hexadecimal */
	KINDS_MAX = 4,
	PLACES_MAX = 64,
	HOURS_MAX = 21,
	CLOSED_MAX = 64,
	PROMPTS_MAX = 100,
	PROMPT_WEIGHT_MAX = 10,
	BUILT_IN_MAX = 200, /* prompts of the program */
	BADGES_MAX = 4,
	BRIGHTNESS_MAX = 100, /* percent */
};

/* A text in each language; one that was given as a plain string is the same in all. */
struct label {
	char in[LANGUAGE_COUNT][NAME_SIZE];
};

enum icon {
	ICON_CHAT,  /* speech balloon */
	ICON_IDEA,  /* light bulb */
	ICON_WALK,  /* cup of coffee */
	ICON_FOOD,  /* lunch */
	ICON_HELP,  /* a question mark */
	ICON_FOCUS, /* headphones */
	ICON_HERE,  /* a check mark */
	ICON_LEAVE, /* a door */
	ICON_COUNT,
	ICON_KINDS = ICON_HELP + 1, /* the ones before this may stand for a kind */
};

/* What someone can be open for. */
struct kind {
	char id[ID_SIZE];
	enum icon icon;
	struct label name;
	struct label hint;
	int minutes; /* how long it lasts unless set: 1 to 1,440 */
	int weight;  /* how much of it is for the relation, in percent: 0 to 100 */
};

struct place {
	char id[ID_SIZE];
	struct label name;
};

/* Opening hours on some days of the week. */
struct hours {
	uint8_t days;     /* bit 0 is Monday, bit 6 is Sunday */
	int open_minute;  /* minutes past local midnight */
	int close_minute; /* at or before open_minute: the next morning */
};

struct date {
	int year, month, day;
};

/* A sentence that invites a conversation. */
struct prompt {
	char in[LANGUAGE_COUNT][PROMPT_SIZE];
	int weight;        /* how often it comes, beside the others: 1 to PROMPT_WEIGHT_MAX */
	bool off;          /* kept, but not shown */
	uint8_t days;      /* bit 0 is Monday; 0: any */
	struct date from;  /* year 0: any */
	struct date until; /* its last day; year 0: any */
};

/* When the prompts of the program are shown. */
enum built_in {
	BUILT_IN_ALONE, /* on days for which the office has none of its own */
	BUILT_IN_TOO,   /* beside the office's own */
	BUILT_IN_NEVER,
};

struct show {
	bool motion; /* whether sheet and done bar slide in */
};

struct office_config {
	int64_t rev; /* 0: not given */
	struct label name;
	enum language lang;
	char tz[64]; /* IANA name; zone is its table */
	struct zone zone;
	struct hours hours[HOURS_MAX];
	int hours_count;
	struct date closed[CLOSED_MAX];
	int closed_count;
	struct place places[PLACES_MAX];
	int places_count;
	struct kind kinds[KINDS_MAX];
	int kinds_count;
	struct prompt prompts[PROMPTS_MAX];
	int prompts_count;
	enum built_in built_in;
	bool built_in_off[BUILT_IN_MAX + 1]; /* by their numbers, from 1 */
	struct show show;
};

/* Where a name may stand (product rule 10). */
enum wall {
	WALL_OPEN,  /* named on boards only while open */
	WALL_NAME,  /* also in the list of who is here */
	WALL_COUNT, /* never named, only counted */
};

struct person_config {
	int64_t rev;
	char name[NAME_SIZE];
	char sort[SORT_SIZE]; /* orders the roster bytewise: the sort field or else the name, folded
			       */
	enum wall wall;
	char badges[BADGES_MAX][HASH_SIZE];
	int badges_count;
};

enum role {
	ROLE_KIOSK, /* shared touchscreen */
	ROLE_BOARD, /* hallway display */
	ROLE_DESK,  /* one person's own */
};

struct device_config {
	int64_t rev;
	enum role role;
	char name[NAME_SIZE]; /* empty: the device's id */
	char place[ID_SIZE];  /* empty: none */
	char person[ID_SIZE]; /* empty: none; for a desk: whose it is */
	bool lang_set;
	enum language lang;  /* where lang_set: instead of the office's */
	double px_per_mm;    /* 0: guess from the size */
	int rotate;          /* 0, 90, 180 or 270 degrees clockwise */
	int brightness;      /* percent; -1: not given */
	char panel[ID_SIZE]; /* name of the wiring; empty: no buttons */
	bool show_set;
	struct show show; /* where show_set: instead of the office's */
};

/* An office document in which every field has its default. */
void office_config_default(struct office_config *);

/* The same for a person called name (folded for sorting by the caller) and for a device. */
void person_config_default(struct person_config *);
void device_config_default(struct device_config *);

/* The kind, place with this id, or NULL. Borrowed from the configuration. */
const struct kind *office_config_kind(const struct office_config *, const char *id);
const struct place *office_config_place(const struct office_config *, const char *id);

const char *role_name(enum role);
bool role_parse(const char *text, enum role *out);
const char *wall_name(enum wall);
/* Only icons that may stand for a kind. */
const char *icon_name(enum icon);

#endif
