/* praatjectl prompt: sentences that invite a conversation. They have numbers, not ids. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/field.h"
#include "admin/item.h"
#include "admin/listing.h"
#include "admin/out.h"
#include "admin/table.h"

static const struct item_list prompts = {"prompts", NAMES_NONE};

/* A text, or an object of nl and en. before: what it was, or NULL. */
static int prompt_make(const struct item_hand *item, const json_t *before,
		       const struct admin_options *options, int first, json_t **out)
{
	json_t *holder = json_object();

	if (before)
		json_object_set_new(holder, "name", json_deep_copy(before));
	int status = item_label(item, holder, options->args + first, options->args_count - first);
	*out = json_incref(json_object_get(holder, "name"));
	json_decref(holder);
	return status;
}

static int prompt_number(const struct item_hand *item, const char *text, size_t *at)
{
	char *end;
	long number = strtol(text, &end, 10);

	if (end == text || *end || number < 1 || (size_t)number > json_array_size(item->items)) {
		complain("'%s': prompts have numbers from 1 to %zu; see praatjectl prompt list",
			 text, json_array_size(item->items));
		return EX_USAGE;
	}
	*at = (size_t)number - 1;
	return EX_OK;
}

static int finish(struct item_hand *item, int status, const char *what, size_t number)
{
	if (status == EX_OK)
		status = item_put(item);
	if (status == EX_OK)
		status = hand_commit(&item->hand, "Prompt %zu is %s.", number, what);
	item_close(item);
	return status;
}

int admin_prompt_add(const struct admin_options *options)
{
	struct item_hand item;
	json_t *made = NULL;
	int status = item_open(&item, options, &prompts);

	if (status == EX_OK)
		status = prompt_make(&item, NULL, options, 0, &made);
	if (status == EX_OK && made)
		json_array_append(item.items, made);
	json_decref(made);
	return finish(&item, status, "added", json_array_size(item.items));
}

int admin_prompt_rename(const struct admin_options *options)
{
	struct item_hand item;
	json_t *made = NULL;
	size_t at = 0;
	int status = item_open(&item, options, &prompts);

	if (status == EX_OK)
		status = prompt_number(&item, options->args[0], &at);
	if (status == EX_OK)
		status = prompt_make(&item, json_array_get(item.items, at), options, 1, &made);
	if (status == EX_OK && made)
		json_array_set(item.items, at, made);
	json_decref(made);
	return finish(&item, status, "changed", at + 1);
}

int admin_prompt_remove(const struct admin_options *options)
{
	struct item_hand item;
	size_t at = 0;
	int status = item_open(&item, options, &prompts);

	if (status == EX_OK)
		status = prompt_number(&item, options->args[0], &at);
	if (status == EX_OK)
		json_array_remove(item.items, at);
	return finish(&item, status, "gone", at + 1);
}

static void list(const struct book *book, const struct admin_options *options)
{
	static const char *const heading[] = {"NUMBER", "DUTCH", "ENGLISH"};
	struct table table;
	char number[16];

	table_init(&table, 3, heading);
	for (int i = 0; i < book->office->prompts_count; i++) {
		const struct prompt *prompt = &book->office->prompts[i];
		const char *nl = prompt->in[LANGUAGE_NL], *en = prompt->in[LANGUAGE_EN];

		snprintf(number, sizeof(number), "%d", i + 1);
		const char *cells[] = {number, nl, en};
		table_add(&table, cells);
		if (options->json)
			out_json(json_pack("{s:i, s:s, s:s}", "number", i + 1, "nl", nl, "en", en));
	}
	if (!options->json && book->office->prompts_count > 0)
		table_print(&table);
	if (book->office->prompts_count == 0)
		complain("the office has no prompts of its own: screens show the built-in ones");
	table_finish(&table);
}

int admin_prompt_list(const struct admin_options *options)
{
	return listing_run(options, "config/office", list);
}
