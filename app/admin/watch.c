/* praatjectl watch: how things are, and then what changes, until it is told to end. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "admin/book.h"
#include "admin/command.h"
#include "admin/contact.h"
#include "admin/memory.h"
#include "admin/out.h"
#include "admin/sentence.h"
#include "admin/standing.h"

struct watch {
	struct contact contact;
	struct book book;
	bool json;
	bool synced; /* once, at least */
};

static void tell_json(const char *topic, const struct link_event *event)
{
	json_t *payload = json_loadb(event->payload, event->payload_size, JSON_DECODE_ANY, NULL);

	if (!payload && event->payload_size)
		payload = json_stringn(event->payload, event->payload_size);
	if (!payload)
		payload = json_null();
	out_json(json_pack("{s:s, s:o, s:b}", "topic", topic, "payload", payload, "retained",
			   event->retain));
}

/* What is said again and again, such as a status, is told once. */
static bool is_news(struct book_entry *entry, const char *sentence)
{
	bool talk = entry->parsed.kind == TOPIC_COMMAND || entry->parsed.kind == TOPIC_ANSWER ||
		    entry->parsed.kind == TOPIC_COMMAND_ALL;
	bool news = talk || !entry->told || strcmp(entry->told, sentence) != 0;

	free(entry->told);
	entry->told = memory_copy(sentence);
	return news;
}

static void tell(const struct watch *watch, struct book_entry *entry, bool present)
{
	char *sentence = sentence_make(&watch->book, entry, present);
	char now[CLOCK_TEXT_SIZE];

	if (sentence && is_news(entry, sentence)) {
		clock_text(&watch->book, time(NULL), now);
		out_line("%s %s", now, sentence);
	}
	/* Somebody who was cleared away and comes back is news again. */
	if (!sentence && entry->size == 0) {
		free(entry->told);
		entry->told = NULL;
	}
	free(sentence);
}

static bool is_repeated(const struct watch *watch, const char *topic,
			const struct link_event *event)
{
	const struct book_entry *entry = book_get(&watch->book, topic);

	return event->retain && entry && entry->size == event->payload_size &&
	       memcmp(entry->payload, event->payload, entry->size) == 0;
}

static void take_message(void *data, const char *topic, const struct link_event *event)
{
	struct watch *watch = data;
	bool repeated = is_repeated(watch, topic, event);

	if (strncmp(topic, "reply/", 6) == 0)
		return;
	struct book_entry *entry = book_put(&watch->book, topic, event);
	if (watch->json)
		tell_json(topic, event);
	else if (entry && watch->synced && !repeated)
		tell(watch, entry, false);
}

/* Sentences need all names: the present state is told once all of it is there. */
static void tell_present(const struct watch *watch)
{
	for (int i = 0; i < watch->book.count && !watch->json; i++)
		tell(watch, watch->book.entries[i], true);
}

static int watch_on(struct watch *watch)
{
	struct link_event event;
	int status;

	watch->contact.limit_ms = INT64_MAX;
	while ((status = contact_next(&watch->contact, &event)) == EX_OK) {
		const char *topic = event.kind == LINK_MESSAGE
					? contact_relative(&watch->contact, event.topic)
					: NULL;
		if (topic)
			take_message(watch, topic, &event);
		link_event_finish(&event);
		status = out_status();
		if (status != EX_OK)
			break;
	}
	return status;
}

/* SIGINT and SIGTERM become readable at the returned descriptor, for all threads. */
static int stop_open(void)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	return signalfd(-1, &signals, SFD_CLOEXEC);
}

static int watch_run(struct watch *watch, const struct admin_options *options)
{
	static const char *const filters[] = {"#"};
	int stop_fd = stop_open();
	int status = contact_open(&watch->contact, options, filters, 1);

	if (status != EX_OK)
		return status;
	watch->contact.stop_fd = stop_fd;
	watch->contact.stays = true;
	status = contact_sync(&watch->contact, take_message, watch);
	if (status == EX_OK) {
		tell_present(watch);
		watch->synced = true;
		status = watch_on(watch);
	}
	contact_close(&watch->contact);
	close(stop_fd);
	return status < 0 ? EX_OK : status;
}

int admin_watch(const struct admin_options *options)
{
	struct watch watch = {.json = options->json};

	book_init(&watch.book);
	int status = watch_run(&watch, options);
	book_finish(&watch.book);
	return status;
}
