#include "adopt/request.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include "adopt/private.h"

enum {
	WORD_BITS = 10,
	SALT_BYTES = (ADOPT_SALT_SIZE - 1) / 2,
	WORDS_BYTES = ADOPT_WORDS * WORD_BITS / 8,
};

static_assert(ADOPT_WORDS_LIST == 1 << WORD_BITS, "bits pick a word");

/* scrypt (RFC 7914): 32 MiB. */
static const uint64_t cost_n = 1 << 15, cost_r = 8, cost_p = 1, cost_memory = 64 << 20;

struct adopt_key *adopt_key_create(void)
{
	struct adopt_key *key = calloc(1, sizeof *key);

	if (!key)
		return NULL;
	key->pair = EVP_EC_gen("P-256");
	if (key->pair)
		return key;
	ERR_clear_error();
	free(key);
	return NULL;
}

void adopt_key_destroy(struct adopt_key *key)
{
	if (!key)
		return;
	EVP_PKEY_free(key->pair);
	free(key);
}

void adopt_secret_free(char *text)
{
	if (text)
		OPENSSL_cleanse(text, strlen(text));
	free(text);
}

/* Whoever signs it chooses the name. */
static X509_REQ *make_request(EVP_PKEY *pair)
{
	X509_REQ *request = X509_REQ_new();

	if (request && X509_REQ_set_version(request, X509_REQ_VERSION_1) &&
	    X509_REQ_set_pubkey(request, pair) && X509_REQ_sign(request, pair, EVP_sha256()))
		return request;
	X509_REQ_free(request);
	return NULL;
}

char *adopt_key_request(const struct adopt_key *key)
{
	unsigned char *bytes = NULL;
	X509_REQ *request = make_request(key->pair);
	int size = request ? i2d_X509_REQ(request, &bytes) : 0;
	char *text = size > 0 ? adopt_base64(bytes, (size_t)size) : NULL;

	OPENSSL_free(bytes);
	X509_REQ_free(request);
	ERR_clear_error();
	return text;
}

bool adopt_salt_make(char to[ADOPT_SALT_SIZE])
{
	unsigned char bytes[SALT_BYTES];

	return RAND_bytes(bytes, sizeof bytes) == 1 &&
	       OPENSSL_buf2hexstr_ex(to, ADOPT_SALT_SIZE, NULL, bytes, sizeof bytes, '\0') == 1;
}

static bool salt_read(const char *salt, unsigned char to[SALT_BYTES])
{
	size_t size;

	return strlen(salt) == ADOPT_SALT_SIZE - 1 &&
	       OPENSSL_hexstr2buf_ex(to, SALT_BYTES, &size, salt, '\0') == 1 && size == SALT_BYTES;
}

static void write_words(const unsigned char *bytes, char words[ADOPT_WORDS][ADOPT_WORD_SIZE])
{
	uint64_t number = 0;

	for (int i = 0; i < WORDS_BYTES; i++)
		number = number << 8 | bytes[i];
	for (int i = 0; i < ADOPT_WORDS; i++) {
		uint64_t at =
		    number >> (WORD_BITS * (ADOPT_WORDS - 1 - i)) & (ADOPT_WORDS_LIST - 1);
		memcpy(words[i], adopt_words_list[at], ADOPT_WORD_SIZE);
	}
}

bool adopt_words_make(const char *request, const char *salt, const char *user,
		      const unsigned char peer[ADOPT_PEER_SIZE],
		      char words[ADOPT_WORDS][ADOPT_WORD_SIZE])
{
	unsigned char salt_bytes[SALT_BYTES], made[WORDS_BYTES];
	unsigned char said[ADOPT_PEER_SIZE + ADOPT_USER_SIZE_MAX + ADOPT_BYTES_MAX];
	size_t size, user_size = strnlen(user, ADOPT_USER_SIZE_MAX + 1);
	bool fits = user_size <= ADOPT_USER_SIZE_MAX && salt_read(salt, salt_bytes);
	unsigned char *bytes = fits ? adopt_bytes(request, &size) : NULL;

	if (!bytes) {
		ERR_clear_error();
		return false;
	}
	memcpy(said, peer, ADOPT_PEER_SIZE);
	memcpy(said + ADOPT_PEER_SIZE, user, user_size);
	memcpy(said + ADOPT_PEER_SIZE + user_size, bytes, size);
	free(bytes);
	bool good = EVP_PBE_scrypt((const char *)said, ADOPT_PEER_SIZE + user_size + size,
				   salt_bytes, sizeof salt_bytes, cost_n, cost_r, cost_p,
				   cost_memory, made, sizeof made) == 1;
	if (good)
		write_words(made, words);
	ERR_clear_error();
	return good;
}
