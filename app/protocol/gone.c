#include "protocol/gone.h"

#include "protocol/config.h"
#include "protocol/json.h"

bool field_gone(const struct value *root)
{
	bool gone = false;

	field_bool(root, "gone", OPTIONAL, &gone);
	return gone;
}

char *gone_encode(void)
{
	json_t *object = json_object();

	json_put_bool(object, "gone", true);
	return document_dump(object);
}
