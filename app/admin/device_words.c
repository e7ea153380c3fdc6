#include "admin/device_words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "admin/out.h"
#include "protocol/suggest.h"

static bool word_read(const char *text, size_t length, char to[ADOPT_WORD_SIZE])
{
	const char *list[ADOPT_WORDS_LIST];
	char word[64];

	snprintf(word, sizeof(word), "%.*s", (int)(length < 63 ? length : 63), text);
	for (int i = 0; i < ADOPT_WORDS_LIST; i++) {
		list[i] = adopt_words_list[i];
		if (strcasecmp(word, list[i]) == 0) {
			memcpy(to, list[i], ADOPT_WORD_SIZE);
			return true;
		}
	}
	const char *meant = suggest_word(word, list, ADOPT_WORDS_LIST);
	if (meant)
		complain("no device shows the word '%s'; did you mean '%s'?", word, meant);
	else
		complain("no device shows the word '%s'", word);
	return false;
}

bool device_words_read(char *const *args, int count, char words[ADOPT_WORDS][ADOPT_WORD_SIZE],
		       int *used)
{
	static const char between[] = " -\t";
	int found = 0;

	for (*used = 0; *used < count && found < ADOPT_WORDS; (*used)++) {
		const char *at = args[*used] + strspn(args[*used], between);
		/* A field may come too early. */
		if (strchr(at, '='))
			break;
		while (*at) {
			size_t length = strcspn(at, between);
			if (found == ADOPT_WORDS || !word_read(at, length, words[found]))
				break;
			found++;
			at += length;
			at += strspn(at, between);
		}
		if (*at)
			return false;
	}
	if (found == ADOPT_WORDS)
		return true;
	complain("its screen shows %d words; here are %d", ADOPT_WORDS, found);
	return false;
}
