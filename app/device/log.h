/*
 * Messages for whoever looks after the device, to standard error. They never name a person. The
 * last ones are kept in memory, for the command `log`. Of one thread only.
 */
#ifndef PRAATJE_DEVICE_LOG_H
#define PRAATJE_DEVICE_LOG_H

enum log_level {
	LOG_LEVEL_ERROR,   /* something doesn't work */
	LOG_LEVEL_WARNING, /* something was refused */
	LOG_LEVEL_INFO,
};

enum { LOG_LINES_MAX = 256, LOG_LINE_SIZE = 256 };

/* One line: "praatje: area: message". area is a layer's or subject's name. */
void log_line(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_warning(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_error(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Writes the lines kept of that level and worse into lines, the oldest first, each as "time level
 * area: message"; returns how many. They stay valid until the next message.
 */
int log_recent(enum log_level, const char *lines[LOG_LINES_MAX]);

#endif
