/* Rosters divided over pages by initials. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ui/pages.h"

enum { PEOPLE_LIMIT = 2000 };

static int first[PEOPLE_LIMIT + 1];

static void holds_everyone_once(int pages, int count, int capacity)
{
	assert_int_equal(first[0], 0);
	assert_int_equal(first[pages], count);
	for (int page = 0; page < pages; page++)
		assert_in_range(first[page + 1] - first[page], 1, capacity);
}

static void label_is(const char *const *names, int count, int page, const char *expected)
{
	char label[PAGE_LABEL_SIZE];

	pages_label(label, names, count, first[page], first[page + 1], PAGE_LETTERS);
	assert_string_equal(label, expected);
}

static void pages_begin_with_a_new_initial(void **state)
{
	static const char *const names[] = {"aad",  "bob",   "carl", "cees", "cor", "daan",
					    "dirk", "eline", "emma", "jan",  "zoe"};

	(void)state;
	int pages = pages_divide(names, 11, 5, 7, first);
	holds_everyone_once(pages, 11, 5);
	assert_int_equal(pages, 3);
	label_is(names, 11, 0, "A–C");
	label_is(names, 11, 1, "D–E");
	label_is(names, 11, 2, "J–Z");
}

static void an_initial_of_many_is_told_apart_by_more_letters(void **state)
{
	static const char *const names[] = {"jan", "jap", "jelle", "jip", "joke", "joris"};

	(void)state;
	int pages = pages_divide(names, 6, 3, 7, first);
	holds_everyone_once(pages, 6, 3);
	assert_int_equal(pages, 2);
	label_is(names, 6, 0, "Ja–Je");
	label_is(names, 6, 1, "Ji–Jo");
}

static void one_initial_on_a_page_is_its_label(void **state)
{
	static const char *const names[] = {"élan", "élise", "ömer", "özlem"};

	(void)state;
	assert_int_equal(pages_divide(names, 4, 2, 7, first), 2);
	label_is(names, 4, 0, "É");
	label_is(names, 4, 1, "Ö");
}

static void no_more_pages_than_aimed_at_when_they_suffice(void **state)
{
	static char text[126][16];
	static const char *names[126];

	(void)state;
	/* Ten an initial: with whole initials only it would take a page each. */
	for (int i = 0; i < 126; i++) {
		snprintf(text[i], sizeof text[i], "%c%03d", 'a' + i / 10, i);
		names[i] = text[i];
	}
	int pages = pages_divide(names, 126, 18, 7, first);
	holds_everyone_once(pages, 126, 18);
	assert_int_equal(pages, 7);
}

static void thousands_find_a_page_too(void **state)
{
	static char text[PEOPLE_LIMIT][16];
	static const char *names[PEOPLE_LIMIT];

	(void)state;
	for (int i = 0; i < PEOPLE_LIMIT; i++) {
		snprintf(text[i], sizeof text[i], "%c%04d", 'a' + i * 26 / PEOPLE_LIMIT, i);
		names[i] = text[i];
	}
	int pages = pages_divide(names, PEOPLE_LIMIT, 24, 7, first);
	holds_everyone_once(pages, PEOPLE_LIMIT, 24);
	assert_in_range(pages, PEOPLE_LIMIT / 24, PEOPLE_LIMIT / 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages_begin_with_a_new_initial),
	    cmocka_unit_test(an_initial_of_many_is_told_apart_by_more_letters),
	    cmocka_unit_test(one_initial_on_a_page_is_its_label),
	    cmocka_unit_test(no_more_pages_than_aimed_at_when_they_suffice),
	    cmocka_unit_test(thousands_find_a_page_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
