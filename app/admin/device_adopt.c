/* praatjectl device adopt: the device that shows these words becomes one of the office. */
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "admin/broker_command.h"
#include "admin/broker_pairing.h"
#include "admin/command.h"
#include "admin/contact.h"
#include "admin/device_words.h"
#include "admin/memory.h"
#include "admin/out.h"
#include "protocol/topic.h"

enum {
	ASKED_MAX = 64,     /* more questions at a time than that are a flood */
	ASK_WAIT_MS = 15000 /* a device asks every few seconds */
};

struct adoption {
	const struct admin_options *options;
	struct admin_options own; /* with what the broker's folder says */
	const char *dir;
	char words[ADOPT_WORDS][ADOPT_WORD_SIZE];
	char **fields; /* what follows the words */
	int fields_count;
	unsigned char peer[ADOPT_PEER_SIZE];
	struct contact contact;
	char *asked[ASKED_MAX]; /* "topic payload" of questions that don't fit */
	int asked_count;
	struct pair_ask ask; /* the one that does */
	char topic[TOPIC_TEXT_SIZE];
	struct broker_identity identity;
};

/* The folder's own admin, where nobody else is named. */
static int take_settings(struct adoption *adoption)
{
	char path[BROKER_PATH_SIZE + 16], error[SETTINGS_ERROR_SIZE];

	adoption->own = *adoption->options;
	if (!adoption->options->timeout_given)
		adoption->own.timeout_ms = ASK_WAIT_MS;
	if (adoption->own.settings.office[0])
		return EX_OK;
	snprintf(path, sizeof(path), "%s/admin.conf", adoption->dir);
	if (settings_read(&adoption->own.settings, path, error))
		return EX_OK;
	complain("%s", error);
	return EX_NOINPUT;
}

/* Whether it was tried already; notes it. */
static bool was_asked(struct adoption *adoption, const struct link_event *event)
{
	size_t size = strlen(event->topic) + event->payload_size + 2;
	char *text = memory_new(size);

	snprintf(text, size, "%s %s", event->topic, event->payload);
	for (int i = 0; i < adoption->asked_count; i++) {
		if (strcmp(adoption->asked[i], text) == 0) {
			free(text);
			return true;
		}
	}
	if (adoption->asked_count < ASKED_MAX)
		adoption->asked[adoption->asked_count++] = text;
	else
		free(text);
	return false;
}

/* A retained one is no device's: they don't retain, and there may be nobody any more. */
static bool fits(struct adoption *adoption, const struct link_event *event)
{
	char words[ADOPT_WORDS][ADOPT_WORD_SIZE];
	struct faults faults;
	struct topic topic;

	if (event->kind != LINK_MESSAGE || event->retain ||
	    !topic_parse(NULL, event->topic, &topic) || topic.kind != TOPIC_PAIR_ASK ||
	    adoption->asked_count == ASKED_MAX || was_asked(adoption, event) ||
	    !pair_ask_decode(event->payload, event->payload_size, &adoption->ask, &faults) ||
	    !adopt_words_make(adoption->ask.request, adoption->ask.salt, topic.rest, adoption->peer,
			      words) ||
	    memcmp(words, adoption->words, sizeof(words)) != 0)
		return false;
	topic.kind = TOPIC_PAIR_ANSWER;
	return topic_format(&topic, adoption->topic);
}

static void tell_none(const struct adoption *adoption)
{
	if (adoption->asked_count == ASKED_MAX)
		complain("more than %d devices ask at a time: somebody floods the broker's pairing "
			 "listener. Enrol the device with a file instead.",
			 ASKED_MAX - 1);
	else if (adoption->asked_count)
		complain("%d other%s asked meanwhile: are these the words on the screen now?",
			 adoption->asked_count, adoption->asked_count == 1 ? "" : "s");
	else
		complain("no device asks at all: does its screen show four words?");
}

/* Waits for the device that shows the words. */
static int find_device(struct adoption *adoption)
{
	struct link_event event;
	bool found = false;
	int status = EX_OK;

	contact_await(&adoption->contact, "a device with these words");
	while (!found && status == EX_OK && adoption->asked_count < ASKED_MAX) {
		status = contact_next(&adoption->contact, &event);
		if (status != EX_OK)
			break;
		found = fits(adoption, &event);
		link_event_finish(&event);
	}
	if (found)
		return EX_OK;
	if (status == EX_OK || status == EX_TEMPFAIL)
		tell_none(adoption);
	return status == EX_OK ? EX_TEMPFAIL : status;
}

/* What the office is to know of it, before it is let in: a wrong field lets nobody in. */
static int configure(void *data, const struct broker_identity *identity)
{
	struct adoption *adoption = data;
	struct admin_options set = adoption->own;
	char role[32], person[ID_SIZE + 8];
	int count = 0;

	set.args = memory_new((size_t)(adoption->fields_count + 3) * sizeof(char *));
	snprintf(role, sizeof(role), "role=%s",
		 identity->role == BROKER_COUNTING_BOARD ? "board"
							 : broker_role_name(identity->role));
	set.args[count++] = (char *)identity->id;
	set.args[count++] = role;
	snprintf(person, sizeof(person), "person=%s", identity->person);
	if (identity->role == BROKER_DESK)
		set.args[count++] = person;
	for (int i = 0; i < adoption->fields_count; i++)
		set.args[count++] = adoption->fields[i];
	set.args_count = count;
	int status = admin_device_set(&set);
	free(set.args);
	return status;
}

static int hand_over(struct adoption *adoption, const struct pair_answer *answer)
{
	char *payload = pair_answer_encode(answer);
	struct link_event event;
	const struct link_publication publication = {
	    .topic = adoption->topic,
	    .payload = payload,
	    .payload_size = payload ? strlen(payload) : 0,
	    .expiry_s = 60,
	    .number = 1,
	};
	bool taken = false;
	int status = payload && link_publish(adoption->contact.link, &publication) == 0
			 ? EX_OK
			 : EX_UNAVAILABLE;

	free(payload);
	contact_await(&adoption->contact, "the broker's word that it has the answer");
	while (status == EX_OK && !taken) {
		status = contact_next(&adoption->contact, &event);
		if (status != EX_OK)
			break;
		taken = event.kind == LINK_ACKED;
		if (event.kind == LINK_REFUSED) {
			complain("the broker doesn't take the answer: %s", event.text);
			status = EX_NOPERM;
		}
		link_event_finish(&event);
	}
	if (status != EX_OK)
		complain("it didn't hear of it: praatjectl device revoke %s, and once more",
			 answer->device);
	return status;
}

/* Where mosquitto is systemd's, and this is root's. */
static bool reload(void)
{
	static const char *const command[] = {"systemctl", "reload", "mosquitto", NULL};
	int how = -1;
	pid_t process;

	if (geteuid() != 0 || access("/run/systemd/system", F_OK) != 0 ||
	    posix_spawnp(&process, command[0], NULL, NULL, (char *const *)command, environ) != 0)
		return false;
	return waitpid(process, &how, 0) == process && how == 0;
}

static int adopt(struct adoption *adoption)
{
	static const char *const filters[] = {"praatje/1/-/pair/+/ask"};
	struct pair_answer answer;
	bool known = false;
	int status = contact_open(&adoption->contact, &adoption->own, filters, 1);

	if (status == EX_OK)
		status = find_device(adoption);
	if (status == EX_OK)
		status = broker_adopt(adoption->dir, &adoption->identity, &adoption->ask, configure,
				      adoption, &answer);
	if (status == EX_OK) {
		known = reload();
		status = hand_over(adoption, &answer);
	}
	contact_close(&adoption->contact);
	if (status != EX_OK)
		return status;
	out_line("%s is adopted as a %s.", answer.device,
		 broker_role_name(adoption->identity.role));
	if (!known)
		out_line("The broker lets it in after: systemctl reload mosquitto");
	return EX_OK;
}

int admin_device_adopt(const struct admin_options *options)
{
	struct adoption adoption = {.options = options, .dir = admin_broker_folder(options)};
	int used = 0;

	if (!device_words_read(options->args, options->args_count, adoption.words, &used) ||
	    !admin_identity_read(options, options->id, &adoption.identity))
		return EX_USAGE;
	if (adoption.identity.role == BROKER_HOME_ASSISTANT) {
		complain("Home Assistant has no screen to show words on; see device enrol");
		return EX_USAGE;
	}
	adoption.fields = options->args + used;
	adoption.fields_count = options->args_count - used;
	int status = broker_pairing_peer(adoption.dir, adoption.peer);
	if (status == EX_OK)
		status = take_settings(&adoption);
	if (status == EX_OK)
		status = adopt(&adoption);
	for (int i = 0; i < adoption.asked_count; i++)
		free(adoption.asked[i]);
	return status;
}
