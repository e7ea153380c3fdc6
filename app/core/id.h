/* Ids: 1 to 32 of a-z, 0-9 and '-'. They never change; names may. */
#ifndef PRAATJE_CORE_ID_H
#define PRAATJE_CORE_ID_H

#include <stdbool.h>

enum { ID_SIZE = 33 }; /* with the closing NUL */

/* Whether text is an id of the contract. NULL is not. */
bool id_valid(const char *text);

/* Copies id, which must be valid, into to. */
void id_copy(char to[ID_SIZE], const char *id);

/* Copies text into to when it is an id; else leaves to as it was and returns false. */
bool id_parse(const char *text, char to[ID_SIZE]);

#endif
