#include "protocol/kinds_field.h"

#include <string.h>

#include "protocol/json.h"
#include "protocol/label.h"

enum { MINUTES_MAX = 24 * 60, WEIGHT_MAX = 100, MINUTES_DEFAULT = 30 };

/* A kind that isn't built in, before its document says more. */
static void kind_default(struct kind *kind, const char *id)
{
	*kind = (struct kind){
	    .icon = ICON_CHAT,
	    .minutes = MINUTES_DEFAULT,
	    .weight = WEIGHT_MAX,
	};
	id_copy(kind->id, id);
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		memcpy(kind->name.in[i], kind->id, ID_SIZE);
}

static const struct kind *find_kind(const struct kind *kinds, int count, const char *id)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(kinds[i].id, id) == 0)
			return &kinds[i];
	}
	return NULL;
}

static void read_kind(const struct value *value, const struct office_config *built_in,
		      struct kind *out)
{
	static const char *const known[] = {"id", "icon", "name", "hint", "minutes", "weight"};
	const struct words icons = words_icon();
	char id[ID_SIZE] = "";
	int icon;

	if (!value_is_object(value))
		return;
	value_known(value, known, sizeof(known) / sizeof(*known));
	if (field_id(value, "id", REQUIRED, id)) {
		const struct kind *same = office_config_kind(built_in, id);
		if (same)
			*out = *same;
		else
			kind_default(out, id);
	}
	if (field_word(value, "icon", OPTIONAL, &icons, &icon))
		out->icon = (enum icon)icon;
	field_label(value, "name", BLANK_REFUSED, &out->name);
	field_label(value, "hint", BLANK_ALLOWED, &out->hint);
	field_int(value, "minutes", OPTIONAL, 1, MINUTES_MAX, &out->minutes);
	field_int(value, "weight", OPTIONAL, 0, WEIGHT_MAX, &out->weight);
}

void field_kinds(const struct value *object, struct office_config *config)
{
	struct kind kinds[KINDS_MAX] = {0};
	struct value array, item, id;
	int count;

	if (!field_array(object, "kinds", OPTIONAL, KINDS_MAX, &array, &count))
		return;
	if (count == 0)
		value_fault(&array, FAULT_OUT_OF_RANGE,
			    "There is no kind here: give 1 to 4, or leave the field out for the "
			    "usual ones.");
	for (int i = 0; i < count; i++) {
		value_item(&array, (size_t)i, &item);
		read_kind(&item, config, &kinds[i]);
		if (kinds[i].id[0] == '\0' || !find_kind(kinds, i, kinds[i].id))
			continue;
		value_field(&item, "id", &id);
		value_fault(&id, FAULT_DUPLICATE_ID,
			    "Another kind has the id \"%s\" already: give this one its own.",
			    kinds[i].id);
	}
	memcpy(config->kinds, kinds, sizeof(kinds));
	config->kinds_count = count;
}

void json_put_kinds(json_t *object, const struct office_config *config)
{
	json_t *array = json_put_array(object, "kinds");

	for (int i = 0; i < config->kinds_count; i++) {
		const struct kind *kind = &config->kinds[i];
		json_t *item = json_append_object(array);
		json_put_text(item, "id", kind->id);
		json_put_text(item, "icon", icon_name(kind->icon));
		json_put_label(item, "name", &kind->name);
		json_put_label(item, "hint", &kind->hint);
		json_put_integer(item, "minutes", kind->minutes);
		json_put_integer(item, "weight", kind->weight);
	}
}
