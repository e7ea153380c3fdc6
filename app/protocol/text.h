/* Texts that people typed: checked before they are shown, and folded to be put in order. */
#ifndef PRAATJE_PROTOCOL_TEXT_H
#define PRAATJE_PROTOCOL_TEXT_H

#include <stddef.h>

enum text_check {
	TEXT_GOOD,
	TEXT_TOO_LONG,
	TEXT_CONTROL, /* a control character, or a line or paragraph separator */
	TEXT_BIDI,    /* a character that overrides, embeds or isolates a writing direction */
	TEXT_BLANK,   /* nothing that can be seen */
};

/* Looks at a text of at most chars_max characters; it must be valid UTF-8. */
enum text_check text_check(const char *text, int chars_max);

/* How many characters a text has; it must be valid UTF-8. */
int text_chars(const char *text);

/*
 * Folds text so that bytewise order is the order of names: marks and case don't count, and
 * letters like "ø" sort with their base. At most 64 characters; folding twice changes nothing.
 */
void text_fold(const char *text, char *to, size_t size);

/* Writes at most chars_max characters of text, with "?" for what must not be shown. */
void text_quote(const char *text, int chars_max, char *to, size_t size);

#endif
