#include "protocol/label.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "protocol/json.h"
#include "protocol/words.h"

/* Where each language of a label or prompt goes. */
struct room {
	int chars_max;
	enum blank blank;
	size_t size;
	char *in[LANGUAGE_COUNT];
	const char *const *others; /* fields that an object of texts may have too */
	size_t others_count;
};

enum { OTHERS_MAX = 8 };

static void copy_across(const struct room *room, int from, int to)
{
	memcpy(room->in[to], room->in[from], room->size);
}

/* The one given that serves for language: of Dutch and English the nearer, else any. */
static int serving(enum language language, const int given[LANGUAGE_COUNT], int any)
{
	enum language first = language_instead(language), second = language_instead(first);

	return given[first] ? (int)first : given[second] ? (int)second : any;
}

/* "nl", "en" or another, in their quotes. */
static void choose_languages(char *to, size_t size)
{
	const struct words languages = words_language();

	words_choice(&languages, to, size);
}

static bool read_languages(const struct value *value, const struct room *room)
{
	const char *known[LANGUAGE_COUNT + OTHERS_MAX];
	bool good = true;
	int given[LANGUAGE_COUNT] = {0}, last = -1;

	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		known[i] = language_name((enum language)i);
		given[i] = json_object_get(value->json, known[i]) != NULL;
		if (!given[i])
			continue;
		good = field_text(value, known[i], REQUIRED, room->chars_max, room->blank,
				  room->in[i], room->size) &&
		       good;
		last = i;
	}
	assert(room->others_count <= OTHERS_MAX);
	for (size_t i = 0; i < room->others_count; i++)
		known[LANGUAGE_COUNT + i] = room->others[i];
	value_known(value, known, LANGUAGE_COUNT + room->others_count);
	if (last < 0) {
		char choice[SENTENCE_SIZE];
		choose_languages(choice, sizeof(choice));
		value_fault(value, FAULT_MISSING, "No language is given: give %s.", choice);
		return false;
	}
	for (int i = 0; good && i < LANGUAGE_COUNT; i++) {
		if (!given[i])
			copy_across(room, serving((enum language)i, given, last), i);
	}
	return good;
}

static bool read_texts(const struct value *value, const struct room *room)
{
	if (json_is_object(value->json))
		return read_languages(value, room);
	if (!json_is_string(value->json)) {
		char choice[SENTENCE_SIZE], right[SENTENCE_SIZE + 64];
		choose_languages(choice, sizeof(choice));
		snprintf(right, sizeof(right), "give a text, or an object with %s", choice);
		value_wrong_type(value, right);
		return false;
	}
	if (!value_text(value, room->chars_max, room->blank, room->in[0], room->size))
		return false;
	for (int i = 1; i < LANGUAGE_COUNT; i++)
		copy_across(room, 0, i);
	return true;
}

bool value_label(const struct value *value, enum blank blank, struct label *out)
{
	struct label label = {0};
	struct room room = {.chars_max = NAME_CHARS_MAX, .blank = blank, .size = NAME_SIZE};

	for (int i = 0; i < LANGUAGE_COUNT; i++)
		room.in[i] = label.in[i];
	if (!read_texts(value, &room))
		return false;
	*out = label;
	return true;
}

bool value_prompt(const struct value *value, const char *const *others, size_t others_count,
		  struct prompt *out)
{
	struct prompt prompt = *out;
	struct room room = {.chars_max = PROMPT_CHARS_MAX,
			    .size = PROMPT_SIZE,
			    .others = others,
			    .others_count = others_count};

	for (int i = 0; i < LANGUAGE_COUNT; i++)
		room.in[i] = prompt.in[i];
	if (!read_texts(value, &room))
		return false;
	*out = prompt;
	return true;
}

bool field_label(const struct value *object, const char *key, enum blank blank, struct label *out)
{
	struct value value;

	value_field(object, key, &value);
	return value.json && value_label(&value, blank, out);
}

static bool all_the_same(const char *const in[LANGUAGE_COUNT])
{
	for (int i = 1; i < LANGUAGE_COUNT; i++) {
		if (strcmp(in[0], in[i]) != 0)
			return false;
	}
	return true;
}

/* Dutch and English, and what isn't the same as the one that would serve for it. */
static void put_texts(json_t *object, const char *const in[LANGUAGE_COUNT])
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		enum language language = (enum language)i;
		if (language <= LANGUAGE_EN || strcmp(in[i], in[language_instead(language)]) != 0)
			json_put_text(object, language_name(language), in[i]);
	}
}

void json_put_label(json_t *object, const char *key, const struct label *label)
{
	const char *in[LANGUAGE_COUNT];

	for (int i = 0; i < LANGUAGE_COUNT; i++)
		in[i] = label->in[i];
	if (all_the_same(in))
		json_put_text(object, key, in[0]);
	else
		put_texts(json_put_object(object, key), in);
}

void json_append_prompt(json_t *array, const struct prompt *prompt)
{
	const char *in[LANGUAGE_COUNT];

	for (int i = 0; i < LANGUAGE_COUNT; i++)
		in[i] = prompt->in[i];
	if (all_the_same(in))
		json_append_text(array, in[0]);
	else
		put_texts(json_append_object(array), in);
}

void json_put_prompt(json_t *object, const struct prompt *prompt)
{
	const char *in[LANGUAGE_COUNT];

	for (int i = 0; i < LANGUAGE_COUNT; i++)
		in[i] = prompt->in[i];
	put_texts(object, in);
}
