/* praatjectl prompt: sentences that invite a conversation. They have numbers, not ids. */
#include "admin/prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/command.h"
#include "admin/field.h"
#include "admin/item.h"
#include "admin/out.h"

static const struct item_list prompts = {"prompts", NAMES_NONE};

/* Changes prompt by the words after the number. It is an object; EX_OK or EX_USAGE (told). */
typedef int change_function(const struct item_hand *, json_t *prompt, char *const *words,
			    int count);

static void put_text(const struct item_hand *item, json_t *prompt, const char *text)
{
	json_object_set_new(prompt, language_name(item->hand.book.office->lang), json_string(text));
}

/* The prompt as an object of its own, which has room for more than the text. */
static json_t *object_of(const struct item_hand *item, const json_t *prompt)
{
	if (!json_is_string(prompt))
		return prompt ? json_deep_copy(prompt) : json_object();
	json_t *object = json_object();
	put_text(item, object, json_string_value(prompt));
	return object;
}

/* FIELD=VALUE, where days may be written as 1,5. */
static int set_field(const struct item_hand *item, json_t *prompt, char *word)
{
	char days[64];

	if (strncmp(word, "days=", 5) == 0 && word[5] && word[5] != '[') {
		snprintf(days, sizeof(days), "days=[%s]", word + 5);
		word = days;
	}
	return field_set(&item->hand.book, prompt, &word, 1);
}

static int set_fields(const struct item_hand *item, json_t *prompt, char *const *words, int count)
{
	int status = EX_OK;

	for (int i = 0; status == EX_OK && i < count; i++)
		status = set_field(item, prompt, words[i]);
	return status;
}

static bool begins_with_language(const char *word)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		const char *name = language_name((enum language)i);
		if (strncmp(word, name, strlen(name)) == 0 && word[strlen(name)] == '=')
			return true;
	}
	return false;
}

/* A text for all languages, or nl=TEXT and the like; other fields too. */
static int set_texts(const struct item_hand *item, json_t *prompt, char *const *words, int count)
{
	json_t *holder = json_pack("{s:O}", "name", prompt);
	int status = EX_OK;

	for (int i = 0; status == EX_OK && i < count; i++) {
		if (begins_with_language(words[i])) {
			status = field_set(&item->hand.book, holder, words + i, 1);
		} else if (i > 0 || strchr(words[i], '=')) {
			status = set_field(item, prompt, words[i]);
		} else {
			for (int j = 0; j < LANGUAGE_COUNT; j++)
				json_object_del(prompt, language_name((enum language)j));
			put_text(item, prompt, words[i]);
		}
	}
	json_decref(holder);
	return status;
}

static int weigh(const struct item_hand *item, json_t *prompt, char *const *words, int count)
{
	(void)count;
	return field_set_one(&item->hand.book, prompt, "weight", words[0]);
}

static int switch_off(const struct item_hand *item, json_t *prompt, char *const *words, int count)
{
	(void)item;
	(void)words;
	(void)count;
	json_object_set_new(prompt, "off", json_true());
	return EX_OK;
}

static int switch_on(const struct item_hand *item, json_t *prompt, char *const *words, int count)
{
	(void)item;
	(void)words;
	(void)count;
	json_object_del(prompt, "off");
	return EX_OK;
}

/* A text alone is written as such. */
static json_t *simplest(const struct item_hand *item, json_t *prompt)
{
	json_t *text = json_object_get(prompt, language_name(item->hand.book.office->lang));

	if (json_object_size(prompt) != 1 || !text)
		return prompt;
	json_incref(text);
	json_decref(prompt);
	return text;
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

/* args[0] is the number; what: what has become of it. */
static int change(const struct admin_options *options, change_function *by, const char *what)
{
	struct item_hand item;
	size_t at = 0;
	int status = item_open(&item, options, &prompts);

	if (status == EX_OK)
		status = prompt_number(&item, options->args[0], &at);
	if (status == EX_OK) {
		json_t *prompt = object_of(&item, json_array_get(item.items, at));
		status = by(&item, prompt, options->args + 1, options->args_count - 1);
		json_array_set_new(item.items, at, simplest(&item, prompt));
	}
	return finish(&item, status, what, at + 1);
}

int admin_prompt_add(const struct admin_options *options)
{
	struct item_hand item;
	int status = item_open(&item, options, &prompts);

	if (status == EX_OK) {
		json_t *prompt = json_object();
		status = set_texts(&item, prompt, options->args, options->args_count);
		json_array_append_new(item.items, simplest(&item, prompt));
	}
	return finish(&item, status, "added", json_array_size(item.items));
}

int admin_prompt_rename(const struct admin_options *options)
{
	return change(options, set_texts, "changed");
}

int admin_prompt_weigh(const struct admin_options *options)
{
	return change(options, weigh, "weighed");
}

int admin_prompt_schedule(const struct admin_options *options)
{
	return change(options, set_fields, "scheduled");
}

int admin_prompt_off(const struct admin_options *options)
{
	if (prompt_is_built_in(options->args[0]))
		return prompt_switch_built_in(options, false);
	return change(options, switch_off, "off");
}

int admin_prompt_on(const struct admin_options *options)
{
	if (prompt_is_built_in(options->args[0]))
		return prompt_switch_built_in(options, true);
	return change(options, switch_on, "on");
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
