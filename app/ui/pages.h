/* A roster divided over pages, so that each begins with a new initial where that can be. */
#ifndef PRAATJE_UI_PAGES_H
#define PRAATJE_UI_PAGES_H

enum {
	PAGE_LABEL_SIZE = 96,
	PAGE_LETTERS = 3,   /* on a rail, where there is little room */
	GROUP_LETTERS = 10, /* on a key of a group */
};

/*
 * Divides count people, whose folded names are in order, over pages of at most capacity: about
 * as many on each, and not more pages than aim unless they don't fit. Writes with whom each page
 * begins, and count at the end, into first, which has room for count + 1. Returns how many pages.
 */
int pages_divide(const char *const *names, int count, int capacity, int aim, int *first);

/*
 * "A–C": the initials of the people from begin to before end, told apart from their neighbours by
 * at most so many letters.
 */
void pages_label(char to[PAGE_LABEL_SIZE], const char *const *names, int count, int begin, int end,
		 int letters);

#endif
