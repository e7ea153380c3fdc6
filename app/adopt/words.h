/* The words that a device shows to be known by, until it has a name. */
#ifndef PRAATJE_ADOPT_WORDS_H
#define PRAATJE_ADOPT_WORDS_H

enum {
	ADOPT_WORDS_LIST = 1024, /* ten bits a word */
	ADOPT_WORD_SIZE = 8,     /* at most 7 letters, and a NUL */
};

/* In the order of the alphabet, each of a to z only. */
extern const char adopt_words_list[ADOPT_WORDS_LIST][ADOPT_WORD_SIZE];

#endif
