#include "store/database.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/folder.h"

enum {
	SCHEMA_VERSION = 1,
	MOVED_MAX = 1000,
	BOOT_SIZE = 64,
};

struct database {
	char dir[FOLDER_PATH_MAX];
	char path[FOLDER_PATH_MAX + 16];
	char boot[BOOT_SIZE]; /* the machine's since it was switched on; "": not known */
	char error[256];
	bool damaged; /* found so while it was open */
	sqlite3 *sqlite;
	sqlite3_stmt *put, *remove, *any;
};

/*
 * Payloads tell where people are: what is deleted is to be overwritten, not just let go. The file
 * is ours alone, so the log's index needs no shared memory, which a failing disk would turn into a
 * crash or into ten seconds of waiting.
 */
static const char prepare[] = "PRAGMA locking_mode = EXCLUSIVE;"
			      "PRAGMA journal_mode = WAL;"
			      "PRAGMA synchronous = FULL;"
			      "PRAGMA secure_delete = ON;";

static const char schema[] = "BEGIN IMMEDIATE;"
			     "CREATE TABLE unsent ("
			     "  topic TEXT PRIMARY KEY,"
			     "  v INTEGER NOT NULL,"
			     "  payload TEXT NOT NULL,"
			     "  implied INTEGER NOT NULL,"
			     "  boot TEXT NOT NULL,"
			     "  mono_ms INTEGER NOT NULL"
			     ") STRICT, WITHOUT ROWID;"
			     "PRAGMA user_version = 1;"
			     "COMMIT;";

static const char put_sql[] =
    "INSERT INTO unsent (topic, v, payload, implied, boot, mono_ms)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    " ON CONFLICT (topic) DO UPDATE SET v = excluded.v, payload = excluded.payload,"
    " implied = excluded.implied, boot = excluded.boot, mono_ms = excluded.mono_ms"
    " WHERE excluded.v >= unsent.v";
static const char remove_sql[] = "DELETE FROM unsent WHERE topic = ?1 AND v <= ?2";
static const char any_sql[] = "SELECT 1 FROM unsent LIMIT 1";
static const char all_sql[] =
    "SELECT topic, v, payload, implied, boot, mono_ms FROM unsent ORDER BY v, topic";

static void boot_read(char boot[BOOT_SIZE])
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	ssize_t size = fd < 0 ? 0 : read(fd, boot, BOOT_SIZE - 1);

	boot[size > 0 ? size : 0] = '\0';
	boot[strcspn(boot, "\n")] = '\0';
	if (fd >= 0)
		close(fd);
}

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

/* Takes down what went wrong. 0, -EIO or -EUCLEAN. */
static int database_check(struct database *database, int result)
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

static const char *column_text(sqlite3_stmt *statement, int column)
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

/* Reads every page: a torn one is to be found now, not when a statement hangs on it. */
static int database_verify(sqlite3 *sqlite)
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

static int schema_make(sqlite3 *sqlite)
{
	int result = SQLITE_OK;
	int64_t version = number_query(sqlite, "PRAGMA user_version", &result);

	if (result == SQLITE_OK && version == 0)
		result = sqlite3_exec(sqlite, schema, NULL, NULL, NULL);
	else if (result == SQLITE_OK && version != SCHEMA_VERSION)
		result = SQLITE_NOTADB;
	return result;
}

static int statements_prepare(struct database *database)
{
	sqlite3 *sqlite = database->sqlite;
	const unsigned int flags = SQLITE_PREPARE_PERSISTENT;
	int result = sqlite3_prepare_v3(sqlite, put_sql, -1, flags, &database->put, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_prepare_v3(sqlite, remove_sql, -1, flags, &database->remove, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_prepare_v3(sqlite, any_sql, -1, flags, &database->any, NULL);
	/* A table of that version without these columns is none of ours. */
	return result == SQLITE_ERROR ? SQLITE_NOTADB : result;
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
		result = statements_prepare(database);
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

static int database_move_aside(struct database *database, char *moved, size_t size)
{
	char aside[FOLDER_PATH_MAX + 64], from[FOLDER_PATH_MAX + 64];

	int error = aside_name(database, aside, sizeof(aside));
	if (!error && rename(database->path, aside) < 0 && errno != ENOENT)
		error = -errno;
	if (error) {
		snprintf(database->error, sizeof(database->error),
			 "The store is damaged and can't be moved aside: %s.", strerror(-error));
		return -EIO;
	}
	/* Pages for another file than the one to come. */
	snprintf(from, sizeof(from), "%s-wal", database->path);
	unlink(from);
	snprintf(from, sizeof(from), "%s-shm", database->path);
	unlink(from);
	snprintf(moved, size, "The store was damaged; it now is %s, and a new one is in use.",
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

static void record_read(const struct database *database, sqlite3_stmt *statement,
			struct store_record *record)
{
	const char *boot = column_text(statement, 4);
	bool this_boot = boot[0] && strcmp(boot, database->boot) == 0;

	*record = (struct store_record){
	    .topic = (char *)column_text(statement, 0),
	    .v = sqlite3_column_int64(statement, 1),
	    .payload = (char *)column_text(statement, 2),
	    .implied = sqlite3_column_int(statement, 3) != 0,
	    .at_mono_ms = this_boot ? sqlite3_column_int64(statement, 5) : -1,
	};
}

int database_each(struct database *database, void (*found)(void *data, const struct store_record *),
		  void *data)
{
	sqlite3_stmt *all = NULL;
	struct store_record record;

	int result = sqlite3_prepare_v2(database->sqlite, all_sql, -1, &all, NULL);
	while (result == SQLITE_OK || result == SQLITE_ROW) {
		result = sqlite3_step(all);
		if (result != SQLITE_ROW)
			break;
		record_read(database, all, &record);
		found(data, &record);
	}
	sqlite3_finalize(all);
	return database_check(database, result);
}

/* Runs a statement that gives no rows, and has it ready for the next time. */
static int statement_run(struct database *database, sqlite3_stmt *statement)
{
	int result = sqlite3_step(statement);

	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return database_check(database, result);
}

int database_put(struct database *database, const struct store_record *record)
{
	sqlite3_stmt *put = database->put;

	sqlite3_bind_text(put, 1, record->topic, -1, SQLITE_STATIC);
	sqlite3_bind_int64(put, 2, record->v);
	sqlite3_bind_text(put, 3, record->payload, -1, SQLITE_STATIC);
	sqlite3_bind_int(put, 4, record->implied);
	sqlite3_bind_text(put, 5, record->at_mono_ms < 0 ? "" : database->boot, -1, SQLITE_STATIC);
	sqlite3_bind_int64(put, 6, record->at_mono_ms);
	return statement_run(database, put);
}

/* Nothing is left to be sent: nothing of it is to stay in the log either. */
static int database_wipe(struct database *database)
{
	int result = sqlite3_step(database->any);

	sqlite3_reset(database->any);
	if (result == SQLITE_DONE)
		result = sqlite3_wal_checkpoint_v2(database->sqlite, NULL,
						   SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	return database_check(database, result);
}

int database_remove(struct database *database, const char *topic, int64_t v)
{
	sqlite3_bind_text(database->remove, 1, topic, -1, SQLITE_STATIC);
	sqlite3_bind_int64(database->remove, 2, v);
	int error = statement_run(database, database->remove);
	return error ? error : database_wipe(database);
}
