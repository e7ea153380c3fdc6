/* Gives devices an identity, and takes it back. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/broker.h"
#include "admin/out.h"

enum { KEY_MODE = 0600 };

static int put(const char *path, const char *text)
{
	if (strcmp(path, "-") == 0) {
		fputs(text, stdout);
		return out_status();
	}
	int result = trust_write_file(path, text, KEY_MODE);
	if (result == 0)
		return EX_OK;
	complain("%s cannot be written: %s", path, strerror(-result));
	return EX_CANTCREAT;
}

static int issue_into(struct trust *trust, const struct broker *broker,
		      const struct broker_identity *identity, const char *path)
{
	struct trust_identity issued = {0};
	char *text = NULL;
	size_t size;
	int status = broker_issue(trust, broker, identity, &issued);
	FILE *file = status == EX_OK ? open_memstream(&text, &size) : NULL;

	if (file) {
		broker_settings_print(file, broker, identity, &issued, trust_certificate(trust));
		fclose(file);
		status = put(path, text);
	}
	free(text);
	trust_identity_finish(&issued);
	return status;
}

/* Both of them; what is open is to be closed in any case. */
static int open_both(struct broker *broker, struct trust **trust, const char *dir)
{
	char error[TRUST_ERROR_SIZE];
	int status = broker_open(broker, dir);

	*trust = status == EX_OK ? trust_open(dir, error) : NULL;
	if (status == EX_OK && !*trust) {
		complain("%s", error);
		status = EX_NOINPUT;
	}
	return status;
}

int broker_enrol(const char *dir, const struct broker_identity *identity, const char *path)
{
	struct broker broker;
	struct trust *trust;
	int status = open_both(&broker, &trust, dir);

	if (status == EX_OK && broker_find(&broker, identity->id)) {
		complain("%s has an identity already; 'praatjectl device revoke %s' takes it back, "
			 "then it can have a new one",
			 identity->id, identity->id);
		status = EX_CANTCREAT;
	}
	if (status == EX_OK)
		status = issue_into(trust, &broker, identity, path);
	if (status == EX_OK) {
		broker_add(&broker, identity);
		status = broker_save(&broker);
	}
	trust_close(trust);
	broker_finish(&broker);
	return status;
}

/* The one that is to be revoked; NULL when it may not be, which is told. */
static struct broker_identity *find_revocable(const struct broker *broker, const char *id,
					      bool admin)
{
	struct broker_identity *identity = broker_find(broker, id);
	int admins = 0;

	for (int i = 0; i < broker->identities_count; i++)
		admins += broker->identities[i].role == BROKER_ADMIN;
	if (!identity || (identity->role == BROKER_ADMIN) != admin || identity->role == BROKER_TIDY)
		complain("no %s '%s' has an identity", admin ? "admin" : "device", id);
	else if (admin && admins == 1)
		complain("'%s' is the only admin: enrol another one first", id);
	else
		return identity;
	return NULL;
}

static int revoke(struct broker *broker, struct trust *trust, struct broker_identity *identity)
{
	char user[TRUST_NAME_SIZE], error[TRUST_ERROR_SIZE];

	broker_user(broker, identity, user);
	int result = trust_revoke(trust, user, error);
	/* One whose certificates have ended anyway still has its rights taken. */
	if (result < 0 && result != -ENOENT) {
		complain("%s", error);
		return EX_IOERR;
	}
	broker_remove(broker, identity);
	return broker_save(broker);
}

int broker_revoke(const char *dir, const char *id, bool admin)
{
	struct broker broker;
	struct trust *trust;
	int status = open_both(&broker, &trust, dir);

	if (status == EX_OK) {
		struct broker_identity *identity = find_revocable(&broker, id, admin);
		status = identity ? revoke(&broker, trust, identity) : EX_NOINPUT;
	}
	trust_close(trust);
	broker_finish(&broker);
	return status;
}
