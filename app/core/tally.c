#include "core/tally.h"

#include <string.h>

#include "core/statement.h"
#include "core/zone.h"

int date_compare(const struct date *a, const struct date *b)
{
	if (a->year != b->year)
		return a->year < b->year ? -1 : 1;
	if (a->month != b->month)
		return a->month < b->month ? -1 : 1;
	return (a->day > b->day) - (a->day < b->day);
}

/* The span of date among spans, which are in order; made when new. NULL: older than all there is
 * room for. */
static struct tally_span *span_at(struct tally_span *spans, int *count, int max,
				  const struct date *date)
{
	int at = 0;

	while (at < *count && date_compare(&spans[at].date, date) < 0)
		at++;
	if (at < *count && date_compare(&spans[at].date, date) == 0)
		return &spans[at];
	if (*count == max) {
		if (at == 0)
			return NULL;
		at--;
		memmove(spans, spans + 1, (size_t)at * sizeof *spans);
	} else {
		memmove(spans + at + 1, spans + at, (size_t)(*count - at) * sizeof *spans);
		++*count;
	}
	spans[at] = (struct tally_span){.date = *date};
	return &spans[at];
}

/* The count of kind in span; NULL where there are too many kinds already. */
static int64_t *count_of(struct tally_span *span, const char *kind)
{
	for (int i = 0; i < span->counts_count; i++) {
		if (strcmp(span->counts[i].kind, kind) == 0)
			return &span->counts[i].count;
	}
	if (span->counts_count == TALLY_KINDS_MAX)
		return NULL;
	struct tally_count *count = &span->counts[span->counts_count++];
	id_copy(count->kind, kind);
	count->count = 0;
	return &count->count;
}

static int64_t sum(int64_t a, int64_t b)
{
	return a > STATEMENT_V_MAX - b ? STATEMENT_V_MAX : a + b;
}

static void add_one(struct tally_span *span, const char *kind)
{
	int64_t *count = span ? count_of(span, kind) : NULL;

	if (count)
		*count = sum(*count, 1);
}

void tally_count(struct tally *tally, const char *kind, const struct date *day)
{
	struct date month = {day->year, day->month, 0};

	add_one(span_at(tally->days, &tally->days_count, TALLY_DAYS_MAX, day), kind);
	add_one(span_at(tally->months, &tally->months_count, TALLY_MONTHS_MAX, &month), kind);
}

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* both: what becomes of two counts of the same. */
static bool join_span(struct tally_span *to, const struct tally_span *from,
		      int64_t (*both)(int64_t, int64_t))
{
	bool changed = false;

	for (int i = 0; to && i < from->counts_count; i++) {
		int64_t *count = count_of(to, from->counts[i].kind);
		int64_t joined = count ? both(*count, from->counts[i].count) : 0;
		if (!count || joined == *count)
			continue;
		*count = joined;
		changed = true;
	}
	return changed;
}

static bool join_all(struct tally *to, const struct tally *from, int64_t (*both)(int64_t, int64_t))
{
	bool changed = false;

	for (int i = 0; i < from->days_count; i++) {
		const struct tally_span *day = &from->days[i];
		changed |= join_span(span_at(to->days, &to->days_count, TALLY_DAYS_MAX, &day->date),
				     day, both);
	}
	for (int i = 0; i < from->months_count; i++) {
		const struct tally_span *month = &from->months[i];
		changed |= join_span(
		    span_at(to->months, &to->months_count, TALLY_MONTHS_MAX, &month->date), month,
		    both);
	}
	return changed;
}

void tally_add(struct tally *tally, const struct tally *more)
{
	join_all(tally, more, sum);
}

bool tally_raise(struct tally *tally, const struct tally *other)
{
	return join_all(tally, other, larger);
}

/* Lets go of the spans before first. */
static bool forget_before(struct tally_span *spans, int *count, const struct date *first)
{
	int gone = 0;

	while (gone < *count && date_compare(&spans[gone].date, first) < 0)
		gone++;
	*count -= gone;
	memmove(spans, spans + gone, (size_t)*count * sizeof *spans);
	return gone > 0;
}

bool tally_forget(struct tally *tally, const struct date *today)
{
	int64_t days = civil_days(today->year, today->month, today->day) - (TALLY_DAYS_MAX - 1);
	int months = today->year * 12 + today->month - 1 - (TALLY_MONTHS_MAX - 1);
	struct date day, month = {months / 12, months % 12 + 1, 0};

	civil_from_days(days, &day.year, &day.month, &day.day);
	bool any = forget_before(tally->days, &tally->days_count, &day);
	return forget_before(tally->months, &tally->months_count, &month) || any;
}
