/* SHA-256 of documents, in hexadecimal: how a device says which ones it has. */
#ifndef PRAATJE_PROTOCOL_HASH_H
#define PRAATJE_PROTOCOL_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "core/config.h"

/* The hash of a document: of its payload's bytes. */
void hash_payload(const void *payload, size_t size, char to[HASH_SIZE]);

struct hash_line {
	char id[ID_SIZE];
	int64_t rev; /* 0: not given */
	char hash[HASH_SIZE];
};

/*
 * people.hash of the report: of one line "<id> <rev> <hash>\n" a person, in the order of the
 * ids' bytes. Sorts lines in place. Of no people it is the hash of nothing.
 */
void hash_people(struct hash_line *lines, int count, char to[HASH_SIZE]);

#endif
