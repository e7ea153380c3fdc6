/* Every document there and back again: what the tests of this folder have in common. */
#ifndef PRAATJE_TESTS_CODEC_H
#define PRAATJE_TESTS_CODEC_H

#include <stddef.h>

#include "protocol/fault.h"
#include "protocol/topic.h"

/*
 * Decodes the payload that belongs on topics of this kind and encodes it again; to be released
 * with free(). NULL when there are faults. Not for SYNC and DISCOVERY, which nobody decodes.
 */
char *codec_recode(enum topic_kind kind, const void *payload, size_t size, struct faults *faults);

/* An example's bytes and a NUL after them, to be released with free(). */
char *codec_example(const char *name, size_t *size);

/*
 * The faults as lines "<pointer> <code>", in the order they were found; "!" before a warning.
 * Asserts that each has a whole sentence.
 */
void codec_list(const struct faults *faults, char *to, size_t size);

/* Reads the next line of the examples' index; 0 at its end. Close with fclose(). */
int codec_index(void *file, char topic[256], char name[128]);

#endif
