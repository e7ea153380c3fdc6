/* What of the week is told to people (product rule 13). */
#include <string.h>

#include "core/office_private.h"

enum { NOON_MINUTE = 12 * 60, LAST_HOURS_S = 3 * 3600, WEEK_COUNT_MAX = 999999 };

/* Devices without configuration count only where no device has one. */
static bool belongs(const struct office *office, const char *device)
{
	for (int i = 0; i < office->devices_count; i++) {
		if (strcmp(office->devices[i].id, device) == 0)
			return true;
	}
	return office->devices_count == 0;
}

/* All signals, and those of each of the office's kinds. */
struct sums {
	int64_t total, of[KINDS_MAX];
};

static void add_span(const struct office *office, const struct tally_span *span, struct sums *sums)
{
	for (int i = 0; i < span->counts_count; i++) {
		const struct tally_count *count = &span->counts[i];
		const struct kind *kind = office_config_kind(&office->config, count->kind);
		int64_t some = count->count < WEEK_COUNT_MAX ? count->count : WEEK_COUNT_MAX;
		sums->total += some;
		if (kind)
			sums->of[kind - office->config.kinds] += some;
	}
}

/* Adds those of spans that lie between the days from and to since 1970. */
static void add_days(const struct office *office, const struct tally_span *spans, int count,
		     int64_t from, int64_t to, struct sums *sums)
{
	for (int i = 0; i < count; i++) {
		const struct date *date = &spans[i].date;
		int64_t days = civil_days(date->year, date->month, date->day);
		if (from <= days && days <= to)
			add_span(office, &spans[i], sums);
	}
}

static struct sums sums_of_days(const struct office *office, int64_t from, int64_t to)
{
	const struct counting *counting = &office->counting;
	struct sums sums = {0};

	if (belongs(office, office->me.device))
		add_days(office, counting->own.days, counting->own.days_count, from, to, &sums);
	for (int i = 0; i < counting->heard_count; i++) {
		const struct tally_heard *heard = &counting->heard[i];
		if (belongs(office, heard->device))
			add_days(office, heard->days, heard->days_count, from, to, &sums);
	}
	return sums;
}

static int number(int64_t count)
{
	return (int)(count < WEEK_COUNT_MAX ? count : WEEK_COUNT_MAX);
}

/* From noon, or earlier where the day closes early: somebody must be there to read it. */
static bool time_to_tell(const struct office *office, const struct local_time *local, int64_t days,
			 int64_t now_s)
{
	const struct office_config *config = &office->config;
	int64_t noon_s =
	    zone_utc(&config->zone, local->year, local->month, local->day, NOON_MINUTE);
	int64_t close_s = hours_last_close(config, days);

	if (!hours_last_of_week(config, days))
		return false;
	return now_s >= noon_s || (close_s && now_s >= close_s - LAST_HOURS_S);
}

bool office_week(const struct office *office, const struct moment *now, struct week *out)
{
	struct local_time local = office_local(office, moment_wall_s(now));
	int64_t today = civil_days(local.year, local.month, local.day);

	if (office->self.role == ROLE_DESK || !moment_trusted(now) ||
	    !time_to_tell(office, &local, today, moment_wall_s(now)))
		return false;
	struct sums sums = sums_of_days(office, today - (local.weekday - 1), today);
	*out = (struct week){.signals = number(sums.total)};
	for (int i = 0; i < office->config.kinds_count; i++) {
		if (number(sums.of[i]) <= out->of_top)
			continue;
		out->top = &office->config.kinds[i];
		out->of_top = number(sums.of[i]);
	}
	if (out->of_top < TALLY_TOLD_FROM)
		out->top = NULL;
	return out->signals >= TALLY_TOLD_FROM;
}
