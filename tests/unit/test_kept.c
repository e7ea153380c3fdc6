/* What the store keeps of configuration, of commands, and of what was counted. */
#include <ftw.h>
#include <poll.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/store.h"

enum { LIMIT_MS = 10000, LIST_SIZE = 4096 };

#define HASH(digit) digit "000000000000000000000000000000000000000000000000000000000000000"

static char dir[64];

static int setup(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "/tmp/praatje-kept-XXXXXX");
	return mkdtemp(dir) ? 0 : -1;
}

static int file_remove(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

static int teardown(void **state)
{
	(void)state;
	return nftw(dir, file_remove, 8, FTW_DEPTH | FTW_PHYS);
}

static void add_event(char *list, const struct store_event *event)
{
	const struct store_document *document = &event->document;
	size_t length = strlen(list);

	if (event->kind == STORE_DOCUMENT)
		snprintf(list + length, LIST_SIZE - length, "%s %s %d %c %.*s\n", document->topic,
			 document->proven ? "proven" : "new", (int)document->rev, document->hash[0],
			 (int)document->payload_size, document->payload);
	else if (event->kind == STORE_COMMAND)
		snprintf(list + length, LIST_SIZE - length, "command %s\n", event->text);
	else if (event->kind == STORE_TALLY)
		snprintf(list + length, LIST_SIZE - length, "tally %s\n", event->text);
	else if (event->kind == STORE_RECORD)
		snprintf(list + length, LIST_SIZE - length, "record %s\n", event->record.topic);
	else if (event->kind == STORE_FAILED)
		snprintf(list + length, LIST_SIZE - length, "failed: %s\n", event->text);
}

/* Opens the store; list gets a line for each thing that it kept. */
static struct store *open_listed(char list[LIST_SIZE])
{
	char error[256] = "";
	struct store *store = store_open(dir, error, sizeof(error));
	struct store_event event = {.kind = STORE_RECORD};

	list[0] = '\0';
	if (!store)
		fail_msg("%s", error);
	while (event.kind != STORE_LOADED) {
		struct pollfd fd = {.fd = store_fd(store), .events = POLLIN};
		while (!store_next(store, &event))
			assert_int_equal(poll(&fd, 1, LIMIT_MS), 1);
		add_event(list, &event);
		store_event_finish(&event);
	}
	return store;
}

static void expect_kept(const char *expected)
{
	char list[LIST_SIZE];

	store_close(open_listed(list));
	assert_string_equal(list, expected);
}

static struct store_change change(enum store_change_kind kind, const char *topic, const char *hash,
				  int64_t rev, const char *payload)
{
	struct store_change made = {.kind = kind};

	made.document.topic = (char *)topic;
	memcpy(made.document.hash, hash, strlen(hash) + 1);
	made.document.rev = rev;
	made.document.payload = (char *)payload;
	made.document.payload_size = strlen(payload);
	return made;
}

static void make(enum store_change_kind kind, const char *topic, const char *hash, int64_t rev,
		 const char *payload)
{
	const struct store_change made = change(kind, topic, hash, rev, payload);
	char list[LIST_SIZE];
	struct store *store = open_listed(list);

	assert_int_equal(store_change(store, &made, 1), 0);
	store_close(store);
}

static void a_new_document_stands_beside_the_proven_one(void **state)
{
	(void)state;
	make(STORE_TRY, "config/office", HASH("a"), 7, "{\"rev\":7}");
	expect_kept("config/office new 7 a {\"rev\":7}\n");
	make(STORE_PROVE, "config/office", HASH("a"), 0, "");
	expect_kept("config/office proven 7 a {\"rev\":7}\n");
	make(STORE_TRY, "config/office", HASH("b"), 8, "{\"rev\":8}");
	expect_kept("config/office proven 7 a {\"rev\":7}\nconfig/office new 8 b {\"rev\":8}\n");
	make(STORE_TRY, "config/office", HASH("c"), 9, "{\"rev\":9}");
	expect_kept("config/office proven 7 a {\"rev\":7}\nconfig/office new 9 c {\"rev\":9}\n");
	make(STORE_PROVE, "config/office", HASH("c"), 0, "");
	expect_kept("config/office proven 9 c {\"rev\":9}\n");
}

static void only_the_document_that_ran_is_proven(void **state)
{
	(void)state;
	make(STORE_TRY, "config/office", HASH("a"), 1, "{}");
	make(STORE_PROVE, "config/office", HASH("b"), 0, "");
	make(STORE_PROVE, "config/device/k", HASH("a"), 0, "");
	expect_kept("config/office new 1 a {}\n");
}

static void giving_up_leaves_the_proven_one(void **state)
{
	(void)state;
	make(STORE_TRY, "config/office", HASH("a"), 1, "{}");
	make(STORE_PROVE, "config/office", HASH("a"), 0, "");
	make(STORE_TRY, "config/office", HASH("b"), 2, "{}");
	make(STORE_GIVE_UP, "config/office", "", 0, "");
	expect_kept("config/office proven 1 a {}\n");
}

static bool file_has(const char *name, const char *text)
{
	static char content[1 << 20];
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	FILE *file = fopen(path, "r");
	if (!file)
		return false;
	size_t size = fread(content, 1, sizeof(content), file);
	fclose(file);
	return memmem(content, size, text, strlen(text)) != NULL;
}

static void what_is_dropped_leaves_no_trace_on_the_disk(void **state)
{
	(void)state;
	make(STORE_TRY, "config/person/p-1", HASH("a"), 1, "{\"name\":\"Willemijn\"}");
	make(STORE_PROVE, "config/person/p-1", HASH("a"), 0, "");
	make(STORE_TRY, "config/person/p-1", HASH("b"), 2, "{\"name\":\"Willemijn V\"}");
	assert_true(file_has("store.db", "Willemijn"));
	make(STORE_DROP, "config/person/p-1", "", 0, "");
	expect_kept("");
	assert_false(file_has("store.db", "Willemijn"));
	assert_false(file_has("store.db-wal", "Willemijn"));
}

static void changes_are_made_in_their_order(void **state)
{
	(void)state;
	char list[LIST_SIZE];
	struct store *store = open_listed(list);
	struct store_change changes[] = {
	    change(STORE_TRY, "config/device/k", HASH("a"), 1, "{}"),
	    change(STORE_TRY, "config/office", HASH("b"), 2, "{}"),
	    change(STORE_PROVE, "config/device/k", HASH("a"), 0, ""),
	};

	assert_int_equal(store_change(store, changes, 3), 0);
	store_close(store);
	expect_kept("config/device/k proven 1 a {}\nconfig/office new 2 b {}\n");
}

static void the_last_commands_are_remembered_oldest_first(void **state)
{
	(void)state;
	char list[LIST_SIZE], id[16], expected[LIST_SIZE] = "";
	struct store *store = open_listed(list);

	for (int i = 0; i < 40; i++) {
		snprintf(id, sizeof(id), "c-%d", i);
		assert_int_equal(store_command(store, id), 0);
		if (i >= 40 - STORE_COMMANDS_MAX)
			snprintf(expected + strlen(expected), LIST_SIZE - strlen(expected),
				 "command %s\n", id);
	}
	store_close(store);
	expect_kept(expected);
}

static void documents_come_before_statements(void **state)
{
	(void)state;
	char list[LIST_SIZE];
	const struct store_record record = {
	    .topic = (char *)"a/state", .v = 1, .payload = (char *)"{}", .at_mono_ms = -1};
	struct store *store = open_listed(list);

	assert_int_equal(store_put(store, &record), 0);
	store_close(store);
	make(STORE_TRY, "config/office", HASH("a"), 1, "{}");
	expect_kept("config/office new 1 a {}\nrecord a/state\n");
}

static void a_store_of_the_first_version_is_taken_along(void **state)
{
	(void)state;
	char list[LIST_SIZE], path[128];
	sqlite3 *sqlite;

	snprintf(path, sizeof(path), "%s/store.db", dir);
	assert_int_equal(sqlite3_open(path, &sqlite), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(sqlite,
			 "CREATE TABLE unsent (topic TEXT PRIMARY KEY, v INTEGER NOT NULL,"
			 " payload TEXT NOT NULL, implied INTEGER NOT NULL, boot TEXT NOT NULL,"
			 " mono_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
			 "INSERT INTO unsent VALUES ('person/p-1/state', 1, '{}', 0, '', -1);"
			 "PRAGMA user_version = 1",
			 NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(sqlite);
	store_close(open_listed(list));
	assert_string_equal(list, "record person/p-1/state\n");
	make(STORE_TRY, "config/office", HASH("a"), 1, "{}");
	expect_kept("config/office new 1 a {}\nrecord person/p-1/state\n");
}

static void the_last_tally_stays(void **state)
{
	(void)state;
	char list[LIST_SIZE];
	struct store *store = open_listed(list);

	assert_string_equal(list, "");
	assert_int_equal(store_tally(store, "{\"days\":1}"), 0);
	assert_int_equal(store_tally(store, "{\"days\":2}"), 0);
	store_close(store);
	expect_kept("tally {\"days\":2}\n");
	expect_kept("tally {\"days\":2}\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_new_document_stands_beside_the_proven_one),
	    TEST(only_the_document_that_ran_is_proven),
	    TEST(giving_up_leaves_the_proven_one),
	    TEST(what_is_dropped_leaves_no_trace_on_the_disk),
	    TEST(changes_are_made_in_their_order),
	    TEST(the_last_commands_are_remembered_oldest_first),
	    TEST(documents_come_before_statements),
	    TEST(the_last_tally_stays),
	    TEST(a_store_of_the_first_version_is_taken_along),
	};

	return cmocka_run_group_tests_name("kept", tests, NULL, NULL);
}
