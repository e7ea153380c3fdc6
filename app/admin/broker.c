#include "admin/broker.h"

#include <errno.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "admin/file.h"
#include "admin/memory.h"
#include "admin/out.h"

enum { MODE_SHARED = 0640, MODE_OWN = 0600, IDENTITY_DAYS = 10 * 365 };

static const char *const role_names[BROKER_ROLE_COUNT] = {
    [BROKER_KIOSK] = "kiosk", [BROKER_BOARD] = "board",
    [BROKER_DESK] = "desk",   [BROKER_COUNTING_BOARD] = "counting-board",
    [BROKER_ADMIN] = "admin", [BROKER_HOME_ASSISTANT] = "home-assistant",
    [BROKER_TIDY] = "tidy",   [BROKER_REVOKED] = "revoked",
};

const char *broker_role_name(enum broker_role role)
{
	return role_names[role];
}

static bool role_of(const char *text, enum broker_role *out)
{
	for (int i = 0; i < BROKER_ROLE_COUNT; i++) {
		if (strcmp(role_names[i], text) != 0)
			continue;
		*out = (enum broker_role)i;
		return true;
	}
	return false;
}

bool broker_role_parse(const char *text, enum broker_role *out)
{
	return role_of(text, out) && *out <= BROKER_HOME_ASSISTANT;
}

bool broker_user(const struct broker *broker, const struct broker_identity *identity,
		 char to[TRUST_NAME_SIZE])
{
	bool device = identity->role < BROKER_HOME_ASSISTANT || identity->role == BROKER_REVOKED;
	const char *first = device ? broker->office : identity->id;
	const char *second = device ? identity->id : broker->office;
	char text[2 * ID_SIZE + 1];
	int length = snprintf(text, sizeof(text), "%s%s%s", first, device ? "." : "@", second);

	snprintf(to, TRUST_NAME_SIZE, "%.*s", TRUST_NAME_SIZE - 1, text);
	return length < TRUST_NAME_SIZE;
}

void broker_finish(struct broker *broker)
{
	free(broker->identities);
}

struct broker_identity *broker_find(const struct broker *broker, const char *id)
{
	for (int i = 0; i < broker->identities_count; i++) {
		struct broker_identity *identity = &broker->identities[i];
		if (identity->role != BROKER_REVOKED && strcmp(identity->id, id) == 0)
			return identity;
	}
	return NULL;
}

void broker_add(struct broker *broker, const struct broker_identity *identity)
{
	for (int i = 0; i < broker->identities_count; i++) {
		if (strcmp(broker->identities[i].id, identity->id) != 0)
			continue;
		broker->identities[i] = *identity;
		return;
	}
	broker->identities =
	    memory_grow(broker->identities,
			(size_t)(broker->identities_count + 1) * sizeof(broker->identities[0]));
	broker->identities[broker->identities_count++] = *identity;
}

void broker_remove(struct broker *broker, struct broker_identity *identity)
{
	if (identity->role >= BROKER_HOME_ASSISTANT) {
		*identity = broker->identities[--broker->identities_count];
		return;
	}
	identity->role = BROKER_REVOKED;
	identity->person[0] = '\0';
}

/* "office ID", "host NAME", or "ROLE ID [PERSON]". */
static bool take_line(struct broker *broker, const char *line)
{
	char word[32], value[BROKER_HOST_SIZE], person[BROKER_HOST_SIZE];
	struct broker_identity identity = {0};
	int words = sscanf(line, "%31s %253s %253s", word, value, person);

	if (words == 2 && strcmp(word, "office") == 0)
		return id_parse(value, broker->office);
	if (words == 2 && strcmp(word, "host") == 0 && broker->hosts_count < BROKER_HOSTS_MAX) {
		memcpy(broker->hosts[broker->hosts_count++], value, sizeof(value));
		return true;
	}
	if (words < 2 || !role_of(word, &identity.role) || !id_parse(value, identity.id) ||
	    (words == 3 && !id_parse(person, identity.person)))
		return false;
	broker_add(broker, &identity);
	return true;
}

int broker_open(struct broker *broker, const char *dir)
{
	char path[BROKER_PATH_SIZE + 16];
	int status = EX_OK, number = 0;

	*broker = (struct broker){0};
	snprintf(broker->dir, sizeof(broker->dir), "%s", dir);
	snprintf(path, sizeof(path), "%s/identities", broker->dir);
	char *text = file_read(path);
	if (!text) {
		complain("%s cannot be read: %s. 'praatjectl broker init %s' makes an office's "
			 "broker; --folder says where it is.",
			 path, strerror(errno), dir);
		return EX_NOINPUT;
	}
	for (char *rest = text, *line; status == EX_OK && (line = strsep(&rest, "\n"));) {
		number++;
		if (!*line || take_line(broker, line))
			continue;
		complain("%s:%d: this is no office, host or role with its id", path, number);
		status = EX_CONFIG;
	}
	free(text);
	if (status == EX_OK && (!broker->office[0] || !broker->hosts_count)) {
		complain("%s names no office or no host", path);
		status = EX_CONFIG;
	}
	return status;
}

/* Only root can, and where mosquitto isn't installed there is nobody to give it to. */
static bool give_to_mosquitto(const char *path)
{
	const struct group *group = geteuid() == 0 ? getgrnam("mosquitto") : NULL;

	return !group || chown(path, (uid_t)-1, group->gr_gid) == 0;
}

int broker_write(const struct broker *broker, const char *name, const char *text,
		 bool for_mosquitto)
{
	char path[BROKER_PATH_SIZE + 16];

	snprintf(path, sizeof(path), "%s/%s", broker->dir, name);
	int result = trust_write_file(path, text, for_mosquitto ? MODE_SHARED : MODE_OWN);
	if (result == 0 && for_mosquitto && !give_to_mosquitto(path))
		result = -errno;
	if (result == 0)
		return EX_OK;
	complain("%s cannot be written: %s", path, strerror(-result));
	return EX_IOERR;
}

static void identities_print(FILE *file, const struct broker *broker)
{
	fprintf(file, "office %s\n", broker->office);
	for (int i = 0; i < broker->hosts_count; i++)
		fprintf(file, "host %s\n", broker->hosts[i]);
	for (int i = 0; i < broker->identities_count; i++) {
		const struct broker_identity *identity = &broker->identities[i];
		fprintf(file, "%s %s%s%s\n", role_names[identity->role], identity->id,
			identity->person[0] ? " " : "", identity->person);
	}
}

static int save(const struct broker *broker, const char *name, bool for_mosquitto,
		void (*print)(FILE *, const struct broker *))
{
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);

	if (!file) {
		complain("there is no memory");
		return EX_OSERR;
	}
	print(file, broker);
	fclose(file);
	int status = broker_write(broker, name, text, for_mosquitto);
	free(text);
	return status;
}

int broker_save(const struct broker *broker)
{
	int status = save(broker, "identities", false, identities_print);

	return status == EX_OK ? save(broker, "acl", true, broker_acl_print) : status;
}

int broker_issue(struct trust *trust, const struct broker *broker,
		 const struct broker_identity *identity, struct trust_identity *out)
{
	char user[TRUST_NAME_SIZE], error[TRUST_ERROR_SIZE];
	struct trust_request request = {.use = TRUST_CLIENT, .name = user, .days = IDENTITY_DAYS};

	if (!broker_user(broker, identity, user)) {
		complain("the office's id and '%s' are too long together: a certificate's name "
			 "has at most %d characters, and theirs would be %zu",
			 identity->id, TRUST_NAME_SIZE - 1,
			 strlen(broker->office) + 1 + strlen(identity->id));
		return EX_USAGE;
	}
	if (trust_issue(trust, &request, out, error) == 0)
		return EX_OK;
	complain("%s", error);
	return EX_SOFTWARE;
}

void broker_settings_print(FILE *file, const struct broker *broker,
			   const struct broker_identity *identity,
			   const struct trust_identity *issued, const char *authority)
{
	bool device = identity->role < BROKER_HOME_ASSISTANT;
	bool six = strchr(broker->hosts[0], ':') != NULL;
	char user[TRUST_NAME_SIZE];

	broker_user(broker, identity, user);
	fprintf(file, "; Praatje: %s %s of the office %s. A key is in here: keep it secret.\n",
		role_names[identity->role], identity->id, broker->office);
	fprintf(file, "[broker]\naddress = mqtts://%s%s%s:%d\nuser = %s\n[office]\nid = %s\n",
		six ? "[" : "", broker->hosts[0], six ? "]" : "",
		device ? BROKER_PORT_DEVICES : BROKER_PORT_OTHERS, user, broker->office);
	if (device)
		fprintf(file, "[device]\nid = %s\nrole = %s\n", identity->id,
			identity->role == BROKER_COUNTING_BOARD ? "board"
								: role_names[identity->role]);
	/* One's own certificate first: that is how TLS wants it. */
	fprintf(file, "\n%s%s%s", issued->certificate, authority, issued->key);
}
