#include "protocol/fault.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include <glib.h>

static const char *const names[] = {
    [FAULT_NOT_JSON] = "not-json",
    [FAULT_DUPLICATE_KEY] = "duplicate-key",
    [FAULT_TOO_DEEP] = "too-deep",
    [FAULT_TOO_LONG] = "too-long",
    [FAULT_MISSING] = "missing",
    [FAULT_WRONG_TYPE] = "wrong-type",
    [FAULT_OUT_OF_RANGE] = "out-of-range",
    [FAULT_NOT_AN_ID] = "not-an-id",
    [FAULT_UNKNOWN_WORD] = "unknown-word",
    [FAULT_BAD_TEXT] = "bad-text",
    [FAULT_EMPTY] = "empty",
    [FAULT_UNKNOWN_ZONE] = "unknown-zone",
    [FAULT_BAD_DATE] = "bad-date",
    [FAULT_BAD_TIME] = "bad-time",
    [FAULT_BAD_HASH] = "bad-hash",
    [FAULT_DUPLICATE_ID] = "duplicate-id",
    [FAULT_TOO_MANY] = "too-many",
    [FAULT_UNKNOWN_FIELD] = "unknown-field",
    [FAULT_NO_PERSON] = "no-person",
};
_Static_assert(sizeof(names) / sizeof(*names) == FAULT_CODE_COUNT, "a name for each code");

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
	return names[code];
}
