#include "protocol/prompts_field.h"

#include "core/prompt.h"
#include "core/zone.h"
#include "protocol/hours_field.h"
#include "protocol/json.h"
#include "protocol/label.h"

static int64_t date_days(const struct date *date)
{
	return civil_days(date->year, date->month, date->day);
}

static void read_dates(const struct value *value, struct prompt *out)
{
	struct value until;

	bool both = field_date(value, "from", &out->from);
	both = field_date(value, "until", &out->until) && both;
	if (!both || date_days(&out->from) <= date_days(&out->until))
		return;
	value_field(value, "until", &until);
	value_fault(&until, FAULT_OUT_OF_RANGE,
		    "This is before the day in \"from\": give the same day or a later one.");
}

static void read_prompt(const struct value *value, struct prompt *out)
{
	static const char *const others[] = {"weight", "off", "days", "from", "until"};

	out->weight = 1;
	value_prompt(value, others, sizeof(others) / sizeof(*others), out);
	if (!json_is_object(value->json))
		return;
	field_int(value, "weight", OPTIONAL, 1, PROMPT_WEIGHT_MAX, &out->weight);
	field_bool(value, "off", OPTIONAL, &out->off);
	field_days(value, &out->days);
	read_dates(value, out);
}

static void read_list(const struct value *object, struct office_config *config)
{
	struct value array, item;
	int count;

	if (!field_array(object, "prompts", OPTIONAL, PROMPTS_MAX, &array, &count))
		return;
	for (int i = 0; i < count; i++) {
		value_item(&array, (size_t)i, &item);
		read_prompt(&item, &config->prompts[i]);
	}
	config->prompts_count = count;
}

static void read_off(const struct value *object, struct office_config *config)
{
	struct value array, item;
	int64_t number;
	int count;

	if (!field_array(object, "prompts_off", OPTIONAL, BUILT_IN_MAX, &array, &count))
		return;
	for (int i = 0; i < count; i++) {
		value_item(&array, (size_t)i, &item);
		if (!value_integer(&item, 1, BUILT_IN_MAX, &number))
			continue;
		if (config->built_in_off[number])
			value_fault(&item, FAULT_DUPLICATE_ID,
				    "Number %d stands here twice: once is enough.", (int)number);
		config->built_in_off[number] = true;
	}
}

void field_prompts(const struct value *object, struct office_config *config)
{
	bool too;

	read_list(object, config);
	if (field_bool(object, "prompts_built_in", OPTIONAL, &too))
		config->built_in = too ? BUILT_IN_TOO : BUILT_IN_NEVER;
	read_off(object, config);
}

static bool is_plain(const struct prompt *prompt)
{
	return prompt->weight == 1 && !prompt->off && !prompt_scheduled(prompt);
}

static void append(json_t *array, const struct prompt *prompt)
{
	if (is_plain(prompt)) {
		json_append_prompt(array, prompt);
		return;
	}
	json_t *object = json_append_object(array);
	json_put_prompt(object, prompt);
	if (prompt->weight != 1)
		json_put_integer(object, "weight", prompt->weight);
	if (prompt->off)
		json_put_bool(object, "off", true);
	if (prompt->days)
		json_put_days(object, prompt->days);
	json_put_date(object, "from", &prompt->from);
	json_put_date(object, "until", &prompt->until);
}

void json_put_prompts(json_t *object, const struct office_config *config)
{
	json_t *prompts = json_put_array(object, "prompts");

	for (int i = 0; i < config->prompts_count; i++)
		append(prompts, &config->prompts[i]);
	if (config->built_in != BUILT_IN_ALONE)
		json_put_bool(object, "prompts_built_in", config->built_in == BUILT_IN_TOO);
	json_t *off = json_put_array(object, "prompts_off");
	for (int number = 1; number <= BUILT_IN_MAX; number++) {
		if (config->built_in_off[number])
			json_append_integer(off, number);
	}
}
