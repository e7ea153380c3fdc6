/* A roster divided over pages, so that each begins with a new initial where that can be. */
#ifndef PRAATJE_UI_PAGES_H
#define PRAATJE_UI_PAGES_H

enum { PAGE_LABEL_SIZE = 64 };

/*
 * Divides count people, whose folded names are in order, over pages of at most capacity: about
 * as many on each, and not more pages than aim unless they don't fit. Writes with whom each page
 * begins, and count at the end, into first, which has room for count + 1. Returns how many pages.
 */
int pages_divide(const char *const *names, int count, int capacity, int aim, int *first);

/* "A–C": the initials of the people from begin to before end, told apart from their neighbours. */
void pages_label(char to[PAGE_LABEL_SIZE], const char *const *names, int count, int begin, int end);

#endif
