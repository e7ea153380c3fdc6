/* What a device shows that belongs to no office yet, or can't: what to do, in both languages. */
#include <math.h>
#include <stdio.h>

#include "locale/locale.h"
#include "ui/phrase.h"
#include "ui/screens.h"
#include "ui/theme.h"

enum {
	BLOCKS_MAX = 2 * LANGUAGE_COUNT + 1,
	WORDS_COLUMNS = 2,
	WORDS_ROWS = ADOPTION_WORDS / WORDS_COLUMNS
};

static const double smallest = 9, between = 0.9;

/* The same in any language; nowhere does a line end within "--role". */
#define NO_BREAK "\u2060"
#define COMMAND "praatjectl device adopt %s %s %s %s -" NO_BREAK "-" NO_BREAK "role kiosk"

/* A text over the screen's width, and how much is left free below it. */
struct block {
	const char *text;
	struct text_style style;
	struct text_limit limit;
	uint32_t color;
	double below;
};

static const struct {
	enum sentence title, what_to_do;
} told[] = {
    [ADOPTION_SEEKING] = {SENTENCE_STRANGER_TITLE, SENTENCE_STRANGER_SEEKING_DO},
    [ADOPTION_ASKING] = {SENTENCE_STRANGER_TITLE, SENTENCE_STRANGER_ASKING_DO},
    [ADOPTION_SETTINGS] = {SENTENCE_WRONG_SETTINGS_TITLE, SENTENCE_WRONG_SETTINGS_DO},
};

static int blocks_make(const struct draft *draft, const char *command, double size, double width,
		       struct block *out)
{
	const struct adoption *adoption = &draft->office->adoption;
	struct text_style title = {
	    .size = round(size * 1.25), .weight = 800, .spacing = -0.02, .line = 1.15};
	struct text_style plain = {.size = round(size), .weight = 500, .line = 1.3};
	struct text_style line = {.size = round(size), .weight = 700, .line = 1.3};
	struct text_style detail = {.size = round(size * 0.85), .weight = 500, .line = 1.3};
	enum language said[LANGUAGE_COUNT];
	int languages = notice_languages(draft, said), count = 0;

	for (int i = 0; i < languages; i++) {
		enum language language = said[i];
		out[count++] =
		    (struct block){locale_text(language, told[adoption->step].title), title,
				   draft_limit(width, 0), COLOR_INK, round(size * 0.2)};
		out[count++] =
		    (struct block){locale_text(language, told[adoption->step].what_to_do), plain,
				   draft_limit(width, 0), COLOR_INK_QUIET, round(size * between)};
	}
	if (adoption->step == ADOPTION_ASKING)
		out[count++] = (struct block){command, line, draft_limit(width, 0), COLOR_INK, 0};
	else if (adoption->detail[0])
		out[count++] =
		    (struct block){adoption->detail, detail, draft_limit(width, 0), COLOR_ALERT, 0};
	return count;
}

/* The largest size at which each word fits in its column. */
static struct text_style words_style(const struct draft *draft, double size, double column)
{
	const struct adoption *adoption = &draft->office->adoption;
	struct text_style style = {
	    .size = round(size * 3), .weight = 800, .spacing = -0.02, .line = 1.15};

	for (int i = 0; i < ADOPTION_WORDS; i++) {
		while (style.size > smallest &&
		       texts_width(draft->texts, adoption->words[i], &style) > column)
			style.size--;
	}
	return style;
}

struct plan {
	struct phrase command;
	struct block blocks[BLOCKS_MAX];
	int count;
	struct text_style words; /* size 0: none */
	double height;
};

static void plan_make(struct plan *plan, struct draft *draft, double size, double width)
{
	const struct adoption *adoption = &draft->office->adoption;

	plan->height = plan->words.size = 0;
	snprintf(plan->command.text, sizeof plan->command.text, COMMAND, adoption->words[0],
		 adoption->words[1], adoption->words[2], adoption->words[3]);
	plan->count = blocks_make(draft, plan->command.text, size, width, plan->blocks);

	for (int i = 0; i < plan->count; i++) {
		const struct block *block = &plan->blocks[i];
		plan->height += draft_measure(draft, block->text, &block->style, block->limit).h +
				(i < plan->count - 1 ? block->below : 0);
	}
	if (adoption->step == ADOPTION_ASKING) {
		plan->words = words_style(draft, size, width / WORDS_COLUMNS - size);
		plan->height +=
		    WORDS_ROWS * round(plan->words.size * plan->words.line) + round(size * between);
	}
}

/* In reading order: two and two. */
static double add_words(struct draft *draft, const struct plan *plan, struct area area)
{
	double row = round(plan->words.size * plan->words.line);
	double column = area.w / WORDS_COLUMNS;

	for (int i = 0; i < ADOPTION_WORDS; i++) {
		int x = i % WORDS_COLUMNS, y = i / WORDS_COLUMNS;
		draft_text(draft, draft->office->adoption.words[i], &plan->words, COLOR_OPEN,
			   area.x + column * x, area.y + row * y, draft_limit(column, 1));
	}
	return area.y + WORDS_ROWS * row;
}

void screen_stranger(struct draft *draft)
{
	double shortest = fmin(draft->metrics.width, draft->metrics.height);
	double size = round(shortest * 0.055), margin = round(shortest * 0.07);
	struct area all = {0, 0, draft->metrics.width, draft->metrics.height};
	struct area area = area_inset(all, margin, round(margin / 2));
	struct plan plan;

	plan_make(&plan, draft, size, area.w);
	while (plan.height > area.h && size > smallest)
		plan_make(&plan, draft, --size, area.w);
	/* Who it is can be asked here too: its address helps whoever looks for it. */
	draft_clock_key(draft, (struct area){area.x + area.w - 4 * size, area.y, 4 * size, size},
			"");
	area.y = fmax((all.h - plan.height) / 2, area.y);
	if (plan.words.size > 0)
		area.y = add_words(draft, &plan, area) + round(size * between);
	for (int i = 0; i < plan.count; i++) {
		const struct block *block = &plan.blocks[i];
		area.y += draft_text(draft, block->text, &block->style, block->color, area.x,
				     area.y, block->limit)
			      .h +
			  block->below;
	}
}
