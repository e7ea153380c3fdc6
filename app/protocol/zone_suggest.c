#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <glib.h>

#include "protocol/suggest.h"
#include "protocol/zone_files.h"
#include "protocol/zone_load.h"

/* How far zone is from what was written; a city alone stands for its zone. */
static int distance(const char *written, const char *zone)
{
	const char *city = strrchr(zone, '/');

	if (!strchr(written, '/') && city && strcasecmp(written, city + 1) == 0)
		return 0;
	return suggest_near(written, zone) ? suggest_distance(written, zone) : INT_MAX;
}

/* The zone in a line of zone.tab, cut out in place; NULL for a comment. */
static const char *line_zone(char *line)
{
	char *rest = line;

	if (line[0] == '#')
		return NULL;
	strsep(&rest, "\t\n"); /* country */
	strsep(&rest, "\t\n"); /* coordinates */
	return strsep(&rest, "\t\n");
}

bool zone_suggest(const char *name, char *to, size_t size)
{
	char line[256];
	int best = distance(name, "UTC");
	char *path = g_build_filename(zone_files(), "zone.tab", NULL);
	FILE *file = fopen(path, "re");

	g_free(path);
	if (best < INT_MAX)
		snprintf(to, size, "UTC");
	while (file && fgets(line, sizeof(line), file)) {
		const char *zone = line_zone(line);
		int far = zone ? distance(name, zone) : INT_MAX;
		if (far < best && strlen(zone) < size) {
			memcpy(to, zone, strlen(zone) + 1);
			best = far;
		}
	}
	if (file)
		fclose(file);
	return best < INT_MAX;
}
