#include "core/target.h"

#include <stdio.h>
#include <string.h>

static const char *const words[] = {
    [TARGET_NONE] = "",       [TARGET_PERSON] = "person",     [TARGET_SOMEONE] = "someone",
    [TARGET_KIND] = "kind",   [TARGET_MINUTES] = "minutes",   [TARGET_FOCUS] = "focus",
    [TARGET_HERE] = "here",   [TARGET_LEAVE] = "leave",       [TARGET_COME] = "come",
    [TARGET_SIDE] = "side",   [TARGET_UNDO] = "undo",         [TARGET_CLOSE] = "close",
    [TARGET_CLEAN] = "clean", [TARGET_LANGUAGE] = "language", [TARGET_RAIL] = "rail",
    [TARGET_GROUP] = "group", [TARGET_CLOCK] = "clock",
};

void target_name(const struct target *target, char to[TARGET_NAME_SIZE])
{
	const char *word = words[target->kind];

	switch (target->kind) {
	case TARGET_PERSON:
	case TARGET_KIND:
	case TARGET_SIDE:
		snprintf(to, TARGET_NAME_SIZE, "%s:%s", word, target->id);
		break;
	case TARGET_MINUTES:
	case TARGET_RAIL:
	case TARGET_GROUP:
		snprintf(to, TARGET_NAME_SIZE, "%s:%d", word, target->number);
		break;
	default:
		snprintf(to, TARGET_NAME_SIZE, "%s", word);
	}
}

bool target_equal(const struct target *a, const struct target *b)
{
	return a->kind == b->kind && a->number == b->number && strcmp(a->id, b->id) == 0;
}
