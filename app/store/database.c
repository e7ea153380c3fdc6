#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/database_private.h"

enum { MOVED_MAX = 1000 };

/*
 * Payloads tell where people are: what is deleted is to be overwritten, not just let go. The file
 * is ours alone, so the log's index needs no shared memory, which a failing disk would turn into a
 * crash or into ten seconds of waiting.
 */
static const char prepare[] = "PRAGMA locking_mode = EXCLUSIVE;"
			      "PRAGMA journal_mode = WAL;"
			      "PRAGMA synchronous = FULL;"
			      "PRAGMA secure_delete = ON;";

/* What each version of the schema added. */
static const char *const schemas[] = {
    "CREATE TABLE unsent ("
    "  topic TEXT PRIMARY KEY,"
    "  v INTEGER NOT NULL,"
    "  payload TEXT NOT NULL,"
    "  implied INTEGER NOT NULL,"
    "  boot TEXT NOT NULL,"
    "  mono_ms INTEGER NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 1;",
    "CREATE TABLE document ("
    "  topic TEXT NOT NULL,"
    "  proven INTEGER NOT NULL,"
    "  rev INTEGER NOT NULL,"
    "  hash TEXT NOT NULL,"
    "  payload BLOB NOT NULL,"
    "  PRIMARY KEY (topic, proven DESC)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE command (number INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT;"
    "PRAGMA user_version = 2;",
    "CREATE TABLE tally (one INTEGER PRIMARY KEY CHECK (one = 1), payload TEXT NOT NULL) STRICT;"
    "PRAGMA user_version = 3;",
};
enum { SCHEMA_VERSION = sizeof(schemas) / sizeof(*schemas) };

struct database *database_create(const char *dir)
{
	struct database *database = calloc(1, sizeof(*database));

	if (!database)
		return NULL;
	snprintf(database->dir, sizeof(database->dir), "%s", dir);
	snprintf(database->path, sizeof(database->path), "%s/store.db", dir);
	boot_read(database->boot);
	return database;
}

static void database_close(struct database *database)
{
	sqlite3_finalize(database->put);
	sqlite3_finalize(database->remove);
	sqlite3_finalize(database->any);
	sqlite3_close(database->sqlite);
	database->put = database->remove = database->any = NULL;
	database->sqlite = NULL;
}

void database_destroy(struct database *database)
{
	if (!database)
		return;
	database_close(database);
	free(database);
}

const char *database_error(const struct database *database)
{
	return database->error;
}

static bool result_is_damage(int result)
{
	return (result & 0xff) == SQLITE_CORRUPT || (result & 0xff) == SQLITE_NOTADB;
}

int database_check(struct database *database, int result)
{
	if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW)
		return 0;
	snprintf(database->error, sizeof(database->error), "The store can't be used: %s.",
		 database->sqlite ? sqlite3_errmsg(database->sqlite) : sqlite3_errstr(result));
	if (!result_is_damage(result))
		return -EIO;
	database_close(database);
	database->damaged = true;
	return -EUCLEAN;
}

const char *column_text(sqlite3_stmt *statement, int column)
{
	const unsigned char *text = sqlite3_column_text(statement, column);
	return text ? (const char *)text : "";
}

/* One number that a statement gives; -1 with the result when it doesn't. */
static int64_t number_query(sqlite3 *sqlite, const char *sql, int *result)
{
	sqlite3_stmt *statement = NULL;
	int64_t number = -1;

	*result = sqlite3_prepare_v2(sqlite, sql, -1, &statement, NULL);
	if (*result == SQLITE_OK)
		*result = sqlite3_step(statement);
	if (*result == SQLITE_ROW) {
		number = sqlite3_column_int64(statement, 0);
		*result = SQLITE_OK;
	}
	sqlite3_finalize(statement);
	return number;
}

static int pages_check(sqlite3 *sqlite)
{
	sqlite3_stmt *check = NULL;
	int result = sqlite3_prepare_v2(sqlite, "PRAGMA integrity_check(1)", -1, &check, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_step(check);
	if (result == SQLITE_ROW)
		result = strcmp(column_text(check, 0), "ok") == 0 ? SQLITE_OK : SQLITE_CORRUPT;
	sqlite3_finalize(check);
	return result;
}

/*
 * Reads every page: a torn one is to be found now, not when a statement hangs on it. One that could
 * not be read is reported in the same words, so it is tried again: nothing is lost to a read that
 * failed once.
 */
static int database_verify(sqlite3 *sqlite)
{
	int result = pages_check(sqlite);

	return result == SQLITE_CORRUPT ? pages_check(sqlite) : result;
}

static int schema_make(sqlite3 *sqlite)
{
	int result = SQLITE_OK;
	int64_t version = number_query(sqlite, "PRAGMA user_version", &result);

	if (result == SQLITE_OK && (version < 0 || version > SCHEMA_VERSION))
		return SQLITE_NOTADB;
	if (result == SQLITE_OK && version < SCHEMA_VERSION)
		result = sqlite3_exec(sqlite, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	else
		return result;
	for (int64_t i = version; result == SQLITE_OK && i < SCHEMA_VERSION; i++)
		result = sqlite3_exec(sqlite, schemas[i], NULL, NULL, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_exec(sqlite, "COMMIT", NULL, NULL, NULL);
	return result;
}

/* Only its owner may read it, also where the folder is open to others. */
static int file_make(struct database *database)
{
	int fd = open(database->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd >= 0) {
		close(fd);
		return 0;
	}
	snprintf(database->error, sizeof(database->error), "The store can't be used: %s.",
		 strerror(errno));
	return -EIO;
}

static int database_try(struct database *database)
{
	if (file_make(database))
		return -EIO;
	int result = sqlite3_open_v2(
	    database->path, &database->sqlite,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_exec(database->sqlite, prepare, NULL, NULL, NULL);
	if (result == SQLITE_OK)
		result = database_verify(database->sqlite);
	if (result == SQLITE_OK)
		result = schema_make(database->sqlite);
	if (result == SQLITE_OK)
		result = unsent_prepare(database);
	int error = database_check(database, result);
	if (error)
		database_close(database);
	return error;
}

/* The first name that is still free: earlier ones are kept. */
static int aside_name(const struct database *database, char *to, size_t size)
{
	for (int i = 1; i < MOVED_MAX; i++) {
		snprintf(to, size, "%s.damaged-%d", database->path, i);
		if (access(to, F_OK) < 0)
			return errno == ENOENT ? 0 : -errno;
	}
	return -EEXIST;
}

/*
 * What it held may say where somebody was, and nobody would ever clear it: only its name stays.
 * SQLite itself deletes a log that it finds beside a new file.
 */
static int database_move_aside(struct database *database, char *moved, size_t size)
{
	char aside[FOLDER_PATH_MAX + 64];

	int error = aside_name(database, aside, sizeof(aside));
	if (!error && rename(database->path, aside) < 0 && errno != ENOENT)
		error = -errno;
	if (!error && truncate(aside, 0) < 0 && errno != ENOENT)
		error = -errno;
	if (error) {
		snprintf(database->error, sizeof(database->error),
			 "The store is damaged and can't be moved aside: %s.", strerror(-error));
		return -EIO;
	}
	snprintf(moved, size, "The store was damaged; %s marks when, and a new one is in use.",
		 aside);
	return 0;
}

int database_open(struct database *database, char *moved, size_t size)
{
	moved[0] = '\0';
	if (database->sqlite)
		return 0;
	int error = database->damaged ? -EUCLEAN : database_try(database);
	if (error != -EUCLEAN)
		return error;
	database->damaged = false;
	error = database_move_aside(database, moved, size);
	return error ? error : database_try(database) ? -EIO : 0;
}

int statement_run(struct database *database, sqlite3_stmt *statement)
{
	int result = sqlite3_step(statement);

	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return database_check(database, result);
}

int database_wipe(struct database *database)
{
	int result = sqlite3_step(database->any);

	sqlite3_reset(database->any);
	if (result == SQLITE_DONE)
		result = sqlite3_wal_checkpoint_v2(database->sqlite, NULL,
						   SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	return database_check(database, result);
}
