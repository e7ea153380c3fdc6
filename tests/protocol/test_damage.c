/* Every field of every example, set wrong in several ways: the fault is found at that field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "codec.h"

struct damage {
	enum topic_kind kind;
	const char *name;
	json_t *document; /* the whole of it, damaged for a moment */
	int done;
};

static bool starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* Whether the document is refused, with a fault at pointer or below. */
static void assert_refused_at(struct damage *damage, const char *pointer)
{
	struct faults faults;
	char list[8192];
	char *payload = json_dumps(damage->document, JSON_COMPACT);
	char *text = codec_recode(damage->kind, payload, strlen(payload), &faults);
	bool found = false;

	codec_list(&faults, list, sizeof(list));
	for (int i = 0; i < faults.count; i++)
		found = found || starts_with(faults.list[i].pointer, pointer);
	if (text || !found)
		fail_msg("%s: no fault at %s of %s but: %s", damage->name, pointer, payload, list);
	free(payload);
	damage->done++;
}

/* Values that are wrong where a value like this one is right. */
static json_t *wrong_values(const json_t *right)
{
	json_t *wrong = json_pack("[n, [[[]]]]");

	if (json_is_string(right) || json_object_get(right, "nl"))
		json_array_append_new(wrong, json_integer(7));
	else
		json_array_append_new(wrong, json_string("7"));
	if (!json_is_boolean(right))
		json_array_append_new(wrong, json_true());
	else
		json_array_append_new(wrong, json_integer(1));
	if (json_is_integer(right))
		json_array_append_new(wrong, json_integer(INT64_MIN));
	return wrong;
}

/* Texts of ids and names that a receiver may choose freely. */
static bool may_be_any_text(enum topic_kind kind, const char *pointer)
{
	return kind == TOPIC_ANSWER || kind == TOPIC_REPLY ||
	       ((kind == TOPIC_COMMAND || kind == TOPIC_COMMAND_ALL) && !strcmp(pointer, "/id"));
}

static void damage_field(struct damage *damage, json_t *object, const char *key,
			 const char *pointer)
{
	json_t *right = json_incref(json_object_get(object, key));
	json_t *wrong = wrong_values(right), *value;
	size_t i;

	if (json_is_string(right) && !may_be_any_text(damage->kind, pointer))
		json_array_append_new(wrong, json_string("a\xe2\x80\xae"
							 "b"));
	json_array_foreach(wrong, i, value)
	{
		json_object_set(object, key, value);
		assert_refused_at(damage, pointer);
	}
	json_object_set_new(object, key, right);
	json_decref(wrong);
}

static void damage_item(struct damage *damage, json_t *array, size_t index, const char *pointer)
{
	json_t *right = json_incref(json_array_get(array, index));
	json_t *wrong = wrong_values(right), *value;
	size_t i;

	json_array_foreach(wrong, i, value)
	{
		json_array_set(array, index, value);
		assert_refused_at(damage, pointer);
	}
	json_array_set_new(array, index, right);
	json_decref(wrong);
}

static void append_token(char *pointer, size_t size, const char *token)
{
	size_t length = strlen(pointer);

	for (pointer[length++] = '/'; *token && length + 3 < size; token++) {
		if (*token == '/' || *token == '~') {
			pointer[length++] = '~';
			pointer[length++] = *token == '/' ? '1' : '0';
		} else {
			pointer[length++] = *token;
		}
	}
	pointer[length] = '\0';
}

static void damage_all(struct damage *damage, json_t *value, const char *above)
{
	size_t size = json_is_object(value) ? json_object_size(value) : json_array_size(value);
	void *field = json_object_iter(value);

	for (size_t i = 0; i < size; i++) {
		char pointer[256], token[24];
		const char *key = field ? json_object_iter_key(field) : token;
		json_t *below = field ? json_object_iter_value(field) : json_array_get(value, i);
		snprintf(token, sizeof(token), "%zu", i);
		snprintf(pointer, sizeof(pointer), "%s", above);
		append_token(pointer, sizeof(pointer), key);
		damage_all(damage, below, pointer);
		if (field)
			damage_field(damage, value, key, pointer);
		else
			damage_item(damage, value, i, pointer);
		if (field)
			field = json_object_iter_next(value, json_object_key_to_iter(key));
	}
}

static bool is_damageable(const struct topic *topic, const char *name)
{
	/* Nobody reads these, or only their word "gone", or only the fields that are known. */
	return topic->kind != TOPIC_SYNC && topic->kind != TOPIC_DISCOVERY &&
	       strcmp(name, "command-unknown.json") != 0;
}

static void test_every_field_set_wrong_is_refused_at_that_field(void **state)
{
	(void)state;
	char text[256], name[128];
	int done = 0;
	FILE *index = fopen(EXAMPLES "/index.txt", "re");

	assert_non_null(index);
	while (codec_index(index, text, name)) {
		struct topic topic;
		size_t size;
		assert_true(topic_parse("office", text, &topic));
		if (!is_damageable(&topic, name))
			continue;
		char *bytes = codec_example(name, &size);
		struct damage damage = {topic.kind, name, json_loadb(bytes, size, 0, NULL), 0};
		damage_all(&damage, damage.document, "");
		done += damage.done;
		json_decref(damage.document);
		free(bytes);
	}
	fclose(index);
	print_message("%d damaged documents refused\n", done);
	assert_true(done > 1000);
}

static void cut_example(enum topic_kind kind, const char *bytes, size_t size)
{
	struct faults faults;

	for (size_t length = 0; length < size; length++) {
		assert_null(codec_recode(kind, bytes, length, &faults));
		assert_int_equal(faults.count, 1);
		assert_string_equal(faults.list[0].pointer, "");
	}
}

static void test_a_document_cut_short_anywhere_is_refused(void **state)
{
	(void)state;
	char text[256], name[128];
	int cut = 0;
	FILE *index = fopen(EXAMPLES "/index.txt", "re");

	assert_non_null(index);
	for (; codec_index(index, text, name); cut++) {
		struct topic topic;
		size_t size;
		assert_true(topic_parse("office", text, &topic));
		if (topic.kind == TOPIC_SYNC || topic.kind == TOPIC_DISCOVERY)
			continue;
		char *bytes = codec_example(name, &size);
		cut_example(topic.kind, bytes, size);
		free(bytes);
	}
	fclose(index);
	assert_true(cut > 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_field_set_wrong_is_refused_at_that_field),
	    cmocka_unit_test(test_a_document_cut_short_anywhere_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
