/* One person's own device: how they stand, as large as it gets, and the keys to change it. */
#include <glib.h>
#include <math.h>

#include "ui/phrase.h"
#include "ui/screens.h"
#include "ui/theme.h"

#define SAY(phrase, draft, name, ...)                                                              \
	locale_say((phrase).text, sizeof(phrase).text, (draft)->language, name, __VA_ARGS__)

enum { KEYS_MAX = KINDS_MAX + 3, STATE_LINES = 4 };

struct desk_key {
	struct target target;
	struct phrase label;
	enum icon icon;
	bool large; /* a kind */
};

struct desk {
	const struct person *person;
	struct standing standing;
	uint32_t ink, quiet;
	struct desk_key keys[KEYS_MAX];
	int keys_count;
};

static struct standing owner_standing(const struct draft *draft)
{
	const struct person *person = office_person(draft->office, draft->office->self.person);
	return office_standing(draft->office, person, draft->now);
}

/* The colour behind everything: a desk says from afar how its owner stands. */
uint32_t screen_desk_ground(const struct draft *draft)
{
	struct standing standing = owner_standing(draft);

	if (standing.presence == PRESENCE_OPEN)
		return COLOR_OPEN;
	return standing.presence == PRESENCE_FOCUS ? COLOR_FOCUS_GROUND : COLOR_GROUND;
}

static void add_key(struct draft *draft, struct desk *desk, enum target_kind kind,
		    enum sentence sentence, enum icon icon)
{
	struct desk_key *key = &desk->keys[desk->keys_count++];

	*key = (struct desk_key){.target = target_plain(kind), .icon = icon};
	g_strlcpy(key->label.text, locale_text(draft->language, sentence), sizeof key->label.text);
}

static void add_kind_keys(struct draft *draft, struct desk *desk)
{
	const struct office_config *config = &draft->office->config;

	for (int i = 0; i < config->kinds_count; i++) {
		const struct kind *kind = &config->kinds[i];
		struct desk_key *key = &desk->keys[desk->keys_count++];
		*key = (struct desk_key){
		    .target = target_of(TARGET_KIND, kind->id), .icon = kind->icon, .large = true};
		g_strlcpy(key->label.text, kind->name.in[draft->language], sizeof key->label.text);
	}
}

/* What the owner can say next, most likely first. */
static void choose_keys(struct draft *draft, struct desk *desk)
{
	switch (desk->standing.presence) {
	case PRESENCE_OPEN:
		add_key(draft, desk, TARGET_HERE, SENTENCE_END_OPEN, ICON_COUNT);
		return;
	case PRESENCE_FOCUS:
		add_key(draft, desk, TARGET_HERE, SENTENCE_END_FOCUS, ICON_COUNT);
		return;
	case PRESENCE_HERE:
		add_kind_keys(draft, desk);
		add_key(draft, desk, TARGET_FOCUS, SENTENCE_FOCUS, ICON_FOCUS);
		add_key(draft, desk, TARGET_LEAVE, SENTENCE_LEAVE, ICON_LEAVE);
		return;
	case PRESENCE_AWAY:
		add_kind_keys(draft, desk);
		add_key(draft, desk, TARGET_HERE, SENTENCE_ARRIVE, ICON_HERE);
		return;
	}
}

static struct desk desk_make(struct draft *draft)
{
	struct desk desk = {
	    .person = office_person(draft->office, draft->office->self.person),
	    .standing = owner_standing(draft),
	    .ink = COLOR_INK,
	    .quiet = COLOR_INK_QUIET,
	};

	if (desk.standing.presence == PRESENCE_OPEN)
		desk.ink = desk.quiet = COLOR_OPEN_INK;
	else if (desk.standing.presence == PRESENCE_FOCUS)
		desk.ink = COLOR_FOCUS;
	choose_keys(draft, &desk);
	return desk;
}

static void add_head(struct draft *draft, const struct desk *desk, struct area area, double scale)
{
	struct text_style name = {.size = round(44 * scale), .weight = 750, .spacing = -0.02};
	struct text_style small = {.size = round(40 * scale), .weight = 600};
	struct phrase clock = phrase_clock(draft);
	double room = area.w;

	double width = texts_width(draft->texts, clock.text, &small);
	draft_clock_key(draft, (struct area){area.x + area.w - width, area.y, width, area.h},
			clock.text);
	if (clock.text[0]) {
		/* Both stand on one line. */
		double lower = text_baseline(&name) - text_baseline(&small);
		struct area at = draft_text_right(draft, clock.text, &small, desk->ink,
						  area.x + area.w, area.y + lower, area.w);
		room -= at.w + name.size;
	}
	struct person_name called = office_person_name(desk->person);
	draft_text(draft, called.text, &name, desk->ink, area.x, area.y, draft_limit(room, 1));
}

static struct phrase state_words(const struct draft *draft, const struct standing *standing)
{
	static const enum sentence plain[] = {
	    [PRESENCE_AWAY] = SENTENCE_DESK_AWAY,
	    [PRESENCE_HERE] = SENTENCE_DESK_HERE,
	    [PRESENCE_FOCUS] = SENTENCE_DESK_FOCUS,
	};
	struct phrase phrase;

	if (standing->presence == PRESENCE_OPEN) {
		SAY(phrase, draft, DESK_OPEN, phrase_a_kind(draft, standing->kind).text);
		return phrase;
	}
	locale_fill(phrase.text, sizeof phrase.text, draft->language,
		    standing->unknown ? SENTENCE_DESK_UNKNOWN : plain[standing->presence], NULL, 0);
	return phrase;
}

static enum icon state_icon(const struct draft *draft, const struct standing *standing)
{
	if (standing->presence == PRESENCE_OPEN)
		return phrase_kind_icon(draft, standing->kind);
	if (standing->presence == PRESENCE_FOCUS)
		return ICON_FOCUS;
	return standing->presence == PRESENCE_HERE ? ICON_HERE : ICON_COUNT;
}

static double widest_word(struct draft *draft, const char *words, const struct text_style *style)
{
	char **list = g_strsplit(words, " ", -1);
	double widest = 0;

	for (char **word = list; *word; word++)
		widest = fmax(widest, texts_width(draft->texts, *word, style));
	g_strfreev(list);
	return widest;
}

/* The largest size at which the words fit, none of them torn. */
static struct text_style fit_state(struct draft *draft, const char *words, struct area area,
				   double size)
{
	struct text_style style = {.size = size, .weight = 800, .spacing = -0.04, .line = 1};

	while (style.size > 12) {
		struct area at =
		    draft_measure(draft, words, &style, draft_limit(area.w, STATE_LINES));
		if (at.h <= area.h && widest_word(draft, words, &style) <= area.w)
			return style;
		style.size = floor(style.size * 0.92);
	}
	return style;
}

static void add_state(struct draft *draft, const struct desk *desk, struct area area, double scale)
{
	struct phrase words = state_words(draft, &desk->standing);
	struct phrase until = phrase_until(draft, desk->standing.until_s);
	struct text_style small = {.size = round(44 * scale), .weight = 550};
	enum icon icon = state_icon(draft, &desk->standing);
	double between = round(36 * scale), under = round(24 * scale);
	double below = until.text[0] ? under + text_line_height(&small) : 0;
	bool beside = icon != ICON_COUNT && area.w > area.h * 1.4;
	double square = icon == ICON_COUNT ? 0 : round(fmin(260 * scale, area.h * 0.45));
	struct area text = area;

	if (beside)
		area_take_left(&text, square, between);
	else if (square > 0)
		text.h -= square + between;
	text.h -= below;
	struct text_style large = fit_state(draft, words.text, text, round(112 * scale));
	struct text_limit limit = draft_limit(text.w, STATE_LINES);
	double height = draft_measure(draft, words.text, &large, limit).h;
	double above = beside || square <= 0 ? 0 : square + between;
	double y = area.y + (area.h - above - height - below) / 2;
	if (square > 0)
		scene_add_icon(draft->scene, icon, area.x,
			       beside ? area.y + (area.h - square) / 2 : y, square, desk->ink);
	y += above;
	draft_text(draft, words.text, &large, desk->ink, text.x, y, limit);
	if (below > 0)
		draft_text(draft, until.text, &small, desk->ink, text.x, y + height + under,
			   draft_limit(text.w, 1));
}

static struct key_style key_style(const struct draft *draft, const struct desk *desk,
				  const struct desk_key *key, double scale)
{
	bool only = desk->keys_count == 1;
	struct key_style style = {
	    .box = {COLOR_RAISED, COLOR_NONE, 0, round(24 * scale), CORNERS_ALL},
	    .label = {.size = round((only ? 44 : 32) * scale), .weight = 700},
	    .color = COLOR_INK,
	    .icon = key->icon,
	    .icon_size = round(44 * scale),
	    .gap = round(16 * scale),
	};

	if (key->large) {
		style.box.fill = COLOR_OPEN;
		style.color = COLOR_OPEN_INK;
	} else if (desk->standing.presence == PRESENCE_OPEN) {
		style.box.fill = COLOR_OPEN_INK;
		style.color = COLOR_OPEN;
	} else if (key->target.kind == TARGET_FOCUS) {
		style.color = COLOR_FOCUS;
	}
	style.label.size = fmax(style.label.size, metrics_near(&draft->metrics, 15, 20));
	return style;
}

/* As many side by side as their labels leave room for. */
static struct grid key_grid(struct draft *draft, const struct desk *desk, double width, double gap,
			    double scale)
{
	double least = metrics_large_key(&draft->metrics);

	for (int i = 0; i < desk->keys_count; i++) {
		struct key_style style = key_style(draft, desk, &desk->keys[i], scale);
		least =
		    fmax(least, draft_labelled_key_width(draft, &style, desk->keys[i].label.text));
	}
	int columns = (int)floor((width + gap) / (least + gap));
	columns = columns < 1 ? 1 : columns > desk->keys_count ? desk->keys_count : columns;
	return (struct grid){columns, (desk->keys_count + columns - 1) / columns, gap};
}

static void add_keys(struct draft *draft, const struct desk *desk, struct area *body, double scale)
{
	const struct metrics *metrics = &draft->metrics;
	double gap = fmax(round(16 * scale), metrics_mm(metrics, 1));
	struct grid grid = key_grid(draft, desk, body->w, gap, scale);
	double height = grid.rows == 1 ? round(142 * scale) : 0;

	height = fmax(height, metrics_large_key(metrics));
	struct area area = area_take_bottom(body, grid.rows * (height + gap) - gap, 24 * scale);
	for (int i = 0; i < desk->keys_count; i++) {
		const struct desk_key *key = &desk->keys[i];
		struct key_style style = key_style(draft, desk, key, scale);
		draft_labelled_key(draft,
				   grid_cell(&grid, area, i % grid.columns, i / grid.columns),
				   &style, &key->target, key->label.text);
	}
}

void screen_desk(struct draft *draft)
{
	const struct metrics *metrics = &draft->metrics;
	double scale = fmin(metrics->width / 720.0, metrics->height / 720.0);
	struct desk desk = desk_make(draft);
	struct phrase offline = phrase_offline(draft);
	struct area body = {0, 0, metrics->width, metrics->height};
	struct text_style alert = {.size = round(26 * scale), .weight = 600, .line = 1.3};

	body = area_inset(body, round(36 * scale), round(36 * scale));
	add_head(draft, &desk, area_take_top(&body, round(53 * scale), 24 * scale), scale);
	add_keys(draft, &desk, &body, scale);
	if (offline.text[0]) {
		uint32_t color = desk.ink == COLOR_OPEN_INK ? COLOR_OPEN_INK : COLOR_ALERT;
		struct text_limit limit = draft_limit(body.w, 2);
		double height = draft_measure(draft, offline.text, &alert, limit).h;
		struct area at = area_take_bottom(&body, height, 0);
		draft_text(draft, offline.text, &alert, color, at.x, at.y, limit);
	}
	add_state(draft, &desk, body, scale);
}
