/* Numbers, words, ids and texts in a document that is being read. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/statement.h"
#include "protocol/suggest.h"
#include "protocol/text.h"
#include "protocol/value.h"

enum {
	RIGHT_SIZE = 128,
	QUOTE_CHARS_MAX = 24,
	QUOTE_SIZE = 4 * QUOTE_CHARS_MAX + 1,
	HASH_DIGITS = HASH_SIZE - 1,
};

static const char id_right[] = "give an id, 1 to 32 of a-z, 0-9 and \"-\"";
static const char hash_right[] = "give a SHA-256, 64 hexadecimal digits";

static void integer_right(char right[RIGHT_SIZE], int64_t min, int64_t max)
{
	snprintf(right, RIGHT_SIZE, "give a whole number from %lld to %lld", (long long)min,
		 (long long)max);
}

bool value_integer(const struct value *value, int64_t min, int64_t max, int64_t *out)
{
	char right[RIGHT_SIZE];

	integer_right(right, min, max);
	if (!json_is_integer(value->json)) {
		value_wrong_type(value, right);
		return false;
	}
	json_int_t number = json_integer_value(value->json);
	if (number < min || number > max) {
		value_fault(value, FAULT_OUT_OF_RANGE, "%lld is out of range: %s.",
			    (long long)number, right);
		return false;
	}
	*out = number;
	return true;
}

bool field_integer(const struct value *object, const char *key, enum need need, int64_t min,
		   int64_t max, int64_t *out)
{
	char right[RIGHT_SIZE];
	struct value value;

	integer_right(right, min, max);
	return value_needed(object, key, need, right, &value) &&
	       value_integer(&value, min, max, out);
}

bool field_int(const struct value *object, const char *key, enum need need, int min, int max,
	       int *out)
{
	int64_t number;

	if (!field_integer(object, key, need, min, max, &number))
		return false;
	*out = (int)number;
	return true;
}

void field_rev(const struct value *object, int64_t *out)
{
	field_integer(object, "rev", OPTIONAL, 0, STATEMENT_V_MAX, out);
}

bool field_number(const struct value *object, const char *key, enum need need, double min,
		  double max, double *out)
{
	char right[RIGHT_SIZE];
	struct value value;

	snprintf(right, sizeof(right), "give a number from %g to %g", min, max);
	if (!value_needed(object, key, need, right, &value))
		return false;
	if (!json_is_number(value.json)) {
		value_wrong_type(&value, right);
		return false;
	}
	double number = json_number_value(value.json);
	if (!(number >= min && number <= max)) {
		value_fault(&value, FAULT_OUT_OF_RANGE, "%g is out of range: %s.", number, right);
		return false;
	}
	*out = number;
	return true;
}

bool field_bool(const struct value *object, const char *key, enum need need, bool *out)
{
	struct value value;

	if (!value_needed(object, key, need, "give true or false", &value))
		return false;
	if (!json_is_boolean(value.json)) {
		value_wrong_type(&value, "give true or false, without quotes");
		return false;
	}
	*out = json_is_true(value.json);
	return true;
}

bool value_id(const struct value *value, char out[ID_SIZE])
{
	if (!json_is_string(value->json)) {
		value_wrong_type(value, id_right);
		return false;
	}
	if (id_parse(json_string_value(value->json), out))
		return true;
	value_fault(value, FAULT_NOT_AN_ID, "This is not an id: %s.", id_right);
	return false;
}

bool field_id(const struct value *object, const char *key, enum need need, char out[ID_SIZE])
{
	struct value value;

	return value_needed(object, key, need, id_right, &value) && value_id(&value, out);
}

static void word_right(char right[RIGHT_SIZE], const struct words *words)
{
	char choice[RIGHT_SIZE - 8];

	words_choice(words, choice, sizeof(choice));
	snprintf(right, RIGHT_SIZE, "give %s", choice);
}

static void unknown_word(const struct value *value, const struct words *words)
{
	const char *text = json_string_value(value->json);
	const char *meant = suggest_word(text, words->list, words->count);
	char right[RIGHT_SIZE], quoted[QUOTE_SIZE];

	word_right(right, words);
	text_quote(text, QUOTE_CHARS_MAX, quoted, sizeof(quoted));
	if (meant)
		value_fault(value, FAULT_UNKNOWN_WORD, "\"%s\" is not %s: %s. Did you mean \"%s\"?",
			    quoted, words->noun, right, meant);
	else
		value_fault(value, FAULT_UNKNOWN_WORD, "\"%s\" is not %s: %s.", quoted, words->noun,
			    right);
}

bool value_word(const struct value *value, const struct words *words, int *out)
{
	char right[RIGHT_SIZE];

	if (!json_is_string(value->json)) {
		word_right(right, words);
		value_wrong_type(value, right);
		return false;
	}
	for (int i = 0; i < words->count; i++) {
		if (strcmp(json_string_value(value->json), words->list[i]) == 0) {
			*out = i;
			return true;
		}
	}
	unknown_word(value, words);
	return false;
}

bool field_word(const struct value *object, const char *key, enum need need,
		const struct words *words, int *out)
{
	char right[RIGHT_SIZE];
	struct value value;

	word_right(right, words);
	return value_needed(object, key, need, right, &value) && value_word(&value, words, out);
}

static void text_right(char right[RIGHT_SIZE], int chars_max)
{
	snprintf(right, RIGHT_SIZE, "give a text of at most %d characters", chars_max);
}

static bool check_text(const struct value *value, int chars_max, enum blank blank)
{
	const char *text = json_string_value(value->json);

	switch (text_check(text, chars_max)) {
	case TEXT_GOOD:
		return true;
	case TEXT_TOO_LONG:
		value_fault(value, FAULT_TOO_LONG, "This has %d characters: at most %d fit.",
			    text_chars(text), chars_max);
		return false;
	case TEXT_CONTROL:
		value_fault(value, FAULT_BAD_TEXT,
			    "A control character (a line break, a tab and the like) can't be "
			    "shown: take it out.");
		return false;
	case TEXT_BIDI:
		value_fault(value, FAULT_BAD_TEXT,
			    "A character that overrides the direction of writing could turn other "
			    "words round: take it out.");
		return false;
	case TEXT_BLANK:
		break;
	}
	if (blank == BLANK_REFUSED)
		value_fault(
		    value, FAULT_EMPTY,
		    "There is nothing to be seen in this text: write something, or leave it out.");
	return blank == BLANK_ALLOWED;
}

/* Some texts are bounded in bytes, below what their characters could take. */
static bool copy_text(const struct value *value, char *out, size_t size)
{
	const char *text = json_string_value(value->json);

	if (strlen(text) >= size) {
		value_fault(value, FAULT_TOO_LONG, "This has %zu bytes: at most %zu fit.",
			    strlen(text), size - 1);
		return false;
	}
	memcpy(out, text, strlen(text) + 1);
	return true;
}

bool value_text(const struct value *value, int chars_max, enum blank blank, char *out, size_t size)
{
	char right[RIGHT_SIZE];

	if (!json_is_string(value->json)) {
		text_right(right, chars_max);
		value_wrong_type(value, right);
		return false;
	}
	return check_text(value, chars_max, blank) && copy_text(value, out, size);
}

bool value_any_text(const struct value *value, int chars_max, char *out, size_t size)
{
	char right[RIGHT_SIZE];

	if (!json_is_string(value->json)) {
		text_right(right, chars_max);
		value_wrong_type(value, right);
		return false;
	}
	const char *text = json_string_value(value->json);
	if (text_chars(text) > chars_max) {
		value_fault(value, FAULT_TOO_LONG, "This has %d characters: at most %d fit.",
			    text_chars(text), chars_max);
		return false;
	}
	if (text[0] == '\0') {
		value_fault(value, FAULT_EMPTY, "This text is empty: write something.");
		return false;
	}
	return copy_text(value, out, size);
}

bool field_text(const struct value *object, const char *key, enum need need, int chars_max,
		enum blank blank, char *out, size_t size)
{
	char right[RIGHT_SIZE];
	struct value value;

	text_right(right, chars_max);
	return value_needed(object, key, need, right, &value) &&
	       value_text(&value, chars_max, blank, out, size);
}

bool value_hash(const struct value *value, char out[HASH_SIZE])
{
	if (!json_is_string(value->json)) {
		value_wrong_type(value, hash_right);
		return false;
	}
	const char *text = json_string_value(value->json);
	if (strlen(text) != HASH_DIGITS || strspn(text, "0123456789abcdefABCDEF") != HASH_DIGITS) {
		value_fault(value, FAULT_BAD_HASH, "This is not a hash: %s.", hash_right);
		return false;
	}
	for (int i = 0; i < HASH_SIZE; i++)
		out[i] = (char)tolower((unsigned char)text[i]);
	return true;
}

bool field_hash(const struct value *object, const char *key, enum need need, char out[HASH_SIZE])
{
	struct value value;

	return value_needed(object, key, need, hash_right, &value) && value_hash(&value, out);
}
