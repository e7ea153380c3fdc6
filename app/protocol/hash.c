#include "protocol/hash.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

static void copy_hash(const char *hash, char to[HASH_SIZE])
{
	assert(strlen(hash) == HASH_SIZE - 1);
	memcpy(to, hash, HASH_SIZE);
}

void hash_payload(const void *payload, size_t size, char to[HASH_SIZE])
{
	char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, payload, size);

	copy_hash(hash, to);
	g_free(hash);
}

static int compare_lines(const void *a, const void *b)
{
	const struct hash_line *one = a, *other = b;

	return strcmp(one->id, other->id);
}

void hash_people(struct hash_line *lines, int count, char to[HASH_SIZE])
{
	GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);

	if (count)
		qsort(lines, (size_t)count, sizeof(*lines), compare_lines);
	for (int i = 0; i < count; i++) {
		char *line = g_strdup_printf("%s %" PRId64 " %s\n", lines[i].id, lines[i].rev,
					     lines[i].hash);
		g_checksum_update(checksum, (const guchar *)line, -1);
		g_free(line);
	}
	copy_hash(g_checksum_get_string(checksum), to);
	g_checksum_free(checksum);
}
