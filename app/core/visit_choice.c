/* What the done bar adds to an open signal: come to me, and which side of an idea it is. */
#include <string.h>

#include "core/office_private.h"

/* The person whose signal the done bar tells, while it is what counts; else NULL. */
static const struct person *told(const struct office *office, const struct moment *now)
{
	const struct undo *undo = &office->visit.undo;

	if (!office_done_shown(office, now) || office->visit.hint != HINT_NONE ||
	    undo->subject != SUBJECT_PERSON)
		return NULL;
	const struct person *person = office_person(office, undo->id);
	if (!person || !person->subject.has_best || person->subject.best.v != undo->v ||
	    strcmp(person->subject.best.by, office->me.device) != 0)
		return NULL;
	bool open = subject_presence(&person->subject, now) == PRESENCE_OPEN;
	return open ? person : NULL;
}

bool office_come_offered(const struct office *office, const struct moment *now)
{
	return told(office, now) != NULL;
}

bool office_sides_offered(const struct office *office, const struct moment *now)
{
	const struct person *person = told(office, now);
	const struct kind *kind = person ? office_kind(office, person->subject.best.kind) : NULL;

	return kind && kind->icon == ICON_IDEA;
}

void visit_choose(struct office *office, const struct target *target, const struct moment *now)
{
	enum side side;

	if (target->kind == TARGET_COME ? !office_come_offered(office, now)
					: !office_sides_offered(office, now))
		return;
	struct subject *subject = office_subject(office, SUBJECT_PERSON, office->visit.undo.id);
	struct statement said = subject->best;
	if (target->kind == TARGET_COME)
		said.come = !said.come;
	else if (side_parse(target->id, &side))
		said.side = said.side == side ? SIDE_NONE : side;
	said.ends = office_day_end(office, now);
	said.left = subject->until.set ? deadline_left_ms(&subject->until, now) / 1000 : said.left;
	char id[ID_SIZE];
	id_copy(id, office->visit.undo.id);
	visit_say_done(office, id, &said, now);
	office->visit.done_held = true;
}
