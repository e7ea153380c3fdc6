#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/shared.h"

enum {
	LIMIT_MS = 60000,
	PATH_SIZE = 300,
};

static char folder[PATH_SIZE / 2]; /* made for each test; the store's lies two deeper */
static char dir[PATH_SIZE];

static int setup(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/praatje-store-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(dir, sizeof(dir), "%s/office/device", folder);
	return 0;
}

static int file_remove(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

static int teardown(void **state)
{
	(void)state;
	return nftw(folder, file_remove, 8, FTW_DEPTH | FTW_PHYS);
}

static struct store *open_store(void)
{
	char error[256] = "";
	struct store *store = store_open(dir, error, sizeof(error));

	if (!store)
		fail_msg("%s", error);
	return store;
}

static struct store_event next_event(struct store *store)
{
	struct store_event event;
	struct pollfd fd = {.fd = store_fd(store), .events = POLLIN};

	while (!store_next(store, &event))
		assert_int_equal(poll(&fd, 1, LIMIT_MS), 1);
	return event;
}

static void expect(struct store *store, enum store_event_kind kind, const char *topic, int64_t v)
{
	struct store_event event = next_event(store);

	assert_int_equal(event.kind, kind);
	if (topic)
		assert_string_equal(event.record.topic, topic);
	assert_int_equal(event.record.v, v);
	store_event_finish(&event);
}

static struct store *open_empty(void)
{
	struct store *store = open_store();

	expect(store, STORE_LOADED, NULL, 0);
	return store;
}

static void put(struct store *store, const char *topic, int64_t v, const char *payload)
{
	const struct store_record record = {
	    .topic = (char *)topic, .v = v, .payload = (char *)payload, .at_mono_ms = 1234};
	assert_int_equal(store_put(store, &record), 0);
}

static const char *path_of(const char *name)
{
	static char path[2 * PATH_SIZE];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

/* Runs sql on the closed store, as another program or another boot would have left it. */
static void tamper(const char *sql)
{
	sqlite3 *sqlite;

	assert_int_equal(sqlite3_open(path_of("store.db"), &sqlite), SQLITE_OK);
	assert_int_equal(sqlite3_exec(sqlite, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(sqlite);
}

static bool file_has(const char *name, const char *text)
{
	FILE *file = fopen(path_of(name), "r");
	static char content[1 << 20];

	if (!file)
		return false;
	size_t size = fread(content, 1, sizeof(content), file);
	fclose(file);
	return memmem(content, size, text, strlen(text));
}

static void what_was_kept_is_found_at_the_next_start(void **state)
{
	(void)state;
	struct store *store = open_empty();
	const struct store_record record = {.topic = (char *)"person/p-1/state",
					    .v = 1795000000123,
					    .payload = (char *)"{\"v\":1795000000123}",
					    .implied = true,
					    .at_mono_ms = 5000};

	assert_int_equal(store_put(store, &record), 0);
	expect(store, STORE_KEPT, "person/p-1/state", 1795000000123);
	store_close(store);

	store = open_store();
	struct store_event event = next_event(store);
	assert_int_equal(event.kind, STORE_RECORD);
	assert_string_equal(event.record.topic, "person/p-1/state");
	assert_int_equal(event.record.v, 1795000000123);
	assert_string_equal(event.record.payload, "{\"v\":1795000000123}");
	assert_true(event.record.implied);
	assert_int_equal(event.record.at_mono_ms, 5000);
	store_event_finish(&event);
	expect(store, STORE_LOADED, NULL, 0);
	store_close(store);
}

static void a_record_of_an_earlier_boot_has_no_time(void **state)
{
	(void)state;
	struct store *store = open_empty();
	put(store, "person/p-1/state", 1, "{}");
	store_close(store);
	tamper("UPDATE unsent SET boot = 'another'");

	store = open_store();
	struct store_event event = next_event(store);
	assert_int_equal(event.record.at_mono_ms, -1);
	store_event_finish(&event);
	store_close(store);
}

static void the_newest_of_a_topic_stays(void **state)
{
	(void)state;
	struct store *store = open_empty();

	put(store, "person/p-1/state", 20, "new");
	expect(store, STORE_KEPT, "person/p-1/state", 20);
	put(store, "person/p-1/state", 10, "old");
	expect(store, STORE_KEPT, "person/p-1/state", 10);
	put(store, "person/p-2/state", 5, "first");
	put(store, "person/p-2/state", 6, "second");
	store_close(store);

	store = open_store();
	struct store_event event = next_event(store);
	assert_string_equal(event.record.payload, "second");
	store_event_finish(&event);
	event = next_event(store);
	assert_string_equal(event.record.payload, "new");
	store_event_finish(&event);
	expect(store, STORE_LOADED, NULL, 0);
	store_close(store);
}

static void removing_spares_a_newer_one(void **state)
{
	(void)state;
	struct store *store = open_empty();

	put(store, "person/p-1/state", 10, "{}");
	put(store, "person/p-2/state", 10, "{}");
	assert_int_equal(store_remove(store, "person/p-1/state", 9), 0);
	assert_int_equal(store_remove(store, "person/p-2/state", 10), 0);
	store_close(store);

	store = open_store();
	expect(store, STORE_RECORD, "person/p-1/state", 10);
	expect(store, STORE_LOADED, NULL, 0);
	store_close(store);
}

static void what_is_cleared_leaves_no_trace_on_the_disk(void **state)
{
	(void)state;
	struct store *store = open_empty();

	put(store, "person/p-7f3k2/state", 10, "coffee-corner");
	expect(store, STORE_KEPT, NULL, 10);
	assert_true(file_has("store.db-wal", "coffee-corner"));
	store_remove(store, "person/p-7f3k2/state", 10);
	/* The answer to a later job says that this one is through. */
	put(store, "place/x/someone", 11, "later");
	expect(store, STORE_KEPT, NULL, 11);
	assert_false(file_has("store.db-wal", "coffee-corner"));
	assert_false(file_has("store.db", "coffee-corner"));
	assert_false(file_has("store.db-wal", "p-7f3k2"));
	assert_false(file_has("store.db", "p-7f3k2"));
	store_close(store);
}

static void two_devices_never_share_a_store(void **state)
{
	(void)state;
	char error[256] = "";
	struct store *store = open_empty();

	assert_null(store_open(dir, error, sizeof(error)));
	assert_non_null(strstr(error, "in use by another device"));
	store_close(store);
	store_close(open_empty());
	store_close(NULL);
}

static void a_folder_that_cannot_be_made_says_so(void **state)
{
	(void)state;
	char error[256] = "", file[PATH_SIZE + 8];

	snprintf(file, sizeof(file), "%s/office", folder);
	close(open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
	assert_null(store_open(dir, error, sizeof(error)));
	assert_non_null(strstr(error, "Not a directory"));
	assert_null(store_open("", error, sizeof(error)));
}

static void only_the_owner_may_look(void **state)
{
	(void)state;
	struct stat status;
	struct store *store = open_empty();

	put(store, "t", 1, "{}");
	expect(store, STORE_KEPT, "t", 1);
	assert_int_equal(stat(dir, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	assert_int_equal(stat(path_of("store.db"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(stat(path_of("store.db-wal"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	store_close(store);
}

static void expect_moved_aside(struct store *store, const char *name)
{
	struct store_event event = next_event(store);
	struct stat status;

	assert_int_equal(event.kind, STORE_FAILED);
	assert_null(event.record.topic);
	assert_non_null(strstr(event.text, name));
	assert_int_equal(stat(path_of(name), &status), 0);
	assert_int_equal(status.st_size, 0);
	store_event_finish(&event);
}

static void garbage_write(long at)
{
	FILE *file = fopen(path_of("store.db"), at < 0 ? "w" : "r+");
	char garbage[4000];

	assert_non_null(file);
	memset(garbage, 0xa5, sizeof(garbage));
	fseek(file, at < 0 ? 0 : at, SEEK_SET);
	fwrite(garbage, 1, sizeof(garbage), file);
	fclose(file);
}

static void a_damaged_store_is_moved_aside_and_a_new_one_made(void **state)
{
	(void)state;
	for (int i = 1; i <= 3; i++) {
		char name[64];
		struct store *store = open_store();
		if (i > 1) {
			snprintf(name, sizeof(name), "store.db.damaged-%d", i - 1);
			expect_moved_aside(store, name);
		}
		expect(store, STORE_LOADED, NULL, 0);
		put(store, "t", 1, "{}");
		expect(store, STORE_KEPT, "t", 1);
		store_close(store);
		garbage_write(i == 1 ? -1 : 4096); /* all of it; a page */
	}
}

static void the_log_of_a_damaged_store_goes_with_it(void **state)
{
	static const char zeros[1 << 20];
	(void)state;
	struct store *store = open_empty();
	put(store, "t", 1, "{}");
	expect(store, STORE_KEPT, "t", 1);
	store_close(store);
	garbage_write(-1);

	FILE *log = fopen(path_of("store.db-wal"), "w");
	assert_non_null(log);
	fwrite(zeros, 1, sizeof(zeros) - 100, log);
	fputs("where Olga is", log);
	fclose(log);
	assert_true(file_has("store.db-wal", "where Olga is"));
	store = open_store();
	expect_moved_aside(store, "store.db.damaged-1");
	expect(store, STORE_LOADED, NULL, 0);
	assert_false(file_has("store.db-wal", "where Olga is"));
	store_close(store);
}

static void a_single_wrong_byte_in_the_order_is_found(void **state)
{
	(void)state;
	static char content[1 << 16];
	struct store *store = open_empty();
	put(store, "person/p-1", 1, "{}");
	put(store, "person/p-2", 2, "{}");
	store_close(store);

	FILE *file = fopen(path_of("store.db"), "r+");
	assert_non_null(file);
	size_t size = fread(content, 1, sizeof(content), file);
	char *at = memmem(content, size, "person/p-1", 10);
	assert_non_null(at);
	at[9] = '3';
	rewind(file);
	fwrite(content, 1, size, file);
	fclose(file);
	store = open_store();
	expect_moved_aside(store, "store.db.damaged-1");
	expect(store, STORE_LOADED, NULL, 0);
	store_close(store);
}

static void a_store_of_a_newer_version_is_moved_aside(void **state)
{
	(void)state;
	store_close(open_empty());
	tamper("PRAGMA user_version = 4");
	struct store *store = open_store();
	expect_moved_aside(store, "store.db.damaged-1");
	expect(store, STORE_LOADED, NULL, 0);
	store_close(store);
}

/* Takes what comes up to the answer on a record, which is kept. Whether damage was told. */
static bool damage_told_before_kept(struct store *store)
{
	bool told = false;

	for (;;) {
		struct store_event event = next_event(store);
		bool kept = event.kind == STORE_KEPT;
		told = told || (event.kind == STORE_FAILED && !event.record.topic &&
				strstr(event.text, "damaged"));
		store_event_finish(&event);
		if (kept)
			return told;
	}
}

static void damage_while_running_costs_no_statement(void **state)
{
	(void)state;
	struct store *store = open_empty();
	struct store_event event;
	char topic[16], junk[4096];
	bool told = false;
	int found = 0;

	store_close(store);
	/* More than SQLite holds in memory. */
	tamper("WITH RECURSIVE n (i) AS (SELECT 10000 UNION ALL SELECT i + 1 FROM n LIMIT 5000)"
	       " INSERT INTO unsent SELECT 't/' || i, 1, hex(zeroblob(500)), 0, '', -1 FROM n");
	store = open_store();
	for (; (event = next_event(store)).kind == STORE_RECORD; found++)
		store_event_finish(&event);
	assert_int_equal(found, 5000);

	int fd = open(path_of("store.db"), O_WRONLY | O_CLOEXEC);
	memset(junk, 0xff, sizeof(junk));
	for (int page = 1; page < 1000; page++)
		assert_int_equal(pwrite(fd, junk, sizeof(junk), page * 4096L), sizeof(junk));
	close(fd);
	for (int i = 10000; i < 15000 && !told; i += 50) {
		snprintf(topic, sizeof(topic), "t/%d", i);
		put(store, topic, 2, "{}");
		told = damage_told_before_kept(store);
	}
	assert_true(told);
	store_close(store);

	store = open_store();
	expect(store, STORE_RECORD, topic, 2);
	expect(store, STORE_LOADED, NULL, 0);
	store_close(store);
}

static void a_disk_that_refuses_is_told(void **state)
{
	(void)state;
	struct store *store = open_empty();
	store_close(store);
	/* A folder where the file should be: refused for root, too. */
	assert_int_equal(unlink(path_of("store.db")), 0);
	assert_int_equal(mkdir(path_of("store.db"), 0700), 0);

	store = open_store();
	struct store_event event = next_event(store);
	assert_int_equal(event.kind, STORE_FAILED);
	assert_null(event.record.topic);
	assert_non_null(strstr(event.text, "Is a directory"));
	store_event_finish(&event);
	expect(store, STORE_LOADED, NULL, 0);
	put(store, "t", 1, "{}");
	event = next_event(store);
	assert_int_equal(event.kind, STORE_FAILED);
	assert_string_equal(event.record.topic, "t");
	assert_int_equal(event.record.v, 1);
	assert_non_null(event.text);
	store_event_finish(&event);

	/* Repaired while running: it is used from then on. */
	assert_int_equal(rmdir(path_of("store.db")), 0);
	put(store, "t", 2, "{}");
	expect(store, STORE_KEPT, "t", 2);
	store_close(store);
}

/* The disk takes nothing that makes a file larger, or everything again. */
static void fill_disk(bool full)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = full ? 0 : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void copy(const char *from, const char *to)
{
	static char content[1 << 20];
	FILE *source = fopen(path_of(from), "r");
	size_t size = source ? fread(content, 1, sizeof(content), source) : 0;
	FILE *target = fopen(path_of(to), "w");

	assert_non_null(target);
	assert_int_equal(fwrite(content, 1, size, target), size);
	fclose(target);
	if (source)
		fclose(source);
}

/* The v that a power cut would leave of topic while the store is open; 0: none. */
static int64_t on_disk(const char *topic)
{
	sqlite3 *sqlite;
	sqlite3_stmt *find;
	int64_t v = 0;

	/* The log first: pages of it that were moved on meanwhile count all the same. */
	copy("store.db-wal", "copy.db-wal");
	copy("store.db", "copy.db");
	assert_int_equal(sqlite3_open(path_of("copy.db"), &sqlite), SQLITE_OK);
	assert_int_equal(
	    sqlite3_prepare_v2(sqlite, "SELECT v FROM unsent WHERE topic = ?1", -1, &find, NULL),
	    SQLITE_OK);
	sqlite3_bind_text(find, 1, topic, -1, SQLITE_STATIC);
	if (sqlite3_step(find) == SQLITE_ROW)
		v = sqlite3_column_int64(find, 0);
	sqlite3_finalize(find);
	sqlite3_close(sqlite);
	return v;
}

static void expect_failure(struct store *store, const char *topic)
{
	struct store_event event = next_event(store);

	assert_int_equal(event.kind, STORE_FAILED);
	assert_non_null(event.text);
	if (topic)
		assert_string_equal(event.record.topic, topic);
	else
		assert_null(event.record.topic);
	store_event_finish(&event);
}

/* With "a" on a disk that is full, so that it could not be taken off; asked again so soon. */
static struct store *open_owing(int64_t v, int64_t wait_ms)
{
	struct store *store = open_empty();

	store->owed_wait_ms = wait_ms;
	put(store, "a", v, "{}");
	expect(store, STORE_KEPT, "a", v);
	fill_disk(true);
	assert_int_equal(store_remove(store, "a", v), 0);
	expect_failure(store, NULL);
	return store;
}

static void a_removal_that_the_disk_refused_goes_with_the_next_job(void **state)
{
	(void)state;
	struct store *store = open_owing(30, LIMIT_MS);

	fill_disk(false);
	assert_int_equal(on_disk("a"), 30);
	put(store, "b", 1, "{}");
	expect(store, STORE_KEPT, "b", 1);
	assert_int_equal(on_disk("a"), 0);
	assert_int_equal(on_disk("b"), 1);
	store_close(store);
}

static void a_removal_that_the_disk_refused_goes_by_itself_after_a_wait(void **state)
{
	(void)state;
	struct store *store = open_owing(30, 20);
	const struct timespec pause = {.tv_nsec = 5000000};

	fill_disk(false);
	for (int i = 0; i < LIMIT_MS / 5 && on_disk("a"); i++)
		nanosleep(&pause, NULL);
	assert_int_equal(on_disk("a"), 0);
	store_close(store);
}

static void what_replaces_a_removal_that_the_disk_refused_is_not_taken_along(void **state)
{
	(void)state;
	struct store *store = open_owing(30, LIMIT_MS);

	put(store, "a", 20, "{}");
	expect_failure(store, "a");
	fill_disk(false);
	put(store, "a", 20, "{}");
	expect(store, STORE_KEPT, "a", 20);
	put(store, "b", 1, "{}");
	expect(store, STORE_KEPT, "b", 1);
	assert_int_equal(on_disk("a"), 20);
	store_close(store);
}

/* A program of its own that keeps statements until it is killed, and says which are kept. */
static int child_main(const char *child_dir)
{
	char error[256], topic[32];
	struct store *store = store_open(child_dir, error, sizeof(error));
	struct store_event event;

	for (int64_t v = 1; store; v++) {
		const struct store_record record = {
		    .topic = topic, .v = v, .payload = (char *)"{}", .at_mono_ms = -1};
		snprintf(topic, sizeof(topic), "t/%d", (int)v);
		store_put(store, &record);
		do {
			struct pollfd fd = {.fd = store_fd(store), .events = POLLIN};
			while (!store_next(store, &event))
				poll(&fd, 1, -1);
			store_event_finish(&event);
		} while (event.kind != STORE_KEPT);
		if (write(STDOUT_FILENO, "k", 1) != 1)
			return 1;
	}
	return 1;
}

static void what_was_told_as_kept_survives_a_kill(void **state)
{
	(void)state;
	const char *const arguments[] = {"test_store", "--child", dir, NULL};
	posix_spawn_file_actions_t actions;
	int ends[2], kept = 0, found = 0;
	char told[64];
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	assert_int_equal(
	    posix_spawn(&pid, "/proc/self/exe", &actions, NULL, (char *const *)arguments, environ),
	    0);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	while (kept < 20)
		kept += (int)read(ends[0], told, 1);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	for (ssize_t more; (more = read(ends[0], told, sizeof(told))) > 0;)
		kept += (int)more;
	close(ends[0]);

	struct store *store = open_store();
	struct store_event event;
	while ((event = next_event(store)).kind == STORE_RECORD) {
		found++;
		store_event_finish(&event);
	}
	assert_true(found >= kept);
	store_close(store);
}

static void an_idle_store_is_not_busy(void **state)
{
	(void)state;
	struct store *store = open_empty();
	const struct timespec pause = {.tv_nsec = 1000000};

	for (int i = 0; i < 1000 && store_busy_since_ms(store); i++)
		nanosleep(&pause, NULL);
	assert_int_equal(store_busy_since_ms(store), 0);
	store_close(store);
}

/* Else a restart could believe that the disk has everything. */
static void a_store_is_busy_from_the_moment_that_it_is_asked(void **state)
{
	(void)state;
	struct store *store = open_empty();
	struct store_event event;

	for (int64_t v = 1; v <= 20; v++) {
		put(store, "t", v, "{}");
		bool done = !store_busy_since_ms(store);
		bool told = store_next(store, &event);
		assert_true(told || !done);
		if (!told)
			event = next_event(store);
		assert_int_equal(event.record.v, v);
		store_event_finish(&event);
	}
	store_close(store);
}

static void too_much_at_once_is_put_off(void **state)
{
	(void)state;
	struct store *store = open_empty();
	const struct store_record record = {
	    .topic = (char *)"t", .v = 1, .payload = (char *)"{}", .at_mono_ms = -1};
	int taken = 0;

	while (taken < 100000 && store_put(store, &record) == 0)
		taken++;
	assert_int_equal(store_put(store, &record), -EAGAIN);
	assert_int_equal(store_remove(store, "t", 1), 0);
	for (int i = 0; i < taken; i++)
		expect(store, STORE_KEPT, "t", 1);
	put(store, "t-2", 1, "{}");
	store_close(store);

	store = open_store();
	expect(store, STORE_RECORD, "t-2", 1);
	expect(store, STORE_LOADED, NULL, 0);
	store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_was_kept_is_found_at_the_next_start),
	    TEST(a_record_of_an_earlier_boot_has_no_time),
	    TEST(the_newest_of_a_topic_stays),
	    TEST(removing_spares_a_newer_one),
	    TEST(what_is_cleared_leaves_no_trace_on_the_disk),
	    TEST(two_devices_never_share_a_store),
	    TEST(a_folder_that_cannot_be_made_says_so),
	    TEST(only_the_owner_may_look),
	    TEST(a_damaged_store_is_moved_aside_and_a_new_one_made),
	    TEST(the_log_of_a_damaged_store_goes_with_it),
	    TEST(a_single_wrong_byte_in_the_order_is_found),
	    TEST(a_store_of_a_newer_version_is_moved_aside),
	    TEST(damage_while_running_costs_no_statement),
	    TEST(a_disk_that_refuses_is_told),
	    TEST(what_was_told_as_kept_survives_a_kill),
	    TEST(an_idle_store_is_not_busy),
	    TEST(a_store_is_busy_from_the_moment_that_it_is_asked),
	    TEST(too_much_at_once_is_put_off),
	    TEST(a_removal_that_the_disk_refused_goes_with_the_next_job),
	    TEST(a_removal_that_the_disk_refused_goes_by_itself_after_a_wait),
	    TEST(what_replaces_a_removal_that_the_disk_refused_is_not_taken_along),
	};

	if (argc == 3 && strcmp(argv[1], "--child") == 0)
		return child_main(argv[2]);
	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
