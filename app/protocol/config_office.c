#include <string.h>

#include "protocol/config.h"
#include "protocol/hours_field.h"
#include "protocol/json.h"
#include "protocol/kinds_field.h"
#include "protocol/label.h"
#include "protocol/prompts_field.h"
#include "protocol/show_field.h"
#include "protocol/text.h"
#include "protocol/zone_load.h"

enum { ZONE_CHARS_MAX = sizeof(((struct office_config *)0)->tz) - 1, QUOTE_CHARS_MAX = 40 };

static void read_place(const struct value *value, struct place *out)
{
	static const char *const known[] = {"id", "name"};

	if (!value_is_object(value))
		return;
	value_known(value, known, sizeof(known) / sizeof(*known));
	field_id(value, "id", REQUIRED, out->id);
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		memcpy(out->name.in[i], out->id, ID_SIZE);
	field_label(value, "name", BLANK_REFUSED, &out->name);
}

static void field_places(const struct value *object, struct office_config *config)
{
	struct value array, item, id;
	int count;

	if (!field_array(object, "places", OPTIONAL, PLACES_MAX, &array, &count))
		return;
	for (int i = 0; i < count; i++) {
		struct place *place = &config->places[i];
		value_item(&array, (size_t)i, &item);
		config->places_count = i;
		read_place(&item, place);
		if (place->id[0] == '\0' || !office_config_place(config, place->id))
			continue;
		value_field(&item, "id", &id);
		value_fault(&id, FAULT_DUPLICATE_ID,
			    "Another place has the id \"%s\" already: give this one its own.",
			    place->id);
	}
	config->places_count = count;
}

static void unknown_zone(const struct value *value, const char *name)
{
	char meant[ZONE_CHARS_MAX + 1], quoted[4 * QUOTE_CHARS_MAX + 1];

	text_quote(name, QUOTE_CHARS_MAX, quoted, sizeof(quoted));
	if (zone_suggest(name, meant, sizeof(meant)))
		value_fault(value, FAULT_UNKNOWN_ZONE,
			    "There is no time zone \"%s\". Did you mean \"%s\"?", quoted, meant);
	else
		value_fault(
		    value, FAULT_UNKNOWN_ZONE,
		    "There is no time zone \"%s\": give a name such as \"Europe/Amsterdam\".",
		    quoted);
}

static void field_zone(const struct value *object, struct office_config *config)
{
	char name[4 * ZONE_CHARS_MAX + 1];
	struct value value;

	value_field(object, "tz", &value);
	if (value.json) {
		if (!value_text(&value, ZONE_CHARS_MAX, BLANK_REFUSED, name, sizeof(name)))
			return;
	} else {
		memcpy(name, config->tz, sizeof(config->tz));
	}
	if (zone_load(name, &config->zone))
		memcpy(config->tz, name, strlen(name) + 1);
	else
		unknown_zone(&value, name);
}

static void read_office(const struct value *root, struct office_config *config)
{
	static const char *const known[] = {
	    "rev",         "name",   "lang",  "tz",      "hours",
	    "closed",      "places", "kinds", "prompts", "prompts_built_in",
	    "prompts_off", "show"};
	const struct words languages = words_language();
	int language;

	value_known(root, known, sizeof(known) / sizeof(*known));
	field_rev(root, &config->rev);
	field_label(root, "name", BLANK_REFUSED, &config->name);
	if (field_word(root, "lang", OPTIONAL, &languages, &language))
		config->lang = (enum language)language;
	field_zone(root, config);
	field_hours(root, config);
	field_closed(root, config);
	field_places(root, config);
	field_kinds(root, config);
	field_prompts(root, config);
	field_show(root, &config->show);
}

bool office_config_decode(const void *payload, size_t size, struct office_config *out,
			  struct faults *faults)
{
	json_t *document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	struct value root;

	office_config_default(out);
	if (!document)
		return false;
	value_root(&root, document, faults);
	read_office(&root, out);
	json_decref(document);
	return faults->count == 0;
}

static void put_places(json_t *object, const struct office_config *config)
{
	json_t *array = json_put_array(object, "places");

	for (int i = 0; i < config->places_count; i++) {
		json_t *place = json_append_object(array);
		json_put_text(place, "id", config->places[i].id);
		json_put_label(place, "name", &config->places[i].name);
	}
}

char *office_config_encode(const struct office_config *config)
{
	json_t *object = json_object();

	if (config->rev)
		json_put_integer(object, "rev", config->rev);
	if (config->name.in[LANGUAGE_NL][0] != '\0')
		json_put_label(object, "name", &config->name);
	json_put_text(object, "lang", language_name(config->lang));
	json_put_text(object, "tz", config->tz);
	json_put_hours(object, config);
	json_put_closed(object, config);
	put_places(object, config);
	json_put_kinds(object, config);
	json_put_prompts(object, config);
	json_put_show(object, &config->show);
	return document_dump(object);
}
