#include "protocol/command.h"

#include <string.h>

#include "core/config.h"
#include "protocol/json.h"
#include "protocol/suggest.h"
#include "protocol/value.h"

static const char *const names[] = {
    [COMMAND_SCREEN] = "screen",         [COMMAND_SCREENSHOT] = "screenshot",
    [COMMAND_IDENTIFY] = "identify",     [COMMAND_RESTART] = "restart",
    [COMMAND_BRIGHTNESS] = "brightness", [COMMAND_LOG] = "log",
    [COMMAND_CLEAN] = "clean",           [COMMAND_ENROL] = "enrol",
};
enum { NAMES = sizeof(names) / sizeof(*names) };
_Static_assert((int)NAMES == COMMAND_UNKNOWN, "a name for each command");

const char *command_name(enum command_kind kind)
{
	return kind < COMMAND_UNKNOWN ? names[kind] : NULL;
}

const char *command_suggest(const char *word)
{
	return suggest_word(word, names, NAMES);
}

static enum command_kind find_kind(const char *word)
{
	for (int i = 0; i < NAMES; i++) {
		if (strcmp(names[i], word) == 0)
			return (enum command_kind)i;
	}
	return COMMAND_UNKNOWN;
}

/* The fields of a known command besides id and command. */
static void read_fields(const struct value *root, struct command *out)
{
	static const char *const known[] = {"id", "command", "level"};
	const struct words levels = words_log();
	int level;

	switch (out->kind) {
	case COMMAND_UNKNOWN:
		return; /* its fields are another version's matter */
	case COMMAND_BRIGHTNESS:
		value_known(root, known, 3);
		field_int(root, "level", REQUIRED, 0, BRIGHTNESS_MAX, &out->brightness);
		return;
	case COMMAND_LOG:
		value_known(root, known, 3);
		if (field_word(root, "level", OPTIONAL, &levels, &level))
			out->log = (enum command_log)(COMMAND_LOG_ERROR + level);
		return;
	default:
		value_known(root, known, 2);
	}
}

static void field_id_text(const struct value *root, struct command *out)
{
	struct value id;

	if (value_needed(root, "id", REQUIRED, "give a text of 1 to 64 characters of your own",
			 &id))
		value_any_text(&id, COMMAND_ID_CHARS_MAX, out->id, sizeof(out->id));
}

bool command_decode(const void *payload, size_t size, struct command *out, struct faults *faults)
{
	json_t *document;
	struct value root;

	*out = (struct command){.kind = COMMAND_UNKNOWN};
	document = document_load(payload, size, DOCUMENT_SIZE_MAX, faults);
	if (!document)
		return false;
	value_root(&root, document, faults);
	field_id_text(&root, out);
	if (field_text(&root, "command", REQUIRED, COMMAND_WORD_CHARS_MAX, BLANK_REFUSED, out->word,
		       sizeof(out->word))) {
		out->kind = find_kind(out->word);
		read_fields(&root, out);
	}
	json_decref(document);
	return faults->count == 0;
}

char *command_encode(const struct command *command)
{
	const struct words levels = words_log();
	const char *name = command_name(command->kind);
	json_t *object = json_object();

	json_put_text(object, "id", command->id);
	json_put_text(object, "command", name ? name : command->word);
	if (command->kind == COMMAND_BRIGHTNESS)
		json_put_integer(object, "level", command->brightness);
	if (command->kind == COMMAND_LOG && command->log != COMMAND_LOG_ASK)
		json_put_text(object, "level", levels.list[command->log - COMMAND_LOG_ERROR]);
	return document_dump(object);
}
