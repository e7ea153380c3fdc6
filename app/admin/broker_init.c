/* Makes a broker's folder. */
#include <errno.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "admin/broker.h"
#include "admin/out.h"

enum { SERVER_DAYS = 10 * 365, FOLDER_MODE = 0750 };

static int make_authority(const struct broker *broker)
{
	char name[TRUST_NAME_SIZE], error[TRUST_ERROR_SIZE];

	snprintf(name, sizeof(name), "Praatje %s", broker->office);
	int result = trust_create(broker->dir, name, error);
	if (result == 0)
		return EX_OK;
	complain("%s", error);
	return result == -EEXIST ? EX_CANTCREAT : EX_IOERR;
}

/* mosquitto looks into the folder, nobody else does. */
static int open_folder(const struct broker *broker)
{
	const struct group *group = geteuid() == 0 ? getgrnam("mosquitto") : NULL;

	if (!group || (chown(broker->dir, (uid_t)-1, group->gr_gid) == 0 &&
		       chmod(broker->dir, FOLDER_MODE) == 0))
		return EX_OK;
	complain("%s cannot be given to mosquitto: %s", broker->dir, strerror(errno));
	return EX_IOERR;
}

static int write_pair(const struct broker *broker, const char *name,
		      const struct trust_identity *identity, bool for_mosquitto)
{
	char file[32];

	snprintf(file, sizeof(file), "%s.crt", name);
	int status = broker_write(broker, file, identity->certificate, for_mosquitto);
	snprintf(file, sizeof(file), "%s.key", name);
	return status == EX_OK ? broker_write(broker, file, identity->key, for_mosquitto) : status;
}

static int make_server(struct trust *trust, const struct broker *broker)
{
	struct trust_request request = {
	    .use = TRUST_SERVER, .name = broker->hosts[0], .days = SERVER_DAYS};
	struct trust_identity identity = {0};
	char error[TRUST_ERROR_SIZE];

	/* The name is for people; hosts count. */
	if (strlen(request.name) >= TRUST_NAME_SIZE)
		request.name = broker->office;
	for (int i = 0; i < broker->hosts_count; i++)
		request.hosts[request.hosts_count++] = broker->hosts[i];
	request.hosts[request.hosts_count++] = "localhost";
	if (trust_issue(trust, &request, &identity, error) < 0) {
		complain("%s", error);
		return EX_USAGE;
	}
	int status = write_pair(broker, "server", &identity, true);
	trust_identity_finish(&identity);
	return status;
}

static int make_admin(struct trust *trust, const struct broker *broker,
		      const struct broker_identity *admin)
{
	struct trust_identity issued = {0};
	char *text = NULL;
	size_t size;
	int status = broker_issue(trust, broker, admin, &issued);
	FILE *file = status == EX_OK ? open_memstream(&text, &size) : NULL;

	if (file) {
		broker_settings_print(file, broker, admin, &issued, trust_certificate(trust));
		fclose(file);
		status = broker_write(broker, "admin.conf", text, false);
	}
	free(text);
	trust_identity_finish(&issued);
	return status;
}

static int make_tidy(struct trust *trust, const struct broker *broker,
		     const struct broker_identity *tidy)
{
	struct trust_identity issued = {0};
	int status = broker_issue(trust, broker, tidy, &issued);

	if (status == EX_OK)
		status = write_pair(broker, "tidy", &issued, false);
	trust_identity_finish(&issued);
	return status;
}

int broker_make_own(struct trust *trust, const struct broker *broker)
{
	const struct broker_identity *admin = broker_find(broker, "", "admin"),
				     *tidy = broker_find(broker, "", "tidy");
	int status = make_server(trust, broker);

	/* The first admin may have gone since. */
	if (status == EX_OK && admin)
		status = make_admin(trust, broker, admin);
	if (status == EX_OK && tidy)
		status = make_tidy(trust, broker, tidy);
	return status;
}

static int make_identities(struct broker *broker)
{
	static const struct broker_identity admin = {.role = BROKER_ADMIN, .id = "admin"},
					    tidy = {.role = BROKER_TIDY, .id = "tidy"};
	char error[TRUST_ERROR_SIZE];
	struct trust *trust = trust_open(broker->dir, error);

	if (!trust) {
		complain("%s", error);
		return EX_IOERR;
	}
	broker_add(broker, &admin);
	broker_add(broker, &tidy);
	int status = broker_make_own(trust, broker);
	trust_close(trust);
	return status == EX_OK ? broker_save(broker) : status;
}

static bool hosts_take(struct broker *broker, const char *const *hosts, int count)
{
	if (count < 1 || count > BROKER_HOSTS_MAX) {
		complain("say by which names the broker is reached: --host NAME, at least one and "
			 "at most %d",
			 BROKER_HOSTS_MAX);
		return false;
	}
	for (int i = 0; i < count; i++) {
		if (!hosts[i][0] || strlen(hosts[i]) >= BROKER_HOST_SIZE ||
		    strspn(hosts[i], "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789.-:") != strlen(hosts[i])) {
			complain("--host '%s': write a host's name or address", hosts[i]);
			return false;
		}
		snprintf(broker->hosts[broker->hosts_count++], BROKER_HOST_SIZE, "%s", hosts[i]);
	}
	return true;
}

int broker_init(const char *dir, const char *office, const char *const *hosts, int hosts_count,
		bool dynamic)
{
	struct broker broker = {.dynamic = dynamic};

	if (snprintf(broker.dir, sizeof(broker.dir), "%s", dir) >= (int)sizeof(broker.dir)) {
		complain("the folder's name is too long");
		return EX_USAGE;
	}
	id_copy(broker.office, office);
	int status = hosts_take(&broker, hosts, hosts_count) ? EX_OK : EX_USAGE;
	if (status == EX_OK)
		status = make_authority(&broker);
	if (status == EX_OK)
		status = make_identities(&broker);
	if (status == EX_OK)
		status = open_folder(&broker);
	broker_finish(&broker);
	return status;
}
