/* What goes into the store's thread and comes out of it: a job, then the event that answers it. */
#ifndef PRAATJE_STORE_ENTRY_H
#define PRAATJE_STORE_ENTRY_H

#include <stdbool.h>

#include "store/store.h"

enum job {
	JOB_PUT,     /* of event.record, which the event then answers; the others answer nothing */
	JOB_REMOVE,  /* of event.record's topic up to its v */
	JOB_CHANGE,  /* of changes */
	JOB_COMMAND, /* event.text is its id */
	JOB_TALLY,   /* event.text is its payload */
};

struct entry {
	struct entry *next;
	enum job job;
	struct store_change *changes;
	int changes_count;
	struct store_event event;
};

struct entries {
	struct entry *first, **end;
};

/* Copies record, which may be NULL. NULL without memory. */
struct entry *entry_create(enum store_event_kind kind, const struct store_record *record);
/* The same for the other things. */
struct entry *entry_create_document(const struct store_document *);
struct entry *entry_create_text(enum store_event_kind, enum job, const char *text);
struct entry *entry_create_changes(const struct store_change *, int count);
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
