/* Roles on the broker, as the contract has them: the office written out, nothing by "+". */
#include "admin/broker.h"

#include "protocol/topic.h"

/* What may be done with topics below the office's root; NULL ends them. */
struct right {
	const char *access, *topic;
};

static const struct right rights_device[] = {
    {"read", "person/+/state"},     {"read", "place/+/someone"}, {"read", "device/+/tally"},
    {"read", "device/all/command"}, {"write", "reply/#"},        {NULL, NULL},
};
static const struct right rights_configuration[] = {{"read", "config/#"}, {NULL, NULL}};
static const struct right rights_counting[] = {
    {"read", "config/office"}, {"read", "config/device/#"}, {NULL, NULL}};
static const struct right rights_kiosk[] = {
    {"write", "person/+/state"}, {"write", "place/+/someone"}, {NULL, NULL}};
static const struct right rights_home_assistant[] = {
    {"read", "device/+/status"}, {"read", "device/+/counts"}, {NULL, NULL}};
static const struct right rights_admin[] = {{"readwrite", "#"}, {NULL, NULL}};
static const struct right rights_tidy[] = {
    {"read", "person/+/state"}, {"read", "place/+/someone"}, {NULL, NULL}};

static void print_rights(FILE *file, const struct broker *broker, const struct right *right)
{
	for (; right->access; right++)
		fprintf(file, "topic %s praatje/1/%s/%s\n", right->access, broker->office,
			right->topic);
}

static void print_topic(FILE *file, const char *access, enum topic_kind kind,
			const struct broker *broker, const char *id)
{
	struct topic topic = topic_make(kind, broker->office, id);
	char text[TOPIC_TEXT_SIZE];

	if (topic_format(&topic, text))
		fprintf(file, "topic %s %s\n", access, text);
}

static void print_device(FILE *file, const struct broker *broker,
			 const struct broker_identity *identity)
{
	print_rights(file, broker, rights_device);
	print_rights(file, broker,
		     identity->role == BROKER_COUNTING_BOARD ? rights_counting
							     : rights_configuration);
	if (identity->role == BROKER_KIOSK)
		print_rights(file, broker, rights_kiosk);
	if (identity->role == BROKER_DESK)
		print_topic(file, "write", TOPIC_STATE, broker, identity->person);
	fprintf(file, "topic readwrite praatje/1/%s/device/%s/#\n", broker->office, identity->id);
	print_topic(file, "write", TOPIC_DISCOVERY, broker, identity->id);
}

/* Discovery topics lie beside those of other offices, hence each by its name. */
static void print_devices(FILE *file, const struct broker *broker, enum broker_role role)
{
	for (int i = 0; i < broker->identities_count; i++) {
		const struct broker_identity *identity = &broker->identities[i];
		bool revoked = identity->role == BROKER_REVOKED;

		if (identity->role >= BROKER_HOME_ASSISTANT && !revoked)
			continue;
		/* An admin clears what a revoked one has left. */
		if (role == BROKER_ADMIN)
			print_topic(file, "readwrite", TOPIC_DISCOVERY, broker, identity->id);
		if (role == BROKER_HOME_ASSISTANT && !revoked) {
			print_topic(file, "read", TOPIC_DISCOVERY, broker, identity->id);
			print_topic(file, "write", TOPIC_COMMAND, broker, identity->id);
		}
	}
}

static void print_admin(FILE *file, const struct broker *broker)
{
	print_rights(file, broker, rights_admin);
	fprintf(file, "topic readwrite praatje/1/-/pair/+/ask\n"
		      "topic readwrite praatje/1/-/pair/+/answer\n");
}

void broker_acl_print(FILE *file, const struct broker *broker)
{
	char user[TRUST_NAME_SIZE];

	fprintf(file, "# Made by praatjectl from the file identities beside it: don't edit.\n");
	for (int i = 0; i < broker->identities_count; i++) {
		const struct broker_identity *identity = &broker->identities[i];

		if (identity->role == BROKER_REVOKED || !broker_user(broker, identity, user))
			continue;
		fprintf(file, "\nuser %s\n", user);
		if (identity->role == BROKER_ADMIN)
			print_admin(file, broker);
		else if (identity->role == BROKER_HOME_ASSISTANT)
			print_rights(file, broker, rights_home_assistant);
		else if (identity->role == BROKER_TIDY)
			print_rights(file, broker, rights_tidy);
		else
			print_device(file, broker, identity);
		print_devices(file, broker, identity->role);
	}
}
