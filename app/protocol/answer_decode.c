#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "protocol/answer.h"
#include "protocol/json.h"
#include "protocol/value.h"

enum { RECT_NUMBERS = 4, SIZE_NUMBERS = 2, PIXELS_MAX = 100000, ITEMS_MAX = 16384 };

/* What an answer's pointers point into. */
struct answer_memory {
	json_t *document;
	struct screen screen;
	struct screen_target *targets;
	struct screen_text *texts;
	guchar *png;
	const char **lines;
};

/* The text of a field, borrowed from the document; NULL where there is none. */
static const char *borrow_text(const struct value *object, const char *key, enum need need)
{
	struct value value;

	if (!value_needed(object, key, need, "give a text", &value))
		return NULL;
	if (!json_is_string(value.json))
		value_wrong_type(&value, "give a text");
	return json_string_value(value.json);
}

/* An array of exactly count numbers. */
static void field_numbers(const struct value *object, const char *key, int min, int *to, int count)
{
	struct value array, item;
	int given;
	int64_t number;

	if (!field_array(object, key, REQUIRED, count, &array, &given))
		return;
	if (given < count)
		value_fault(&array, FAULT_OUT_OF_RANGE,
			    "There are %d numbers here: give %d, in pixels.", given, count);
	for (int i = 0; i < given; i++) {
		value_item(&array, (size_t)i, &item);
		if (value_integer(&item, min, PIXELS_MAX, &number))
			to[i] = (int)number;
	}
}

static void field_rect(const struct value *object, struct screen_rect *rect)
{
	int numbers[RECT_NUMBERS] = {0};

	field_numbers(object, "rect", -PIXELS_MAX, numbers, RECT_NUMBERS);
	*rect = (struct screen_rect){numbers[0], numbers[1], numbers[2], numbers[3]};
}

static void field_targets(const struct value *root, struct answer_memory *memory)
{
	static const char *const known[] = {"name", "text", "state", "rect"};
	struct value array, item;
	int count;

	if (!field_array(root, "targets", REQUIRED, ITEMS_MAX, &array, &count))
		return;
	memory->targets = g_new0(struct screen_target, (gsize)count);
	for (int i = 0; i < count; i++) {
		struct screen_target *target = &memory->targets[i];
		value_item(&array, (size_t)i, &item);
		if (!value_is_object(&item))
			continue;
		value_known(&item, known, sizeof(known) / sizeof(*known));
		target->name = borrow_text(&item, "name", REQUIRED);
		target->text = borrow_text(&item, "text", REQUIRED);
		target->state = borrow_text(&item, "state", OPTIONAL);
		field_rect(&item, &target->rect);
	}
	memory->screen.targets = memory->targets;
	memory->screen.targets_count = count;
}

static void field_texts(const struct value *root, struct answer_memory *memory)
{
	static const char *const known[] = {"text", "rect"};
	struct value array, item;
	int count;

	if (!field_array(root, "texts", REQUIRED, ITEMS_MAX, &array, &count))
		return;
	memory->texts = g_new0(struct screen_text, (gsize)count);
	for (int i = 0; i < count; i++) {
		value_item(&array, (size_t)i, &item);
		if (!value_is_object(&item))
			continue;
		value_known(&item, known, sizeof(known) / sizeof(*known));
		memory->texts[i].text = borrow_text(&item, "text", REQUIRED);
		field_rect(&item, &memory->texts[i].rect);
	}
	memory->screen.texts = memory->texts;
	memory->screen.texts_count = count;
}

static void field_screen(const struct value *root, struct answer_memory *memory, struct answer *out)
{
	int size[SIZE_NUMBERS] = {0};

	memory->screen.name = borrow_text(root, "screen", OPTIONAL);
	if (!memory->screen.name)
		return;
	field_numbers(root, "size", 1, size, SIZE_NUMBERS);
	memory->screen.width = size[0];
	memory->screen.height = size[1];
	field_targets(root, memory);
	field_texts(root, memory);
	out->screen = &memory->screen;
}

static void field_png(const struct value *root, struct answer_memory *memory, struct answer *out)
{
	static const char base64[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
	const char *text = borrow_text(root, "png", OPTIONAL);
	struct value png;

	if (!text)
		return;
	if (strspn(text, base64) == strlen(text) && strlen(text) % 4 == 0 && text[0] != '\0') {
		memory->png = g_base64_decode(text, &out->png_size);
		out->png = memory->png;
		return;
	}
	value_field(root, "png", &png);
	value_fault(&png, FAULT_BAD_TEXT, "This is not base64: give the picture's bytes so.");
}

static void field_lines(const struct value *root, struct answer_memory *memory, struct answer *out)
{
	struct value array, item;
	int count;

	if (!field_array(root, "lines", OPTIONAL, ITEMS_MAX, &array, &count))
		return;
	memory->lines = g_new0(const char *, (gsize)count + 1);
	for (int i = 0; i < count; i++) {
		value_item(&array, (size_t)i, &item);
		memory->lines[i] = json_string_value(item.json);
		if (!memory->lines[i])
			value_wrong_type(&item, "give a text");
	}
	out->lines = memory->lines;
	out->lines_count = count;
}

static void read_answer(const struct value *root, struct answer_memory *memory, struct answer *out)
{
	static const char *const known[] = {"id",      "ok",    "code", "message", "screen", "size",
					    "targets", "texts", "png",  "lines",   "badge"};

	value_known(root, known, sizeof(known) / sizeof(*known));
	out->id = borrow_text(root, "id", REQUIRED);
	field_bool(root, "ok", REQUIRED, &out->ok);
	out->code = borrow_text(root, "code", OPTIONAL);
	out->message = borrow_text(root, "message", OPTIONAL);
	field_screen(root, memory, out);
	field_png(root, memory, out);
	field_lines(root, memory, out);
	out->badge = borrow_text(root, "badge", OPTIONAL);
}

struct answer_memory *answer_decode(const void *payload, size_t size, struct answer *out,
				    struct faults *faults)
{
	json_t *document = document_load(payload, size, ANSWER_SIZE_MAX, faults);
	struct value root;

	if (!document)
		return NULL;
	struct answer_memory *memory = g_new0(struct answer_memory, 1);
	memory->document = document;
	*out = (struct answer){0};
	value_root(&root, document, faults);
	read_answer(&root, memory, out);
	if (faults->count == 0)
		return memory;
	answer_release(memory);
	return NULL;
}

void answer_release(struct answer_memory *memory)
{
	if (!memory)
		return;
	g_free(memory->lines);
	g_free(memory->png);
	g_free(memory->texts);
	g_free(memory->targets);
	json_decref(memory->document);
	g_free(memory);
}
