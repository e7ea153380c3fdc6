#include "admin/broker.h"

#include <errno.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "admin/broker_pairing.h"
#include "admin/file.h"
#include "admin/memory.h"
#include "admin/out.h"

enum { MODE_SHARED = 0640, MODE_OWN = 0600 };

static const char *const role_names[BROKER_ROLE_COUNT] = {
    [BROKER_KIOSK] = "kiosk",   [BROKER_BOARD] = "board",
    [BROKER_DESK] = "desk",     [BROKER_COUNTING_BOARD] = "counting-board",
    [BROKER_ADMIN] = "admin",   [BROKER_HOME_ASSISTANT] = "home-assistant",
    [BROKER_TIDY] = "tidy",     [BROKER_REVOKED] = "revoked",
    [BROKER_BRIDGE] = "bridge",
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
	return role_of(text, out) && *out <= BROKER_BRIDGE;
}

bool broker_user(const struct broker *broker, const struct broker_identity *identity,
		 char to[TRUST_NAME_SIZE])
{
	bool device = identity->role < BROKER_HOME_ASSISTANT || identity->role == BROKER_REVOKED;
	const char *office = identity->office[0] ? identity->office : broker->office;
	const char *first = device ? office : identity->id;
	const char *second = device ? identity->id : office;
	char text[2 * ID_SIZE + 1];
	int length = snprintf(text, sizeof(text), "%s%s%s", first, device ? "." : "@", second);

	snprintf(to, TRUST_NAME_SIZE, "%.*s", TRUST_NAME_SIZE - 1, text);
	return length < TRUST_NAME_SIZE;
}

void broker_finish(struct broker *broker)
{
	free(broker->identities);
	free(broker->shows);
}

static bool is_same(const struct broker_identity *identity, const char *office, const char *id)
{
	return strcmp(identity->id, id) == 0 && strcmp(identity->office, office) == 0;
}

struct broker_identity *broker_find(const struct broker *broker, const char *office, const char *id)
{
	for (int i = 0; i < broker->identities_count; i++) {
		struct broker_identity *identity = &broker->identities[i];
		if (identity->role != BROKER_REVOKED && is_same(identity, office, id))
			return identity;
	}
	return NULL;
}

void broker_add(struct broker *broker, const struct broker_identity *identity)
{
	for (int i = 0; i < broker->identities_count; i++) {
		if (!is_same(&broker->identities[i], identity->office, identity->id))
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

static bool add_show(struct broker *broker, const char *at, const char *office)
{
	struct broker_show show;

	if (!id_parse(at, show.at) || !id_parse(office, show.office))
		return false;
	broker->shows =
	    memory_grow(broker->shows, (size_t)(broker->shows_count + 1) * sizeof(show));
	broker->shows[broker->shows_count++] = show;
	return true;
}

bool broker_show(struct broker *broker, const char *at, const char *const *offices, int count)
{
	int kept = 0;
	bool good = true;

	for (int i = 0; i < broker->shows_count; i++) {
		if (strcmp(broker->shows[i].at, at) != 0)
			broker->shows[kept++] = broker->shows[i];
	}
	broker->shows_count = kept;
	for (int i = 0; i < count; i++)
		good = good && add_show(broker, at, offices[i]);
	return good;
}

bool broker_has_office(const struct broker *broker, const char *office)
{
	const struct broker_identity *bridge = broker_find(broker, "", office);

	for (int i = 0; i < broker->shows_count; i++) {
		if (strcmp(broker->shows[i].at, broker->office) == 0 &&
		    strcmp(broker->shows[i].office, office) == 0)
			return true;
	}
	return bridge && bridge->role == BROKER_BRIDGE;
}

static bool take_identity(struct broker *broker, const char *role, const char *id,
			  const char *third)
{
	struct broker_identity identity = {0};

	if (!role_of(role, &identity.role) || !id_parse(id, identity.id))
		return false;
	bool desk = identity.role == BROKER_DESK;
	if (third && !id_parse(third, desk ? identity.person : identity.office))
		return false;
	broker_add(broker, &identity);
	return true;
}

/* "office ID", "dynamic-security", "host NAME", "show OFFICE OFFICE", "desk ID PERSON", or "ROLE ID
 * [OFFICE]". */
static bool take_line(struct broker *broker, const char *line)
{
	char word[32], value[BROKER_HOST_SIZE], third[BROKER_HOST_SIZE];
	int words = sscanf(line, "%31s %253s %253s", word, value, third);

	if (words == 2 && strcmp(word, "office") == 0)
		return id_parse(value, broker->office);
	if (words == 2 && strcmp(word, "host") == 0 && broker->hosts_count < BROKER_HOSTS_MAX) {
		memcpy(broker->hosts[broker->hosts_count++], value, sizeof(value));
		return true;
	}
	if (words == 1 && strcmp(word, "dynamic-security") == 0) {
		broker->dynamic = true;
		return true;
	}
	if (words == 3 && strcmp(word, "show") == 0)
		return add_show(broker, value, third);
	return words >= 2 && take_identity(broker, word, value, words == 3 ? third : NULL);
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
		complain("%s:%d: this is no office, host, show or role with its id", path, number);
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
	fprintf(file, "office %s\n%s", broker->office, broker->dynamic ? "dynamic-security\n" : "");
	for (int i = 0; i < broker->hosts_count; i++)
		fprintf(file, "host %s\n", broker->hosts[i]);
	for (int i = 0; i < broker->identities_count; i++) {
		const struct broker_identity *identity = &broker->identities[i];
		const char *third = identity->person[0] ? identity->person : identity->office;
		fprintf(file, "%s %s%s%s\n", role_names[identity->role], identity->id,
			third[0] ? " " : "", third);
	}
	for (int i = 0; i < broker->shows_count; i++)
		fprintf(file, "show %s %s\n", broker->shows[i].at, broker->shows[i].office);
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

	if (status == EX_OK)
		status = save(broker, "password", true, broker_pairing_passwords_print);
	if (status != EX_OK)
		return status;
	return broker->dynamic ? save(broker, "dynamic-security.json", true, broker_dynamic_print)
			       : save(broker, "acl", true, broker_acl_print);
}

int broker_issue(struct trust *trust, const struct broker *broker,
		 const struct broker_identity *identity, struct trust_identity *out)
{
	char user[TRUST_NAME_SIZE], error[TRUST_ERROR_SIZE];
	struct trust_request request = {
	    .use = TRUST_CLIENT, .name = user, .days = BROKER_IDENTITY_DAYS};

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
