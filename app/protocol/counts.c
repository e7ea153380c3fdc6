#include "protocol/counts.h"

#include <limits.h>

#include "protocol/json.h"
#include "protocol/value.h"

bool counts_decode(const void *payload, size_t size, struct counts *out, struct faults *faults)
{
	static const char *const known[] = {"open", "here"};
	json_t *document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	struct value root;

	if (!document)
		return false;
	*out = (struct counts){0};
	value_root(&root, document, faults);
	value_known(&root, known, sizeof(known) / sizeof(*known));
	field_int(&root, "open", REQUIRED, 0, INT_MAX, &out->open);
	field_int(&root, "here", REQUIRED, 0, INT_MAX, &out->here);
	json_decref(document);
	return faults->count == 0;
}

char *counts_encode(const struct counts *counts)
{
	json_t *object = json_object();

	json_put_integer(object, "open", counts->open);
	json_put_integer(object, "here", counts->here);
	return document_dump(object);
}
