/* What goes into the store's thread and comes out of it: a job, then the event that answers it. */
#ifndef PRAATJE_STORE_ENTRY_H
#define PRAATJE_STORE_ENTRY_H

#include <stdbool.h>

#include "store/store.h"

struct entry {
	struct entry *next;
	bool removes; /* the job is store_remove's, else store_put's */
	struct store_event event;
};

struct entries {
	struct entry *first, **end;
};

/* Copies record, which may be NULL. NULL without memory. */
struct entry *entry_create(enum store_event_kind kind, const struct store_record *record);
/* NULL is accepted, here and by entry_fail. */
void entry_destroy(struct entry *);

/* Makes it a STORE_FAILED with this sentence. */
void entry_fail(struct entry *, const char *text);

void entries_append(struct entries *, struct entry *);
/* The oldest, or NULL. */
struct entry *entries_take(struct entries *);
/* Destroys all. */
void entries_finish(struct entries *);

#endif
