#include "admin/item.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/field.h"
#include "admin/memory.h"
#include "admin/out.h"
#include "protocol/config.h"

/* What holds while the document doesn't have the field. */
static json_t *built_in(const char *field)
{
	struct office_config *office = memory_new(sizeof(*office));

	office_config_default(office);
	char *payload = office_config_encode(office);
	json_t *document = payload ? json_loads(payload, 0, NULL) : NULL;
	json_t *items = json_incref(json_object_get(document, field));
	json_decref(document);
	free(payload);
	free(office);
	return json_is_array(items) ? items : json_array();
}

int item_open(struct item_hand *item, const struct admin_options *options,
	      const struct item_list *of)
{
	*item = (struct item_hand){.of = of};
	int status = hand_open(&item->hand, options);
	if (status != EX_OK)
		return status;
	item->office = hand_get(&item->hand, "config/office");
	if (!item->office)
		item->office = json_object();
	if (!json_is_array(json_object_get(item->office, of->field)))
		json_object_set_new(item->office, of->field, built_in(of->field));
	item->items = json_object_get(item->office, of->field);
	return EX_OK;
}

void item_close(struct item_hand *item)
{
	json_decref(item->office);
	hand_close(&item->hand);
}

json_t *item_get(const struct item_hand *item, const char *id, size_t *at)
{
	for (*at = 0; *at < json_array_size(item->items); (*at)++) {
		json_t *each = json_array_get(item->items, *at);
		const char *own = json_string_value(json_object_get(each, "id"));

		if (own && strcmp(own, id) == 0)
			return each;
	}
	return NULL;
}

int item_find(const struct item_hand *item, const char *text, struct found *found, json_t **out,
	      size_t *at)
{
	int status = find_one(&item->hand.book, item->of->names, text, found);

	*out = status == EX_OK ? item_get(item, found->id, at) : NULL;
	if (status == EX_OK && !*out) {
		complain("the office's document has a fault; see praatjectl doctor");
		status = EX_DATAERR;
	}
	return status;
}

void item_id_make(const struct item_hand *item, const char *name, char to[ID_SIZE])
{
	char base[ID_SIZE - 4];
	size_t length = 0, at;

	for (; *name && length < sizeof(base) - 1; name++) {
		if (isascii(*name) && isalnum((unsigned char)*name))
			base[length++] = (char)tolower((unsigned char)*name);
		else if (length > 0 && base[length - 1] != '-' && (*name & 0xC0) != 0x80)
			base[length++] = '-';
	}
	while (length > 0 && base[length - 1] == '-')
		length--;
	base[length] = '\0';
	snprintf(to, ID_SIZE, "%s", length ? base : find_word(item->of->names));
	for (int i = 2; item_get(item, to, &at); i++)
		snprintf(to, ID_SIZE, "%s-%d", length ? base : find_word(item->of->names), i % 100);
}

int item_label(const struct item_hand *item, json_t *object, char *const *words, int count)
{
	if (strchr(words[0], '='))
		return field_set(&item->hand.book, object, words, count);
	int status = field_set_one(&item->hand.book, object, "name", words[0]);
	return status == EX_OK ? field_set(&item->hand.book, object, words + 1, count - 1) : status;
}

int item_put(struct item_hand *item)
{
	return hand_put(&item->hand, "config/office", json_incref(item->office));
}

static int id_choose(const struct item_hand *item, const struct admin_options *options,
		     char to[ID_SIZE])
{
	size_t at;

	if (options->id && !id_parse(options->id, to)) {
		complain("--id '%s': an id is 1 to 32 of a-z, 0-9 and '-'", options->id);
		return EX_USAGE;
	}
	if (!options->id)
		item_id_make(item, options->args[0], to);
	if (!item_get(item, to, &at))
		return EX_OK;
	complain("there is a %s %s already", find_word(item->of->names), to);
	return EX_USAGE;
}

int item_add(const struct admin_options *options, const struct item_list *of)
{
	struct item_hand item;
	char id[ID_SIZE];
	int status = item_open(&item, options, of);

	if (status == EX_OK)
		status = id_choose(&item, options, id);
	if (status == EX_OK) {
		json_t *made = json_pack("{s:s}", "id", id);
		json_array_append_new(item.items, made);
		status = item_label(&item, made, options->args, options->args_count);
	}
	if (status == EX_OK)
		status = item_put(&item);
	if (status == EX_OK)
		status = hand_commit(&item.hand, "There is a %s %s now (%s).", find_word(of->names),
				     options->args[0], id);
	item_close(&item);
	return status;
}

/* args[0] is changed by the words after it; renames: the first may be a plain name. */
static int change(const struct admin_options *options, const struct item_list *of, bool renames)
{
	struct item_hand item;
	struct found found;
	json_t *each;
	size_t at;
	int status = item_open(&item, options, of);

	if (status == EX_OK)
		status = item_find(&item, options->args[0], &found, &each, &at);
	if (status == EX_OK && renames)
		status = item_label(&item, each, options->args + 1, options->args_count - 1);
	else if (status == EX_OK)
		status =
		    field_set(&item.hand.book, each, options->args + 1, options->args_count - 1);
	if (status == EX_OK)
		status = item_put(&item);
	if (status == EX_OK)
		status = hand_commit(&item.hand, "The %s %s is changed (%s).", find_word(of->names),
				     found.name, found.id);
	item_close(&item);
	return status;
}

int item_rename(const struct admin_options *options, const struct item_list *of)
{
	return change(options, of, true);
}

int item_set(const struct admin_options *options, const struct item_list *of)
{
	return change(options, of, false);
}

/* Devices at a place that goes would refuse their own configuration. */
static void warn_devices(const struct book *book, const char *place)
{
	struct device_config device;

	for (int i = 0; i < book->count; i++) {
		const struct topic *topic = &book->entries[i]->parsed;

		if (topic->kind == TOPIC_CONFIG_DEVICE && book_device(book, topic->id, &device) &&
		    strcmp(device.place, place) == 0)
			complain("%s is at this place; praatjectl device set %s place=... gives it "
				 "another",
				 topic->id, topic->id);
	}
}

int item_remove(const struct admin_options *options, const struct item_list *of)
{
	struct item_hand item;
	struct found found;
	json_t *each;
	size_t at;
	int status = item_open(&item, options, of);

	if (status == EX_OK)
		status = item_find(&item, options->args[0], &found, &each, &at);
	if (status == EX_OK && of->names == NAMES_PLACE)
		warn_devices(&item.hand.book, found.id);
	if (status == EX_OK) {
		json_array_remove(item.items, at);
		status = item_put(&item);
	}
	if (status == EX_OK)
		status = hand_commit(&item.hand, "The %s %s is gone (%s).", find_word(of->names),
				     found.name, found.id);
	item_close(&item);
	return status;
}
