/* The folder of a store, and the lock that keeps a second device out of it. */
#ifndef PRAATJE_STORE_FOLDER_H
#define PRAATJE_STORE_FOLDER_H

#include <stddef.h>

enum { FOLDER_PATH_MAX = 4096 };

/*
 * Makes dir (mode 0700) and those above it where they are missing, and locks it. Returns the
 * lock's descriptor, to be closed by the caller; or -errno with a sentence in error.
 */
int folder_lock(const char *dir, char *error, size_t size);

#endif
