#include "protocol/refusal.h"

static const struct {
	const char *name, *meaning;
} refusals[] = {
    [REFUSAL_UNKNOWN_COMMAND] = {"unknown-command", "this version has no command of that name"},
    [REFUSAL_NO_BADGE_READER] = {"no-badge-reader", "there is no badge reader on this device"},
    [REFUSAL_NO_BADGE] = {"no-badge", "nobody held a badge to the reader that is nobody's yet"},
    [REFUSAL_REPLACED] = {"replaced", "another command like it came before this one was done"},
    [REFUSAL_NO_PICTURE] = {"no-picture", "the picture could not be made"},
    [REFUSAL_TOO_LARGE] = {"too-large", "the answer would be longer than 1 MiB"},
    [REFUSAL_OUT_OF_MEMORY] = {"out-of-memory", "there is no memory for the answer"},
    [REFUSAL_DISK_HANGS] = {"disk-hangs",
			    "the disk does not answer, and would hold it up for as long"},
};
_Static_assert(sizeof(refusals) / sizeof(*refusals) == REFUSAL_COUNT, "a name for each");

const char *refusal_name(enum refusal refusal)
{
	return refusals[refusal].name;
}

const char *refusal_meaning(enum refusal refusal)
{
	return refusals[refusal].meaning;
}
