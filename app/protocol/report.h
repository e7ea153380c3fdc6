/* Payload of device/<d>/report: which configuration a device has, and what it refused. */
#ifndef PRAATJE_PROTOCOL_REPORT_H
#define PRAATJE_PROTOCOL_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/config.h"
#include "protocol/fault.h"

enum {
	REPORT_APPLIED_MAX = 2,
	REPORT_ERRORS_MAX = 32,
	REPORT_TOPIC_SIZE = 64,
	REPORT_CODE_SIZE = 33,
};

enum report_source {
	REPORT_LIVE,     /* live: from the broker */
	REPORT_KEPT,     /* kept: from disk */
	REPORT_BUILT_IN, /* built-in: defaults */
};

struct report {
	enum report_source source;
	struct report_applied {
		char topic[REPORT_TOPIC_SIZE]; /* relative to the root */
		int64_t rev;                   /* 0: not given */
		char hash[HASH_SIZE];
	} applied[REPORT_APPLIED_MAX];
	int applied_count;
	int people_count;
	char people_hash[HASH_SIZE];
	struct report_error {
		char topic[REPORT_TOPIC_SIZE];
		int64_t rev;
		char pointer[POINTER_SIZE];
		char code[REPORT_CODE_SIZE]; /* also ones that this version doesn't know */
		char message[SENTENCE_SIZE];
	} errors[REPORT_ERRORS_MAX];
	int errors_count;
};

/* Adds each fault of the document on topic, as far as there is room. */
void report_add_faults(struct report *, const char *topic, int64_t rev, const struct faults *);

/* As in state.h. Encoding leaves out the last errors where 16 KiB wouldn't hold them all. */
bool report_decode(const void *payload, size_t size, struct report *out, struct faults *faults);
char *report_encode(const struct report *);

#endif
