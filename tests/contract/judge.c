/*
 * What the program makes of documents, for tests in other languages.
 *
 * Reads documents from standard input: a line "<topic> <bytes>", then so many bytes and a line
 * feed. Writes a line for each: "accepted <the document as the program writes it>", or
 * "refused", with a pointer, a code and a sentence for each fault, parted by tabs. With --tables
 * it writes the documents of the tables of bad ones instead, as it reads them; with --codes,
 * --refusals and --commands those that there are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bad_config.h"
#include "bad_device.h"
#include "codec.h"
#include "protocol/command.h"
#include "protocol/refusal.h"

enum { DOCUMENT_MAX = 2 * 1024 * 1024 };

static void judge(enum topic_kind kind, const char *bytes, size_t size)
{
	struct faults faults;
	char *text = codec_recode(kind, bytes, size, &faults);

	if (text) {
		printf("accepted %s\n", text);
	} else {
		printf("refused");
		for (int i = 0; i < faults.count; i++)
			printf("\t%s\t%s\t%s", faults.list[i].pointer,
			       fault_code_name(faults.list[i].code), faults.list[i].message);
		printf("\n");
	}
	free(text);
}

static bool judge_next(void)
{
	char text[256];
	size_t size;
	struct topic topic;

	if (scanf("%255s %zu", text, &size) != 2)
		return false;
	if (!topic_parse("office", text, &topic) || size > DOCUMENT_MAX)
		exit(EXIT_FAILURE);
	char *bytes = calloc(1, size + 1);
	getchar();
	if (!bytes || fread(bytes, 1, size, stdin) != size)
		exit(EXIT_FAILURE);
	judge(topic.kind, bytes, size);
	free(bytes);
	return true;
}

static void write_rows(const struct bad *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct topic topic = topic_make(rows[i].kind, "office", "x");
		char text[TOPIC_TEXT_SIZE];
		topic.user[0] = topic.kind == TOPIC_REPLY ? 'x' : '\0';
		topic.rest[0] = topic.kind >= TOPIC_REPLY ? 'x' : '\0';
		topic_format(&topic, text);
		printf("%s %zu\n%s\n", text, strlen(rows[i].payload), rows[i].payload);
	}
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "--tables") == 0) {
		write_rows(bad_config, BAD_CONFIG_ROWS);
		write_rows(bad_device, BAD_DEVICE_ROWS);
	} else if (argc > 1 && strcmp(argv[1], "--codes") == 0) {
		for (int code = 0; code < FAULT_CODE_COUNT; code++)
			printf("%s\t%s\n", fault_code_name((enum fault_code)code),
			       fault_code_meaning((enum fault_code)code));
	} else if (argc > 1 && strcmp(argv[1], "--refusals") == 0) {
		for (int refusal = 0; refusal < REFUSAL_COUNT; refusal++)
			printf("%s\t%s\n", refusal_name((enum refusal)refusal),
			       refusal_meaning((enum refusal)refusal));
	} else if (argc > 1 && strcmp(argv[1], "--commands") == 0) {
		for (int kind = 0; kind < COMMAND_UNKNOWN; kind++)
			puts(command_name((enum command_kind)kind));
	} else {
		while (judge_next()) {
		}
	}
	return 0;
}
