#include "core/zone.h"

enum { DAY_S = 86400 };

/* Howard Hinnant's reckoning: eras of 400 years that begin on 1 March. */
int64_t civil_days(int year, int month, int day)
{
	int64_t y = year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

void civil_from_days(int64_t days, int *year, int *month, int *day)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t shifted = (5 * doy + 2) / 153;

	*day = (int)(doy - (153 * shifted + 2) / 5 + 1);
	*month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

static int span_at(const struct zone *zone, int64_t utc_s)
{
	int low = 0, high = zone->count;

	while (high - low > 1) {
		int middle = (low + high) / 2;
		if (zone->spans[middle].from_s <= utc_s)
			low = middle;
		else
			high = middle;
	}
	return low;
}

int32_t zone_offset(const struct zone *zone, int64_t utc_s)
{
	return zone->count ? zone->spans[span_at(zone, utc_s)].offset_s : 0;
}

struct local_time zone_local(const struct zone *zone, int64_t utc_s)
{
	int64_t local = utc_s + zone_offset(zone, utc_s);
	int64_t days = (local >= 0 ? local : local - (DAY_S - 1)) / DAY_S;
	int second = (int)(local - days * DAY_S);
	struct local_time out = {
	    .weekday = (int)((days % 7 + 10) % 7) + 1, /* 1970-01-01 was a Thursday */
	    .hour = second / 3600,
	    .minute = second / 60 % 60,
	    .second = second % 60,
	};
	civil_from_days(days, &out.year, &out.month, &out.day);
	return out;
}

int64_t zone_utc(const struct zone *zone, int year, int month, int day, int minute)
{
	int64_t local = civil_days(year, month, day) * DAY_S + (int64_t)minute * 60;
	if (!zone->count)
		return local;
	/* No zone is further from UTC than a day, so the answer lies between these two spans. */
	int first = span_at(zone, local - DAY_S), last = span_at(zone, local + DAY_S);
	for (int i = first; i <= last; i++) {
		int64_t utc = local - zone->spans[i].offset_s;
		if (i > first && utc < zone->spans[i].from_s)
			return zone->spans[i].from_s; /* skipped by a clock change */
		if (i == last || utc < zone->spans[i + 1].from_s)
			return utc;
	}
	return local; /* not reached: the last span always answers */
}
