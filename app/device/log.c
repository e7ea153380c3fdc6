#include "device/log.h"

#include <stdarg.h>
#include <stdio.h>

void log_line(const char *area, const char *format, ...)
{
	char line[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	fprintf(stderr, "praatje: %s: %s\n", area, line);
}
