/*
 * The documents of configuration that this device has: which are in force, which the broker
 * holds, and what was wrong with those that were refused. Their content is the core's.
 */
#ifndef PRAATJE_DEVICE_DOCUMENTS_H
#define PRAATJE_DEVICE_DOCUMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/config.h"
#include "protocol/report.h"
#include "protocol/topic.h"

struct document {
	enum topic_kind kind; /* CONFIG_OFFICE, CONFIG_PERSON or CONFIG_DEVICE */
	char id[ID_SIZE];     /* of the person or device; else empty */
	bool in_force;
	int64_t rev;                 /* of the one in force; 0: not given */
	char hash[HASH_SIZE];        /* of the one in force */
	char proven[HASH_SIZE];      /* of the one that counts as good; empty: none */
	char refused[HASH_SIZE];     /* of the one that was refused; empty: none was */
	bool seen;                   /* the broker had one in this connection */
	struct report_error *errors; /* of the one that was refused; NULL: none */
	int errors_count;
};

struct documents {
	struct document *list;
	int count, room;
};

void documents_finish(struct documents *);

struct document *documents_find(const struct documents *, enum topic_kind, const char *id);
/* The same, made when new; NULL without memory. Moves the others. */
struct document *documents_make(struct documents *, enum topic_kind, const char *id);
/* Another takes its place in the list. */
void documents_remove(struct documents *, struct document *);

/* Writes the document's topic, relative to the root. */
void document_topic(const struct document *, char to[REPORT_TOPIC_SIZE]);

/* Takes down why the one of that rev and hash was refused, instead of what was wrong before. */
void document_refuse(struct document *, int64_t rev, const char *hash, const struct faults *);
void document_forgive(struct document *);

#endif
