#include "device/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

enum { MESSAGE_SIZE = 1024, TIME_SIZE = 32, KEPT_SIZE = 200 };

static struct {
	enum log_level level;
	char text[LOG_LINE_SIZE];
} ring[LOG_LINES_MAX];
static int ring_next, ring_count;

static void remember(enum log_level level, const char *area, const char *message)
{
	static const char *const names[] = {"error", "warning", "info"};
	char at[TIME_SIZE] = "";
	time_t now = time(NULL);
	struct tm utc;

	if (gmtime_r(&now, &utc))
		strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", &utc);
	ring[ring_next].level = level;
	snprintf(ring[ring_next].text, LOG_LINE_SIZE, "%s %s %s: %.*s", at, names[level], area,
		 KEPT_SIZE, message);
	ring_next = (ring_next + 1) % LOG_LINES_MAX;
	if (ring_count < LOG_LINES_MAX)
		ring_count++;
}

__attribute__((format(printf, 3, 0))) static void write_line(enum log_level level, const char *area,
							     const char *format, va_list arguments)
{
	char message[MESSAGE_SIZE];

	vsnprintf(message, sizeof message, format, arguments);
	fprintf(stderr, "praatje: %s: %s\n", area, message);
	remember(level, area, message);
}

void log_line(const char *area, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	write_line(LOG_LEVEL_INFO, area, format, arguments);
	va_end(arguments);
}

void log_warning(const char *area, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	write_line(LOG_LEVEL_WARNING, area, format, arguments);
	va_end(arguments);
}

void log_error(const char *area, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	write_line(LOG_LEVEL_ERROR, area, format, arguments);
	va_end(arguments);
}

int log_recent(enum log_level least, const char *lines[LOG_LINES_MAX])
{
	int count = 0;

	for (int i = 0; i < ring_count; i++) {
		int at = (ring_next - ring_count + i + LOG_LINES_MAX) % LOG_LINES_MAX;
		if (ring[at].level <= least)
			lines[count++] = ring[at].text;
	}
	return count;
}
