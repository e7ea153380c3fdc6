/* The table of unsent statements: the newest of each topic. */
#include "store/database_private.h"

#include <string.h>

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

int unsent_prepare(struct database *database)
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

int database_put(struct database *database, const struct store_record *record)
{
	sqlite3_stmt *put = database->put;

	sqlite3_bind_text(put, 1, record->topic, -1, SQLITE_STATIC);
	sqlite3_bind_int64(put, 2, record->v);
	sqlite3_bind_text(put, 3, record->payload, -1, SQLITE_STATIC);
	sqlite3_bind_int(put, 4, record->implied);
	sqlite3_bind_text(put, 5, database->boot, -1, SQLITE_STATIC);
	sqlite3_bind_int64(put, 6, record->at_mono_ms);
	return statement_run(database, put);
}

int database_remove(struct database *database, const char *topic, int64_t v)
{
	sqlite3_bind_text(database->remove, 1, topic, -1, SQLITE_STATIC);
	sqlite3_bind_int64(database->remove, 2, v);
	int error = statement_run(database, database->remove);
	return error ? error : database_wipe(database);
}
