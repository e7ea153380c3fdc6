#include "codec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "protocol/answer.h"
#include "protocol/command.h"
#include "protocol/config.h"
#include "protocol/counts.h"
#include "protocol/pair.h"
#include "protocol/report.h"
#include "protocol/state.h"
#include "protocol/status.h"
#include "protocol/tally.h"

#define RECODE(type, decode, encode)                                                               \
	do {                                                                                       \
		struct type decoded;                                                               \
		return decode(payload, size, &decoded, faults) ? encode(&decoded) : NULL;          \
	} while (0)

static char *recode_office(const void *payload, size_t size, struct faults *faults)
{
	struct office_config *config = calloc(1, sizeof(*config));
	char *text = NULL;

	assert_non_null(config);
	if (office_config_decode(payload, size, config, faults))
		text = office_config_encode(config);
	free(config);
	return text;
}

static char *recode_person(const void *payload, size_t size, struct faults *faults)
{
	struct person_config config;
	bool gone;

	if (!person_config_decode(payload, size, &config, &gone, faults))
		return NULL;
	return gone ? gone_encode() : person_config_encode(&config);
}

static char *recode_device(const void *payload, size_t size, struct faults *faults)
{
	struct device_config config;
	bool gone;

	if (!device_config_decode(payload, size, &config, &gone, faults))
		return NULL;
	return gone ? gone_encode() : device_config_encode(&config);
}

static char *recode_answer(const void *payload, size_t size, struct faults *faults)
{
	struct answer answer;
	struct answer_memory *memory = answer_decode(payload, size, &answer, faults);
	char *text = memory ? answer_encode(&answer) : NULL;

	answer_release(memory);
	return text;
}

char *codec_recode(enum topic_kind kind, const void *payload, size_t size, struct faults *faults)
{
	switch (kind) {
	case TOPIC_CONFIG_OFFICE:
		return recode_office(payload, size, faults);
	case TOPIC_CONFIG_PERSON:
		return recode_person(payload, size, faults);
	case TOPIC_CONFIG_DEVICE:
		return recode_device(payload, size, faults);
	case TOPIC_STATE:
		RECODE(statement, state_decode, state_encode);
	case TOPIC_SOMEONE:
		RECODE(statement, someone_decode, someone_encode);
	case TOPIC_STATUS:
		RECODE(status, status_decode, status_encode);
	case TOPIC_REPORT:
		RECODE(report, report_decode, report_encode);
	case TOPIC_COUNTS:
		RECODE(counts, counts_decode, counts_encode);
	case TOPIC_TALLY:
		RECODE(tally, tally_decode, tally_encode);
	case TOPIC_COMMAND:
	case TOPIC_COMMAND_ALL:
		RECODE(command, command_decode, command_encode);
	case TOPIC_ANSWER:
	case TOPIC_REPLY:
		return recode_answer(payload, size, faults);
	case TOPIC_PAIR_ASK:
		RECODE(pair_ask, pair_ask_decode, pair_ask_encode);
	case TOPIC_PAIR_ANSWER:
		RECODE(pair_answer, pair_answer_decode, pair_answer_encode);
	case TOPIC_SYNC:
	case TOPIC_DISCOVERY:
	case TOPIC_KIND_COUNT:
		break;
	}
	fail_msg("nobody decodes topics of kind %d", (int)kind);
	return NULL;
}

char *codec_example(const char *name, size_t *size)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", EXAMPLES, name);
	FILE *file = fopen(path, "rbe");
	if (!file)
		fail_msg("cannot open %s", path);
	char *bytes = calloc(1, 65536);
	assert_non_null(bytes);
	*size = fread(bytes, 1, 65535, file);
	fclose(file);
	return bytes;
}

static size_t list_one(const struct fault *fault, const char *mark, char *to, size_t size)
{
	size_t length = strlen(fault->message);

	assert_true(length > 10);
	assert_non_null(strchr(".?", fault->message[length - 1]));
	return (size_t)snprintf(to, size, "%s%s %s\n", mark, fault->pointer,
				fault_code_name(fault->code));
}

void codec_list(const struct faults *faults, char *to, size_t size)
{
	size_t length = 0;

	to[0] = '\0';
	for (int i = 0; i < faults->count; i++)
		length += list_one(&faults->list[i], "", to + length, size - length);
	for (int i = 0; i < faults->warnings_count; i++)
		length += list_one(&faults->warnings[i], "!", to + length, size - length);
	if (length)
		to[length - 1] = '\0';
}

int codec_index(void *file, char topic[256], char name[128])
{
	char line[512];

	while (fgets(line, sizeof(line), file)) {
		if (line[0] != '#' && sscanf(line, "%255s %127s", topic, name) == 2)
			return 1;
	}
	return 0;
}
