/* What broker and disk made of a tap, and what closes by itself after it. */
#include <string.h>

#include "core/office_private.h"
#include "core/visit.h"

void visit_confirm(struct office *office, const struct event *event, bool on_broker,
		   const struct moment *now)
{
	struct visit *visit = &office->visit;
	struct undo *undo = &visit->undo;
	bool same = undo->v == event->v && undo->subject == event->subject &&
		    strcmp(undo->id, event->id) == 0;

	if (!same)
		return;
	visit->done_held = false;
	visit->done_passed_on_later = !on_broker && !office->me.in_step;
	visit->done_unkept = false;
	undo->on_broker |= on_broker;
	if (undo->confirmed)
		return;
	undo->confirmed = true;
	undo->until_mono_ms = now->mono_ms + UNDO_MS;
}

/* While the broker is within reach its answer is what counts. */
void visit_unkept(struct office *office, const struct event *event, const struct moment *now)
{
	struct visit *visit = &office->visit;

	if (visit->undo.v != event->v || visit->undo.confirmed || office->me.in_step)
		return;
	visit_confirm(office, event, false, now);
	visit->done_unkept = visit->undo.confirmed;
	visit->done |= visit->done_unkept && !visit->sheet;
}

/* Who waits for a disk that hangs is told, once no sheet covers it, what one that refuses tells. */
static void stop_waiting_for_disk(struct office *office, const struct moment *now)
{
	const struct visit *visit = &office->visit;
	struct event unkept = {
	    .kind = EVENT_UNKEPT, .subject = visit->undo.subject, .v = visit->undo.v};

	if (!office->disk_hangs || visit->sheet || !(visit->undo.offered || visit->done))
		return;
	id_copy(unkept.id, visit->undo.id);
	visit_unkept(office, &unkept, now);
}

void visit_deny(struct office *office, const struct event *event, const struct moment *now)
{
	struct undo *undo = &office->visit.undo;

	if (undo->v != event->v)
		return;
	visit_confirm(office, event, true, now);
	undo->offered = false;
	office->visit.sheet = false;
	office->visit.done = office->visit.done_denied = true;
}

static bool idle(const struct visit *visit, int64_t limit_ms, const struct moment *now)
{
	return now->mono_ms - visit->touched_mono_ms >= limit_ms;
}

void visit_tick(struct office *office, const struct moment *now)
{
	struct visit *visit = &office->visit;

	if (visit->sheet && idle(visit, SHEET_OPEN_MS, now))
		visit->sheet = false;
	if (idle(visit, PAGE_OPEN_MS, now)) {
		visit->page = 0;
		visit->groups = false;
	}
	if (visit->language_set && !visit->sheet && idle(visit, PAGE_OPEN_MS, now))
		visit->language_set = false;
	if (visit->hint != HINT_NONE && visit->hint_until_mono_ms <= now->mono_ms)
		visit->hint = HINT_NONE;
	if (visit->done_held && idle(visit, SHEET_OPEN_MS, now))
		visit->done_held = false;
	stop_waiting_for_disk(office, now);
	if (visit->undo.confirmed && visit->undo.until_mono_ms <= now->mono_ms) {
		visit->undo.offered = visit->undo.confirmed = false;
		visit->done = visit->done_denied = visit->done_unkept = false;
	}
}

int64_t visit_wake_ms(const struct office *office)
{
	const struct visit *visit = &office->visit;
	int64_t wake_ms = INT64_MAX;

	if (visit->sheet || visit->page || visit->groups || visit->language_set || visit->done_held)
		wake_ms = visit->touched_mono_ms + SHEET_OPEN_MS;
	if (visit->undo.confirmed && visit->undo.until_mono_ms < wake_ms)
		wake_ms = visit->undo.until_mono_ms;
	if (visit->hint != HINT_NONE && visit->hint_until_mono_ms < wake_ms)
		wake_ms = visit->hint_until_mono_ms;
	return wake_ms;
}
