#include "core/hours.h"

enum { DAY_MINUTES = 24 * 60, WEEK_DAYS = 7, FRIDAY = 4 };

struct span {
	int64_t open_s, close_s;
};

static bool date_closed(const struct office_config *config, int year, int month, int day)
{
	for (int i = 0; i < config->closed_count; i++) {
		const struct date *date = &config->closed[i];
		if (date->year == year && date->month == month && date->day == day)
			return true;
	}
	return false;
}

/* The span of hours that starts on the civil day days since 1970; false when it has none. */
static bool span_on(const struct office_config *config, const struct hours *hours, int64_t days,
		    struct span *out)
{
	int weekday = (int)((days % 7 + 10) % 7);
	int year, month, day;

	civil_from_days(days, &year, &month, &day);
	if (!(hours->days >> weekday & 1) || date_closed(config, year, month, day))
		return false;
	int close = hours->close_minute;
	if (close <= hours->open_minute)
		close += DAY_MINUTES;
	out->open_s = zone_utc(&config->zone, year, month, day, hours->open_minute);
	out->close_s = zone_utc(&config->zone, year, month, day, close);
	return true;
}

static int64_t civil_today(const struct office_config *config, int64_t utc_s)
{
	struct local_time local = zone_local(&config->zone, utc_s);
	return civil_days(local.year, local.month, local.day);
}

/* The latest close of the spans that run at utc_s; 0 when none does. */
static int64_t running_close(const struct office_config *config, int64_t utc_s)
{
	int64_t today = civil_today(config, utc_s), close = 0;
	struct span span;

	for (int i = 0; i < config->hours_count; i++) {
		for (int64_t day = today - 1; day <= today; day++) {
			if (!span_on(config, &config->hours[i], day, &span))
				continue;
			if (span.open_s <= utc_s && utc_s < span.close_s && span.close_s > close)
				close = span.close_s;
		}
	}
	return close;
}

bool hours_open(const struct office_config *config, int64_t utc_s)
{
	return running_close(config, utc_s) != 0;
}

bool hours_near(const struct office_config *config, int64_t utc_s, int64_t margin_s,
		int64_t *change_s)
{
	int64_t today = civil_today(config, utc_s), close = 0, open = 0;
	struct span span;

	for (int i = 0; i < config->hours_count; i++) {
		for (int64_t day = today - 2; day <= today + WEEK_DAYS + 1; day++) {
			if (!span_on(config, &config->hours[i], day, &span))
				continue;
			int64_t from = span.open_s - margin_s, to = span.close_s + margin_s;
			if (from <= utc_s && utc_s < to && to > close)
				close = to;
			if (from > utc_s && (!open || from < open))
				open = from;
		}
	}
	*change_s = close ? close : open;
	return close != 0;
}

int64_t hours_last_close(const struct office_config *config, int64_t days)
{
	int64_t close_s = 0;
	struct span span;

	for (int i = 0; i < config->hours_count; i++) {
		if (span_on(config, &config->hours[i], days, &span) && span.close_s > close_s)
			close_s = span.close_s;
	}
	return close_s;
}

bool hours_last_of_week(const struct office_config *config, int64_t days)
{
	int weekday = (int)((days % 7 + 10) % 7);

	if (config->hours_count == 0)
		return weekday == FRIDAY;
	bool last = hours_last_close(config, days) != 0;
	for (int later = 1; later < WEEK_DAYS - weekday; later++)
		last = last && !hours_last_close(config, days + later);
	return last;
}

int64_t hours_day_end(const struct office_config *config, int64_t utc_s)
{
	int64_t close = running_close(config, utc_s);
	if (close)
		return close;

	int64_t today = civil_today(config, utc_s);
	struct span span, next = {0, 0};
	for (int i = 0; i < config->hours_count; i++) {
		if (!span_on(config, &config->hours[i], today, &span) || span.open_s <= utc_s)
			continue;
		bool sooner = !next.close_s || span.open_s < next.open_s;
		bool longer = span.open_s == next.open_s && span.close_s > next.close_s;
		if (sooner || longer)
			next = span;
	}
	if (next.close_s)
		return next.close_s;

	int year, month, day;
	civil_from_days(today + 1, &year, &month, &day);
	return zone_utc(&config->zone, year, month, day, 0);
}
