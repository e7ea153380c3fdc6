/* Words to whoever called: results to standard output, errors to standard error. */
#ifndef PRAATJE_ADMIN_OUT_H
#define PRAATJE_ADMIN_OUT_H

#include <jansson.h>
#include <stdbool.h>

/* One line on standard error: "praatjectl: ...". */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* One line on standard output, at once. */
void out_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The value on one line of standard output, at once. Releases value. */
void out_json(json_t *value);

/* EX_OK, or EX_IOERR (told) when standard output didn't take all that was written. */
int out_status(void);

#endif
