/* Whole files. */
#ifndef PRAATJE_ADMIN_FILE_H
#define PRAATJE_ADMIN_FILE_H

#include <stddef.h>

/* What the file holds, a NUL after it, to be released with free(); NULL with errno set. */
char *file_read(const char *path);

/* Writes the file whole or not at all: beside it first, then renamed. 0 or -errno. */
int file_write(const char *path, const void *bytes, size_t size);

#endif
