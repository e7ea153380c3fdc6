/* The device's own tally: one row, as it was last. */
#include "store/database_private.h"

int database_each_tally(struct database *database, void (*found)(void *data, const char *payload),
			void *data)
{
	sqlite3_stmt *one = NULL;
	int result =
	    sqlite3_prepare_v2(database->sqlite, "SELECT payload FROM tally", -1, &one, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_step(one);
	if (result == SQLITE_ROW)
		found(data, column_text(one, 0));
	sqlite3_finalize(one);
	return database_check(database, result);
}

int database_tally(struct database *database, const char *payload)
{
	sqlite3_stmt *put = NULL;
	int result = sqlite3_prepare_v2(
	    database->sqlite, "INSERT OR REPLACE INTO tally (one, payload) VALUES (1, ?1)", -1,
	    &put, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_bind_text(put, 1, payload, -1, SQLITE_STATIC);
	if (result == SQLITE_OK)
		result = sqlite3_step(put);
	sqlite3_finalize(put);
	return database_check(database, result);
}
