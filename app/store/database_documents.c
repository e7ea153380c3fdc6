/* The tables of documents and of commands that were done. */
#include <errno.h>
#include <string.h>

#include "store/database_private.h"

static const char all_sql[] =
    "SELECT topic, proven, rev, hash, payload FROM document ORDER BY topic, proven DESC";
static const char put_sql[] = "INSERT OR REPLACE INTO document (topic, proven, rev, hash, payload) "
			      "VALUES (?1, 0, ?3, ?2, ?4)";
static const char prove_sql[] = "UPDATE OR REPLACE document SET proven = 1"
				" WHERE topic = ?1 AND proven = 0 AND hash = ?2";
static const char give_up_sql[] = "DELETE FROM document WHERE topic = ?1 AND proven = 0";
static const char drop_sql[] = "DELETE FROM document WHERE topic = ?1";

static const char *const change_sqls[] = {
    [STORE_TRY] = put_sql,
    [STORE_PROVE] = prove_sql,
    [STORE_GIVE_UP] = give_up_sql,
    [STORE_DROP] = drop_sql,
};

static void document_read(sqlite3_stmt *statement, struct store_document *document)
{
	*document = (struct store_document){
	    .topic = (char *)column_text(statement, 0),
	    .proven = sqlite3_column_int(statement, 1) != 0,
	    .rev = sqlite3_column_int64(statement, 2),
	    .payload = (char *)sqlite3_column_blob(statement, 4),
	    .payload_size = (size_t)sqlite3_column_bytes(statement, 4),
	};
	strncpy(document->hash, column_text(statement, 3), HASH_SIZE - 1);
}

int database_each_document(struct database *database,
			   void (*found)(void *data, const struct store_document *), void *data)
{
	sqlite3_stmt *all = NULL;
	struct store_document document;
	int result = sqlite3_prepare_v2(database->sqlite, all_sql, -1, &all, NULL);

	while (result == SQLITE_OK || result == SQLITE_ROW) {
		result = sqlite3_step(all);
		if (result != SQLITE_ROW)
			break;
		document_read(all, &document);
		found(data, &document);
	}
	sqlite3_finalize(all);
	return database_check(database, result);
}

static int change_run(sqlite3 *sqlite, const struct store_change *change)
{
	const struct store_document *document = &change->document;
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(sqlite, change_sqls[change->kind], -1, &statement, NULL);

	if (result != SQLITE_OK)
		return result;
	/* Those that a statement hasn't are out of its range, which does no harm. */
	sqlite3_bind_text(statement, 1, document->topic, -1, SQLITE_STATIC);
	sqlite3_bind_text(statement, 2, document->hash, -1, SQLITE_STATIC);
	sqlite3_bind_int64(statement, 3, document->rev);
	sqlite3_bind_blob(statement, 4, document->payload ? document->payload : "",
			  (int)document->payload_size, SQLITE_STATIC);
	result = sqlite3_step(statement);
	sqlite3_finalize(statement);
	return result == SQLITE_DONE ? SQLITE_OK : result;
}

int database_change(struct database *database, const struct store_change *changes, int count)
{
	sqlite3 *sqlite = database->sqlite;
	int result = sqlite3_exec(sqlite, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	bool dropped = false;

	for (int i = 0; result == SQLITE_OK && i < count; i++) {
		result = change_run(sqlite, &changes[i]);
		dropped = dropped || changes[i].kind == STORE_DROP;
	}
	if (result == SQLITE_OK)
		result = sqlite3_exec(sqlite, "COMMIT", NULL, NULL, NULL);
	int error = database_check(database, result);
	if (error && database->sqlite)
		sqlite3_exec(sqlite, "ROLLBACK", NULL, NULL, NULL);
	return error || !dropped ? error : database_wipe(database);
}

int database_each_command(struct database *database, void (*found)(void *data, const char *id),
			  void *data)
{
	sqlite3_stmt *all = NULL;
	int result = sqlite3_prepare_v2(database->sqlite, "SELECT id FROM command ORDER BY number",
					-1, &all, NULL);

	while (result == SQLITE_OK || result == SQLITE_ROW) {
		result = sqlite3_step(all);
		if (result == SQLITE_ROW)
			found(data, column_text(all, 0));
		else
			break;
	}
	sqlite3_finalize(all);
	return database_check(database, result);
}

/* Runs sql with one text for its parameter. */
static int text_run(sqlite3 *sqlite, const char *sql, const char *text)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(sqlite, sql, -1, &statement, NULL);

	if (result == SQLITE_OK && text)
		result = sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	sqlite3_finalize(statement);
	return result;
}

int database_command(struct database *database, const char *id)
{
	static const char insert_sql[] = "INSERT INTO command (id) VALUES (?1)";
	static const char forget_sql[] = "DELETE FROM command WHERE number <="
					 " (SELECT max(number) FROM command) - 32";
	_Static_assert(STORE_COMMANDS_MAX == 32, "so many stay");
	int result = text_run(database->sqlite, insert_sql, id);

	if (result == SQLITE_DONE)
		result = text_run(database->sqlite, forget_sql, NULL);
	return database_check(database, result);
}
