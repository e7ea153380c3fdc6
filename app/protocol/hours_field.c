#include "protocol/hours_field.h"

#include <stdio.h>
#include <string.h>

#include "core/zone.h"
#include "protocol/json.h"

enum { DAY_MINUTES = 24 * 60, WEEK_DAYS = 7 };

static const char time_right[] = "give a time as HH:MM, from \"00:00\" to \"24:00\"";
static const char date_right[] = "give a date as YYYY-MM-DD, such as \"2026-12-25\"";

/* Whether text is of the shape of pattern, in which 0 stands for any digit. */
static bool has_shape(const char *text, const char *pattern)
{
	for (; *pattern; text++, pattern++) {
		bool digit = *text >= '0' && *text <= '9';
		if (*pattern == '0' ? !digit : *text != *pattern)
			return false;
	}
	return *text == '\0';
}

static bool minute_parse(const char *text, int *out)
{
	if (!has_shape(text, "00:00"))
		return false;
	int hour = (text[0] - '0') * 10 + text[1] - '0';
	int minute = (text[3] - '0') * 10 + text[4] - '0';
	if (minute > 59 || hour * 60 + minute > DAY_MINUTES)
		return false;
	*out = hour * 60 + minute;
	return true;
}

static void field_minute(const struct value *object, const char *key, int *out)
{
	struct value value;

	value_field(object, key, &value);
	if (!value.json)
		return;
	if (!json_is_string(value.json))
		value_wrong_type(&value, time_right);
	else if (!minute_parse(json_string_value(value.json), out))
		value_fault(&value, FAULT_BAD_TIME, "This is not a time of the day: %s.",
			    time_right);
}

static void read_day(const struct value *value, uint8_t *days)
{
	int64_t day;

	if (!value_integer(value, 1, WEEK_DAYS, &day))
		return;
	uint8_t bit = (uint8_t)(1u << (day - 1));
	if (*days & bit)
		value_fault(value, FAULT_DUPLICATE_ID, "Day %d stands here twice: once is enough.",
			    (int)day);
	*days |= bit;
}

void field_days(const struct value *object, uint8_t *out)
{
	struct value array, item;
	int count;
	uint8_t days = 0;

	if (!field_array(object, "days", OPTIONAL, WEEK_DAYS, &array, &count))
		return;
	if (count == 0)
		value_fault(&array, FAULT_OUT_OF_RANGE,
			    "There is no day here: give days from 1 (Monday) to 7 (Sunday).");
	for (int i = 0; i < count; i++) {
		value_item(&array, (size_t)i, &item);
		read_day(&item, &days);
	}
	*out = days;
}

static void read_hours(const struct value *value, struct hours *out)
{
	static const char *const known[] = {"days", "open", "close"};

	if (!value_is_object(value))
		return;
	value_known(value, known, sizeof(known) / sizeof(*known));
	field_days(value, &out->days);
	field_minute(value, "open", &out->open_minute);
	field_minute(value, "close", &out->close_minute);
}

void field_hours(const struct value *object, struct office_config *config)
{
	const struct hours built_in = config->hours[0];
	struct value array, item;
	int count;

	if (!field_array(object, "hours", OPTIONAL, HOURS_MAX, &array, &count))
		return;
	for (int i = 0; i < count; i++) {
		config->hours[i] = built_in;
		value_item(&array, (size_t)i, &item);
		read_hours(&item, &config->hours[i]);
	}
	if (count == 0)
		config->hours[0] = (struct hours){0};
	config->hours_count = count;
}

bool date_parse(const char *text, struct date *out)
{
	struct date date, real;

	if (!has_shape(text, "0000-00-00") ||
	    sscanf(text, "%4d-%2d-%2d", &date.year, &date.month, &date.day) != 3)
		return false;
	if (date.year < 1970 || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31)
		return false;
	/* A day that the month doesn't have comes back as one of the next month. */
	civil_from_days(civil_days(date.year, date.month, date.day), &real.year, &real.month,
			&real.day);
	if (real.month != date.month)
		return false;
	*out = date;
	return true;
}

/* A good date; else false, and a fault. */
static bool read_date(const struct value *value, struct date *out)
{
	if (!json_is_string(value->json)) {
		value_wrong_type(value, date_right);
		return false;
	}
	if (date_parse(json_string_value(value->json), out))
		return true;
	value_fault(value, FAULT_BAD_DATE, "This is not a day of the calendar: %s.", date_right);
	return false;
}

bool field_date(const struct value *object, const char *key, struct date *out)
{
	struct value value;

	value_field(object, key, &value);
	return value.json && read_date(&value, out);
}

static bool date_listed(const struct office_config *config, int count, const struct date *date)
{
	for (int i = 0; i < count; i++) {
		const struct date *other = &config->closed[i];
		if (other->year == date->year && other->month == date->month &&
		    other->day == date->day)
			return true;
	}
	return false;
}

static void read_closed(const struct value *value, struct office_config *config, int index)
{
	struct date *date = &config->closed[index];

	if (read_date(value, date) && date_listed(config, index, date))
		value_fault(value, FAULT_DUPLICATE_ID,
			    "This date stands in the list twice: once is enough.");
}

void field_closed(const struct value *object, struct office_config *config)
{
	struct value array, item;
	int count;

	if (!field_array(object, "closed", OPTIONAL, CLOSED_MAX, &array, &count))
		return;
	for (int i = 0; i < count; i++) {
		value_item(&array, (size_t)i, &item);
		read_closed(&item, config, i);
	}
	config->closed_count = count;
}

static void put_minute(json_t *object, const char *key, int minute)
{
	char text[16];

	snprintf(text, sizeof(text), "%02d:%02d", minute / 60, minute % 60);
	json_put_text(object, key, text);
}

void json_put_days(json_t *object, uint8_t days)
{
	json_t *array = json_put_array(object, "days");

	for (int day = 1; day <= WEEK_DAYS; day++) {
		if (days >> (day - 1) & 1)
			json_append_integer(array, day);
	}
}

void json_put_hours(json_t *object, const struct office_config *config)
{
	json_t *array = json_put_array(object, "hours");

	for (int i = 0; i < config->hours_count; i++) {
		const struct hours *hours = &config->hours[i];
		json_t *span = json_append_object(array);
		json_put_days(span, hours->days);
		put_minute(span, "open", hours->open_minute);
		put_minute(span, "close", hours->close_minute);
	}
}

static void write_date(char to[40], const struct date *date)
{
	snprintf(to, 40, "%04d-%02d-%02d", date->year, date->month, date->day);
}

void json_put_date(json_t *object, const char *key, const struct date *date)
{
	char text[40];

	if (!date->year)
		return;
	write_date(text, date);
	json_put_text(object, key, text);
}

void json_put_closed(json_t *object, const struct office_config *config)
{
	json_t *array = json_put_array(object, "closed");

	for (int i = 0; i < config->closed_count; i++) {
		char text[40];
		write_date(text, &config->closed[i]);
		json_append_text(array, text);
	}
}
