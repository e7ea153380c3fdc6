#include "admin/out.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

void complain(const char *format, ...)
{
	va_list arguments;

	fputs("praatjectl: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
}

void out_line(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
	fflush(stdout);
}

void out_json(json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));

	if (text)
		out_line("%s", text);
	free(text);
	json_decref(value);
}

int out_status(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EX_OK;
	complain("the output cannot be written: %s", strerror(errno));
	return EX_IOERR;
}
