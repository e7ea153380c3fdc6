/* The one file with all that an identity needs. */
#include <string.h>

#include "admin/broker.h"

void broker_address(const struct broker *broker, int port, char to[BROKER_ADDRESS_SIZE])
{
	const char *host = broker->hosts[0];
	bool six = strchr(host, ':') != NULL;

	snprintf(to, BROKER_ADDRESS_SIZE, "mqtts://%s%s%s:%d", six ? "[" : "", host, six ? "]" : "",
		 port);
}

static void print_sections(FILE *file, const struct broker *broker,
			   const struct broker_identity *identity)
{
	bool device = identity->role < BROKER_HOME_ASSISTANT,
	     bridge = identity->role == BROKER_BRIDGE;
	const char *office = identity->office[0] ? identity->office : broker->office;
	char user[TRUST_NAME_SIZE], address[BROKER_ADDRESS_SIZE];

	broker_user(broker, identity, user);
	broker_address(broker, device || bridge ? BROKER_PORT_DEVICES : BROKER_PORT_OTHERS,
		       address);
	/* One connection each, by the name: devices and bridges. */
	fprintf(file, "[broker]\naddress = %s\nuser = %s\n[office]\nid = %s\n", address, user,
		bridge ? identity->id : office);
	if (device)
		fprintf(file, "[device]\nid = %s\nrole = %s\n", identity->id,
			identity->role == BROKER_COUNTING_BOARD ? "board"
								: broker_role_name(identity->role));
}

void broker_settings_print(FILE *file, const struct broker *broker,
			   const struct broker_identity *identity,
			   const struct trust_identity *issued, const char *authority)
{
	fprintf(file, "; Praatje: %s %s of the office %s. A key is in here: keep it secret.\n",
		broker_role_name(identity->role), identity->id,
		identity->office[0] ? identity->office : broker->office);
	print_sections(file, broker, identity);
	/* One's own certificate first: that is how TLS wants it. */
	fprintf(file, "\n%s%s%s", issued->certificate, authority, issued->key);
}
