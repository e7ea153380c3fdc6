#include "ui/done.h"

#include <math.h>

#include "ui/choices.h"
#include "ui/phrase.h"
#include "ui/theme.h"

enum { TITLE_LINES = 2 };

#define SAY(phrase, draft, name, ...)                                                              \
	locale_say((phrase).text, sizeof(phrase).text, (draft)->language, name, __VA_ARGS__)

struct done {
	struct phrase title, more;
	enum icon icon;
	bool undo;
};

static struct phrase fixed(const struct draft *draft, enum sentence sentence)
{
	struct phrase phrase;

	locale_fill(phrase.text, sizeof phrase.text, draft->language, sentence, NULL, 0);
	return phrase;
}

static void say_open(const struct draft *draft, const char *name, struct done *done)
{
	const struct statement *said = &draft->office->visit.said;
	struct phrase kind = phrase_a_kind(draft, said->kind);

	done->icon = phrase_kind_icon(draft, said->kind);
	if (name)
		SAY(done->title, draft, YOU_ARE_OPEN, name, kind.text);
	else
		SAY(done->title, draft, DONE_SOMEONE, kind.text);
}

static void say_of_person(const struct draft *draft, const char *name, struct done *done)
{
	switch (draft->office->visit.said.presence) {
	case PRESENCE_OPEN:
		say_open(draft, name, done);
		break;
	case PRESENCE_FOCUS:
		done->icon = ICON_FOCUS;
		SAY(done->title, draft, YOU_ARE_IN_FOCUS, name);
		break;
	case PRESENCE_HERE:
		done->icon = ICON_HERE;
		if (draft->office->visit.checked_in)
			SAY(done->title, draft, SHEET_CHECKED_IN, name);
		else
			SAY(done->title, draft, DONE_HERE, name);
		break;
	case PRESENCE_AWAY:
		done->icon = ICON_LEAVE;
		SAY(done->title, draft, DONE_AWAY, name);
		break;
	}
}

static void say_title(const struct draft *draft, struct done *done)
{
	const struct visit *visit = &draft->office->visit;

	if (visit->undo.subject == SUBJECT_PERSON) {
		const struct person *person = office_person(draft->office, visit->undo.id);
		struct person_name name = {""};
		if (person)
			name = office_person_name(person);
		say_of_person(draft, person ? name.text : visit->undo.id, done);
	} else if (visit->said.taken_back) {
		done->icon = ICON_HERE;
		done->title = fixed(draft, SENTENCE_DONE_SOMEONE_GONE);
	} else {
		say_open(draft, NULL, done);
	}
}

/* Nothing was said, and this is what comes next. */
static void say_hint(const struct draft *draft, struct done *done)
{
	static const enum sentence sentences[][2] = {
	    [HINT_NAME_FIRST] = {SENTENCE_HINT_NAME, SENTENCE_HINT_NAME_WHY},
	    [HINT_BADGE_UNKNOWN] = {SENTENCE_HINT_BADGE, SENTENCE_ASK_ADMIN},
	    [HINT_BADGE_READ] = {SENTENCE_HINT_BADGE_READ, SENTENCE_HINT_BADGE_NEXT},
	};
	enum hint hint = draft->office->visit.hint;

	done->icon = hint == HINT_BADGE_READ ? ICON_HERE : ICON_HELP;
	done->undo = false;
	done->title = fixed(draft, sentences[hint][0]);
	done->more = fixed(draft, sentences[hint][1]);
}

static struct done done_make(const struct draft *draft)
{
	const struct visit *visit = &draft->office->visit;
	int64_t until_s = moment_trusted(draft->now) ? visit->said.until : 0;
	struct done done = {.undo = office_undo_offered(draft->office, draft->now)};

	if (visit->hint != HINT_NONE) {
		say_hint(draft, &done);
		return done;
	}
	if (visit->done_denied) {
		done.icon = ICON_HELP;
		done.title = fixed(draft, SENTENCE_DONE_DENIED);
		done.more = fixed(draft, SENTENCE_ASK_ADMIN);
		return done;
	}
	if (visit->done_unkept) {
		done.icon = ICON_HELP;
		done.title = fixed(draft, SENTENCE_DONE_UNKEPT);
		done.more = fixed(draft, SENTENCE_ASK_ADMIN);
		return done;
	}
	say_title(draft, &done);
	if (visit->done_passed_on_later)
		done.more = fixed(draft, SENTENCE_DONE_LATER);
	else
		done.more = phrase_place_until(draft, visit->said.place, until_s);
	return done;
}

struct bar {
	struct area area;
	struct choices choices; /* in rows above the sentence */
	struct text_style title, more, undo;
	double icon, gap, padding, undo_width;
	bool below; /* undo lies under the sentence: beside it there is no room */
};

static struct bar bar_make(struct draft *draft, const struct done *done)
{
	const struct metrics *metrics = &draft->metrics;
	struct bar bar = {
	    .title = {.size = metrics_near(metrics, 24, 36), .weight = 750, .spacing = -0.02},
	    .more = {.size = metrics_near(metrics, 18, 27), .weight = 500},
	    .undo = {.size = metrics_near(metrics, 20, 30), .weight = 700},
	    .icon = metrics_near(metrics, 44, 66),
	    .gap = metrics_near(metrics, 18, 27),
	    .padding = metrics_near(metrics, 24, 32),
	    .below = metrics->portrait,
	};
	double side = metrics_near(metrics, 14, 24), foot = metrics_near(metrics, 10, 28);
	double height = metrics_near(metrics, 104, 168);
	double undo =
	    texts_width(draft->texts, locale_text(draft->language, SENTENCE_UNDO), &bar.undo);

	if (done->undo)
		bar.undo_width = fmax(round(undo) + 2 * metrics_near(metrics, 30, 44) + 2,
				      metrics_large_key(metrics));
	if (bar.below && done->undo)
		height += metrics_large_key(metrics);
	bar.choices = choices_make(draft, metrics->width - 2 * (side + bar.padding));
	if (bar.choices.height > 0)
		height += bar.choices.height + bar.gap + bar.choices.gap;
	bar.area =
	    (struct area){side, metrics->height - foot - height, metrics->width - 2 * side, height};
	return bar;
}

/* Undo is part of the bar: a line parts it, and only its own corners are round. */
static void add_undo(struct draft *draft, const struct bar *bar, struct area *text, double radius)
{
	struct target target = target_plain(TARGET_UNDO);
	const char *label = locale_text(draft->language, SENTENCE_UNDO);
	struct area key = bar->below ? area_take_bottom(text, metrics_large_key(&draft->metrics), 0)
				     : area_take_right(text, bar->undo_width, 0);
	double line = fmax(2, floor(draft->metrics.px_per_mm / 4));
	struct area edge = key;
	struct box_style parting = {COLOR_INK_LINE, COLOR_NONE, 0, 0, CORNERS_NONE};
	struct box_style box = {COLOR_INK, COLOR_NONE, 0, radius,
				bar->below ? CORNERS_ALL : CORNERS_RIGHT};

	draft_key(draft, key, box, &target, label, NULL);
	if (bar->below)
		edge.h = line;
	else
		edge.w = line;
	scene_add_box(draft->scene, edge, &parting);
	if (!bar->below)
		area_take_left(&key, line, 0);
	draft_text_centred(draft, label, &bar->undo, COLOR_GROUND, key);
}

static void add_sentence(struct draft *draft, const struct done *done, const struct bar *bar,
			 struct area area)
{
	double width = area.w - 2 * bar->padding - bar->icon - bar->gap;
	double x = area.x + bar->padding, between = metrics_near(&draft->metrics, 2, 4);
	struct text_limit limit = draft_limit(width, TITLE_LINES);
	struct area title = draft_measure(draft, done->title.text, &bar->title, limit);
	bool more = done->more.text[0] != '\0';
	double height = title.h + (more ? between + text_line_height(&bar->more) : 0);
	double y = area.y + (area.h - height) / 2;

	scene_add_icon(draft->scene, done->icon, x, area.y + (area.h - bar->icon) / 2, bar->icon,
		       COLOR_GROUND);
	x += bar->icon + bar->gap;
	draft_text(draft, done->title.text, &bar->title, COLOR_GROUND, x, y, limit);
	if (more)
		draft_text(draft, done->more.text, &bar->more, COLOR_GROUND, x,
			   y + title.h + between, draft_limit(width, 1));
}

void done_add(struct draft *draft)
{
	struct done done = done_make(draft);
	struct bar bar = bar_make(draft, &done);
	double radius = metrics_near(&draft->metrics, 16, 24);
	struct area text = bar.area;

	scene_cover(draft->scene, area_snap(bar.area));
	scene_move(draft->scene);
	scene_add_box(draft->scene, bar.area,
		      &(struct box_style){COLOR_INK, COLOR_NONE, 0, radius, CORNERS_ALL});
	if (bar.choices.height > 0) {
		struct area rows =
		    area_take_top(&text, bar.gap + bar.choices.height, bar.choices.gap);
		area_take_top(&rows, bar.gap, 0);
		choices_add(draft, &bar.choices, area_inset(rows, bar.padding, 0));
	}
	if (done.undo)
		add_undo(draft, &bar, &text, radius);
	add_sentence(draft, &done, &bar, text);
}
