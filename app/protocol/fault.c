#include "protocol/fault.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include <glib.h>

/* Codes are a promise: what they are called stays; what they mean is told in documents too. */
static const struct {
	const char *name, *meaning;
} codes[] = {
    [FAULT_NOT_JSON] = {"not-json", "the document is not JSON"},
    [FAULT_DUPLICATE_KEY] = {"duplicate-key", "an object has the same key twice"},
    [FAULT_TOO_DEEP] = {"too-deep", "more levels of objects and arrays than any document has"},
    [FAULT_TOO_LONG] = {"too-long",
			"a document of too many bytes, or a text of too many characters"},
    [FAULT_MISSING] = {"missing", "a field that must be there is not"},
    [FAULT_WRONG_TYPE] = {"wrong-type", "a number where a text belongs, and the like"},
    [FAULT_OUT_OF_RANGE] = {"out-of-range", "a number, or a count of items, out of bounds"},
    [FAULT_NOT_AN_ID] = {"not-an-id", "ids are 1 to 32 of a-z, 0-9 and \"-\""},
    [FAULT_UNKNOWN_WORD] = {"unknown-word", "not one of the words that may stand there"},
    [FAULT_BAD_TEXT] = {"bad-text", "a text that is not UTF-8, or has control characters or ones "
				    "that change the writing direction"},
    [FAULT_EMPTY] = {"empty", "nothing, or nothing but white space, where a text belongs"},
    [FAULT_UNKNOWN_ZONE] = {"unknown-zone", "no such time zone on this machine"},
    [FAULT_BAD_DATE] = {"bad-date", "not a day of the calendar, or not written YYYY-MM-DD"},
    [FAULT_BAD_TIME] = {"bad-time", "not HH:MM from 00:00 to 24:00"},
    [FAULT_BAD_HASH] = {"bad-hash", "not 64 hexadecimal digits"},
    [FAULT_DUPLICATE_ID] = {"duplicate-id",
			    "an id, a date or a day of the week stands there twice"},
    [FAULT_TOO_MANY] = {"too-many", "more items than fit"},
    [FAULT_UNKNOWN_FIELD] = {"unknown-field", "a warning: nobody reads a field of that name"},
    [FAULT_NO_PERSON] = {"no-person", "a warning: a desk that is nobody's"},
    [FAULT_UNKNOWN_ID] =
	{"unknown-id",
	 "the document is in force, but nothing of the office has the id that it names"},
    [FAULT_PUT_ASIDE] = {"put-aside", "the program ended unexpectedly twice within a minute of "
				      "using the document; the one before it, if any, is in force"},
    [FAULT_NOT_KEPT] = {"not-kept", "the device's disk keeps nothing now, or lost what it had"},
};
_Static_assert(sizeof(codes) / sizeof(*codes) == FAULT_CODE_COUNT, "a name for each code");

void faults_init(struct faults *faults)
{
	faults->count = 0;
	faults->warnings_count = 0;
}

/* A sentence that was cut may end within a character; that rest goes. */
static void trim_to_utf8(char *text)
{
	const char *end;

	if (!g_utf8_validate(text, -1, &end))
		text[end - text] = '\0';
}

__attribute__((format(printf, 4, 0))) static void fault_fill(struct fault *fault,
							     const char *pointer,
							     enum fault_code code,
							     const char *format, va_list arguments)
{
	assert(strlen(pointer) < sizeof(fault->pointer));
	memcpy(fault->pointer, pointer, strlen(pointer) + 1);
	fault->code = code;
	g_vsnprintf(fault->message, sizeof(fault->message), format, arguments);
	trim_to_utf8(fault->message);
}

void fault_add(struct faults *faults, const char *pointer, enum fault_code code, const char *format,
	       ...)
{
	va_list arguments;

	if (faults->count == FAULTS_MAX)
		return;
	va_start(arguments, format);
	fault_fill(&faults->list[faults->count++], pointer, code, format, arguments);
	va_end(arguments);
}

void fault_warn(struct faults *faults, const char *pointer, enum fault_code code,
		const char *format, ...)
{
	va_list arguments;

	if (faults->warnings_count == WARNINGS_MAX)
		return;
	va_start(arguments, format);
	fault_fill(&faults->warnings[faults->warnings_count++], pointer, code, format, arguments);
	va_end(arguments);
}

const char *fault_code_name(enum fault_code code)
{
	return codes[code].name;
}

const char *fault_code_meaning(enum fault_code code)
{
	return codes[code].meaning;
}
