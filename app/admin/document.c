#include "admin/document.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/check.h"
#include "admin/memory.h"
#include "admin/out.h"
#include "protocol/fault.h"

enum { MESSAGE_SIZE = 1024 };

void documents_init(struct documents *documents, bool json)
{
	*documents = (struct documents){.json = json};
}

void documents_finish(struct documents *documents)
{
	for (int i = 0; i < documents->count; i++) {
		free(documents->list[i].file);
		free(documents->list[i].payload);
		json_decref(documents->list[i].json);
	}
	free(documents->list);
}

static void tell(struct documents *documents, const char *file, const char *pointer,
		 const char *code, const char *message, bool warning)
{
	if (!warning)
		documents->faults++;
	if (documents->json)
		out_json(json_pack("{s:s, s:s, s:s, s:s, s:s}", "file", file, "result",
				   warning ? "warning" : "fault", "pointer", pointer, "code", code,
				   "message", message));
	else
		fprintf(stderr, "%s: %s%s%s%s (%s)\n", file, pointer, pointer[0] ? ": " : "",
			warning ? "warning: " : "", message, code);
}

bool document_topic(const char *path, char to[TOPIC_TEXT_SIZE])
{
	char copy[PATH_MAX];
	struct topic topic;
	size_t length = strlen(path);

	if (length < 6 || length >= sizeof(copy) || strcmp(path + length - 5, ".json") != 0)
		return false;
	memcpy(copy, path, length - 5);
	copy[length - 5] = '\0';
	char *name = strrchr(copy, '/');
	if (name)
		*name++ = '\0';
	const char *folder = name ? strrchr(copy, '/') : NULL;
	folder = folder ? folder + 1 : name ? copy : "";
	if (!name)
		name = copy;
	if (strcmp(folder, "person") == 0 || strcmp(folder, "device") == 0)
		snprintf(to, TOPIC_TEXT_SIZE, "config/%.6s/%.64s", folder, name);
	else if (strcmp(name, "office") == 0)
		snprintf(to, TOPIC_TEXT_SIZE, "config/office");
	else
		return false;
	return topic_parse_relative(to, &topic);
}

static void check(struct documents *documents, const struct document *document)
{
	struct faults faults;
	struct topic topic;
	char pointer[sizeof(document->prefix) + POINTER_SIZE];

	check_topic(document->topic, &topic);
	check_payload(&topic, document->payload, &faults);
	for (int i = 0; i < faults.count + faults.warnings_count; i++) {
		bool warning = i >= faults.count;
		const struct fault *fault =
		    warning ? &faults.warnings[i - faults.count] : &faults.list[i];

		snprintf(pointer, sizeof(pointer), "%s%s", document->prefix, fault->pointer);
		tell(documents, document->file, pointer, fault_code_name(fault->code),
		     fault->message, warning);
	}
}

/* Two documents for one topic: which of them is meant? */
static void check_only(struct documents *documents, const struct document *document)
{
	char message[MESSAGE_SIZE];

	for (int i = 0; i < documents->count; i++) {
		if (strcmp(documents->list[i].topic, document->topic) != 0)
			continue;
		snprintf(message, sizeof(message), "%s is already in %.300s", document->topic,
			 documents->list[i].file);
		tell(documents, document->file, document->prefix, "duplicate-topic", message,
		     false);
		return;
	}
}

static void documents_add(struct documents *documents, const char *file, const char *topic,
			  const char *prefix, json_t *json)
{
	if (documents->count == documents->capacity) {
		documents->capacity = documents->capacity ? 2 * documents->capacity : 32;
		documents->list = memory_grow(documents->list, (size_t)documents->capacity *
								   sizeof(documents->list[0]));
	}
	struct document *document = &documents->list[documents->count];
	*document = (struct document){.file = memory_copy(file), .json = json_incref(json)};
	snprintf(document->topic, sizeof(document->topic), "%s", topic);
	snprintf(document->prefix, sizeof(document->prefix), "%s", prefix);
	/* 15 digits: numbers come out as people wrote them. */
	document->payload =
	    json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
	if (!document->payload)
		document->payload = memory_copy("");
	check(documents, document);
	check_only(documents, document);
	documents->count++;
}

/* key as one step of a JSON pointer (RFC 6901). */
static void pointer_make(const char *key, char *to, size_t size)
{
	size_t used = 0;

	to[used++] = '/';
	for (; *key && used + 3 < size; key++) {
		if (*key == '/' || *key == '~') {
			to[used++] = '~';
			to[used++] = *key == '/' ? '1' : '0';
		} else {
			to[used++] = *key;
		}
	}
	to[used] = '\0';
}

static void bundle_add(struct documents *documents, const char *file, json_t *bundle)
{
	static const char expected[] =
	    "a key of a bundle is config/office, config/person/<id> or config/device/<id>; a "
	    "document alone stands in office.json, person/<id>.json or device/<id>.json";
	char prefix[sizeof(documents->list->prefix)];
	struct topic topic;
	const char *key;
	json_t *value;

	if (!json_is_object(bundle) || json_object_size(bundle) == 0) {
		tell(documents, file, "", "wrong-type", expected, false);
		return;
	}
	json_object_foreach(bundle, key, value)
	{
		pointer_make(key, prefix, sizeof(prefix));
		if (check_topic(key, &topic))
			documents_add(documents, file, key, prefix, value);
		else
			tell(documents, file, prefix, "unknown-topic", expected, false);
	}
}

/* NULL with errno set when the file cannot be read, 0 when it isn't JSON (told). */
static json_t *json_read(struct documents *documents, const char *path)
{
	char message[MESSAGE_SIZE];
	json_error_t error;
	FILE *file = fopen(path, "re");

	if (!file)
		return NULL;
	errno = 0;
	json_t *json = json_loadf(file, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	int failure = ferror(file) ? errno : 0;
	fclose(file);
	errno = failure;
	if (json || failure)
		return json;
	bool twice = json_error_code(&error) == json_error_duplicate_key;
	snprintf(message, sizeof(message), "line %d, column %d: %s", error.line, error.column,
		 error.text);
	tell(documents, path, "", twice ? "duplicate-key" : "not-json", message, false);
	return NULL;
}

int documents_read(struct documents *documents, const char *path)
{
	char topic[TOPIC_TEXT_SIZE], *whole = realpath(path, NULL);

	errno = 0;
	json_t *json = json_read(documents, path);
	if (json && document_topic(whole ? whole : path, topic))
		documents_add(documents, path, topic, "", json);
	else if (json)
		bundle_add(documents, path, json);
	json_decref(json);
	free(whole);
	if (json || errno == 0)
		return EX_OK;
	complain("%s: cannot be read: %s", path, strerror(errno));
	return EX_NOINPUT;
}
