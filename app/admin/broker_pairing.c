#include "admin/broker_pairing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/file.h"
#include "admin/out.h"
#include "protocol/topic.h"

void broker_pairing_user(int number, struct broker_pairing_user *out)
{
	snprintf(out->name, sizeof(out->name), "%s%d", PAIR_USER, number);
	snprintf(out->writes, sizeof(out->writes), "praatje/1/-/pair/%s/ask", out->name);
	snprintf(out->reads, sizeof(out->reads), "praatje/1/-/pair/%s/answer", out->name);
}

/* As mosquitto_passwd writes it. The salt keeps no secret: everybody knows the password. */
static const char password[] = "$7$101$WlsAphZegWwnthLi$p1IC//5gxHdr/gGC12KYaDyya7A4H6sCK/"
			       "MhlYxhUMoVwpsRT8T9BT965WLU0CVsBvP7HF/Vizxj4hh1wO3NEw==";

void broker_pairing_passwords_print(FILE *file, const struct broker *broker)
{
	(void)broker;
	for (int i = 1; i <= PAIR_USERS; i++)
		fprintf(file, "%s%d:%s\n", PAIR_USER, i, password);
}

int broker_pairing_peer(const char *dir, unsigned char peer[ADOPT_PEER_SIZE])
{
	char path[BROKER_PATH_SIZE + 16];

	snprintf(path, sizeof(path), "%s/server.crt", dir);
	char *text = file_read(path);
	if (!text) {
		complain("%s cannot be read: %s. Devices are adopted on the broker's machine; "
			 "--folder says where its folder is.",
			 path, strerror(errno));
		return EX_NOINPUT;
	}
	bool read = adopt_peer_of(text, peer);
	free(text);
	if (read)
		return EX_OK;
	complain("%s holds no certificate", path);
	return EX_CONFIG;
}

/* Taken, also by one that was revoked: what is on paper about it would mix the two up. */
static bool is_taken(const struct broker *broker, const char *id)
{
	for (int i = 0; i < broker->identities_count; i++) {
		if (strcmp(broker->identities[i].id, id) == 0)
			return true;
	}
	return false;
}

static int check_office(const struct broker *broker, struct broker_identity *identity)
{
	if (!identity->office[0] || strcmp(identity->office, broker->office) == 0) {
		identity->office[0] = '\0';
		return EX_OK;
	}
	complain("only devices of the office %s are adopted here; a board of %s is enrolled with a "
		 "file",
		 broker->office, identity->office);
	return EX_USAGE;
}

static void choose_id(const struct broker *broker, struct broker_identity *identity)
{
	for (int i = 1; !identity->id[0] || is_taken(broker, identity->id); i++)
		snprintf(identity->id, sizeof(identity->id), "%s-%d",
			 broker_role_name(identity->role), i);
}

static int certify(struct trust *trust, const struct broker *broker,
		   const struct broker_identity *identity, const char *asked,
		   struct pair_answer *out)
{
	char user[TRUST_NAME_SIZE], error[TRUST_ERROR_SIZE], *pem = NULL;
	struct trust_request request = {
	    .use = TRUST_CLIENT, .name = user, .days = BROKER_IDENTITY_DAYS};
	size_t size = 0;
	unsigned char *bytes = adopt_bytes(asked, &size);

	if (!broker_user(broker, identity, user)) {
		free(bytes);
		complain("the office's id and '%s' are too long together for a certificate",
			 identity->id);
		return EX_USAGE;
	}
	int result = trust_certify(trust, &request, bytes, size, &pem, error);
	char *line = pem ? adopt_certificate_line(pem) : NULL;
	char *authority = adopt_certificate_line(trust_certificate(trust));
	if (result < 0)
		complain("%s", error);
	else if (!line || !authority)
		complain("the certificate is too long");
	else {
		snprintf(out->certificate, sizeof(out->certificate), "%s", line);
		snprintf(out->authority, sizeof(out->authority), "%s", authority);
	}
	bool made = result == 0 && line && authority;
	free(bytes);
	free(pem);
	free(line);
	free(authority);
	return made ? EX_OK : EX_SOFTWARE;
}

static int answer_write(const struct broker *broker, const struct broker_identity *identity,
			struct pair_answer *out)
{
	static const enum role roles[] = {[BROKER_KIOSK] = ROLE_KIOSK,
					  [BROKER_BOARD] = ROLE_BOARD,
					  [BROKER_COUNTING_BOARD] = ROLE_BOARD,
					  [BROKER_DESK] = ROLE_DESK};
	char address[BROKER_ADDRESS_SIZE];

	broker_address(broker, BROKER_PORT_DEVICES, address);
	if (strlen(address) >= sizeof(out->broker)) {
		complain("the broker's first name is too long to be told to a device");
		return EX_CONFIG;
	}
	memcpy(out->broker, address, strlen(address) + 1);
	id_copy(out->office, broker->office);
	id_copy(out->device, identity->id);
	out->role = roles[identity->role];
	return EX_OK;
}

int broker_adopt(const char *dir, struct broker_identity *identity, const struct pair_ask *ask,
		 int (*tell)(void *data, const struct broker_identity *), void *data,
		 struct pair_answer *out)
{
	struct broker broker;
	struct trust *trust;
	int status = broker_open_both(&broker, &trust, dir);

	*out = (struct pair_answer){0};
	if (status == EX_OK)
		status = check_office(&broker, identity);
	if (status == EX_OK)
		status = broker_free(&broker, identity);
	if (status == EX_OK && !identity->id[0])
		choose_id(&broker, identity);
	if (status == EX_OK)
		status = answer_write(&broker, identity, out);
	if (status == EX_OK)
		status = tell(data, identity);
	if (status == EX_OK)
		status = certify(trust, &broker, identity, ask->request, out);
	if (status == EX_OK) {
		broker_add(&broker, identity);
		status = broker_save(&broker);
	}
	trust_close(trust);
	broker_finish(&broker);
	return status;
}
