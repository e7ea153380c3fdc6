#include "admin/sentence.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "admin/memory.h"
#include "admin/standing.h"
#include "protocol/counts.h"
#include "protocol/report.h"

static char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));

static char *text(const char *format, ...)
{
	char *made = NULL;
	va_list arguments;

	va_start(arguments, format);
	int length = vasprintf(&made, format, arguments);
	va_end(arguments);
	return length < 0 ? memory_copy("") : made;
}

static char *of_config(const struct book_entry *entry, bool present)
{
	json_t *document = json_loadb(entry->payload, entry->size, 0, NULL);
	long long rev = (long long)json_integer_value(json_object_get(document, "rev"));
	bool gone = entry->size == 0 || json_is_true(json_object_get(document, "gone"));
	char *made;

	json_decref(document);
	if (gone)
		made = present ? NULL : text("%s was removed", entry->topic);
	else if (rev > 0)
		made =
		    text("%s %s (rev %lld)", entry->topic, present ? "is there" : "changed", rev);
	else
		made = text("%s %s", entry->topic, present ? "is there" : "changed");
	return made;
}

static char *of_state(const struct book *book, const struct book_entry *entry, bool present)
{
	struct admin_standing standing;
	char name[NAME_SIZE];

	book_person_name(book, entry->parsed.id, name);
	if (entry->size == 0)
		return NULL;
	if (!standing_read(book, entry, &standing))
		return text("%s: what was said is refused, it isn't as the contract has it",
			    entry->topic);
	if (standing.presence == PRESENCE_AWAY && !present)
		return text("%s went home", name);
	char *words = standing_words(book, &standing);
	char *made = text("%s %s", name, words);
	free(words);
	return made;
}

static char *of_someone(const struct book *book, const struct book_entry *entry, bool present)
{
	struct admin_standing standing;
	char place[NAME_SIZE];

	book_place_name(book, entry->parsed.id, place);
	if (entry->size == 0)
		return NULL;
	if (!standing_read(book, entry, &standing))
		return text("%s: what was said is refused, it isn't as the contract has it",
			    entry->topic);
	if (standing.presence == PRESENCE_AWAY)
		return present ? NULL : text("nobody at %s is open any more", place);
	char *words = standing_words(book, &standing);
	char *made = text("someone at %s %s", place, words);
	free(words);
	return made;
}

static char *of_status(const struct book *book, const struct book_entry *entry)
{
	struct status status;

	if (!book_status(book, entry->parsed.id, &status))
		return NULL;
	if (status.online && status.unsent > 0)
		return text("%s is online, with %d unsent", entry->parsed.id, status.unsent);
	return text("%s is %s", entry->parsed.id, status.online ? "online" : "offline");
}

static char *of_report(const struct book_entry *entry)
{
	static const char *const sources[] = {
	    [REPORT_LIVE] = "live", [REPORT_KEPT] = "kept", [REPORT_BUILT_IN] = "built-in"};
	struct report report;
	struct faults faults;

	if (!report_decode(entry->payload, entry->size, &report, &faults))
		return NULL;
	if (report.errors_count > 0)
		return text("%s refuses %s: %s%s%s (%s; %d in all)", entry->parsed.id,
			    report.errors[0].topic, report.errors[0].pointer,
			    report.errors[0].pointer[0] ? ": " : "", report.errors[0].message,
			    report.errors[0].code, report.errors_count);
	return text("%s goes by its %s configuration, with %d people", entry->parsed.id,
		    sources[report.source], report.people_count);
}

static char *of_counts(const struct book_entry *entry)
{
	struct counts counts;
	struct faults faults;

	if (!counts_decode(entry->payload, entry->size, &counts, &faults))
		return NULL;
	return text("%s counts %d open and %d here", entry->parsed.id, counts.open, counts.here);
}

/* Commands and their answers. */
static char *of_talk(const struct book_entry *entry)
{
	bool all = entry->parsed.kind == TOPIC_COMMAND_ALL;
	json_t *document = json_loadb(entry->payload, entry->size, 0, NULL);
	const char *command = json_string_value(json_object_get(document, "command"));
	const char *message = json_string_value(json_object_get(document, "message"));
	bool ok = json_is_true(json_object_get(document, "ok"));
	char *made;

	if (entry->parsed.kind == TOPIC_ANSWER)
		made = text("%s answers: %s", entry->parsed.id,
			    ok        ? "ok"
			    : message ? message
				      : "no");
	else
		made = text("%s is asked: %s", all ? "every device" : entry->parsed.id,
			    command ? command : "?");
	json_decref(document);
	return made;
}

char *sentence_make(const struct book *book, const struct book_entry *entry, bool present)
{
	switch (entry->parsed.kind) {
	case TOPIC_CONFIG_OFFICE:
	case TOPIC_CONFIG_PERSON:
	case TOPIC_CONFIG_DEVICE:
		return of_config(entry, present);
	case TOPIC_STATE:
		return of_state(book, entry, present);
	case TOPIC_SOMEONE:
		return of_someone(book, entry, present);
	case TOPIC_STATUS:
		return of_status(book, entry);
	case TOPIC_REPORT:
		return of_report(entry);
	case TOPIC_COUNTS:
		return of_counts(entry);
	case TOPIC_COMMAND:
	case TOPIC_COMMAND_ALL:
	case TOPIC_ANSWER:
		return of_talk(entry);
	default:
		return NULL;
	}
}
