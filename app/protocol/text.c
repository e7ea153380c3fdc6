#include "protocol/text.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

enum { FOLD_CHARS_MAX = 64 };

/* Letters that have no decomposition, and what they sort with. */
static const struct {
	gunichar letter;
	const char *base;
} bases[] = {
    {0x00e6, "ae"}, {0x00f0, "d"}, {0x00f8, "o"}, {0x00fe, "th"}, {0x0111, "d"},
    {0x0127, "h"},  {0x0131, "i"}, {0x0142, "l"}, {0x0153, "oe"}, {0x0167, "t"},
};

static bool is_control(gunichar c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

static bool is_bidi(gunichar c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Space, and characters without a shape of their own. */
static bool is_blank(gunichar c)
{
	return g_unichar_isspace(c) || g_unichar_iszerowidth(c) || c == 0x00ad || c == 0x2800 ||
	       c == 0x115f || c == 0x3164 || c == 0xffa0;
}

enum text_check text_check(const char *text, int chars_max)
{
	bool blank = true;

	if (text_chars(text) > chars_max)
		return TEXT_TOO_LONG;
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		if (is_control(c))
			return TEXT_CONTROL;
		if (is_bidi(c))
			return TEXT_BIDI;
		blank = blank && is_blank(c);
	}
	return blank ? TEXT_BLANK : TEXT_GOOD;
}

int text_chars(const char *text)
{
	return (int)g_utf8_strlen(text, -1);
}

static const char *base_of(gunichar c)
{
	for (size_t i = 0; i < G_N_ELEMENTS(bases); i++) {
		if (bases[i].letter == c)
			return bases[i].base;
	}
	return NULL;
}

/* Decomposed, without marks, small, and with letters replaced by their base. */
static GString *without_marks(const char *text)
{
	char *decomposed = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
	GString *out = g_string_new(NULL);

	for (const char *p = decomposed; p && *p; p = g_utf8_next_char(p)) {
		gunichar c = g_unichar_tolower(g_utf8_get_char(p));
		const char *base = base_of(c);
		if (base)
			g_string_append(out, base);
		else if (!g_unichar_ismark(c))
			g_string_append_unichar(out, c);
	}
	g_free(decomposed);
	return out;
}

void text_fold(const char *text, char *to, size_t size)
{
	GString *bare = without_marks(text);
	char *folded = g_utf8_casefold(bare->str, -1);
	/* Case folding can bring marks, decomposable letters and (in Cherokee) capitals back. */
	GString *out = without_marks(folded);
	size_t length = 0;

	for (int i = 0; i < FOLD_CHARS_MAX && out->str[length]; i++) {
		size_t next = (size_t)(g_utf8_next_char(out->str + length) - out->str);
		if (next >= size)
			break;
		length = next;
	}
	memcpy(to, out->str, length);
	to[length] = '\0';
	g_string_free(out, TRUE);
	g_free(folded);
	g_string_free(bare, TRUE);
}

void text_quote(const char *text, int chars_max, char *to, size_t size)
{
	size_t length = 0;

	for (int i = 0; i < chars_max && *text; i++) {
		gunichar c = g_utf8_get_char(text);
		char utf8[6];
		int bytes = g_unichar_to_utf8(is_control(c) || is_bidi(c) ? '?' : c, utf8);
		if (length + (size_t)bytes >= size)
			break;
		memcpy(to + length, utf8, (size_t)bytes);
		length += (size_t)bytes;
		text = g_utf8_next_char(text);
	}
	to[length] = '\0';
}
