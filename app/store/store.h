/*
 * What must survive a power cut, in SQLite and in a thread of its own: a worn card's fsync
 * can take seconds and must hold up nothing: unsent statements, the newest of each topic; the
 * documents of configuration that were good; the ids of commands that were done; the tally.
 */
#ifndef PRAATJE_STORE_STORE_H
#define PRAATJE_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/config.h"

struct store;

enum { STORE_COMMANDS_MAX = 32 };

struct store_record {
	char *topic;        /* relative to the office's root, such as "person/p-1/state" */
	int64_t v;          /* the statement's; a record with a larger one replaces it */
	char *payload;      /* its JSON, NUL-terminated */
	bool implied;       /* a check-in that a first tap implied while out of step */
	int64_t at_mono_ms; /* CLOCK_MONOTONIC when it was tapped; -1 when that boot is over */
};

/* A document of configuration, as the broker had it. */
struct store_document {
	char *topic; /* relative to the office's root, such as "config/office" */
	bool proven; /* it counts as good; else it is still to prove itself */
	int64_t rev;
	char hash[HASH_SIZE];
	char *payload;
	size_t payload_size;
};

enum store_change_kind {
	STORE_TRY,     /* a new document, beside the proven one of its topic if there is one */
	STORE_PROVE,   /* the one with topic and hash is proven, and replaces the one before */
	STORE_GIVE_UP, /* only the proven one of topic stays */
	STORE_DROP,    /* nothing of topic stays */
};

struct store_change {
	enum store_change_kind kind;
	struct store_document document; /* TRY: whole; PROVE: topic and hash; else topic */
};

enum store_event_kind {
	STORE_DOCUMENT, /* found at start: of one topic the proven one first */
	STORE_COMMAND,  /* found at start, the oldest first */
	STORE_TALLY,    /* found at start */
	STORE_RECORD,   /* found at start: one of these a record, then one LOADED */
	STORE_LOADED,
	STORE_KEPT, /* the record with topic and v is on disk, synced */
	/*
	 * The disk refused: text says what and why; the record is not kept. Without a topic it is
	 * about no record: the store was damaged and moved aside, or can't be opened, or a record
	 * could not be taken off.
	 */
	STORE_FAILED,
};

struct store_event {
	enum store_event_kind kind;
	struct store_record record;     /* RECORD: whole; KEPT, FAILED: topic (may be NULL) and v */
	struct store_document document; /* DOCUMENT */
	char *text; /* FAILED: a sentence; COMMAND: its id; TALLY: its payload */
};

/*
 * Opens or makes the store in the folder dir, which is made too (mode 0700), and locks it: two
 * devices never share one. NULL with errno and a sentence in error (of size bytes) when it can't;
 * errno is EWOULDBLOCK when another device holds it.
 */
struct store *store_open(const char *dir, char *error, size_t size);

/* Finishes what waits, then closes. NULL is accepted. */
void store_close(struct store *);

/* Readable while events wait; stays the store's. */
int store_fd(const struct store *);
bool store_next(struct store *, struct store_event *event);
void store_event_finish(struct store_event *event);

/*
 * Puts the record on disk; all is copied. STORE_KEPT or STORE_FAILED follows.
 * 0, or -EAGAIN when too much waits.
 */
int store_put(struct store *, const struct store_record *);

/*
 * Takes the record of topic off the disk unless a newer v than this stands there. A disk that
 * refuses is asked again, before the next job or a minute later. 0, or -EAGAIN without memory.
 */
int store_remove(struct store *, const char *topic, int64_t v);

/*
 * Makes the changes, all of them or none, with one sync; all is copied. Only a STORE_FAILED
 * without a topic may follow. 0, or -EAGAIN when too much waits.
 */
int store_change(struct store *, const struct store_change *, int count);

/* Takes down that the command with this id was done. As store_change. */
int store_command(struct store *, const char *id);

/* Keeps the payload of this device's tally instead of the one before. As store_change. */
int store_tally(struct store *, const char *payload);

/* Monotonic milliseconds since which the thread is at one job, for one that hangs; 0: idle. */
int64_t store_busy_since_ms(const struct store *);

#endif
