/* Roles on the broker, as the contract has them: the office written out, nothing by "+". */
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

/* Who is asked about, and who wants to know. */
struct asked {
	const struct broker *broker;
	const struct broker_identity *identity;
	void (*give)(void *data, enum broker_access, const char *topic);
	void *data;
};

static void give_all(const struct asked *asked, const struct right *right)
{
	char topic[TOPIC_TEXT_SIZE];

	for (; right->access; right++) {
		snprintf(topic, sizeof(topic), "praatje/1/%s/%s", asked->broker->office,
			 right->topic);
		asked->give(asked->data, right->access, topic);
	}
}

static void give_topic(const struct asked *asked, enum broker_access access, enum topic_kind kind,
		       const char *id)
{
	struct topic topic = topic_make(kind, asked->broker->office, id);
	char text[TOPIC_TEXT_SIZE];

	if (topic_format(&topic, text))
		asked->give(asked->data, access, text);
}

static void give_device(const struct asked *asked)
{
	const struct broker_identity *identity = asked->identity;
	char own[TOPIC_TEXT_SIZE];

	give_all(asked, rights_device);
	give_all(asked,
		 identity->role == BROKER_COUNTING_BOARD ? rights_counting : rights_configuration);
	if (identity->role == BROKER_KIOSK)
		give_all(asked, rights_kiosk);
	if (identity->role == BROKER_DESK)
		give_topic(asked, BROKER_WRITE, TOPIC_STATE, identity->person);
	snprintf(own, sizeof(own), "praatje/1/%s/device/%s/#", asked->broker->office, identity->id);
	asked->give(asked->data, BROKER_BOTH, own);
	give_topic(asked, BROKER_WRITE, TOPIC_DISCOVERY, identity->id);
}

/* Discovery topics lie beside those of other offices, hence each by its name. */
static void give_devices(const struct asked *asked)
{
	const struct broker *broker = asked->broker;
	enum broker_role role = asked->identity->role;

	for (int i = 0; i < broker->identities_count; i++) {
		const struct broker_identity *identity = &broker->identities[i];
		bool revoked = identity->role == BROKER_REVOKED;

		if (identity->role >= BROKER_HOME_ASSISTANT && !revoked)
			continue;
		/* An admin clears what a revoked one has left. */
		if (role == BROKER_ADMIN)
			give_topic(asked, BROKER_BOTH, TOPIC_DISCOVERY, identity->id);
		if (role == BROKER_HOME_ASSISTANT && !revoked) {
			give_topic(asked, BROKER_READ, TOPIC_DISCOVERY, identity->id);
			give_topic(asked, BROKER_WRITE, TOPIC_COMMAND, identity->id);
		}
	}
}

static void give_admin(const struct asked *asked)
{
	give_all(asked, rights_admin);
	asked->give(asked->data, BROKER_BOTH, "praatje/1/-/pair/+/ask");
	asked->give(asked->data, BROKER_BOTH, "praatje/1/-/pair/+/answer");
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
		give_all(&asked, rights_home_assistant);
		break;
	case BROKER_TIDY:
		give_all(&asked, rights_tidy);
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
