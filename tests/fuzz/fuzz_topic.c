/* Topics: what is read and written again is the same text. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/topic.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	char *text = malloc(size + 1), again[TOPIC_TEXT_SIZE];
	struct topic topic;

	assert(text);
	memcpy(text, data, size);
	text[size] = '\0';
	if (topic_parse("demo", text, &topic)) {
		assert(topic_format(&topic, again));
		assert(strcmp(text, again) == 0);
	}
	free(text);
	return 0;
}
