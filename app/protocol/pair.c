#include "protocol/pair.h"

#include <string.h>

#include "protocol/json.h"
#include "protocol/value.h"

static void field_words(const struct value *root, struct pair_ask *out)
{
	struct value array, item;
	int count;

	if (!field_array(root, "words", REQUIRED, PAIR_WORDS, &array, &count))
		return;
	if (count < PAIR_WORDS)
		value_fault(&array, FAULT_OUT_OF_RANGE, "There are %d words here: give %d.", count,
			    PAIR_WORDS);
	for (int i = 0; i < count; i++) {
		value_item(&array, (size_t)i, &item);
		value_id(&item, out->words[i]);
	}
}

bool pair_ask_decode(const void *payload, size_t size, struct pair_ask *out, struct faults *faults)
{
	static const char *const known[] = {"words", "version"};
	json_t *document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	struct value root;

	if (!document)
		return false;
	*out = (struct pair_ask){0};
	value_root(&root, document, faults);
	value_known(&root, known, sizeof(known) / sizeof(*known));
	field_words(&root, out);
	field_text(&root, "version", REQUIRED, PAIR_VERSION_SIZE - 1, BLANK_REFUSED, out->version,
		   sizeof(out->version));
	json_decref(document);
	return faults->count == 0;
}

char *pair_ask_encode(const struct pair_ask *ask)
{
	json_t *object = json_object(), *words = json_put_array(object, "words");

	for (int i = 0; i < PAIR_WORDS; i++)
		json_append_text(words, ask->words[i]);
	json_put_text(object, "version", ask->version);
	return document_dump(object);
}

static void read_answer(const struct value *root, struct pair_answer *out)
{
	static const char *const known[] = {"broker", "user",   "password",
					    "office", "device", "role"};
	const struct words roles = words_role();
	int role;

	value_known(root, known, sizeof(known) / sizeof(*known));
	field_text(root, "broker", REQUIRED, PAIR_BROKER_SIZE - 1, BLANK_REFUSED, out->broker,
		   sizeof(out->broker));
	field_text(root, "user", REQUIRED, PAIR_USER_SIZE - 1, BLANK_REFUSED, out->user,
		   sizeof(out->user));
	field_text(root, "password", REQUIRED, PAIR_PASSWORD_SIZE - 1, BLANK_REFUSED, out->password,
		   sizeof(out->password));
	field_id(root, "office", REQUIRED, out->office);
	field_id(root, "device", REQUIRED, out->device);
	if (field_word(root, "role", REQUIRED, &roles, &role))
		out->role = (enum role)role;
}

bool pair_answer_decode(const void *payload, size_t size, struct pair_answer *out,
			struct faults *faults)
{
	json_t *document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	struct value root;

	if (!document)
		return false;
	*out = (struct pair_answer){0};
	value_root(&root, document, faults);
	read_answer(&root, out);
	json_decref(document);
	return faults->count == 0;
}

char *pair_answer_encode(const struct pair_answer *answer)
{
	json_t *object = json_object();

	json_put_text(object, "broker", answer->broker);
	json_put_text(object, "user", answer->user);
	json_put_text(object, "password", answer->password);
	json_put_text(object, "office", answer->office);
	json_put_text(object, "device", answer->device);
	json_put_text(object, "role", role_name(answer->role));
	return document_dump(object);
}
