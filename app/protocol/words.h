/* The sets of words that fields choose from, as lists to read, write and explain them by. */
#ifndef PRAATJE_PROTOCOL_WORDS_H
#define PRAATJE_PROTOCOL_WORDS_H

#include <stddef.h>

enum { WORDS_MAX = 32 };

struct words {
	const char *noun; /* what each of them is, with its article: "a role" */
	int count;
	const char *list[WORDS_MAX]; /* the index is the enum's value */
};

struct words words_role(void);
struct words words_wall(void);
struct words words_language(void);
struct words words_icon(void); /* those that may stand for a kind */
struct words words_presence(void);
struct words words_side(void); /* from SIDE_ASK on: the index is the value less 1 */
struct words words_clock(void);
struct words words_source(void);
struct words words_log(void); /* from COMMAND_LOG_ERROR on: the index is the value less 1 */

/* Writes the words as a choice: "kiosk", "board" or "desk", each in its quotes. */
void words_choice(const struct words *, char *to, size_t size);

#endif
