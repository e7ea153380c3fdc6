/* After every event: what is due goes to the broker, and to the disk what is unsent. */
#include <stddef.h>

#include "core/office_private.h"

bool office_subject_at(struct office *office, int i, enum subject_kind *kind, const char **id,
		       struct subject **subject)
{
	if (i < office->people_count) {
		*kind = SUBJECT_PERSON;
		*id = office->people[i].id;
		*subject = &office->people[i].subject;
		return true;
	}
	i -= office->people_count;
	if (i >= office->signals_count)
		return false;
	*kind = SUBJECT_PLACE;
	*id = office->signals[i].place;
	*subject = &office->signals[i].subject;
	return true;
}

static void emit(struct effects *effects, enum effect_kind kind, enum subject_kind subject_kind,
		 const char *id, const struct statement *statement, const struct subject *subject)
{
	struct effect *effect = &effects->list[effects->count++];

	*effect = (struct effect){.kind = kind, .subject = subject_kind};
	id_copy(effect->id, id);
	if (statement)
		effect->statement = *statement;
	effect->implied = subject->implied;
	effect->at_mono_ms = subject->said_mono_ms;
}

static void forget_kept(struct subject *subject, enum subject_kind kind, const char *id,
			struct effects *effects)
{
	struct statement gone = {.v = subject->kept_v};

	subject->kept_v = 0;
	emit(effects, EFFECT_FORGET, kind, id, &gone, subject);
}

/* Has the disk keep what is unsent, and forget what no longer is. */
static void settle_disk(struct subject *subject, enum subject_kind kind, const char *id,
			const struct moment *now, struct effects *effects)
{
	bool again = subject->keep_again && subject->keep_mono_ms <= now->mono_ms;

	if (subject->unsent && (again || subject->kept_v != subject->best.v)) {
		/* The disk puts nothing in the place of what has a larger v. */
		if (subject->kept_v > subject->best.v)
			forget_kept(subject, kind, id, effects);
		subject->keep_again = false;
		subject->kept_v = subject->best.v;
		emit(effects, EFFECT_KEEP, kind, id, &subject->best, subject);
	} else if (!subject->unsent && subject->kept_v && !subject->has_waiting) {
		forget_kept(subject, kind, id, effects);
	}
}

/* A statement from too far ahead stands on the broker and nothing is known: say away. */
static void say_away_instead(struct office *office, struct subject *subject,
			     const struct moment *now)
{
	struct statement away;

	statement_init(&away);
	away.ends = office_day_end(office, now);
	subject_say(subject, &office->me, &away, now);
	subject->unsent = false;
}

static void settle(struct office *office, struct subject *subject, enum subject_kind kind,
		   const char *id, const struct moment *now, struct effects *effects)
{
	struct speaker *me = office_speaker(office, kind, id);
	struct statement out;

	if (subject_tick(subject, me, now) == SUBJECT_CHANGED)
		effects->redraw = true;
	if (kind == SUBJECT_PERSON && me->in_step && subject->say_due && !subject->has_best &&
	    subject->say_mono_ms <= now->mono_ms)
		say_away_instead(office, subject, now);
	switch (subject_take_due(subject, me, now, &out)) {
	case SUBJECT_SAY:
		emit(effects, EFFECT_SAY, kind, id, &out, subject);
		break;
	case SUBJECT_CLEAR:
		emit(effects, EFFECT_CLEAR, kind, id, NULL, subject);
		break;
	case SUBJECT_QUIET:
		break;
	}
	settle_disk(subject, kind, id, now, effects);
}

void office_settle(struct office *office, const struct moment *now, struct effects *effects)
{
	enum subject_kind kind;
	struct subject *subject;
	const char *id;

	for (int i = 0; office_subject_at(office, i, &kind, &id, &subject); i++) {
		if (effects->count + 3 > EFFECTS_MAX)
			return;
		settle(office, subject, kind, id, now, effects);
	}
}
