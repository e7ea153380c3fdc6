/* Configuration documents from files, checked before any is sent. */
#ifndef PRAATJE_ADMIN_DOCUMENT_H
#define PRAATJE_ADMIN_DOCUMENT_H

#include <jansson.h>
#include <stdbool.h>

#include "protocol/topic.h"

struct document {
	char *file;                       /* for people */
	char topic[TOPIC_TEXT_SIZE];      /* relative to the office's root */
	char prefix[TOPIC_TEXT_SIZE + 8]; /* JSON pointer to it in a bundle, else empty */
	json_t *json;
	char *payload; /* compact */
};

struct documents {
	struct document *list;
	int count;
	int capacity;
	bool json;  /* faults are told as objects on standard output */
	int faults; /* told so far */
};

void documents_init(struct documents *, bool json);
void documents_finish(struct documents *);

/*
 * Reads a document (office.json, person/<id>.json, device/<id>.json) or a bundle of them, and
 * checks what it holds. Faults are told and counted. EX_OK, or EX_NOINPUT (told).
 */
int documents_read(struct documents *, const char *path);

/*
 * The topic that the file at path is about, by its own name and its folder's; false when it
 * has none of those names.
 */
bool document_topic(const char *path, char to[TOPIC_TEXT_SIZE]);

#endif
