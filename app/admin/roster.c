#include "admin/roster.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sysexits.h>

#include "admin/out.h"

enum { LETTERS = 5 };

void roster_topic(const char *id, char to[TOPIC_TEXT_SIZE])
{
	snprintf(to, TOPIC_TEXT_SIZE, "config/person/%s", id);
}

static void id_draw(char to[ID_SIZE])
{
	static const char alphabet[] = "23456789abcdefghjkmnpqrstuvwxyz";
	uint32_t random[LETTERS];

	if (getrandom(random, sizeof(random), 0) != sizeof(random)) {
		complain("there is no randomness to make an id of; give --id");
		exit(EX_OSERR);
	}
	int length = snprintf(to, ID_SIZE, "p-");
	for (int i = 0; i < LETTERS; i++)
		to[length++] = alphabet[random[i] % (sizeof(alphabet) - 1)];
	to[length] = '\0';
}

void roster_id_new(const struct book *book, char to[ID_SIZE])
{
	char topic[TOPIC_TEXT_SIZE];

	do {
		id_draw(to);
		roster_topic(to, topic);
	} while (book_get(book, topic));
}
