#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "protocol/suggest.h"
#include "protocol/text.h"

static void assert_folds(const char *text, const char *folded)
{
	char out[514];

	text_fold(text, out, sizeof(out));
	assert_string_equal(out, folded);
}

static void test_texts_are_counted_in_characters(void **state)
{
	(void)state;
	assert_int_equal(text_chars("Zoë"), 3);
	assert_int_equal(text_check("ééé", 3), TEXT_GOOD);
	assert_int_equal(text_check("éééé", 3), TEXT_TOO_LONG);
	assert_int_equal(text_check("👩🏽‍🚀", 4), TEXT_GOOD);
}

static void test_control_and_bidi_characters_are_found(void **state)
{
	(void)state;
	for (gunichar c = 1; c < 0x3000; c++) {
		char text[16] = "a";
		text[1 + g_unichar_to_utf8(c, text + 1)] = '\0';
		enum text_check expected = TEXT_GOOD;
		if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029)
			expected = TEXT_CONTROL;
		if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
			expected = TEXT_BIDI;
		if (text_check(text, 9) != expected)
			fail_msg("U+%04X is taken for %d", c, text_check(text, 9));
	}
}

static void test_names_in_any_script_are_good(void **state)
{
	(void)state;
	static const char *const names[] = {"Ölçay",     "山田太郎",       "Владимир", "أحمد",
					    "שרה\u200f", "a\u200eb\u200d", "नेहा",      "👋"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_int_equal(text_check(names[i], 64), TEXT_GOOD);
}

static void test_a_text_that_cannot_be_seen_is_blank(void **state)
{
	(void)state;
	static const char *const blanks[] = {
	    "",       " ",      "\u00a0", "\u3000\u2003", "\u200b\ufeff",
	    "\u00ad", "\u0301", "\u2800", "\u3164"};

	for (size_t i = 0; i < sizeof(blanks) / sizeof(*blanks); i++)
		assert_int_equal(text_check(blanks[i], 64), TEXT_BLANK);
	assert_int_equal(text_check(" a", 64), TEXT_GOOD);
}

static void test_names_fold_to_their_base_letters(void **state)
{
	(void)state;
	assert_folds("Émile", "emile");
	assert_folds("E\u0301mile", "emile");
	assert_folds("Ölçay", "olcay");
	assert_folds("Øyvind", "oyvind");
	assert_folds("Łukasz", "lukasz");
	assert_folds("Ĳsbrand", "ijsbrand");
	assert_folds("STRAẞE", "strasse");
	assert_folds("van der Berg", "van der berg");
	assert_folds("Ελένη", "ελενη");
	assert_folds("", "");
}

static void test_folded_names_stand_in_the_order_of_names(void **state)
{
	(void)state;
	static const char *const names[] = {"Aaltje", "Ásta", "Bart",  "Emma",   "Émile", "Eva",
					    "Jan",    "Olga", "Ölçay", "Øyvind", "Peter", "Zoë"};
	static const char *const sorted[] = {"Aaltje", "Ásta",  "Bart", "Émile",  "Emma",  "Eva",
					     "Jan",    "Ölçay", "Olga", "Øyvind", "Peter", "Zoë"};
	const size_t count = sizeof(names) / sizeof(*names);

	for (size_t i = 0; i < count; i++) {
		char mine[514], other[514];
		size_t before = 0;
		text_fold(names[i], mine, sizeof(mine));
		for (size_t j = 0; j < count; j++) {
			text_fold(names[j], other, sizeof(other));
			before += strcmp(other, mine) < 0;
		}
		assert_string_equal(sorted[before], names[i]);
	}
}

static void test_folding_twice_changes_nothing(void **state)
{
	(void)state;
	for (gunichar c = 1; c < 0x20000; c++) {
		char text[16], once[514], twice[514];
		if (!g_unichar_validate(c))
			continue;
		text[g_unichar_to_utf8(c, text)] = '\0';
		text_fold(text, once, sizeof(once));
		text_fold(once, twice, sizeof(twice));
		if (strcmp(once, twice) != 0)
			fail_msg("U+%04X folds to %s and then to %s", c, once, twice);
	}
}

static void test_a_fold_is_cut_between_characters(void **state)
{
	(void)state;
	char text[256] = "", out[514], small[6];

	for (int i = 0; i < 64; i++)
		strcat(text, "ß");
	text_fold(text, out, sizeof(out));
	assert_int_equal(strlen(out), 64);
	text_fold("日本語", small, sizeof(small));
	assert_string_equal(small, "日");
}

static void test_quotes_show_nothing_that_must_not_be_shown(void **state)
{
	(void)state;
	char out[64];

	text_quote("a\n\u202eb", 24, out, sizeof(out));
	assert_string_equal(out, "a??b");
	text_quote("ééé", 2, out, sizeof(out));
	assert_string_equal(out, "éé");
	text_quote("ééé", 9, out, 4);
	assert_string_equal(out, "é");
}

static void test_the_nearest_word_is_suggested(void **state)
{
	(void)state;
	static const char *const words[] = {"kiosk", "board", "desk"};

	assert_string_equal(suggest_word("kisok", words, 3), "kiosk");
	assert_string_equal(suggest_word("Board", words, 3), "board");
	assert_string_equal(suggest_word("dsk", words, 3), "desk");
	assert_null(suggest_word("tablet", words, 3));
	assert_null(suggest_word("", words, 3));
	assert_int_equal(suggest_distance("abc", "acb"), 1);
	assert_int_equal(suggest_distance("abc", "ABC"), 0);
	assert_int_equal(suggest_distance("kitten", "sitting"), 3);
	assert_int_equal(suggest_distance("", "abc"), 3);
	assert_int_equal(
	    suggest_distance("",
			     "12345678901234567890123456789012345678901234567890123456789012345"),
	    INT_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_texts_are_counted_in_characters),
	    cmocka_unit_test(test_control_and_bidi_characters_are_found),
	    cmocka_unit_test(test_names_in_any_script_are_good),
	    cmocka_unit_test(test_a_text_that_cannot_be_seen_is_blank),
	    cmocka_unit_test(test_names_fold_to_their_base_letters),
	    cmocka_unit_test(test_folded_names_stand_in_the_order_of_names),
	    cmocka_unit_test(test_folding_twice_changes_nothing),
	    cmocka_unit_test(test_a_fold_is_cut_between_characters),
	    cmocka_unit_test(test_quotes_show_nothing_that_must_not_be_shown),
	    cmocka_unit_test(test_the_nearest_word_is_suggested),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
