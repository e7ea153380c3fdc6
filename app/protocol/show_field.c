#include "protocol/show_field.h"

#include "protocol/json.h"

bool field_show(const struct value *object, struct show *out)
{
	static const char *const known[] = {"motion"};
	struct value show;

	if (!field_object(object, "show", OPTIONAL, &show))
		return false;
	value_known(&show, known, sizeof(known) / sizeof(*known));
	field_bool(&show, "motion", OPTIONAL, &out->motion);
	return true;
}

void json_put_show(json_t *object, const struct show *show)
{
	json_put_bool(json_put_object(object, "show"), "motion", show->motion);
}
