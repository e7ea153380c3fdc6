/*
 * New documents on probation: one counts as good after a minute of health; when the program ended
 * twice without having been told to while it was in force and new, it is put aside. The book
 * of it is a small file that is written before a document is used and never synced: it
 * must outlive the program, not the machine.
 */
#ifndef PRAATJE_STORE_PROBATION_H
#define PRAATJE_STORE_PROBATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/config.h"

enum {
	PROBATION_MS = 60 * 1000,
	PROBATION_CRASHES = 2,
	PROBATION_TOPIC_SIZE = 64,
};

struct probation;

/* One document by its topic, relative to the office's root, and its hash. */
struct probation_document {
	char topic[PROBATION_TOPIC_SIZE];
	char hash[HASH_SIZE];
};

/*
 * Opens or starts the book in the folder dir. If the last run ended without probation_close, that
 * counts against all that were on probation then; but not when boot, the machine's as boot_read
 * gives it, is another by now: then somebody pulled the plug. What another version of the program
 * put aside gets another chance. A book that can't be read is begun anew. NULL without memory.
 */
struct probation *probation_open(const char *dir, const char *version, const char *boot);

/* The program ends because it was told to. NULL is accepted, here and below. */
void probation_close(struct probation *);

/* How many were put aside by probation_open just now. */
int probation_new_asides(const struct probation *);

/* Whether the document was put aside. */
bool probation_aside(const struct probation *, const char *topic, const char *hash);

/*
 * The document is about to be used and is new: it is written down at once. 0, or -errno when
 * it can't be written; it is on probation all the same.
 */
int probation_begin(struct probation *, const char *topic, const char *hash, int64_t mono_ms);

/* The document is no longer in force. */
void probation_end(struct probation *, const char *topic);

/* When probation_next has something to give; INT64_MAX: never. */
int64_t probation_due_ms(const struct probation *);

/*
 * Takes one document whose time is over: it counts as good from now on. False when there is none
 * (more); the book is then written.
 */
bool probation_next(struct probation *, int64_t mono_ms, struct probation_document *out);

#endif
