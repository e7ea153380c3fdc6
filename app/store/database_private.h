/* What the files of the database share, and nobody else sees. */
#ifndef PRAATJE_STORE_DATABASE_PRIVATE_H
#define PRAATJE_STORE_DATABASE_PRIVATE_H

#include <sqlite3.h>

#include "store/boot.h"
#include "store/database.h"
#include "store/folder.h"

struct database {
	char dir[FOLDER_PATH_MAX];
	char path[FOLDER_PATH_MAX + 16];
	char boot[BOOT_SIZE]; /* the machine's since it was switched on; "": not known */
	char error[256];
	bool damaged; /* found so while it was open */
	sqlite3 *sqlite;
	sqlite3_stmt *put, *remove, *any; /* of unsent statements */
};

/* Takes down what went wrong. 0, -EIO or -EUCLEAN; then it is closed. */
int database_check(struct database *, int result);

/* A text column, "" where it is NULL; until the statement's next step. */
const char *column_text(sqlite3_stmt *, int column);

/* Runs a statement that gives no rows, and has it ready for the next time. */
int statement_run(struct database *, sqlite3_stmt *);

/* Once no statement waits: nothing of what was deleted is to stay in the log either. */
int database_wipe(struct database *);

/* database_unsent.c: its statements. SQLite's result. */
int unsent_prepare(struct database *);

#endif
