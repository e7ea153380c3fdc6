/* New certificates before the old ones end. The old ones hold on, so that nobody is shut out. */
#include <string.h>
#include <sysexits.h>

#include "admin/broker.h"
#include "admin/out.h"

enum { REVOCATIONS_DAYS = 10 * 365 };

static int renew(struct broker *broker, struct trust *trust, const struct broker_identity *which,
		 const char *path)
{
	bool own = strcmp(which->office, broker->office) == 0, admin = which->role == BROKER_ADMIN;
	const struct broker_identity *identity =
	    broker_find(broker, own ? "" : which->office, which->id);

	if (identity && (identity->role == BROKER_ADMIN) == admin && identity->role != BROKER_TIDY)
		return broker_issue_into(trust, broker, identity, path);
	complain("no %s '%s' has an identity", admin ? "admin" : "device", which->id);
	return EX_NOINPUT;
}

int broker_renew(const char *dir, const struct broker_identity *which, const char *path)
{
	struct broker broker;
	struct trust *trust;
	int status = broker_open_both(&broker, &trust, dir);

	if (status == EX_OK)
		status = renew(&broker, trust, which, path);
	trust_close(trust);
	broker_finish(&broker);
	return status;
}

int broker_renew_own(const char *dir)
{
	char error[TRUST_ERROR_SIZE];
	struct broker broker;
	struct trust *trust;
	int status = broker_open_both(&broker, &trust, dir);

	if (status == EX_OK)
		status = broker_make_own(trust, &broker);
	if (status == EX_OK && trust_write_crl(trust, REVOCATIONS_DAYS, error) < 0) {
		complain("%s", error);
		status = EX_IOERR;
	}
	trust_close(trust);
	broker_finish(&broker);
	return status;
}

/* When the last of somebody's certificates ends that weren't revoked; 0: there is none. */
static int64_t last_end_s(const struct trust *trust, const char *user)
{
	struct trust_issued issued;
	int64_t last_s = 0;

	for (int i = 0; trust_issued(trust, i, &issued); i++) {
		if (!issued.revoked_s && issued.ends_s > last_s && strcmp(issued.name, user) == 0)
			last_s = issued.ends_s;
	}
	return last_s;
}

int broker_ends(const char *dir, void (*tell)(void *data, const char *whose, int64_t ends_s),
		void *data)
{
	char user[TRUST_NAME_SIZE];
	struct broker broker;
	struct trust *trust;
	int status = broker_open_both(&broker, &trust, dir);

	if (status == EX_OK)
		tell(data, "the authority", trust_ends_s(trust_certificate(trust)));
	for (int i = 0; status == EX_OK && i < broker.identities_count; i++) {
		const struct broker_identity *identity = &broker.identities[i];

		if (identity->role < BROKER_HOME_ASSISTANT || identity->role == BROKER_REVOKED ||
		    !broker_user(&broker, identity, user))
			continue;
		tell(data, identity->id, last_end_s(trust, user));
	}
	trust_close(trust);
	broker_finish(&broker);
	return status;
}
