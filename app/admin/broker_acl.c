/* The rights as mosquitto's acl_file has them: a stanza an identity. */
#include "admin/broker.h"
#include "admin/broker_pairing.h"

static void print_right(void *file, enum broker_access access, const char *topic)
{
	static const char *const words[] = {
	    [BROKER_READ] = "read", [BROKER_WRITE] = "write", [BROKER_BOTH] = "readwrite"};

	fprintf(file, "topic %s %s\n", words[access], topic);
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
		broker_rights(broker, identity, print_right, file);
	}
	for (int i = 1; i <= PAIR_USERS; i++) {
		struct broker_pairing_user stranger;
		broker_pairing_user(i, &stranger);
		fprintf(file, "\nuser %s\ntopic write %s\ntopic read %s\n", stranger.name,
			stranger.writes, stranger.reads);
	}
}
