#include "protocol/config.h"
#include "protocol/gone.h"
#include "protocol/json.h"
#include "protocol/show_field.h"
#include "protocol/value.h"

enum { PX_PER_MM_MAX = 60 };

static void field_rotate(const struct value *root, int *out)
{
	struct value value;
	int64_t degrees;

	value_field(root, "rotate", &value);
	if (!value.json || !value_integer(&value, 0, 270, &degrees))
		return;
	if (degrees % 90 == 0)
		*out = (int)degrees;
	else
		value_fault(&value, FAULT_OUT_OF_RANGE,
			    "A screen can't be turned by %d degrees: give 0, 90, 180 or 270.",
			    (int)degrees);
}

/* The words of the document. */
static void read_words(const struct value *root, struct device_config *config)
{
	const struct words roles = words_role(), languages = words_language();
	int word;

	if (field_word(root, "role", OPTIONAL, &roles, &word))
		config->role = (enum role)word;
	if (field_word(root, "lang", OPTIONAL, &languages, &word)) {
		config->lang_set = true;
		config->lang = (enum language)word;
	}
}

static void warn_of_empty_desk(const struct value *root, const struct device_config *config)
{
	struct value person;

	value_field(root, "person", &person);
	if (config->role == ROLE_DESK && !person.json)
		fault_warn(person.faults, person.pointer, FAULT_NO_PERSON,
			   "This desk is nobody's: give \"person\" the id of whose it is.");
}

static void read_device(const struct value *root, struct device_config *config)
{
	static const char *const known[] = {"rev",        "role",  "name",      "place",
					    "person",     "lang",  "px_per_mm", "rotate",
					    "brightness", "panel", "show",      "gone"};

	value_known(root, known, sizeof(known) / sizeof(*known));
	field_rev(root, &config->rev);
	read_words(root, config);
	field_text(root, "name", OPTIONAL, NAME_CHARS_MAX, BLANK_REFUSED, config->name,
		   sizeof(config->name));
	field_id(root, "place", OPTIONAL, config->place);
	field_id(root, "person", OPTIONAL, config->person);
	field_number(root, "px_per_mm", OPTIONAL, 1, PX_PER_MM_MAX, &config->px_per_mm);
	field_rotate(root, &config->rotate);
	field_int(root, "brightness", OPTIONAL, 0, BRIGHTNESS_MAX, &config->brightness);
	field_id(root, "panel", OPTIONAL, config->panel);
	config->show_set = field_show(root, &config->show);
	warn_of_empty_desk(root, config);
}

bool device_config_decode(const void *payload, size_t size, struct device_config *out, bool *gone,
			  struct faults *faults)
{
	json_t *document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	struct value root;

	device_config_default(out);
	if (!document)
		return false;
	value_root(&root, document, faults);
	*gone = field_gone(&root);
	if (!*gone)
		read_device(&root, out);
	json_decref(document);
	return faults->count == 0;
}

char *device_config_encode(const struct device_config *config)
{
	json_t *object = json_object();

	if (config->rev)
		json_put_integer(object, "rev", config->rev);
	json_put_text(object, "role", role_name(config->role));
	json_put_text_unless_empty(object, "name", config->name);
	json_put_text_unless_empty(object, "place", config->place);
	json_put_text_unless_empty(object, "person", config->person);
	if (config->lang_set)
		json_put_text(object, "lang", language_name(config->lang));
	if (config->px_per_mm > 0)
		json_put_number(object, "px_per_mm", config->px_per_mm);
	if (config->rotate)
		json_put_integer(object, "rotate", config->rotate);
	if (config->brightness >= 0)
		json_put_integer(object, "brightness", config->brightness);
	json_put_text_unless_empty(object, "panel", config->panel);
	if (config->show_set)
		json_put_show(object, &config->show);
	return document_dump(object);
}
