#include "core/config.h"

#include <stdio.h>
#include <string.h>

static const char *const role_names[] = {"kiosk", "board", "desk"};
static const char *const wall_names[] = {"open", "name", "count"};
static const char *const icon_names[] = {"chat", "idea",  "walk", "food",
					 "help", "focus", "here", "leave"};

_Static_assert(sizeof(role_names) / sizeof(*role_names) == ROLE_DESK + 1, "a name each");
_Static_assert(sizeof(wall_names) / sizeof(*wall_names) == WALL_COUNT + 1, "a name each");
_Static_assert(sizeof(icon_names) / sizeof(*icon_names) == ICON_COUNT, "a name each");

static const struct kind kinds_built_in[] = {
    {.id = "chat", .icon = ICON_CHAT, .minutes = 30, .weight = 100},
    {.id = "idea", .icon = ICON_IDEA, .minutes = 30, .weight = 50},
    {.id = "walk", .icon = ICON_WALK, .minutes = 30, .weight = 100},
};

/* What it is called in every language. */
static void name_kind(struct kind *kind)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		snprintf(kind->name.in[i], NAME_SIZE, "%s",
			 language_kind_name((enum language)i, kind->id));
		snprintf(kind->hint.in[i], NAME_SIZE, "%s",
			 language_kind_hint((enum language)i, kind->id));
	}
}

void office_config_default(struct office_config *config)
{
	*config = (struct office_config){
	    .lang = LANGUAGE_NL,
	    .tz = "Europe/Amsterdam",
	    .hours = {{.days = 0x1f, .open_minute = 8 * 60, .close_minute = 18 * 60 + 30}},
	    .hours_count = 1,
	    .kinds_count = sizeof(kinds_built_in) / sizeof(*kinds_built_in),
	    .show = {.motion = true},
	};
	memcpy(config->kinds, kinds_built_in, sizeof(kinds_built_in));
	for (int i = 0; i < config->kinds_count; i++)
		name_kind(&config->kinds[i]);
}

void person_config_default(struct person_config *config)
{
	*config = (struct person_config){.wall = WALL_OPEN};
}

void device_config_default(struct device_config *config)
{
	*config = (struct device_config){
	    .role = ROLE_KIOSK,
	    .brightness = -1,
	    .show = {.motion = true},
	};
}

const struct kind *office_config_kind(const struct office_config *config, const char *id)
{
	for (int i = 0; i < config->kinds_count; i++) {
		if (strcmp(config->kinds[i].id, id) == 0)
			return &config->kinds[i];
	}
	return NULL;
}

const struct place *office_config_place(const struct office_config *config, const char *id)
{
	for (int i = 0; i < config->places_count; i++) {
		if (strcmp(config->places[i].id, id) == 0)
			return &config->places[i];
	}
	return NULL;
}

/* The index of text in names, or -1. */
static int find_name(const char *const *names, int count, const char *text)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(names[i], text) == 0)
			return i;
	}
	return -1;
}

const char *role_name(enum role role)
{
	return role_names[role];
}

bool role_parse(const char *text, enum role *out)
{
	int found = find_name(role_names, ROLE_DESK + 1, text);
	if (found >= 0)
		*out = (enum role)found;
	return found >= 0;
}

const char *wall_name(enum wall wall)
{
	return wall_names[wall];
}

const char *icon_name(enum icon icon)
{
	return icon_names[icon];
}
