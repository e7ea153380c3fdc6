#include "device/documents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void documents_finish(struct documents *documents)
{
	for (int i = 0; i < documents->count; i++)
		free(documents->list[i].errors);
	free(documents->list);
	*documents = (struct documents){0};
}

struct document *documents_find(const struct documents *documents, enum topic_kind kind,
				const char *id)
{
	for (int i = 0; i < documents->count; i++) {
		struct document *document = &documents->list[i];
		if (document->kind == kind && strcmp(document->id, id) == 0)
			return document;
	}
	return NULL;
}

struct document *documents_make(struct documents *documents, enum topic_kind kind, const char *id)
{
	struct document *document = documents_find(documents, kind, id);

	if (document)
		return document;
	if (documents->count == documents->room) {
		int room = documents->room ? 2 * documents->room : 64;
		struct document *list =
		    realloc(documents->list, (size_t)room * sizeof(*documents->list));
		if (!list)
			return NULL;
		documents->list = list;
		documents->room = room;
	}
	document = &documents->list[documents->count++];
	*document = (struct document){.kind = kind};
	memcpy(document->id, id, strlen(id) + 1);
	return document;
}

void documents_remove(struct documents *documents, struct document *document)
{
	free(document->errors);
	*document = documents->list[--documents->count];
}

void document_topic(const struct document *document, char to[REPORT_TOPIC_SIZE])
{
	struct topic topic = topic_make(document->kind, NULL, document->id);
	char text[TOPIC_TEXT_SIZE];

	topic_format_relative(&topic, text);
	snprintf(to, REPORT_TOPIC_SIZE, "%.*s", REPORT_TOPIC_SIZE - 1, text);
}

void document_forgive(struct document *document)
{
	free(document->errors);
	document->errors = NULL;
	document->errors_count = 0;
	document->refused[0] = '\0';
}

void document_refuse(struct document *document, int64_t rev, const char *hash,
		     const struct faults *faults)
{
	struct report *report = calloc(1, sizeof(*report));
	char topic[REPORT_TOPIC_SIZE];

	document_forgive(document);
	snprintf(document->refused, sizeof(document->refused), "%s", hash);
	if (!report)
		return;
	document_topic(document, topic);
	report_add_faults(report, topic, rev, faults);
	size_t size = (size_t)report->errors_count * sizeof(*report->errors);
	document->errors = malloc(size);
	if (document->errors) {
		memcpy(document->errors, report->errors, size);
		document->errors_count = report->errors_count;
	}
	free(report);
}
