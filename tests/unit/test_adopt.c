/* What a device asks with before it has an identity, and the words that it is known by. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adopt/request.h"
#include "trust/trust.h"

static const char salt[] = "000102030405060708090A0B0C0D0E0F";
static const char user[] = "pairing-7";
static const unsigned char peer[ADOPT_PEER_SIZE] = {1, 2, 3};

static void test_words_are_of_letters_in_order(void **state)
{
	(void)state;
	for (int i = 0; i < ADOPT_WORDS_LIST; i++) {
		const char *word = adopt_words_list[i];
		size_t length = strlen(word);
		assert_in_range(length, 4, ADOPT_WORD_SIZE - 1);
		assert_int_equal(strspn(word, "abcdefghijklmnopqrstuvwxyz"), length);
		if (i > 0)
			assert_true(strcmp(adopt_words_list[i - 1], word) < 0);
	}
}

/* Without one letter of a, or of both, or as they are. */
static bool mistakable(const char *a, const char *b)
{
	size_t same = 0, length_a = strlen(a), length_b = strlen(b);

	while (a[same] && a[same] == b[same])
		same++;
	bool more = length_a == length_b + 1 && strcmp(a + same + 1, b + same) == 0;
	bool less = length_b == length_a + 1 && strcmp(a + same, b + same + 1) == 0;
	bool changed = length_a == length_b && strcmp(a + same + 1, b + same + 1) == 0;
	bool turned = length_a == length_b && same + 2 <= length_a && a[same] == b[same + 1] &&
		      a[same + 1] == b[same] && strcmp(a + same + 2, b + same + 2) == 0;
	return more || less || changed || turned || same == length_a || same == length_b;
}

static void test_no_two_words_are_mistaken_for_each_other(void **state)
{
	(void)state;
	assert_true(mistakable("lamp", "lamb") && mistakable("form", "from"));
	assert_true(mistakable("star", "stair") && mistakable("pan", "panda"));
	assert_false(mistakable("lamp", "lion"));
	for (int i = 0; i < ADOPT_WORDS_LIST; i++) {
		for (int j = 0; j < i; j++) {
			if (mistakable(adopt_words_list[i], adopt_words_list[j]))
				fail_msg("%s %s", adopt_words_list[i], adopt_words_list[j]);
		}
	}
}

static void words_of(const char *request, const char *with, const char *by,
		     const unsigned char of[ADOPT_PEER_SIZE], char to[64])
{
	char words[ADOPT_WORDS][ADOPT_WORD_SIZE];

	assert_true(adopt_words_make(request, with, by, of, words));
	snprintf(to, 64, "%s %s %s %s", words[0], words[1], words[2], words[3]);
}

static void test_words_hang_on_request_salt_user_and_broker(void **state)
{
	static const unsigned char other_peer[ADOPT_PEER_SIZE] = {1, 2, 4};
	char words[64], again[64], other[64];
	struct adopt_key *key = adopt_key_create(), *other_key = adopt_key_create();
	char *request = adopt_key_request(key), *other_request = adopt_key_request(other_key);

	(void)state;
	words_of(request, salt, user, peer, words);
	words_of(request, salt, user, peer, again);
	assert_string_equal(words, again);
	words_of(request, "100102030405060708090A0B0C0D0E0F", user, peer, other);
	assert_string_not_equal(words, other);
	words_of(request, salt, user, other_peer, other);
	assert_string_not_equal(words, other);
	words_of(request, salt, "pairing-8", peer, other);
	assert_string_not_equal(words, other);
	words_of(other_request, salt, user, peer, other);
	assert_string_not_equal(words, other);
	free(request);
	free(other_request);
	adopt_key_destroy(key);
	adopt_key_destroy(other_key);
}

/* Worked out with another implementation of scrypt. */
static void test_words_are_those_of_the_contract(void **state)
{
	char words[64];

	(void)state;
	words_of("cHJhYXRqZQ==", salt, user, peer, words);
	assert_string_equal(words, "zero return inlay ranch");
}

static void test_what_is_no_request_or_salt_has_no_words(void **state)
{
	char words[ADOPT_WORDS][ADOPT_WORD_SIZE], long_text[4097];
	static const char *const bad[] = {"", "A", "AAA", "A===", "AAAA=", " AAA", "AA\nA", "ëëë"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(adopt_words_make(bad[i], salt, user, peer, words));
	memset(long_text, 'A', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	assert_false(adopt_words_make(long_text, salt, user, peer, words));
	assert_false(adopt_words_make("AAAA", "", user, peer, words));
	assert_false(
	    adopt_words_make("AAAA", "0001020304050607080G0A0B0C0D0E0F", user, peer, words));
	assert_false(
	    adopt_words_make("AAAA", "000102030405060708090A0B0C0D0E0", user, peer, words));
}

static void test_salt_is_new_each_time(void **state)
{
	char first[ADOPT_SALT_SIZE], second[ADOPT_SALT_SIZE];

	(void)state;
	assert_true(adopt_salt_make(first) && adopt_salt_make(second));
	assert_int_equal(strlen(first), ADOPT_SALT_SIZE - 1);
	assert_string_not_equal(first, second);
}

/* An authority in a folder of its own. */
static struct trust *authority_make(char folder[32])
{
	char error[TRUST_ERROR_SIZE];

	strcpy(folder, "/tmp/praatje-adopt-XXXXXX");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(trust_create(folder, "Praatje delft", error), 0);
	struct trust *trust = trust_open(folder, error);
	assert_non_null(trust);
	return trust;
}

static void authority_end(struct trust *trust, const char *folder)
{
	char command[64];

	trust_close(trust);
	snprintf(command, sizeof command, "rm -r %s", folder);
	assert_int_equal(system(command), 0);
}

static void test_a_certificate_is_of_the_key_that_stayed_here(void **state)
{
	static const struct trust_request wanted = {
	    .use = TRUST_CLIENT, .name = "delft.kiosk-1", .days = 10};
	char folder[32], error[TRUST_ERROR_SIZE], *certificate, *none;
	struct trust *trust = authority_make(folder);
	struct adopt_key *key = adopt_key_create(), *other = adopt_key_create();
	char *request = adopt_key_request(key);
	struct trust_issued issued;
	size_t size;
	unsigned char *asked = adopt_bytes(request, &size);

	(void)state;
	assert_int_equal(trust_certify(trust, &wanted, asked, size, &certificate, error), 0);
	assert_true(adopt_key_fits(key, certificate));
	assert_false(adopt_key_fits(other, certificate));
	assert_true(trust_issued(trust, 0, &issued));
	assert_string_equal(issued.name, "delft.kiosk-1");
	char *line = adopt_certificate_line(certificate), *pem = adopt_certificate_pem(line);
	assert_string_equal(pem, certificate);

	/* One whose signature isn't by its key, a cut one, and one with something behind it. */
	asked[size - 1] ^= 1;
	assert_int_equal(trust_certify(trust, &wanted, asked, size, &none, error), -EBADMSG);
	assert_null(none);
	asked[size - 1] ^= 1;
	assert_int_equal(trust_certify(trust, &wanted, asked, size - 1, &none, error), -EBADMSG);
	assert_false(trust_issued(trust, 1, &issued));
	free(asked);
	free(certificate);
	free(line);
	free(pem);
	free(request);
	adopt_key_destroy(key);
	adopt_key_destroy(other);
	authority_end(trust, folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words_are_of_letters_in_order),
	    cmocka_unit_test(test_no_two_words_are_mistaken_for_each_other),
	    cmocka_unit_test(test_words_hang_on_request_salt_user_and_broker),
	    cmocka_unit_test(test_words_are_those_of_the_contract),
	    cmocka_unit_test(test_what_is_no_request_or_salt_has_no_words),
	    cmocka_unit_test(test_salt_is_new_each_time),
	    cmocka_unit_test(test_a_certificate_is_of_the_key_that_stayed_here),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
