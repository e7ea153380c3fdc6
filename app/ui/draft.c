#include "ui/draft.h"

#include <math.h>
#include <stdio.h>

#include "locale/locale.h"
#include "ui/theme.h"

struct text_limit draft_limit(double width, int lines)
{
	/* A width of 0 would mean no limit at all. */
	return (struct text_limit){(int)fmax(floor(width), 1), lines};
}

struct area draft_name(struct draft *draft, const struct person *person,
		       const struct text_style *style, uint32_t color, double x, double y,
		       double width)
{
	const char *someone = locale_text(draft->language, SENTENCE_SOMEONE);
	struct text_limit limit = draft_limit(width, 1);

	if (!person)
		return draft_text(draft, someone, style, color, x, y, limit);
	struct person_name name = office_person_name(person);
	if (!person->namesakes || !texts_layout(draft->texts, name.text, style, limit)->cut)
		return draft_text(draft, name.text, style, color, x, y, limit);
	char number[16];
	snprintf(number, sizeof number, "%d", person->namesakes_before + 1);
	double space = round(style->size * 0.2);
	double tail = ceil(texts_width(draft->texts, number, style)) + space;
	struct area at = draft_text(draft, person->config.name, style, color, x, y,
				    draft_limit(width - tail, 1));
	draft_text(draft, number, style, color, at.x + at.w + space, y,
		   draft_limit(tail - space + 1, 1));
	at.w += tail;
	return at;
}

struct area draft_measure(struct draft *draft, const char *text, const struct text_style *style,
			  struct text_limit limit)
{
	const struct text_layout *laid = texts_layout(draft->texts, text, style, limit);
	return (struct area){0, 0, laid->width, laid->height};
}

struct area draft_text(struct draft *draft, const char *text, const struct text_style *style,
		       uint32_t color, double x, double y, struct text_limit limit)
{
	const struct text_layout *laid = texts_layout(draft->texts, text, style, limit);

	y = round(y + laid->baseline) - laid->baseline;
	scene_add_text(draft->scene, text, x, y, color, style, limit, laid);
	return (struct area){x, y, laid->width, laid->height};
}

struct area draft_text_right(struct draft *draft, const char *text, const struct text_style *style,
			     uint32_t color, double right, double y, double width)
{
	struct text_limit limit = draft_limit(width, 1);
	struct area size = draft_measure(draft, text, style, limit);
	double x = right - size.w - style->spacing * style->size; /* none after the last letter */
	return draft_text(draft, text, style, color, x, y, limit);
}

struct area draft_text_centred(struct draft *draft, const char *text,
			       const struct text_style *style, uint32_t color, struct area area)
{
	struct text_limit limit = draft_limit(area.w, 1);
	struct area size = draft_measure(draft, text, style, limit);

	return draft_text(draft, text, style, color, area.x + (area.w - size.w) / 2,
			  area.y + (area.h - size.h) / 2, limit);
}

uint32_t draft_ink(const struct draft *draft, const struct target *target, uint32_t color)
{
	return target_equal(&draft->lit, target) ? color_on_lit(color) : color;
}

void draft_key(struct draft *draft, struct area area, struct box_style box,
	       const struct target *target, const char *text, const char *state)
{
	if (target_equal(&draft->lit, target))
		box.fill = color_lit(box.fill == COLOR_NONE ? draft->scene->ground : box.fill);
	scene_add_box(draft->scene, area, &box);
	scene_add_target(draft->scene, target, text, state, area_snap(area));
}

/* At least so long, about the same middle, within what there is. */
static void stretch(double *at, double *length, double least, double whole)
{
	double grown = fmax(*length, least);

	*at = fmax(0, fmin(*at + (*length - grown) / 2, whole - grown));
	*length = grown;
}

void draft_clock_key(struct draft *draft, struct area area, const char *time)
{
	struct box_style box = {COLOR_NONE, COLOR_NONE, 0, 0, CORNERS_NONE};
	struct target target = target_plain(TARGET_CLOCK);
	double least = metrics_key(&draft->metrics) + 1;

	stretch(&area.x, &area.w, least, draft->metrics.width);
	stretch(&area.y, &area.h, least, draft->metrics.height);
	draft_key(draft, area, box, &target, time, NULL);
}

static double label_margin(const struct key_style *style)
{
	return round(style->label.size * 0.4);
}

static double before_label(const struct key_style *style)
{
	return style->icon == ICON_COUNT ? 0 : style->icon_size + style->gap;
}

double draft_labelled_key_width(struct draft *draft, const struct key_style *style,
				const char *label)
{
	double text = ceil(texts_width(draft->texts, label, &style->label)) + 1;
	return 2 * label_margin(style) + before_label(style) + text;
}

struct key_style draft_fitting_key(struct draft *draft, const struct key_style *style,
				   const char *label, double width, double smallest)
{
	struct key_style fitting = *style;
	double needed = draft_labelled_key_width(draft, style, label);

	if (needed > width)
		fitting.label.size = floor(style->label.size * fmax(width / needed, smallest));
	return fitting;
}

void draft_labelled_key(struct draft *draft, struct area area, const struct key_style *style,
			const struct target *target, const char *label)
{
	double before = before_label(style);
	uint32_t color = draft_ink(draft, target, style->color);
	struct area inner = area_inset(area, label_margin(style), 0);

	draft_key(draft, area, style->box, target, label, NULL);
	if (before > 0) {
		struct area size =
		    draft_measure(draft, label, &style->label, draft_limit(inner.w - before, 1));
		double x = inner.x + (inner.w - before - size.w) / 2;
		scene_add_icon(draft->scene, style->icon, x,
			       area.y + (area.h - style->icon_size) / 2, style->icon_size, color);
		inner = (struct area){x + before, inner.y, size.w + 1, inner.h};
	}
	draft_text_centred(draft, label, &style->label, color, inner);
}

struct target target_plain(enum target_kind kind)
{
	return (struct target){.kind = kind};
}

struct target target_numbered(enum target_kind kind, int number)
{
	return (struct target){.kind = kind, .number = number};
}

struct target target_of(enum target_kind kind, const char *id)
{
	struct target target = {.kind = kind};

	id_copy(target.id, id);
	return target;
}
