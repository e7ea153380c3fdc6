#include "protocol/label.h"

#include <assert.h>
#include <string.h>

#include "protocol/json.h"

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
		value_fault(value, FAULT_MISSING,
			    "No language is given: give \"nl\", \"en\" or both.");
		return false;
	}
	for (int i = 0; good && i < LANGUAGE_COUNT; i++) {
		if (!given[i])
			copy_across(room, last, i);
	}
	return good;
}

static bool read_texts(const struct value *value, const struct room *room)
{
	if (json_is_object(value->json))
		return read_languages(value, room);
	if (!json_is_string(value->json)) {
		value_wrong_type(value, "give a text, or an object with \"nl\", \"en\" or both");
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

void json_put_label(json_t *object, const char *key, const struct label *label)
{
	if (strcmp(label->in[LANGUAGE_NL], label->in[LANGUAGE_EN]) == 0) {
		json_put_text(object, key, label->in[LANGUAGE_NL]);
		return;
	}
	json_t *both = json_put_object(object, key);
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		json_put_text(both, language_name((enum language)i), label->in[i]);
}

void json_append_prompt(json_t *array, const struct prompt *prompt)
{
	if (strcmp(prompt->in[LANGUAGE_NL], prompt->in[LANGUAGE_EN]) == 0) {
		json_append_text(array, prompt->in[LANGUAGE_NL]);
		return;
	}
	json_put_prompt(json_append_object(array), prompt);
}

void json_put_prompt(json_t *object, const struct prompt *prompt)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		json_put_text(object, language_name((enum language)i), prompt->in[i]);
}
