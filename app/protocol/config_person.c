#include <string.h>

#include "protocol/config.h"
#include "protocol/gone.h"
#include "protocol/json.h"
#include "protocol/text.h"
#include "protocol/value.h"

static bool badge_listed(const struct person_config *config, int count, const char *hash)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(config->badges[i], hash) == 0)
			return true;
	}
	return false;
}

static void field_badges(const struct value *root, struct person_config *config)
{
	struct value array, item;
	int count;

	if (!field_array(root, "badges", OPTIONAL, BADGES_MAX, &array, &count))
		return;
	for (int i = 0; i < count; i++) {
		value_item(&array, (size_t)i, &item);
		if (value_hash(&item, config->badges[i]) &&
		    badge_listed(config, i, config->badges[i]))
			value_fault(&item, FAULT_DUPLICATE_ID,
				    "This badge stands in the list twice: once is enough.");
	}
	config->badges_count = count;
}

static void read_person(const struct value *root, struct person_config *config)
{
	static const char *const known[] = {"rev", "name", "sort", "wall", "badges", "gone"};
	const struct words walls = words_wall();
	char sort[NAME_SIZE];
	int wall;

	value_known(root, known, sizeof(known) / sizeof(*known));
	field_rev(root, &config->rev);
	if (field_text(root, "name", REQUIRED, NAME_CHARS_MAX, BLANK_REFUSED, config->name,
		       sizeof(config->name)))
		text_fold(config->name, config->sort, sizeof(config->sort));
	if (field_text(root, "sort", OPTIONAL, NAME_CHARS_MAX, BLANK_REFUSED, sort, sizeof(sort)))
		text_fold(sort, config->sort, sizeof(config->sort));
	if (field_word(root, "wall", OPTIONAL, &walls, &wall))
		config->wall = (enum wall)wall;
	field_badges(root, config);
}

bool person_config_decode(const void *payload, size_t size, struct person_config *out, bool *gone,
			  struct faults *faults)
{
	json_t *document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	struct value root;

	person_config_default(out);
	if (!document)
		return false;
	value_root(&root, document, faults);
	*gone = field_gone(&root);
	if (!*gone)
		read_person(&root, out);
	json_decref(document);
	return faults->count == 0;
}

char *person_config_encode(const struct person_config *config)
{
	char sort[SORT_SIZE];
	json_t *object = json_object();

	if (config->rev)
		json_put_integer(object, "rev", config->rev);
	json_put_text(object, "name", config->name);
	text_fold(config->name, sort, sizeof(sort));
	if (config->sort[0] != '\0' && strcmp(sort, config->sort) != 0)
		json_put_text(object, "sort", config->sort);
	json_put_text(object, "wall", wall_name(config->wall));
	if (config->badges_count) {
		json_t *badges = json_put_array(object, "badges");
		for (int i = 0; i < config->badges_count; i++)
			json_append_text(badges, config->badges[i]);
	}
	return document_dump(object);
}

void person_config_name(struct person_config *config, const char *name)
{
	size_t length = strlen(name);

	if (length >= sizeof(config->name))
		length = sizeof(config->name) - 1;
	memcpy(config->name, name, length);
	config->name[length] = '\0';
	text_fold(config->name, config->sort, sizeof(config->sort));
}
