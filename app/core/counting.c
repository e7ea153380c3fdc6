/* Counting the signals that were made here, and hearing what others counted. */
#include "core/counting.h"

#include <string.h>

#include "core/office_private.h"

static struct uncounted *find_uncounted(struct counting *counting, enum subject_kind kind,
					const char *id)
{
	for (int i = 0; i < counting->uncounted_count; i++) {
		struct uncounted *one = &counting->uncounted[i];
		if (one->state != UNCOUNTED_UNDATED && one->subject == kind &&
		    strcmp(one->id, id) == 0)
			return one;
	}
	return NULL;
}

static void remove_uncounted(struct counting *counting, struct uncounted *one)
{
	struct uncounted *end = &counting->uncounted[--counting->uncounted_count];

	memmove(one, one + 1, (size_t)(end - one) * sizeof *one);
}

void counting_begin(struct office *office, enum subject_kind kind, const char *id,
		    const struct moment *now)
{
	struct counting *counting = &office->counting;
	const struct subject *subject = office_subject(office, kind, id);
	struct uncounted *one = find_uncounted(counting, kind, id);

	if (office->self.role != ROLE_KIOSK || !subject)
		return;
	/* What was said within the undo time of something else only corrects it. */
	if (one)
		remove_uncounted(counting, one);
	if (counting->uncounted_count == UNCOUNTED_MAX)
		remove_uncounted(counting, counting->uncounted);
	one = &counting->uncounted[counting->uncounted_count++];
	*one =
	    (struct uncounted){.subject = kind, .v = subject->best.v, .said_mono_ms = now->mono_ms};
	id_copy(one->id, id);
	id_copy(one->kind, subject->best.kind);
}

void counting_confirm(struct office *office, const struct event *event, const struct moment *now)
{
	struct uncounted *one = find_uncounted(&office->counting, event->subject, event->id);

	if (!one || one->state != UNCOUNTED_SAID || event->v < one->v)
		return;
	one->state = UNCOUNTED_RUNNING;
	one->due_mono_ms = now->mono_ms + UNDO_MS;
}

/* Whether the signal is still what counts, though its end may have moved meanwhile. */
static bool stands(struct office *office, const struct uncounted *one)
{
	const struct subject *subject = office_subject(office, one->subject, one->id);

	return subject && subject->has_best && subject->best.presence == PRESENCE_OPEN &&
	       !subject->best.taken_back && strcmp(subject->best.kind, one->kind) == 0;
}

static struct date date_of(const struct office *office, int64_t utc_s)
{
	struct local_time local = office_local(office, utc_s);

	return (struct date){local.year, local.month, local.day};
}

static void count(struct office *office, const struct uncounted *one, const struct moment *now)
{
	struct counting *counting = &office->counting;
	int64_t said_ms = now->wall_ms - (now->mono_ms - one->said_mono_ms);
	struct date day = date_of(office, said_ms / 1000);

	tally_count(&counting->own, one->kind, &day);
	if (!office->met)
		tally_count(&counting->fresh, one->kind, &day);
	counting->changes++;
}

/* Once a day: what is too old to be told goes. */
static void forget_old(struct office *office, const struct moment *now)
{
	struct counting *counting = &office->counting;
	struct date today = date_of(office, moment_wall_s(now));
	int64_t days = civil_days(today.year, today.month, today.day);

	if (days == counting->forgotten_days)
		return;
	counting->forgotten_days = days;
	if (tally_forget(&counting->own, &today))
		counting->changes++;
}

/* True when it is done with. */
static bool settle_uncounted(struct office *office, struct uncounted *one, const struct moment *now)
{
	if (one->state == UNCOUNTED_SAID ||
	    (one->state == UNCOUNTED_RUNNING && one->due_mono_ms > now->mono_ms))
		return false;
	if (one->state == UNCOUNTED_RUNNING && !stands(office, one))
		return true;
	one->state = UNCOUNTED_UNDATED;
	if (!moment_trusted(now))
		return false;
	count(office, one, now);
	return true;
}

void counting_tick(struct office *office, const struct moment *now)
{
	struct counting *counting = &office->counting;

	for (int i = 0; i < counting->uncounted_count;) {
		struct uncounted *one = &counting->uncounted[i];
		if (settle_uncounted(office, one, now))
			remove_uncounted(counting, one);
		else
			i++;
	}
	if (moment_trusted(now))
		forget_old(office, now);
}

int64_t counting_wake_ms(const struct office *office)
{
	const struct counting *counting = &office->counting;
	int64_t wake_ms = INT64_MAX;

	for (int i = 0; i < counting->uncounted_count; i++) {
		const struct uncounted *one = &counting->uncounted[i];
		if (one->state == UNCOUNTED_RUNNING && one->due_mono_ms < wake_ms)
			wake_ms = one->due_mono_ms;
	}
	return wake_ms;
}

/* What was counted here before it was known, after a lost disk say, comes on top of it. */
static void raise_own(struct office *office, const struct tally *known, bool add_fresh)
{
	struct counting *counting = &office->counting;
	struct tally all = *known;
	bool changed = tally_raise(&counting->own, known);

	if (add_fresh && (counting->fresh.days_count || counting->fresh.months_count)) {
		tally_add(&all, &counting->fresh);
		changed |= tally_raise(&counting->own, &all);
	}
	counting->changes += changed;
	counting->forgotten_days = 0;
}

static struct tally_heard *find_heard(struct counting *counting, const char *device)
{
	for (int i = 0; i < counting->heard_count; i++) {
		if (strcmp(counting->heard[i].device, device) == 0)
			return &counting->heard[i];
	}
	return NULL;
}

static void hear_other(struct counting *counting, const char *device, const struct tally *tally)
{
	struct tally_heard *heard = find_heard(counting, device);

	if (!tally) {
		if (heard)
			*heard = counting->heard[--counting->heard_count];
		return;
	}
	if (!heard && counting->heard_count == DEVICES_MAX)
		return;
	heard = heard ? heard : &counting->heard[counting->heard_count++];
	id_copy(heard->device, device);
	heard->seen = true;
	heard->days_count = tally->days_count;
	memcpy(heard->days, tally->days, (size_t)tally->days_count * sizeof *tally->days);
}

void counting_hear(struct office *office, const struct event *event)
{
	if (event->kind == EVENT_TALLY_KEPT)
		raise_own(office, event->tally, true);
	else if (strcmp(event->id, office->me.device) != 0)
		hear_other(&office->counting, event->id, event->tally);
	else if (event->tally)
		raise_own(office, event->tally, !office->met);
}

void counting_link_up(struct office *office)
{
	for (int i = 0; i < office->counting.heard_count; i++)
		office->counting.heard[i].seen = false;
}

void counting_link_synced(struct office *office)
{
	struct counting *counting = &office->counting;

	for (int i = counting->heard_count - 1; i >= 0; i--) {
		if (!counting->heard[i].seen)
			counting->heard[i] = counting->heard[--counting->heard_count];
	}
}
