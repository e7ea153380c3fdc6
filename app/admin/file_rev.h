/* The rev in a file under version control, brought up to what the broker has. */
#ifndef PRAATJE_ADMIN_FILE_REV_H
#define PRAATJE_ADMIN_FILE_REV_H

#include <stdint.h>

/*
 * Puts rev in the document at path, whose other bytes stay; where that can't be done (a bundle,
 * no right to write) it says to. prefix: the document's place in a bundle, else "".
 */
void file_rev_write(const char *path, const char *prefix, int64_t rev);

#endif
