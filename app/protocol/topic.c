#include "protocol/topic.h"

#include <stdio.h>
#include <string.h>

#include <glib.h>

static const char root_start[] = "praatje/1/";
static const char pair_start[] = "praatje/1/-/pair/";
static const char discovery_start[] = "homeassistant/device/praatje-";
static const char discovery_end[] = "/config";
static const char reply_start[] = "reply/";

enum { NONCE_MAX = 64 };

/* The relative topics that are all words and at most one id, which stands for the "+". */
static const char *const patterns[] = {
    [TOPIC_CONFIG_OFFICE] = "config/office",    [TOPIC_CONFIG_PERSON] = "config/person/+",
    [TOPIC_CONFIG_DEVICE] = "config/device/+",  [TOPIC_STATE] = "person/+/state",
    [TOPIC_SOMEONE] = "place/+/someone",        [TOPIC_STATUS] = "device/+/status",
    [TOPIC_REPORT] = "device/+/report",         [TOPIC_COUNTS] = "device/+/counts",
    [TOPIC_TALLY] = "device/+/tally",           [TOPIC_SYNC] = "device/+/sync",
    [TOPIC_COMMAND] = "device/+/command",       [TOPIC_ANSWER] = "device/+/answer",
    [TOPIC_COMMAND_ALL] = "device/all/command",
};
enum { PATTERNS = sizeof(patterns) / sizeof(*patterns) };
_Static_assert((int)PATTERNS == TOPIC_REPLY, "a pattern for each kind before the reply");

static bool is_about_device(enum topic_kind kind)
{
	return kind == TOPIC_CONFIG_DEVICE || (kind >= TOPIC_STATUS && kind <= TOPIC_ANSWER) ||
	       kind == TOPIC_DISCOVERY;
}

/* Whether id may stand in a topic of this kind. */
static bool id_fits(enum topic_kind kind, const char *id)
{
	return id_valid(id) && !(is_about_device(kind) && strcmp(id, "all") == 0);
}

static bool office_valid(const char *office)
{
	return id_valid(office) && strcmp(office, "-") != 0;
}

static bool starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* Copies length characters of text, if they fit a NUL-terminated buffer of size. */
static bool copy_part(const char *text, size_t length, char *to, size_t size)
{
	if (length >= size)
		return false;
	memcpy(to, text, length);
	to[length] = '\0';
	return true;
}

/* Levels without wildcards or control characters, none of them empty. */
static bool levels_valid(const char *text)
{
	if (text[0] == '\0' || !g_utf8_validate(text, -1, NULL) || strpbrk(text, "+#"))
		return false;
	if (text[0] == '/' || text[strlen(text) - 1] == '/' || strstr(text, "//"))
		return false;
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		if (g_unichar_iscntrl(g_utf8_get_char(p)))
			return false;
	}
	return true;
}

bool topic_user_valid(const char *text)
{
	return levels_valid(text) && !strchr(text, '/') && strlen(text) < TOPIC_USER_SIZE;
}

bool topic_nonce_valid(const char *text)
{
	size_t length = strlen(text);

	return length >= 1 && length <= NONCE_MAX &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
		   length;
}

static bool rest_valid(const char *text)
{
	return levels_valid(text) && strlen(text) < TOPIC_REST_SIZE;
}

static bool match(enum topic_kind kind, const char *text, struct topic *out)
{
	const char *pattern = patterns[kind], *plus = strchr(pattern, '+');

	if (!plus)
		return strcmp(text, pattern) == 0;
	size_t before = (size_t)(plus - pattern);
	if (strncmp(text, pattern, before) != 0)
		return false;
	const char *id = text + before;
	size_t length = strcspn(id, "/");
	return strcmp(id + length, plus + 1) == 0 &&
	       copy_part(id, length, out->id, sizeof(out->id)) && id_fits(kind, out->id);
}

static bool parse_reply(const char *text, struct topic *out)
{
	if (!starts_with(text, reply_start))
		return false;
	const char *user = text + strlen(reply_start), *slash = strchr(user, '/');
	out->kind = TOPIC_REPLY;
	return slash && copy_part(user, (size_t)(slash - user), out->user, sizeof(out->user)) &&
	       topic_user_valid(out->user) && rest_valid(slash + 1) &&
	       copy_part(slash + 1, strlen(slash + 1), out->rest, sizeof(out->rest));
}

bool topic_parse_relative(const char *text, struct topic *out)
{
	for (int kind = 0; kind < PATTERNS; kind++) {
		*out = (struct topic){.kind = (enum topic_kind)kind};
		if (match(out->kind, text, out))
			return true;
	}
	*out = (struct topic){0};
	return parse_reply(text, out);
}

static bool parse_pair(const char *text, struct topic *out)
{
	const char *nonce = text + strlen(pair_start);
	size_t length = strcspn(nonce, "/");

	*out = (struct topic){0};
	if (strcmp(nonce + length, "/ask") == 0)
		out->kind = TOPIC_PAIR_ASK;
	else if (strcmp(nonce + length, "/answer") == 0)
		out->kind = TOPIC_PAIR_ANSWER;
	else
		return false;
	return copy_part(nonce, length, out->rest, sizeof(out->rest)) &&
	       topic_nonce_valid(out->rest);
}

static bool parse_discovery(const char *office, const char *text, struct topic *out)
{
	const char *part = text + strlen(discovery_start);
	size_t office_length = strlen(office);

	*out = (struct topic){.kind = TOPIC_DISCOVERY};
	if (!starts_with(part, office) || part[office_length] != '-')
		return false;
	const char *id = part + office_length + 1;
	size_t length = strcspn(id, "/");
	id_copy(out->office, office);
	return strcmp(id + length, discovery_end) == 0 &&
	       copy_part(id, length, out->id, sizeof(out->id)) && id_fits(out->kind, out->id);
}

bool topic_parse(const char *office, const char *text, struct topic *out)
{
	char found[ID_SIZE];

	if (office && !office_valid(office))
		return false;
	if (starts_with(text, pair_start))
		return parse_pair(text, out);
	if (starts_with(text, discovery_start))
		return office && parse_discovery(office, text, out);
	if (!starts_with(text, root_start))
		return false;
	const char *part = text + strlen(root_start), *slash = strchr(part, '/');
	if (!slash || !copy_part(part, (size_t)(slash - part), found, sizeof(found)))
		return false;
	if (!office_valid(found) || (office && strcmp(office, found) != 0))
		return false;
	if (!topic_parse_relative(slash + 1, out))
		return false;
	id_copy(out->office, found);
	return true;
}

static bool fits(int length)
{
	return length >= 0 && length < TOPIC_TEXT_SIZE;
}

static bool format_pattern(const struct topic *topic, char *to)
{
	const char *pattern = patterns[topic->kind], *plus = strchr(pattern, '+');

	if (!plus)
		return fits(snprintf(to, TOPIC_TEXT_SIZE, "%s", pattern));
	return id_fits(topic->kind, topic->id) &&
	       fits(snprintf(to, TOPIC_TEXT_SIZE, "%.*s%s%s", (int)(plus - pattern), pattern,
			     topic->id, plus + 1));
}

static bool format_relative(const struct topic *topic, char *to)
{
	if (topic->kind < TOPIC_REPLY)
		return format_pattern(topic, to);
	return topic->kind == TOPIC_REPLY && topic_user_valid(topic->user) &&
	       rest_valid(topic->rest) &&
	       fits(
		   snprintf(to, TOPIC_TEXT_SIZE, "%s%s/%s", reply_start, topic->user, topic->rest));
}

bool topic_format_relative(const struct topic *topic, char to[TOPIC_TEXT_SIZE])
{
	to[0] = '\0';
	if (format_relative(topic, to))
		return true;
	to[0] = '\0';
	return false;
}

static bool format_whole(const struct topic *topic, char *to)
{
	char part[TOPIC_TEXT_SIZE];

	if (topic->kind == TOPIC_PAIR_ASK || topic->kind == TOPIC_PAIR_ANSWER)
		return topic_nonce_valid(topic->rest) &&
		       fits(snprintf(to, TOPIC_TEXT_SIZE, "%s%s/%s", pair_start, topic->rest,
				     topic->kind == TOPIC_PAIR_ASK ? "ask" : "answer"));
	if (!office_valid(topic->office))
		return false;
	if (topic->kind == TOPIC_DISCOVERY)
		return id_fits(topic->kind, topic->id) &&
		       fits(snprintf(to, TOPIC_TEXT_SIZE, "%s%s-%s%s", discovery_start,
				     topic->office, topic->id, discovery_end));
	return format_relative(topic, part) &&
	       fits(snprintf(to, TOPIC_TEXT_SIZE, "%s%s/%s", root_start, topic->office, part));
}

bool topic_format(const struct topic *topic, char to[TOPIC_TEXT_SIZE])
{
	to[0] = '\0';
	if (format_whole(topic, to))
		return true;
	to[0] = '\0';
	return false;
}

struct topic topic_make(enum topic_kind kind, const char *office, const char *id)
{
	struct topic topic = {.kind = kind};

	id_parse(office, topic.office);
	id_parse(id, topic.id);
	return topic;
}
