#include "protocol/words.h"

#include <stdio.h>
#include <string.h>

#include "core/config.h"
#include "core/statement.h"

struct words words_role(void)
{
	struct words words = {.noun = "a role", .count = ROLE_DESK + 1};
	for (int i = 0; i < words.count; i++)
		words.list[i] = role_name((enum role)i);
	return words;
}

struct words words_wall(void)
{
	struct words words = {.noun = "a word for wall", .count = WALL_COUNT + 1};
	for (int i = 0; i < words.count; i++)
		words.list[i] = wall_name((enum wall)i);
	return words;
}

struct words words_language(void)
{
	struct words words = {.noun = "a language of Praatje", .count = LANGUAGE_COUNT};
	_Static_assert((int)LANGUAGE_COUNT <= (int)WORDS_MAX, "a word each");
	for (int i = 0; i < words.count; i++)
		words.list[i] = language_name((enum language)i);
	return words;
}

struct words words_icon(void)
{
	struct words words = {.noun = "an icon for a kind", .count = ICON_KINDS};
	for (int i = 0; i < words.count; i++)
		words.list[i] = icon_name((enum icon)i);
	return words;
}

struct words words_presence(void)
{
	struct words words = {.noun = "a presence", .count = PRESENCE_OPEN + 1};
	for (int i = 0; i < words.count; i++)
		words.list[i] = presence_name((enum presence)i);
	return words;
}

struct words words_side(void)
{
	return (struct words){
	    .noun = "a side", .count = 2, .list = {side_name(SIDE_ASK), side_name(SIDE_OFFER)}};
}

struct words words_clock(void)
{
	return (struct words){
	    .noun = "a trust in a clock", .count = 3, .list = {"none", "rtc", "synced"}};
}

struct words words_source(void)
{
	return (struct words){
	    .noun = "a source of configuration", .count = 3, .list = {"live", "kept", "built-in"}};
}

struct words words_log(void)
{
	return (struct words){.noun = "a level of logging",
			      .count = 4,
			      .list = {"error", "warning", "info", "debug"}};
}

void words_choice(const struct words *words, char *to, size_t size)
{
	size_t length = 0;

	to[0] = '\0';
	for (int i = 0; i < words->count && length < size; i++) {
		const char *before = i == 0 ? "" : i == words->count - 1 ? " or " : ", ";
		length += (size_t)snprintf(to + length, size - length, "%s\"%s\"", before,
					   words->list[i]);
	}
}
