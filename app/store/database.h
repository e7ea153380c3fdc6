/* The store's tables in SQLite. Used by the store's thread only; every call may take seconds. */
#ifndef PRAATJE_STORE_DATABASE_H
#define PRAATJE_STORE_DATABASE_H

#include <stdbool.h>
#include <stddef.h>

#include "store/store.h"

struct database;

/* For the database in the folder dir; opens nothing yet. NULL without memory. */
struct database *database_create(const char *dir);
/* NULL is accepted. */
void database_destroy(struct database *);

/*
 * Opens or makes the file unless it is open. One that is damaged, or that a newer version made,
 * is moved aside, emptied, and a new one made; moved then says so in a sentence, else it is "". 0,
 * or -EIO, for which database_error has the sentence.
 */
int database_open(struct database *, char *moved, size_t size);

/*
 * Calls found for every record, which is the caller's for the time of the call. This and those
 * below: 0; -EIO; or -EUCLEAN when the file turned out to be damaged: it is closed then, and
 * the next database_open moves it aside.
 */
int database_each(struct database *, void (*found)(void *data, const struct store_record *),
		  void *data);
int database_put(struct database *, const struct store_record *);
int database_remove(struct database *, const char *topic, int64_t v);

/* The documents, of one topic the proven one first; and the ids of commands, the oldest first. */
int database_each_document(struct database *,
			   void (*found)(void *data, const struct store_document *), void *data);
int database_each_command(struct database *, void (*found)(void *data, const char *id), void *data);
/* All of the changes or none. */
int database_change(struct database *, const struct store_change *, int count);
/* Takes down that the command was done; the last STORE_COMMANDS_MAX stay. */
int database_command(struct database *, const char *id);

/* The tally that was kept, if there is one; and a new one instead of it. */
int database_each_tally(struct database *, void (*found)(void *data, const char *payload),
			void *data);
int database_tally(struct database *, const char *payload);

/* One sentence on the last call that failed. */
const char *database_error(const struct database *);

#endif
