/* What may be wrong with the broker: tried, not guessed. */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>

#include "admin/doctor.h"
#include "admin/out.h"
#include "protocol/status.h"

enum { NAMELESS_LIMIT_S = 3, TRY_EXPIRY_S = 1, TRY_NUMBER = 1, END_NUMBER = 2 };

/* No topic of the contract, but one that an admin's rights on config/# cover. */
static const char try_topic[] = "config/-";

static bool is_here(const char *host)
{
	return strcmp(host, "localhost") == 0 || strncmp(host, "127.", 4) == 0 ||
	       strcmp(host, "::1") == 0;
}

/* Whether the connection came to be; false too when there was no word of it in time. */
static bool comes_up(struct link *link)
{
	struct pollfd fd = {.fd = link_fd(link), .events = POLLIN};
	time_t limit = time(NULL) + NAMELESS_LIMIT_S;
	struct link_event event;

	while (time(NULL) < limit && poll(&fd, 1, 1000) >= 0) {
		while (link_next(link, &event)) {
			enum link_event_kind kind = event.kind;

			link_event_finish(&event);
			if (kind == LINK_UP || kind == LINK_DOWN)
				return kind == LINK_UP;
		}
	}
	return false;
}

static bool lets_in_nameless(const struct admin_options *options)
{
	struct admin_options nameless = *options;
	struct contact contact;

	nameless.settings.user[0] = '\0';
	nameless.settings.password[0] = '\0';
	nameless.settings.certificate[0] = '\0';
	nameless.settings.key[0] = '\0';
	if (contact_open(&contact, &nameless, NULL, 0) != EX_OK)
		return false;
	bool up = comes_up(contact.link);
	contact_close(&contact);
	return up;
}

struct rights {
	bool answered; /* the broker's word on the try is there */
	bool refused;  /* it doesn't take configuration */
	bool echoed;   /* and hands it out */
	bool ended;
};

static void take_event(const struct contact *contact, const struct link_event *event,
		       const char *end, struct rights *rights)
{
	const char *topic =
	    event->kind == LINK_MESSAGE ? contact_relative(contact, event->topic) : NULL;

	if (event->number == TRY_NUMBER)
		rights->answered |= event->kind == LINK_ACKED || event->kind == LINK_REFUSED;
	if (event->number == TRY_NUMBER && event->kind == LINK_REFUSED)
		rights->refused = true;
	if (topic && strcmp(topic, try_topic) == 0)
		rights->echoed = true;
	if (topic && strcmp(topic, end) == 0)
		rights->ended = true;
}

/* Publishes on topic and takes events until *done, or until the try is refused. */
static int rights_step(struct contact *contact, const char *topic, int number, const char *end,
		       struct rights *rights, const bool *done)
{
	struct link_event event;
	int status = EX_OK;

	if (contact_publish(contact, topic, "{}", false, TRY_EXPIRY_S, number) < 0) {
		complain("the connection to the broker is lost");
		return EX_UNAVAILABLE;
	}
	while (status == EX_OK && !*done && !rights->refused) {
		status = contact_next(contact, &event);
		if (status != EX_OK)
			break;
		take_event(contact, &event, end, rights);
		link_event_finish(&event);
	}
	return status;
}

/*
 * Nothing is retained, and no device knows the topic. A broker keeps the order of the two: what
 * hasn't been echoed before the end isn't handed out. After a refusal nothing is sent any more:
 * mosquitto 2.0.11 closes the connection then where max_queued_messages is 0.
 */
static int rights_try(struct contact *contact, struct rights *rights)
{
	char end[TOPIC_TEXT_SIZE + 8];

	snprintf(end, sizeof(end), "%s/end", contact->reply);
	contact_await(contact, "the broker's word on what you may do");
	int status = rights_step(contact, try_topic, TRY_NUMBER, end, rights, &rights->answered);
	if (status == EX_OK && !rights->refused)
		status = rights_step(contact, end, END_NUMBER, end, rights, &rights->ended);
	return status;
}

static int look_at_rights(struct doctor *doctor)
{
	struct rights rights = {0};
	int status = rights_try(&doctor->hand.contact, &rights);

	if (status != EX_OK)
		return status;
	if (rights.refused)
		doctor_find(doctor,
			    "Use --user with an admin of this office, or give this user the "
			    "right to write config/#.",
			    "The broker doesn't let you change the office's configuration.");
	else if (!rights.echoed)
		doctor_find(doctor,
			    "Use --user with an admin of this office, or give this user the "
			    "right to read config/#.",
			    "The broker doesn't let you read the office's configuration.");
	return EX_OK;
}

void doctor_certificate(struct doctor *doctor, const char *whose, int64_t ends_s, const char *todo)
{
	time_t ends = (time_t)ends_s;
	char day[16];
	struct tm tm;

	if (!ends_s || ends_s - time(NULL) >= STATUS_CERTIFICATE_AHEAD_S || !gmtime_r(&ends, &tm))
		return;
	strftime(day, sizeof(day), "%Y-%m-%d", &tm);
	doctor_find(doctor, todo, "The certificate of %s ends on %s.", whose, day);
}

int doctor_broker(struct doctor *doctor)
{
	const struct admin_options *options = doctor->hand.options;

	if (!options->settings.tls && !is_here(options->settings.host))
		doctor_find(doctor, "Give the broker a certificate and use mqtts:// everywhere.",
			    "The connection to the broker isn't encrypted.");
	if (lets_in_nameless(options))
		doctor_find(doctor,
			    "Set allow_anonymous false, and give every device and admin a user "
			    "of its own.",
			    "The broker lets in whoever comes.");
	doctor_certificate(doctor, "the broker", doctor->hand.contact.broker_ends_s,
			   "praatjectl broker renew there makes a new one.");
	doctor_certificate(
	    doctor, "yourself", doctor->hand.contact.own_ends_s,
	    "praatjectl admin renew NAME -o FILE, where the broker is, makes a new one.");
	int status = look_at_rights(doctor);
	if (status == EX_OK && !book_get(&doctor->hand.book, "config/office"))
		doctor_find(doctor, "praatjectl apply FOLDER fills the broker again.",
			    "The broker has no config/office: screens go by the built-in one.");
	return status;
}
