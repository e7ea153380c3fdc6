/* The office's hours and closed days in config/office, and other days in it. */
#ifndef PRAATJE_PROTOCOL_HOURS_FIELD_H
#define PRAATJE_PROTOCOL_HOURS_FIELD_H

#include "protocol/value.h"

/* Reads the field hours, or closed, of object, where it is given. */
void field_hours(const struct value *object, struct office_config *);
void field_closed(const struct value *object, struct office_config *);

/* Reads the field days of object, days of the week: bit 0 is Monday. */
void field_days(const struct value *object, uint8_t *out);
/* Reads a field of object that may be left out and is a date. True when a good one was there. */
bool field_date(const struct value *object, const char *key, struct date *out);

/* Reads YYYY-MM-DD, a day of the calendar from 1970 to 9999. */
bool date_parse(const char *text, struct date *out);

void json_put_hours(json_t *object, const struct office_config *);
void json_put_closed(json_t *object, const struct office_config *);
/* The field days. */
void json_put_days(json_t *object, uint8_t days);
/* Nothing for a date of year 0. */
void json_put_date(json_t *object, const char *key, const struct date *);

#endif
