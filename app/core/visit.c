/* Touches become statements; the sheet, the done bar and undo have times of their own. */
#include "core/visit.h"

#include <string.h>

#include "core/office_private.h"

enum { SIGNAL_EXPIRY_S = 5 * 60 };

/* Where what is said here is said: the device's place, or a kiosk's own name. */
static const char *place_here(const struct office *office)
{
	if (office->self.place[0] || office->self.role != ROLE_KIOSK)
		return office->self.place;
	return office->me.device;
}

static struct statement draft(const struct office *office, enum presence presence,
			      const struct moment *now)
{
	struct statement said;

	statement_init(&said);
	said.presence = presence;
	said.ends = office_day_end(office, now);
	if (presence != PRESENCE_AWAY)
		memcpy(said.place, place_here(office), ID_SIZE);
	return said;
}

/* An end after minutes, but never after the day's end. */
static void set_end(struct statement *said, int minutes, const struct moment *now)
{
	said->left = (int64_t)minutes * 60;
	said->until = 0;
	if (!moment_trusted(now))
		return;
	said->until = moment_wall_s(now) + said->left;
	if (said->ends && said->until > said->ends)
		said->until = said->ends;
	said->left = said->until - moment_wall_s(now);
}

static void remember_before(struct undo *undo, const struct subject *subject,
			    const struct moment *now)
{
	undo->had_before = subject_live(subject, now) && subject->best.presence != PRESENCE_AWAY;
	undo->before = subject->best;
	undo->before_until = subject->until;
	undo->before_ends = subject->ends;
}

/* Says it, and offers to undo it once broker or disk has it. */
static void say(struct office *office, enum subject_kind kind, const char *id,
		const struct statement *said, const struct moment *now)
{
	struct subject *subject = office_subject(office, kind, id);
	struct undo *undo = &office->visit.undo;

	if (!subject)
		return;
	remember_before(undo, subject, now);
	subject_say(subject, office_speaker(office, kind, id), said, now);
	undo->offered = office->self.role == ROLE_KIOSK;
	undo->subject = kind;
	id_copy(undo->id, id);
	undo->v = subject->best.v;
	undo->confirmed = undo->on_broker = false;
	office->visit.hint = HINT_NONE;
	office->visit.said = subject->best;
	office->visit.done_denied = office->visit.done_unkept = false;
}

static void show_done(struct visit *visit)
{
	visit->sheet = false;
	visit->done = true;
	visit->done_held = visit->done_passed_on_later = false;
}

void visit_say_done(struct office *office, const char *person, const struct statement *said,
		    const struct moment *now)
{
	say(office, SUBJECT_PERSON, person, said, now);
	if (office->self.role == ROLE_KIOSK)
		show_done(&office->visit);
}

static void touch_person(struct office *office, const char *id, const struct moment *now)
{
	struct person *person = office_person_make(office, id);
	struct visit *visit = &office->visit;

	if (!person || !person->configured)
		return;
	visit->sheet = true;
	id_copy(visit->person, id);
	visit->minutes = 0;
	visit->done = visit->undo.offered = false;
	struct standing standing = office_standing(office, person, now);
	visit->checked_in = standing.unknown || standing.presence == PRESENCE_AWAY;
	if (!visit->checked_in)
		return;
	struct statement here = draft(office, PRESENCE_HERE, now);
	/* After what they said here themselves it says more than that there was nothing. */
	bool outright = person->subject.unsent && !person->subject.implied;
	say(office, SUBJECT_PERSON, id, &here, now);
	person->subject.implied = !office->me.in_step && !outright;
}

static void touch_kind(struct office *office, const char *person, const char *id,
		       const struct moment *now)
{
	const struct kind *kind = office_kind(office, id);
	struct statement said = draft(office, PRESENCE_OPEN, now);

	if (!kind)
		return;
	id_copy(said.kind, id);
	set_end(&said, office->visit.minutes ? office->visit.minutes : kind->minutes, now);
	const struct subject *subject = office_subject(office, SUBJECT_PERSON, person);
	bool again = subject && subject_presence(subject, now) == PRESENCE_OPEN &&
		     strcmp(subject->best.kind, id) == 0;
	visit_say_done(office, person, &said, now);
	if (!again)
		counting_begin(office, SUBJECT_PERSON, person, now);
}

static void touch_focus(struct office *office, const char *person, const struct moment *now)
{
	struct statement said = draft(office, PRESENCE_FOCUS, now);

	set_end(&said, office->visit.minutes ? office->visit.minutes : FOCUS_MINUTES, now);
	visit_say_done(office, person, &said, now);
}

static void touch_presence(struct office *office, const char *person, enum presence presence,
			   const struct moment *now)
{
	struct statement said = draft(office, presence, now);

	visit_say_done(office, person, &said, now);
}

/* For someone who is open or in focus a length key moves the end at once. */
static void touch_minutes(struct office *office, const char *person, int minutes,
			  const struct moment *now)
{
	struct subject *subject = office_subject(office, SUBJECT_PERSON, person);

	office->visit.minutes = minutes;
	enum presence presence = subject ? subject_presence(subject, now) : PRESENCE_AWAY;
	if (presence != PRESENCE_OPEN && presence != PRESENCE_FOCUS)
		return;
	struct statement said = subject->best;
	said.ends = office_day_end(office, now);
	set_end(&said, minutes, now);
	say(office, SUBJECT_PERSON, person, &said, now);
	office->visit.undo.offered = false;
}

static struct statement taken_back(const struct subject *subject, const struct moment *now)
{
	struct statement said = subject->best;
	int64_t left_ms = deadline_left_ms(&subject->until, now);

	said.taken_back = true;
	said.until = 0;
	said.left = 0;
	/* By a clock that became right it may be over already. */
	said.expiry = (left_ms > 0 ? left_ms / 1000 : 0) + SIGNAL_EXPIRY_S;
	return said;
}

/* Someone is open here for the office's first kind; once more takes it back. */
static void touch_someone(struct office *office, const struct moment *now)
{
	const char *place = place_here(office);
	struct subject *subject = office_subject(office, SUBJECT_PLACE, place);
	struct statement said;

	if (!subject)
		return;
	bool live = subject_live(subject, now);
	if (live) {
		said = taken_back(subject, now);
	} else {
		const struct kind *kind = &office->config.kinds[0];
		said = draft(office, PRESENCE_OPEN, now);
		id_copy(said.kind, kind->id);
		set_end(&said, kind->minutes, now);
		said.ends = 0;
	}
	say(office, SUBJECT_PLACE, place, &said, now);
	if (!live)
		counting_begin(office, SUBJECT_PLACE, place, now);
	show_done(&office->visit);
}

/* What was before: that statement, `here` if it has ended meanwhile, or `away`. */
static struct statement before(struct office *office, const struct undo *undo,
			       const struct moment *now)
{
	struct statement said = undo->before;

	if (!undo->had_before || deadline_left_ms(&undo->before_ends, now) <= 0)
		return draft(office, PRESENCE_AWAY, now);
	said.ends = said.ends ? said.ends : office_day_end(office, now);
	int64_t left_ms = deadline_left_ms(&undo->before_until, now);
	said.left = undo->before_until.set ? left_ms / 1000 : -1;
	if (left_ms <= 0) {
		said.presence = PRESENCE_HERE;
		said.kind[0] = '\0';
		said.side = SIDE_NONE;
		said.come = false;
		said.until = 0;
		said.left = -1;
	}
	return said;
}

static void undo_last(struct office *office, const struct moment *now)
{
	struct visit *visit = &office->visit;
	struct undo undo = visit->undo;
	struct statement said;

	struct subject *subject = office_subject(office, undo.subject, undo.id);
	bool implied = subject->implied && !undo.had_before;
	if (undo.subject == SUBJECT_PERSON)
		said = before(office, &undo, now);
	else if (undo.had_before)
		said = undo.before;
	else
		said = taken_back(subject, now);
	say(office, undo.subject, undo.id, &said, now);
	/* Taking back a check-in that was only implied says no more than that check-in did. */
	subject->implied = implied;
	visit->sheet = visit->done = visit->undo.offered = false;
}

static void touch_undo(struct office *office, const struct moment *now)
{
	if (office_undo_offered(office, now))
		undo_last(office, now);
}

void visit_take_back(struct office *office, int64_t v, const struct moment *now)
{
	const struct undo *undo = &office->visit.undo;
	const struct subject *subject = office_subject(office, undo->subject, undo->id);

	if (undo->v == v && subject && subject->has_best && subject->best.v == v &&
	    strcmp(subject->best.by, office->me.device) == 0)
		undo_last(office, now);
}

void visit_hint(struct office *office, enum hint hint, const struct moment *now)
{
	office->visit.hint = hint;
	office->visit.hint_until_mono_ms = now->mono_ms + HINT_MS;
	office->visit.sheet = office->visit.done = office->visit.undo.offered = false;
}

static void touch_language(struct office *office)
{
	office->visit.language = office_next_language(office);
	office->visit.language_set = true;
}

/* Whom the keys are about: the owner of a desk, or the one whose sheet is open. */
static const char *whom(const struct office *office)
{
	if (office->self.role == ROLE_DESK) {
		const struct person *owner = office_person(office, office->self.person);
		return owner && owner->configured ? owner->id : NULL;
	}
	return office->visit.sheet ? office->visit.person : NULL;
}

static void touch_key(struct office *office, const struct target *target, const struct moment *now)
{
	const char *someone = whom(office);
	char person[ID_SIZE];

	if (!someone)
		return;
	id_copy(person, someone);
	switch (target->kind) {
	case TARGET_KIND:
		touch_kind(office, person, target->id, now);
		break;
	case TARGET_FOCUS:
		touch_focus(office, person, now);
		break;
	case TARGET_HERE:
		touch_presence(office, person, PRESENCE_HERE, now);
		break;
	case TARGET_LEAVE:
		touch_presence(office, person, PRESENCE_AWAY, now);
		break;
	case TARGET_MINUTES:
		touch_minutes(office, person, target->number, now);
		break;
	case TARGET_CLOSE:
		office->visit.sheet = false;
		break;
	default:
		break;
	}
}

void visit_touch(struct office *office, const struct event *event, const struct moment *now)
{
	const struct target *target = &event->target;

	if (office->self.role == ROLE_BOARD)
		return;
	office->visit.touched_mono_ms = now->mono_ms;
	office->visit.hint = HINT_NONE;
	switch (target->kind) {
	case TARGET_PERSON:
		if (office->self.role == ROLE_KIOSK)
			touch_person(office, target->id, now);
		break;
	case TARGET_SOMEONE:
		if (office->self.role == ROLE_KIOSK)
			touch_someone(office, now);
		break;
	case TARGET_UNDO:
		touch_undo(office, now);
		break;
	case TARGET_COME:
	case TARGET_SIDE:
		visit_choose(office, target, now);
		break;
	case TARGET_LANGUAGE:
		touch_language(office);
		break;
	case TARGET_RAIL:
	case TARGET_GROUP:
		office->visit.page = target->number;
		office->visit.groups = target->kind == TARGET_RAIL;
		break;
	default:
		touch_key(office, target, now);
	}
}
