/* The last message of every topic of an office, and what an admin asks of them. */
#ifndef PRAATJE_ADMIN_BOOK_H
#define PRAATJE_ADMIN_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/config.h"
#include "link/link.h"
#include "protocol/status.h"
#include "protocol/topic.h"

struct book_entry {
	char *topic; /* relative to the office's root */
	struct topic parsed;
	char *payload;    /* NUL after its end */
	size_t size;      /* 0: nothing there (any more) */
	int64_t expiry_s; /* as the broker handed it over; -1: none */
	char *told;       /* what watch last said about it, or NULL */
};

struct book {
	struct book_entry **entries; /* ordered by topic */
	int count;
	int capacity;
	struct office_config *office; /* as configured, else the defaults */
};

void book_init(struct book *);
void book_finish(struct book *);

/*
 * Takes a message in and returns its entry, borrowed until book_finish; NULL when the topic
 * isn't one of the contract.
 */
struct book_entry *book_put(struct book *, const char *topic, const struct link_event *event);

/* As contact_sync calls it; book is a struct book. */
void book_take(void *book, const char *topic, const struct link_event *event);

/* The entry of a relative topic, or NULL when there is nothing. */
struct book_entry *book_get(const struct book *, const char *topic);

/* False where there is no such document, it is gone, or it is wrong. */
bool book_person(const struct book *, const char *id, struct person_config *out);
bool book_device(const struct book *, const char *id, struct device_config *out);
bool book_status(const struct book *, const char *id, struct status *out);

/* Names in the office's language; what has none is called by its id. */
void book_person_name(const struct book *, const char *id, char to[NAME_SIZE]);
void book_place_name(const struct book *, const char *id, char to[NAME_SIZE]);
void book_kind_name(const struct book *, const char *id, char to[NAME_SIZE]);

#endif
