/* The four words of a device's screen, as somebody typed them. */
#ifndef PRAATJE_ADMIN_DEVICE_WORDS_H
#define PRAATJE_ADMIN_DEVICE_WORDS_H

#include <stdbool.h>

#include "adopt/request.h"

/*
 * Reads them from the first arguments: apart, or in one with blanks or "-" between them, in any
 * case. *used is how many arguments they were. False, told, when they aren't four of the list.
 */
bool device_words_read(char *const *args, int count, char words[ADOPT_WORDS][ADOPT_WORD_SIZE],
		       int *used);

#endif
