#include "ui/text.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SETS = 64, WAYS = 4 };

/* Inter's ascent and descent, in ems: lines are as high as its own whatever font falls in. */
static const double ascent_em = 0.96875, descent_em = 0.24148;

struct kept {
	char *text; /* NULL: nothing is kept here */
	uint64_t hash;
	struct text_style style;
	struct text_limit limit;
	struct text_layout laid;
	uint64_t used; /* the higher, the later */
};

struct texts {
	PangoFontMap *fonts;
	PangoContext *context;
	uint64_t uses;
	struct kept kept[SETS][WAYS];
};

static void set_options(PangoContext *context)
{
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
}

struct texts *texts_create(void)
{
	struct texts *texts = calloc(1, sizeof *texts);

	if (!texts)
		return NULL;
	texts->fonts = pango_cairo_font_map_new();
	if (!texts->fonts) {
		free(texts);
		return NULL;
	}
	texts->context = pango_font_map_create_context(texts->fonts);
	set_options(texts->context);
	pango_context_set_round_glyph_positions(texts->context, FALSE);
	return texts;
}

static void forget(struct kept *kept)
{
	if (!kept->text)
		return;
	g_object_unref(kept->laid.layout);
	g_free(kept->text);
	kept->text = NULL;
}

void texts_destroy(struct texts *texts)
{
	if (!texts)
		return;
	for (int set = 0; set < SETS; set++) {
		for (int way = 0; way < WAYS; way++)
			forget(&texts->kept[set][way]);
	}
	g_object_unref(texts->context);
	g_object_unref(texts->fonts);
	free(texts);
}

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t count)
{
	const unsigned char *byte = bytes;

	while (count--)
		hash = (hash ^ *byte++) * UINT64_C(1099511628211);
	return hash;
}

static uint64_t hash_of(const char *text, const struct text_style *style, struct text_limit limit)
{
	uint64_t hash = hash_bytes(UINT64_C(14695981039346656037), text, strlen(text));

	hash = hash_bytes(hash, &style->size, sizeof style->size);
	hash = hash_bytes(hash, &style->weight, sizeof style->weight);
	hash = hash_bytes(hash, &limit.width, sizeof limit.width);
	return hash_bytes(hash, &limit.lines, sizeof limit.lines);
}

static bool same_style(const struct text_style *a, const struct text_style *b)
{
	return a->size == b->size && a->weight == b->weight && a->spacing == b->spacing &&
	       a->line == b->line && a->tabular == b->tabular;
}

static bool matches(const struct kept *kept, uint64_t hash, const char *text,
		    const struct text_style *style, struct text_limit limit)
{
	return kept->text && kept->hash == hash && same_style(&kept->style, style) &&
	       kept->limit.width == limit.width && kept->limit.lines == limit.lines &&
	       strcmp(kept->text, text) == 0;
}

/* Letters of scripts that join, or stack, keep the distances that their font gives them. */
static bool may_be_spaced(const char *text)
{
	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		if (c >= 0x590 && c < 0x1E00)
			return false;
	}
	return true;
}

static void set_attributes(PangoLayout *layout, const struct text_style *style, const char *text)
{
	PangoAttrList *list = pango_attr_list_new();
	int spacing = (int)lround(style->spacing * style->size * PANGO_SCALE);
	bool spaced = spacing && may_be_spaced(text);
	/* Spaced letters don't change with their neighbours either. */
	const char *features = style->tabular ? spaced ? "tnum=1, calt=0" : "tnum=1"
			       : spaced       ? "calt=0"
					      : NULL;

	if (spaced)
		pango_attr_list_insert(list, pango_attr_letter_spacing_new(spacing));
	if (features)
		pango_attr_list_insert(list, pango_attr_font_features_new(features));
	pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
	pango_layout_set_attributes(layout, list);
	pango_attr_list_unref(list);
}

static void set_font(PangoLayout *layout, const struct text_style *style)
{
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family(font, "Inter");
	pango_font_description_set_weight(font, (PangoWeight)style->weight);
	pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
}

static void set_limit(PangoLayout *layout, struct text_limit limit)
{
	if (limit.width) {
		pango_layout_set_width(layout, limit.width * PANGO_SCALE);
		pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	}
	if (limit.width && limit.lines) {
		pango_layout_set_height(layout, -limit.lines);
		pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
	}
}

double text_line_height(const struct text_style *style)
{
	if (style->line > 0)
		return style->line * style->size;
	return round(ascent_em * style->size) + round(descent_em * style->size);
}

/* From the top of a line to its baseline, half of the leading above, on whole pixels. */
double text_baseline(const struct text_style *style)
{
	double ascent = round(ascent_em * style->size), descent = round(descent_em * style->size);

	return floor((text_line_height(style) - ascent - descent) / 2) + ascent;
}

static void measure(struct text_layout *laid, const struct text_style *style)
{
	PangoRectangle ink, logical;
	double line = text_line_height(style), scale = PANGO_SCALE;

	pango_layout_get_extents(laid->layout, &ink, &logical);
	laid->baseline = text_baseline(style);
	laid->width = logical.width / scale;
	laid->height = line * pango_layout_get_line_count(laid->layout);
	laid->offset_x = -logical.x / scale;
	laid->offset_y = laid->baseline - pango_layout_get_baseline(laid->layout) / scale;
	laid->ink_x = ink.x / scale + laid->offset_x;
	laid->ink_y = ink.y / scale + laid->offset_y;
	laid->ink_w = ink.width / scale;
	laid->ink_h = ink.height / scale;
	laid->cut = pango_layout_is_ellipsized(laid->layout);
}

static void lay_out(struct kept *kept, PangoContext *context)
{
	PangoLayout *layout = pango_layout_new(context);
	const struct text_style *style = &kept->style;

	kept->laid = (struct text_layout){.layout = layout};
	set_font(layout, style);
	set_attributes(layout, style, kept->text);
	set_limit(layout, kept->limit);
	if (style->line > 0)
		pango_layout_set_line_spacing(layout,
					      (float)(style->line / (ascent_em + descent_em)));
	pango_layout_set_text(layout, kept->text, -1);
	measure(&kept->laid, style);
}

static struct kept *oldest(struct kept *set)
{
	struct kept *found = set;

	for (int way = 0; way < WAYS; way++) {
		if (!set[way].text)
			return &set[way];
		if (set[way].used < found->used)
			found = &set[way];
	}
	return found;
}

const struct text_layout *texts_layout(struct texts *texts, const char *text,
				       const struct text_style *style, struct text_limit limit)
{
	uint64_t hash = hash_of(text, style, limit);
	struct kept *set = texts->kept[hash % SETS];

	for (int way = 0; way < WAYS; way++) {
		if (matches(&set[way], hash, text, style, limit)) {
			set[way].used = ++texts->uses;
			return &set[way].laid;
		}
	}
	struct kept *kept = oldest(set);
	forget(kept);
	*kept =
	    (struct kept){.text = g_strdup(text), .hash = hash, .style = *style, .limit = limit};
	kept->used = ++texts->uses;
	lay_out(kept, texts->context);
	return &kept->laid;
}

double texts_width(struct texts *texts, const char *text, const struct text_style *style)
{
	return texts_layout(texts, text, style, (struct text_limit){0, 1})->width;
}

double texts_widest_word(struct texts *texts, const char *text, const struct text_style *style,
			 size_t skip_shorter)
{
	double widest = 0;
	char **words = g_strsplit_set(text, " -", -1);

	for (char **word = words; *word; word++) {
		if (strlen(*word) >= skip_shorter)
			widest = fmax(widest, texts_width(texts, *word, style));
	}
	g_strfreev(words);
	return widest;
}
