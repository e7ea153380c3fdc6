/* Roles on the broker, as the contract has them: the office written out, nothing by "+". */
#include <string.h>

#include "admin/broker.h"
#include "protocol/topic.h"

/* What may be done with topics below the office's root; 0 ends them. */
struct right {
	enum broker_access access;
	const char *topic;
};

static const struct right rights_device[] = {
    {BROKER_READ, "person/+/state"}, {BROKER_READ, "place/+/someone"},
    {BROKER_READ, "device/+/tally"}, {BROKER_READ, "device/all/command"},
    {BROKER_WRITE, "reply/#"},       {0},
};
static const struct right rights_configuration[] = {{BROKER_READ, "config/#"}, {0}};
static const struct right rights_counting[] = {
    {BROKER_READ, "config/office"}, {BROKER_READ, "config/device/#"}, {0}};
static const struct right rights_kiosk[] = {
    {BROKER_WRITE, "person/+/state"}, {BROKER_WRITE, "place/+/someone"}, {0}};
static const struct right rights_home_assistant[] = {
    {BROKER_READ, "device/+/status"}, {BROKER_READ, "device/+/counts"}, {0}};
static const struct right rights_admin[] = {{BROKER_BOTH, "#"}, {0}};
static const struct right rights_tidy[] = {
    {BROKER_READ, "person/+/state"}, {BROKER_READ, "place/+/someone"}, {0}};

/* What a bridge brings of its office and takes from here; what a board of another one is shown. */
static const struct right rights_bridge[] = {
    {BROKER_WRITE, "person/+/state"},  {BROKER_WRITE, "place/+/someone"},
    {BROKER_WRITE, "device/+/status"}, {BROKER_WRITE, "device/+/report"},
    {BROKER_WRITE, "device/+/counts"}, {BROKER_WRITE, "device/+/tally"},
    {BROKER_READ, "config/#"},         {0}};
static const struct right rights_shown[] = {{BROKER_READ, "config/#"},
					    {BROKER_READ, "person/+/state"},
					    {BROKER_READ, "place/+/someone"},
					    {BROKER_READ, "device/+/tally"},
					    {0}};
/* An admin's on an office that isn't the broker's own: its commands wouldn't get there. */
static const struct right rights_elsewhere[] = {{BROKER_READ, "#"}, {BROKER_WRITE, "reply/#"}, {0}};
static const struct right rights_headquarters[] = {
    {BROKER_WRITE, "config/#"},        {BROKER_WRITE, "device/+/status"},
    {BROKER_WRITE, "device/+/report"}, {BROKER_WRITE, "device/+/counts"},
    {BROKER_WRITE, "device/+/tally"},  {0}};

/* Who is asked about, and who wants to know. */
struct asked {
	const struct broker *broker;
	const struct broker_identity *identity;
	void (*give)(void *data, enum broker_access, const char *topic);
	void *data;
};

static const char *office_of(const struct asked *asked)
{
	const char *office = asked->identity->office;

	return office[0] ? office : asked->broker->office;
}

static void give_all(const struct asked *asked, const char *office, const struct right *right)
{
	char topic[TOPIC_TEXT_SIZE];

	for (; right->access; right++) {
		snprintf(topic, sizeof(topic), "praatje/1/%s/%s", office, right->topic);
		asked->give(asked->data, right->access, topic);
	}
}

static void give_topic(const struct asked *asked, enum broker_access access, enum topic_kind kind,
		       const char *office, const char *id)
{
	struct topic topic = topic_make(kind, office, id);
	char text[TOPIC_TEXT_SIZE];

	if (topic_format(&topic, text))
		asked->give(asked->data, access, text);
}

static void give_device(const struct asked *asked)
{
	const struct broker_identity *identity = asked->identity;
	const char *office = office_of(asked);
	char own[TOPIC_TEXT_SIZE];

	give_all(asked, office, rights_device);
	give_all(asked, office,
		 identity->role == BROKER_COUNTING_BOARD ? rights_counting : rights_configuration);
	if (identity->role == BROKER_KIOSK)
		give_all(asked, office, rights_kiosk);
	if (identity->role == BROKER_DESK)
		give_topic(asked, BROKER_WRITE, TOPIC_STATE, office, identity->person);
	snprintf(own, sizeof(own), "praatje/1/%s/device/%s/#", office, identity->id);
	asked->give(asked->data, BROKER_BOTH, own);
	give_topic(asked, BROKER_WRITE, TOPIC_DISCOVERY, office, identity->id);
}

/* Discovery topics lie beside those of other offices, hence each by its name. */
static void give_devices(const struct asked *asked)
{
	const struct broker *broker = asked->broker;
	enum broker_role role = asked->identity->role;

	for (int i = 0; i < broker->identities_count; i++) {
		const struct broker_identity *identity = &broker->identities[i];
		bool revoked = identity->role == BROKER_REVOKED;
		const char *office = identity->office[0] ? identity->office : broker->office;

		if (identity->role >= BROKER_HOME_ASSISTANT && !revoked)
			continue;
		/* An admin clears what a revoked one has left. */
		if (role == BROKER_ADMIN)
			give_topic(asked, BROKER_BOTH, TOPIC_DISCOVERY, office, identity->id);
		if (role == BROKER_HOME_ASSISTANT && !revoked && !identity->office[0]) {
			give_topic(asked, BROKER_READ, TOPIC_DISCOVERY, office, identity->id);
			give_topic(asked, BROKER_WRITE, TOPIC_COMMAND, office, identity->id);
		}
	}
}

/* All offices that have come here from elsewhere: by a bridge to here, or from a headquarters. */
static void give_elsewhere(const struct asked *asked, const struct right *right, bool shown)
{
	const struct broker *broker = asked->broker;

	for (int i = 0; i < broker->identities_count; i++) {
		if (broker->identities[i].role == BROKER_BRIDGE)
			give_all(asked, broker->identities[i].id, right);
	}
	for (int i = 0; shown && i < broker->shows_count; i++) {
		if (strcmp(broker->shows[i].at, broker->office) == 0)
			give_all(asked, broker->shows[i].office, right);
	}
}

/* Boards here that show another office take commands here. */
static void give_guests(const struct asked *asked)
{
	char topic[TOPIC_TEXT_SIZE];

	for (int i = 0; i < asked->broker->identities_count; i++) {
		const struct broker_identity *guest = &asked->broker->identities[i];

		if (!guest->office[0])
			continue;
		snprintf(topic, sizeof(topic), "praatje/1/%s/device/%s/#", guest->office,
			 guest->id);
		asked->give(asked->data, BROKER_BOTH, topic);
	}
}

static void give_admin(const struct asked *asked)
{
	give_all(asked, asked->broker->office, rights_admin);
	asked->give(asked->data, BROKER_BOTH, "praatje/1/-/pair/+/ask");
	asked->give(asked->data, BROKER_BOTH, "praatje/1/-/pair/+/answer");
	give_elsewhere(asked, rights_elsewhere, true);
	give_elsewhere(asked, rights_headquarters, false);
	give_guests(asked);
}

static void give_bridge(const struct asked *asked)
{
	const struct broker *broker = asked->broker;
	const char *office = asked->identity->id;

	give_all(asked, office, rights_bridge);
	for (int i = 0; i < broker->shows_count; i++) {
		if (strcmp(broker->shows[i].at, office) == 0)
			give_all(asked, broker->shows[i].office, rights_shown);
	}
}

void broker_rights(const struct broker *broker, const struct broker_identity *identity,
		   void (*give)(void *data, enum broker_access, const char *topic), void *data)
{
	struct asked asked = {broker, identity, give, data};

	switch (identity->role) {
	case BROKER_ADMIN:
		give_admin(&asked);
		break;
	case BROKER_HOME_ASSISTANT:
		give_all(&asked, broker->office, rights_home_assistant);
		break;
	case BROKER_BRIDGE:
		give_bridge(&asked);
		break;
	case BROKER_TIDY:
		give_all(&asked, broker->office, rights_tidy);
		give_elsewhere(&asked, rights_tidy, true);
		break;
	case BROKER_KIOSK:
	case BROKER_BOARD:
	case BROKER_COUNTING_BOARD:
	case BROKER_DESK:
		give_device(&asked);
		break;
	case BROKER_REVOKED:
	case BROKER_ROLE_COUNT:
		return;
	}
	give_devices(&asked);
}
