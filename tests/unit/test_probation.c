/* New documents prove themselves in a minute; two crashes put them aside. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/probation.h"

#define HASH(digit) digit "000000000000000000000000000000000000000000000000000000000000000"

static char dir[64];
static const char *version = "1", *boot = "a";

static int setup(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "/tmp/praatje-probation-XXXXXX");
	version = "1";
	boot = "a";
	return mkdtemp(dir) ? 0 : -1;
}

static char *path_of(const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

static int teardown(void **state)
{
	(void)state;
	unlink(path_of("probation"));
	unlink(path_of("probation.kept"));
	return rmdir(dir);
}

static struct probation *open_book(void)
{
	struct probation *probation = probation_open(dir, version, boot);

	assert_non_null(probation);
	return probation;
}

static void copy(const char *from, const char *to)
{
	char text[65536], to_path[128];
	FILE *file = fopen(path_of(from), "r");
	size_t size = file ? fread(text, 1, sizeof(text), file) : 0;

	if (file)
		fclose(file);
	snprintf(to_path, sizeof(to_path), "%s", path_of(to));
	file = fopen(to_path, "w");
	assert_non_null(file);
	fwrite(text, 1, size, file);
	fclose(file);
}

/* The program ends without having been told to: the file stays as it is at this moment. */
static void crash(struct probation *probation)
{
	copy("probation", "probation.kept");
	probation_close(probation);
	copy("probation.kept", "probation");
}

static bool is_aside(const char *topic, const char *hash)
{
	struct probation *probation = open_book();
	bool aside = probation_aside(probation, topic, hash);

	probation_close(probation);
	return aside;
}

static int count_proven(struct probation *probation, int64_t mono_ms)
{
	struct probation_document document;
	int count = 0;

	while (probation_next(probation, mono_ms, &document))
		count++;
	return count;
}

static void a_minute_of_health_proves_a_document(void **state)
{
	(void)state;
	struct probation *probation = open_book();
	struct probation_document document;

	assert_true(probation_due_ms(probation) == INT64_MAX);
	assert_int_equal(probation_begin(probation, "config/office", HASH("a"), 1000), 0);
	assert_false(probation_next(probation, 1000 + PROBATION_MS - 1, &document));
	assert_true(probation_due_ms(probation) >= 1000 + PROBATION_MS);
	assert_true(probation_due_ms(probation) <= 1000 + PROBATION_MS + 1000);
	assert_true(probation_next(probation, 1000 + PROBATION_MS, &document));
	assert_string_equal(document.topic, "config/office");
	assert_string_equal(document.hash, HASH("a"));
	assert_false(probation_next(probation, 1000 + PROBATION_MS, &document));
	assert_true(probation_due_ms(probation) == INT64_MAX);
	/* Crashes are none of its business any more. */
	assert_int_equal(access(path_of("probation"), F_OK), -1);
	crash(probation);
	crash(open_book());
	assert_false(is_aside("config/office", HASH("a")));
}

static void two_crashes_put_a_new_document_aside(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_false(is_aside("config/office", HASH("a")));
		struct probation *probation = open_book();
		probation_begin(probation, "config/office", HASH("a"), 0);
		crash(probation);
	}
	struct probation *probation = open_book();
	assert_int_equal(probation_new_asides(probation), 1);
	assert_true(probation_aside(probation, "config/office", HASH("a")));
	assert_false(probation_aside(probation, "config/office", HASH("b")));
	assert_false(probation_aside(probation, "config/person/p-1", HASH("a")));
	crash(probation);
	probation = open_book();
	assert_int_equal(probation_new_asides(probation), 0);
	probation_close(probation);
	assert_true(is_aside("config/office", HASH("a")));
}

static void an_end_that_was_asked_for_is_no_crash(void **state)
{
	(void)state;
	for (int i = 0; i < 5; i++) {
		struct probation *probation = open_book();
		probation_begin(probation, "config/office", HASH("a"), 0);
		if (i == 2)
			crash(probation);
		else
			probation_close(probation);
	}
	assert_false(is_aside("config/office", HASH("a")));
	struct probation *probation = open_book();
	probation_begin(probation, "config/office", HASH("a"), 0);
	crash(probation);
	assert_true(is_aside("config/office", HASH("a")));
}

static void a_document_that_was_replaced_is_not_blamed(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct probation *probation = open_book();
		probation_begin(probation, "config/office", HASH("a"), 0);
		probation_begin(probation, "config/office", HASH("b"), 0);
		probation_begin(probation, "config/person/p-1", HASH("c"), 0);
		probation_end(probation, "config/person/p-1");
		crash(probation);
	}
	assert_false(is_aside("config/office", HASH("a")));
	assert_false(is_aside("config/person/p-1", HASH("c")));
	assert_true(is_aside("config/office", HASH("b")));
}

static void crashes_without_the_document_do_not_count(void **state)
{
	(void)state;
	struct probation *probation = open_book();

	probation_begin(probation, "config/office", HASH("a"), 0);
	crash(probation);
	for (int i = 0; i < 3; i++)
		crash(open_book());
	assert_false(is_aside("config/office", HASH("a")));
}

/* Power that is cut twice says nothing about what was new. */
static void an_end_of_the_boot_is_no_crash(void **state)
{
	(void)state;
	static const char *const boots[] = {"a", "b", "c", "c"};

	for (size_t i = 0; i < sizeof(boots) / sizeof(*boots); i++) {
		boot = boots[i];
		struct probation *probation = open_book();
		assert_int_equal(probation_new_asides(probation), 0);
		probation_begin(probation, "config/office", HASH("a"), 0);
		crash(probation);
	}
	assert_true(is_aside("config/office", HASH("a")));
	boot = "d";
	assert_true(is_aside("config/office", HASH("a")));
}

static void boots_that_are_not_known_count_as_one(void **state)
{
	(void)state;
	static const char *const boots[] = {"", "b", ""};

	for (size_t i = 0; i < sizeof(boots) / sizeof(*boots); i++) {
		boot = boots[i];
		struct probation *probation = open_book();
		probation_begin(probation, "config/office", HASH("a"), 0);
		crash(probation);
	}
	assert_true(is_aside("config/office", HASH("a")));
}

static void another_version_of_the_program_tries_again(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct probation *probation = open_book();
		probation_begin(probation, "config/office", HASH("a"), 0);
		crash(probation);
	}
	assert_true(is_aside("config/office", HASH("a")));
	version = "2";
	assert_false(is_aside("config/office", HASH("a")));
}

static void a_book_that_is_damaged_is_begun_anew(void **state)
{
	(void)state;
	static const char *const books[] = {
	    "", "1", "1\na", "1\na\nruns", "1\na\nruns x y z\n", "\xff\xfe", "1\na\nflies 3 a b\n"};

	for (size_t i = 0; i < sizeof(books) / sizeof(*books); i++) {
		FILE *file = fopen(path_of("probation"), "w");
		fputs(books[i], file);
		fclose(file);
		struct probation *probation = open_book();
		assert_int_equal(probation_new_asides(probation), 0);
		probation_begin(probation, "config/office", HASH("a"), 0);
		assert_int_equal(count_proven(probation, PROBATION_MS), 1);
		probation_close(probation);
	}
}

static void a_thousand_documents_are_proven_at_once(void **state)
{
	(void)state;
	struct probation *probation = open_book();
	char topic[64], hash[HASH_SIZE];

	for (int i = 0; i < 1000; i++) {
		snprintf(topic, sizeof(topic), "config/person/p-%d", i);
		snprintf(hash, sizeof(hash), "%064d", i);
		probation_begin(probation, topic, hash, i);
	}
	assert_int_equal(count_proven(probation, PROBATION_MS + 499), 500);
	assert_int_equal(count_proven(probation, PROBATION_MS + 1000), 500);
	probation_close(probation);
}

static void without_a_book_nothing_is_on_probation(void **state)
{
	(void)state;
	struct probation_document document;

	assert_int_equal(probation_begin(NULL, "config/office", HASH("a"), 0), 0);
	probation_end(NULL, "config/office");
	assert_false(probation_aside(NULL, "config/office", HASH("a")));
	assert_false(probation_next(NULL, INT64_MAX, &document));
	assert_int_equal(probation_new_asides(NULL), 0);
	probation_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_minute_of_health_proves_a_document),
	    TEST(two_crashes_put_a_new_document_aside),
	    TEST(an_end_that_was_asked_for_is_no_crash),
	    TEST(a_document_that_was_replaced_is_not_blamed),
	    TEST(crashes_without_the_document_do_not_count),
	    TEST(an_end_of_the_boot_is_no_crash),
	    TEST(boots_that_are_not_known_count_as_one),
	    TEST(another_version_of_the_program_tries_again),
	    TEST(a_book_that_is_damaged_is_begun_anew),
	    TEST(a_thousand_documents_are_proven_at_once),
	    TEST(without_a_book_nothing_is_on_probation),
	};

	return cmocka_run_group_tests_name("probation", tests, NULL, NULL);
}
