#include "admin/contact.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sysexits.h>
#include <time.h>

#include "admin/out.h"

/* MQTT 5, 2.4: reason codes by which a broker shuts someone out. */
enum { BAD_USER = 0x86, NOT_AUTHORISED = 0x87, BANNED = 0x8A };

enum { WAIT_MIN_MS = 100, WAIT_MAX_MS = 1000, FILTER_SIZE = TOPIC_TEXT_SIZE };

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void nonce_make(char nonce[CONTACT_NONCE_SIZE])
{
	uint64_t random;

	if (getrandom(&random, sizeof(random), 0) != sizeof(random))
		random = (uint64_t)now_ms();
	snprintf(nonce, CONTACT_NONCE_SIZE, "%016llx", (unsigned long long)random);
}

static void contact_init(struct contact *contact, const struct admin_options *options)
{
	*contact = (struct contact){.options = options, .stop_fd = -1};
	snprintf(contact->root, sizeof(contact->root), "praatje/1/%s", options->settings.office);
	nonce_make(contact->nonce);
	contact_await(contact, "the office's state");
}

/* Filters in full, and the one for answers to this run. */
static int subscribe(const struct contact *contact, const char *const *filters, int count,
		     char (*texts)[FILTER_SIZE], struct link_subscription *subscriptions)
{
	int made = 0;

	assert(count <= CONTACT_FILTERS_MAX);
	for (; made < count; made++) {
		bool whole = strncmp(filters[made], "praatje/", strlen("praatje/")) == 0;
		snprintf(texts[made], FILTER_SIZE, "%s%s%s", whole ? "" : contact->root,
			 whole ? "" : "/", filters[made]);
	}
	snprintf(texts[made++], FILTER_SIZE, "%s/%.300s/#", contact->root, contact->reply);
	for (int i = 0; i < made; i++)
		subscriptions[i] = (struct link_subscription){.filter = texts[i]};
	return made;
}

int contact_open(struct contact *contact, const struct admin_options *options,
		 const char *const *filters, int count)
{
	const struct settings *settings = &options->settings;
	char texts[CONTACT_FILTERS_MAX + 1][FILTER_SIZE], sync[FILTER_SIZE], client_id[128];
	struct link_subscription subscriptions[CONTACT_FILTERS_MAX + 1];
	struct link_options link;

	contact_init(contact, options);
	snprintf(client_id, sizeof(client_id), "praatje-%s-admin-%s", settings->office,
		 contact->nonce);
	snprintf(contact->reply, sizeof(contact->reply), "reply/%s/%s",
		 settings->user[0] ? settings->user : client_id, contact->nonce);
	snprintf(sync, sizeof(sync), "%s/%.300s/sync", contact->root, contact->reply);
	link_options_default(&link);
	link.host = settings->host;
	link.port = settings->port;
	link.client_id = client_id;
	link.tls = settings->tls;
	link.ca_file = settings->ca_file[0] ? settings->ca_file : NULL;
	link.certificate = settings->certificate[0] ? settings->certificate : NULL;
	link.key = settings->key[0] ? settings->key : NULL;
	link.user = settings->user[0] ? settings->user : NULL;
	link.password = settings->password[0] ? settings->password : NULL;
	link.session_expiry_s = 0;
	link.subscriptions = subscriptions;
	link.subscriptions_count = subscribe(contact, filters, count, texts, subscriptions);
	link.sync_topic = sync;
	link.wait_min_ms = WAIT_MIN_MS;
	link.wait_max_ms = WAIT_MAX_MS;
	contact->link = link_create(&link);
	if (contact->link)
		return EX_OK;
	complain("no connection can be made here: %s", strerror(errno));
	return EX_OSERR;
}

void contact_close(struct contact *contact)
{
	link_destroy(contact->link);
	contact->link = NULL;
}

void contact_await(struct contact *contact, const char *awaited)
{
	contact->awaited = awaited;
	contact->limit_ms = now_ms() + contact->options->timeout_ms;
}

/* Time is up. */
static int contact_late(const struct contact *contact)
{
	const struct settings *settings = &contact->options->settings;
	double seconds = contact->options->timeout_ms / 1000.0;

	if (contact->up) {
		complain("%s didn't come within %g seconds; try a longer --timeout",
			 contact->awaited, seconds);
		return EX_TEMPFAIL;
	}
	complain("no connection to the broker at %s port %d within %g seconds: %s Is it running, "
		 "and is --broker right?",
		 settings->host, settings->port, seconds,
		 contact->down[0] ? contact->down : "It doesn't answer.");
	return EX_UNAVAILABLE;
}

static int contact_shut_out(const struct contact *contact, const char *text)
{
	const struct settings *settings = &contact->options->settings;

	complain("the broker at %s port %d doesn't let %s%s in: %s See --user and "
		 "--password-file.",
		 settings->host, settings->port,
		 settings->user[0] ? "the user " : "someone without a name", settings->user, text);
	return EX_NOPERM;
}

static int contact_down(struct contact *contact, const struct link_event *event)
{
	bool was_up = contact->up;

	contact->up = false;
	snprintf(contact->down, sizeof(contact->down), "%s", event->text);
	if (event->reason == BAD_USER || event->reason == NOT_AUTHORISED || event->reason == BANNED)
		return contact_shut_out(contact, event->text);
	if (!was_up)
		return EX_OK;
	complain("the connection to the broker is lost: %s", event->text);
	return contact->stays ? EX_OK : EX_UNAVAILABLE;
}

/* A subscription, or the sync of this connection, that the broker doesn't allow. */
static int contact_refused(const struct link_event *event)
{
	complain("the broker doesn't allow %s: %s Use the user name of an admin of this office.",
		 event->topic, event->text);
	return EX_NOPERM;
}

/* Sets *mine when the event is for the caller; else it is done with. */
static int contact_take(struct contact *contact, struct link_event *event, bool *mine)
{
	int status = EX_OK;

	*mine = true;
	switch (event->kind) {
	case LINK_UP:
		contact->up = true;
		contact->own_ends_s = event->own_ends_s;
		contact->broker_ends_s = event->broker_ends_s;
		*mine = false;
		break;
	case LINK_DOWN:
		*mine = contact->stays && contact->up;
		status = contact_down(contact, event);
		break;
	case LINK_REFUSED:
		if (event->number == 0)
			status = contact_refused(event);
		break;
	default:
		break;
	}
	if (status != EX_OK || !*mine)
		link_event_finish(event);
	return status;
}

/* Waits for the link: 1 readable, 0 time is up, -1 to be stopped. */
static int contact_sleep(const struct contact *contact)
{
	struct pollfd fds[] = {{.fd = link_fd(contact->link), .events = POLLIN},
			       {.fd = contact->stop_fd, .events = POLLIN}};
	int wait_ms = -1;

	if (contact->limit_ms != INT64_MAX) {
		int64_t left_ms = contact->limit_ms - now_ms();
		wait_ms = left_ms > 0 ? (int)left_ms : 0;
	}
	int ready = poll(fds, 2, wait_ms);
	if (ready > 0 && fds[1].revents)
		return -1;
	return ready != 0;
}

int contact_next(struct contact *contact, struct link_event *event)
{
	bool mine;

	for (;;) {
		while (link_next(contact->link, event)) {
			int status = contact_take(contact, event, &mine);

			if (status != EX_OK || mine)
				return status;
		}
		int ready = contact_sleep(contact);
		if (ready < 0)
			return -1;
		if (ready == 0)
			return contact_late(contact);
	}
}

int contact_sync(struct contact *contact,
		 void (*handler)(void *data, const char *topic, const struct link_event *),
		 void *data)
{
	struct link_event event;
	bool synced = false;

	while (!synced) {
		int status = contact_next(contact, &event);
		if (status != EX_OK)
			return status;
		synced = event.kind == LINK_SYNCED;
		const char *topic =
		    event.kind == LINK_MESSAGE ? contact_relative(contact, event.topic) : NULL;
		if (topic)
			handler(data, topic, &event);
		link_event_finish(&event);
	}
	return EX_OK;
}

const char *contact_relative(const struct contact *contact, const char *topic)
{
	size_t length = strlen(contact->root);

	if (strncmp(topic, contact->root, length) != 0 || topic[length] != '/')
		return NULL;
	return topic + length + 1;
}

static int publish(struct contact *contact, const char *topic, struct link_publication publication)
{
	char full[CONTACT_ROOT_SIZE + TOPIC_TEXT_SIZE];

	assert(publication.number > 0); /* 0 marks refused subscriptions */
	snprintf(full, sizeof(full), "%s/%s", contact->root, topic);
	publication.topic = full;
	return link_publish(contact->link, &publication);
}

int contact_publish(struct contact *contact, const char *topic, const char *payload, bool retain,
		    int64_t expiry_s, int64_t number)
{
	const struct link_publication publication = {
	    .payload = payload,
	    .payload_size = strlen(payload),
	    .retain = retain,
	    .expiry_s = expiry_s,
	    .number = number,
	};
	return publish(contact, topic, publication);
}

int contact_ask(struct contact *contact, const char *topic, const char *payload, int64_t expiry_s,
		int64_t number)
{
	char response[CONTACT_ROOT_SIZE + TOPIC_TEXT_SIZE + 8];

	snprintf(response, sizeof(response), "%s/%s/answer", contact->root, contact->reply);
	const struct link_publication publication = {
	    .payload = payload,
	    .payload_size = strlen(payload),
	    .expiry_s = expiry_s,
	    .response_topic = response,
	    .correlation = contact->nonce,
	    .correlation_size = strlen(contact->nonce),
	    .number = number,
	};
	return publish(contact, topic, publication);
}
