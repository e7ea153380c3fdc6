#include "link/outbox.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	LETTERS_MAX = 2048,
	BYTES_MAX = 16 << 20, /* a single larger one passes when nothing else waits */
	/* Fixed header, topic and property lengths, packet id, expiry: more than any has. */
	OVERHEAD = 24,
};

struct outbox {
	pthread_mutex_t mutex;
	int64_t conn, told;
	uint32_t packet_max;
	struct letter *first, **end;
	int count; /* with those that are taken and not done */
	size_t bytes;
};

struct outbox *outbox_create(void)
{
	struct outbox *outbox = calloc(1, sizeof(*outbox));

	if (!outbox)
		return NULL;
	pthread_mutex_init(&outbox->mutex, NULL);
	outbox->end = &outbox->first;
	return outbox;
}

static void outbox_drop_all(struct outbox *outbox)
{
	while (outbox->first) {
		struct letter *letter = outbox->first;
		outbox->first = letter->next;
		outbox->count--;
		outbox->bytes -= letter->bytes;
		free(letter);
	}
	outbox->end = &outbox->first;
}

void outbox_destroy(struct outbox *outbox)
{
	if (!outbox)
		return;
	outbox_drop_all(outbox);
	pthread_mutex_destroy(&outbox->mutex);
	free(outbox);
}

void outbox_open(struct outbox *outbox, int64_t conn, uint32_t packet_max)
{
	pthread_mutex_lock(&outbox->mutex);
	outbox->conn = conn;
	outbox->packet_max = packet_max;
	pthread_mutex_unlock(&outbox->mutex);
}

void outbox_close(struct outbox *outbox)
{
	pthread_mutex_lock(&outbox->mutex);
	outbox->conn = 0;
	outbox_drop_all(outbox);
	pthread_mutex_unlock(&outbox->mutex);
}

void outbox_told(struct outbox *outbox, int64_t conn)
{
	pthread_mutex_lock(&outbox->mutex);
	outbox->told = conn;
	pthread_mutex_unlock(&outbox->mutex);
}

static size_t publication_bytes(const struct link_publication *publication)
{
	size_t response = publication->response_topic ? strlen(publication->response_topic) + 4 : 0;

	return OVERHEAD + strlen(publication->topic) + publication->payload_size + response +
	       publication->correlation_size;
}

static void *append(char **to, const void *from, size_t size)
{
	char *start = *to;

	if (size)
		memcpy(start, from, size);
	*to += size;
	return start;
}

static struct letter *letter_create(const struct link_publication *from, size_t bytes)
{
	struct letter *letter = malloc(sizeof(*letter) + bytes);

	if (!letter)
		return NULL;
	char *to = (char *)(letter + 1);
	*letter = (struct letter){.publication = *from, .bytes = bytes};
	struct link_publication *copy = &letter->publication;
	copy->topic = append(&to, from->topic, strlen(from->topic) + 1);
	copy->payload = append(&to, from->payload, from->payload_size);
	copy->response_topic = from->response_topic ? append(&to, from->response_topic,
							     strlen(from->response_topic) + 1)
						    : NULL;
	copy->correlation =
	    from->correlation ? append(&to, from->correlation, from->correlation_size) : NULL;
	return letter;
}

static int outbox_room(const struct outbox *outbox, size_t bytes)
{
	if (!outbox->conn || outbox->conn != outbox->told)
		return -ENOTCONN;
	if (bytes > outbox->packet_max)
		return -EMSGSIZE;
	bool full =
	    outbox->count == LETTERS_MAX || (outbox->count && outbox->bytes + bytes > BYTES_MAX);
	return full ? -EAGAIN : 0;
}

int outbox_put(struct outbox *outbox, const struct link_publication *publication)
{
	size_t bytes = publication_bytes(publication);
	struct letter *letter = letter_create(publication, bytes);

	pthread_mutex_lock(&outbox->mutex);
	int error = letter ? outbox_room(outbox, bytes) : -EAGAIN;
	if (!error) {
		*outbox->end = letter;
		outbox->end = &letter->next;
		outbox->count++;
		outbox->bytes += bytes;
	}
	pthread_mutex_unlock(&outbox->mutex);
	if (error)
		free(letter);
	return error;
}

struct letter *outbox_take(struct outbox *outbox)
{
	pthread_mutex_lock(&outbox->mutex);
	struct letter *letter = outbox->first;
	if (letter) {
		outbox->first = letter->next;
		if (!outbox->first)
			outbox->end = &outbox->first;
		letter->next = NULL;
	}
	pthread_mutex_unlock(&outbox->mutex);
	return letter;
}

void outbox_done(struct outbox *outbox, struct letter *letter)
{
	pthread_mutex_lock(&outbox->mutex);
	outbox->count--;
	outbox->bytes -= letter->bytes;
	pthread_mutex_unlock(&outbox->mutex);
	free(letter);
}
