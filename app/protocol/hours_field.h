/* The office's hours and closed days in config/office. */
#ifndef PRAATJE_PROTOCOL_HOURS_FIELD_H
#define PRAATJE_PROTOCOL_HOURS_FIELD_H

#include "protocol/value.h"

/* Reads the field hours, or closed, of object, where it is given. */
void field_hours(const struct value *object, struct office_config *);
void field_closed(const struct value *object, struct office_config *);

/* Reads YYYY-MM-DD, a day of the calendar from 1970 to 9999. */
bool date_parse(const char *text, struct date *out);

void json_put_hours(json_t *object, const struct office_config *);
void json_put_closed(json_t *object, const struct office_config *);

#endif
