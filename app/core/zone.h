/*
 * A time zone as a table of offsets, so that the core can reckon in local time without
 * reading files. protocol/zone_load.h fills it from the zone files.
 */
#ifndef PRAATJE_CORE_ZONE_H
#define PRAATJE_CORE_ZONE_H

#include <stdbool.h>
#include <stdint.h>

enum { ZONE_SPANS_MAX = 400 };

struct zone {
	int count; /* 0: UTC */
	struct zone_span {
		int64_t from_s;   /* since 1970 UTC; the first span also holds before it */
		int32_t offset_s; /* east of UTC is positive */
	} spans[ZONE_SPANS_MAX];
};

/* A local calendar day and time. */
struct local_time {
	int year;
	int month;   /* 1 to 12 */
	int day;     /* 1 to 31 */
	int weekday; /* ISO 8601: 1 is Monday, 7 is Sunday */
	int hour;
	int minute;
	int second;
};

/* The offset from UTC in seconds that holds at utc_s. */
int32_t zone_offset(const struct zone *, int64_t utc_s);

/* utc_s (seconds since 1970 UTC) as local time. */
struct local_time zone_local(const struct zone *, int64_t utc_s);

/*
 * Seconds since 1970 UTC of a local day at minute minutes past its midnight (0 to 2,880:
 * the next day's times are allowed). A time that a clock change skips gives the moment of
 * the change; one that comes twice gives the first.
 */
int64_t zone_utc(const struct zone *, int year, int month, int day, int minute);

/* Days since 1970-01-01 of a civil date (proleptic Gregorian), and back. */
int64_t civil_days(int year, int month, int day);
void civil_from_days(int64_t days, int *year, int *month, int *day);

#endif
