#include "admin/tally_months.h"

#include <math.h>
#include <string.h>

#include "admin/out.h"
#include "protocol/tally.h"

/* Months since the year 0. */
static int number_of(const struct date *month)
{
	return month->year * 12 + month->month - 1;
}

static void add_count(struct tally_month *month, const struct office_config *office,
		      const struct tally_count *count)
{
	const struct kind *kind = office_config_kind(office, count->kind);

	month->signals += count->count;
	if (!kind) {
		month->former += count->count;
		return;
	}
	month->of[kind - office->kinds] += count->count;
	month->relation += (double)count->count * kind->weight / 100;
	month->task += (double)count->count * (100 - kind->weight) / 100;
}

static void add_tally(struct tally_months *months, const struct tally *tally)
{
	int first = number_of(&months->list[0].date);

	for (int i = 0; i < tally->months_count; i++) {
		const struct tally_span *span = &tally->months[i];
		int at = number_of(&span->date) - first;
		if (at < 0 || at >= months->count)
			continue;
		for (int j = 0; j < span->counts_count; j++)
			add_count(&months->list[at], months->office, &span->counts[j]);
	}
}

static bool any_configured(const struct book *book)
{
	struct device_config config;

	for (int i = 0; i < book->count; i++) {
		const struct topic *topic = &book->entries[i]->parsed;
		if (topic->kind == TOPIC_CONFIG_DEVICE && book_device(book, topic->id, &config))
			return true;
	}
	return false;
}

static bool read_tally(const struct book_entry *entry, struct tally *tally)
{
	struct faults faults;

	if (tally_decode(entry->payload, entry->size, tally, &faults))
		return true;
	complain("%s can't be read and is left out: %s: %s", entry->topic, faults.list[0].pointer,
		 faults.list[0].message);
	return false;
}

/* Months before anything was counted are none of the office's. */
static void begin_with_the_first(struct tally_months *months)
{
	int empty = 0;

	while (empty < months->count && months->list[empty].signals == 0)
		empty++;
	months->count -= empty;
	memmove(months->list, months->list + empty,
		(size_t)months->count * sizeof(months->list[0]));
}

bool tally_months_make(const struct book *book, const struct date *last, int count,
		       struct tally_months *out)
{
	bool configured = any_configured(book), good = true;
	struct device_config config;
	struct tally tally;

	*out = (struct tally_months){.office = book->office, .count = count};
	for (int i = 0; i < count; i++) {
		int number = number_of(last) - (count - 1) + i;
		out->list[i].date = (struct date){number / 12, number % 12 + 1, 0};
	}
	for (int i = 0; i < book->count; i++) {
		const struct book_entry *entry = book->entries[i];
		if (entry->parsed.kind != TOPIC_TALLY || entry->size == 0 ||
		    (configured && !book_device(book, entry->parsed.id, &config)))
			continue;
		if (read_tally(entry, &tally))
			add_tally(out, &tally);
		else
			good = false;
	}
	begin_with_the_first(out);
	return good;
}

int tally_relation(double relation, double task)
{
	if (relation + task < TALLY_TOLD_FROM)
		return -1;
	return (int)lround(100 * relation / (relation + task));
}
