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

int broker_issue_into(struct trust *trust, const struct broker *broker,
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

int broker_open_both(struct broker *broker, struct trust **trust, const char *dir)
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

int broker_free(const struct broker *broker, const struct broker_identity *identity)
{
	if (!broker_find(broker, identity->office, identity->id))
		return EX_OK;
	complain("%s has an identity already; 'praatjectl %s revoke %s' takes it back, then it can "
		 "have a new one",
		 identity->id, identity->role == BROKER_ADMIN ? "admin" : "device", identity->id);
	return EX_CANTCREAT;
}

int broker_let_in(struct trust *trust, struct broker *broker,
		  const struct broker_identity *identity, const char *path)
{
	int status = broker_free(broker, identity);

	if (status == EX_OK)
		status = broker_issue_into(trust, broker, identity, path);
	if (status != EX_OK)
		return status;
	broker_add(broker, identity);
	return broker_save(broker);
}

/* Another office than the broker's own must be here, and only boards may show it. */
static int check_office(const struct broker *broker, struct broker_identity *identity)
{
	if (strcmp(identity->office, broker->office) == 0)
		identity->office[0] = '\0';
	if (!identity->office[0])
		return EX_OK;
	if (!broker_has_office(broker, identity->office))
		complain("the office %s isn't here: this is the broker of %s, and has no bridge "
			 "with it",
			 identity->office, broker->office);
	else if (identity->role != BROKER_BOARD && identity->role != BROKER_COUNTING_BOARD)
		complain("only boards may show another office; a %s of %s is enrolled where that "
			 "office's broker is",
			 broker_role_name(identity->role), identity->office);
	else
		return EX_OK;
	return EX_USAGE;
}

int broker_enrol(const char *dir, const struct broker_identity *wanted, const char *path)
{
	struct broker_identity identity = *wanted;
	struct broker broker;
	struct trust *trust;
	int status = broker_open_both(&broker, &trust, dir);

	if (status == EX_OK)
		status = check_office(&broker, &identity);
	if (status == EX_OK)
		status = broker_let_in(trust, &broker, &identity, path);
	trust_close(trust);
	broker_finish(&broker);
	return status;
}

/* The one that is to be revoked; NULL when it may not be, which is told. */
static struct broker_identity *find_revocable(const struct broker *broker,
					      const struct broker_identity *which)
{
	bool own = strcmp(which->office, broker->office) == 0, admin = which->role == BROKER_ADMIN;
	struct broker_identity *identity = broker_find(broker, own ? "" : which->office, which->id);
	int admins = 0;

	for (int i = 0; i < broker->identities_count; i++)
		admins += broker->identities[i].role == BROKER_ADMIN;
	if (!identity || (identity->role == BROKER_ADMIN) != admin || identity->role == BROKER_TIDY)
		complain("no %s '%s' has an identity", admin ? "admin" : "device", which->id);
	else if (admin && admins == 1)
		complain("'%s' is the only admin: enrol another one first", which->id);
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
	if (identity->role == BROKER_BRIDGE)
		broker_show(broker, identity->id, NULL, 0);
	broker_remove(broker, identity);
	return broker_save(broker);
}

int broker_revoke(const char *dir, const struct broker_identity *which)
{
	struct broker broker;
	struct trust *trust;
	int status = broker_open_both(&broker, &trust, dir);

	if (status == EX_OK) {
		struct broker_identity *identity = find_revocable(&broker, which);
		status = identity ? revoke(&broker, trust, identity) : EX_NOINPUT;
	}
	trust_close(trust);
	broker_finish(&broker);
	return status;
}
