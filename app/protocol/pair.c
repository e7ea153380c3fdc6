#include "protocol/pair.h"

#include <string.h>

#include "protocol/json.h"
#include "protocol/value.h"

bool pair_ask_decode(const void *payload, size_t size, struct pair_ask *out, struct faults *faults)
{
	static const char *const known[] = {"request", "salt", "version"};
	json_t *document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	struct value root;

	if (!document)
		return false;
	*out = (struct pair_ask){0};
	value_root(&root, document, faults);
	value_known(&root, known, sizeof(known) / sizeof(*known));
	field_text(&root, "request", REQUIRED, PAIR_REQUEST_SIZE - 1, BLANK_REFUSED, out->request,
		   sizeof(out->request));
	field_text(&root, "salt", REQUIRED, PAIR_SALT_SIZE - 1, BLANK_REFUSED, out->salt,
		   sizeof(out->salt));
	field_text(&root, "version", REQUIRED, PAIR_VERSION_SIZE - 1, BLANK_REFUSED, out->version,
		   sizeof(out->version));
	json_decref(document);
	return faults->count == 0;
}

char *pair_ask_encode(const struct pair_ask *ask)
{
	json_t *object = json_object();

	json_put_text(object, "request", ask->request);
	json_put_text(object, "salt", ask->salt);
	json_put_text(object, "version", ask->version);
	return document_dump(object);
}

static void read_answer(const struct value *root, struct pair_answer *out)
{
	static const char *const known[] = {"broker", "office",      "device",
					    "role",   "certificate", "authority"};
	const struct words roles = words_role();
	int role;

	value_known(root, known, sizeof(known) / sizeof(*known));
	field_text(root, "broker", REQUIRED, PAIR_BROKER_SIZE - 1, BLANK_REFUSED, out->broker,
		   sizeof(out->broker));
	field_id(root, "office", REQUIRED, out->office);
	field_id(root, "device", REQUIRED, out->device);
	if (field_word(root, "role", REQUIRED, &roles, &role))
		out->role = (enum role)role;
	field_text(root, "certificate", REQUIRED, PAIR_CERTIFICATE_SIZE - 1, BLANK_REFUSED,
		   out->certificate, sizeof(out->certificate));
	field_text(root, "authority", REQUIRED, PAIR_CERTIFICATE_SIZE - 1, BLANK_REFUSED,
		   out->authority, sizeof(out->authority));
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
	json_put_text(object, "office", answer->office);
	json_put_text(object, "device", answer->device);
	json_put_text(object, "role", role_name(answer->role));
	json_put_text(object, "certificate", answer->certificate);
	json_put_text(object, "authority", answer->authority);
	return document_dump(object);
}
