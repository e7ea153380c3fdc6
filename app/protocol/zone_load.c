#include "protocol/zone_load.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "protocol/zone_files.h"

enum { ZONE_NAME_SIZE = 64 };

/* 2020-01-01 and 2100-01-01, 00:00 UTC. */
static const gint64 first_s = 1577836800, end_s = 4102444800;

const char *zone_files(void)
{
	const char *elsewhere = g_getenv("TZDIR");

	return elsewhere && elsewhere[0] ? elsewhere : "/usr/share/zoneinfo";
}

/*
 * Whether name has the shape of an IANA name. They begin with a capital, which the other files
 * beside them (posix, right, localtime, zone.tab) don't; nothing leads out of the directory.
 */
static bool is_name(const char *name)
{
	char before = '/';

	if (!isupper((unsigned char)name[0]) || strlen(name) >= ZONE_NAME_SIZE)
		return false;
	for (; *name; before = *name++) {
		if (before == '/' && !isalnum((unsigned char)*name))
			return false;
		if (!isalnum((unsigned char)*name) && !strchr("_+-/", *name))
			return false;
	}
	return before != '/';
}

static bool has_file(const char *name)
{
	char *path = g_build_filename(zone_files(), name, NULL);
	char magic[4] = "";
	FILE *file = fopen(path, "rbe");

	g_free(path);
	if (!file)
		return false;
	bool good = fread(magic, sizeof(magic), 1, file) == 1 && memcmp(magic, "TZif", 4) == 0;
	fclose(file);
	return good;
}

static GTimeZone *open_zone(const char *name)
{
	if (strcmp(name, "UTC") == 0)
		return g_time_zone_new_utc();
	return is_name(name) && has_file(name) ? g_time_zone_new_identifier(name) : NULL;
}

/* The first second, after low and up to high, that lies in interval or a later one. */
static gint64 interval_start(GTimeZone *tz, int interval, gint64 low, gint64 high)
{
	while (high - low > 1) {
		gint64 middle = low + (high - low) / 2;
		if (g_time_zone_find_interval(tz, G_TIME_TYPE_UNIVERSAL, middle) >= interval)
			high = middle;
		else
			low = middle;
	}
	return high;
}

static bool add_span(struct zone *zone, gint64 from_s, int32_t offset_s)
{
	if (zone->count && zone->spans[zone->count - 1].offset_s == offset_s)
		return true;
	if (zone->count == ZONE_SPANS_MAX)
		return false;
	zone->spans[zone->count++] = (struct zone_span){from_s, offset_s};
	return true;
}

static bool fill(GTimeZone *tz, struct zone *zone)
{
	int first = g_time_zone_find_interval(tz, G_TIME_TYPE_UNIVERSAL, first_s);
	int last = g_time_zone_find_interval(tz, G_TIME_TYPE_UNIVERSAL, end_s - 1);
	gint64 from_s = first_s;

	for (int i = first; i <= last; i++) {
		if (i > first)
			from_s = interval_start(tz, i, from_s, end_s);
		if (!add_span(zone, from_s, g_time_zone_get_offset(tz, i)))
			return false;
	}
	return true;
}

bool zone_load(const char *name, struct zone *out)
{
	struct zone zone = {0};
	GTimeZone *tz = open_zone(name);

	if (!tz)
		return false;
	bool good = fill(tz, &zone);
	g_time_zone_unref(tz);
	if (good)
		*out = zone;
	return good;
}
