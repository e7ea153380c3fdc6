/* "Did you mean": the word that is nearest to a mistaken one. */
#ifndef PRAATJE_PROTOCOL_SUGGEST_H
#define PRAATJE_PROTOCOL_SUGGEST_H

#include <stdbool.h>

/*
 * How many letters must be put in, taken out, changed or swapped to make b from a, case aside;
 * words longer than 64 bytes are far from everything (INT_MAX).
 */
int suggest_distance(const char *a, const char *b);

/* Whether b may have been meant by who wrote a: a letter or two apart, not most of the word. */
bool suggest_near(const char *a, const char *b);

/* The word of words that was probably meant, or NULL. Borrowed. */
const char *suggest_word(const char *mistaken, const char *const *words, int count);

#endif
