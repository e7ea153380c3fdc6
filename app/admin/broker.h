/*
 * An office's broker as files in a folder: the authority (trust/trust.h), the broker's own
 * certificate, and who may do what. mosquitto reads them there (firmware/broker/praatje.conf).
 *
 *	server.crt, server.key   the broker's own
 *	admin.conf               settings of the first admin: address, certificate, key
 *	tidy.crt, tidy.key       of the nightly tidy
 *	identities               a line each: the office, the hosts, a role with its id, who is
 *shown bridge.pem               as which this broker goes to a headquarters' (broker_bridge) acl
 *made from it: a stanza an identity password                 of who has no identity yet
 *(broker_pairing.h)
 *
 * Functions say themselves what is wrong and return an exit status.
 */
#ifndef PRAATJE_ADMIN_BROKER_H
#define PRAATJE_ADMIN_BROKER_H

#include <stdbool.h>
#include <stdio.h>

#include "core/id.h"
#include "trust/trust.h"

enum {
	BROKER_HOST_SIZE = 254,
	BROKER_HOSTS_MAX = TRUST_HOSTS_MAX - 1, /* localhost is one too, for the tidy */
	BROKER_PATH_SIZE = 4096,
	BROKER_PORT_DEVICES = 8883,
	BROKER_PORT_OTHERS = 8884,
	BROKER_IDENTITY_DAYS = 10 * 365,
};

enum broker_role {
	BROKER_KIOSK,
	BROKER_BOARD,
	BROKER_COUNTING_BOARD, /* shows how many, not who */
	BROKER_DESK,
	BROKER_HOME_ASSISTANT,
	BROKER_BRIDGE, /* another office's broker, which brings that office's states here */
	BROKER_ADMIN,
	BROKER_TIDY,
	BROKER_REVOKED, /* was a device */
	BROKER_ROLE_COUNT,
};
const char *broker_role_name(enum broker_role);
/* Roles that one can be enrolled in only. */
bool broker_role_parse(const char *text, enum broker_role *out);

struct broker_identity {
	enum broker_role role;
	char id[ID_SIZE];     /* of a device; of a bridge the office's; else a name like it */
	char person[ID_SIZE]; /* a desk's; else empty */
	char office[ID_SIZE]; /* of a board that shows another office than the broker's; else empty
			       */
};

/* An office whose boards may hang in another one. */
struct broker_show {
	char at[ID_SIZE]; /* the broker's own, or a bridge's */
	char office[ID_SIZE];
};

struct broker {
	char dir[BROKER_PATH_SIZE];
	char office[ID_SIZE];
	bool dynamic; /* rights are kept by mosquitto's dynamic-security plugin */
	char hosts[BROKER_HOSTS_MAX][BROKER_HOST_SIZE];
	int hosts_count;
	struct broker_identity *identities;
	int identities_count;
	struct broker_show *shows;
	int shows_count;
};

/*
 * Makes a broker's folder. hosts: names or addresses that it is reached by, the first one first.
 * dynamic: rights are for the plugin instead of an acl_file.
 */
int broker_init(const char *dir, const char *office, const char *const *hosts, int hosts_count,
		bool dynamic);

/*
 * Gives a device, Home Assistant or an admin an identity, and writes all that it needs into the one
 * file path, or to standard output where that is "-".
 */
int broker_enrol(const char *dir, const struct broker_identity *, const char *path);

/*
 * Lets another office's broker in as a bridge, with its file in path: it may bring that office's
 * states and take its configuration, and what is shown at it of others.
 */
int broker_admit(const char *dir, const struct broker_identity *bridge, const char *const *shows,
		 int shows_count, const char *path);

/*
 * Has this broker go to the one that made file (broker_admit), and shows other offices of there
 * here: writes mosquitto's configuration for that into path, or to standard output for "-".
 */
int broker_bridge(const char *dir, const char *file, const char *const *shows, int shows_count,
		  const char *path);

/*
 * Takes a device's identity back (by id and office), or an admin's where that is the role; the last
 * admin keeps theirs.
 */
int broker_revoke(const char *dir, const struct broker_identity *which);

/* Gives an identity a new certificate, in a new file; the one that it has holds until its end. */
int broker_renew(const char *dir, const struct broker_identity *which, const char *path);

/* The same for the broker itself: its own, the tidy's, admin.conf, and the revocation list. */
int broker_renew_own(const char *dir);

/*
 * Tells when the certificates end of whoever has no status to say so: the authority, admins, the
 * tidy, Home Assistant, bridges. ends_s: seconds since 1970 UTC; 0: there is none.
 */
int broker_ends(const char *dir, void (*tell)(void *data, const char *whose, int64_t ends_s),
		void *data);

/* Makes what the broker itself needs: its own certificate, the tidy's, admin.conf. */
int broker_make_own(struct trust *, const struct broker *);

/* What the folder holds; finish it in any case. */
int broker_open(struct broker *, const char *dir);
/* The authority too; close it in any case. */
int broker_open_both(struct broker *, struct trust **, const char *dir);
void broker_finish(struct broker *);

/* The identity of that id that wasn't revoked; NULL when there is none. office: as in its struct.
 */
struct broker_identity *broker_find(const struct broker *, const char *office, const char *id);
/* Adds a copy, in the place of a revoked one of the same id and office. */
void broker_add(struct broker *, const struct broker_identity *);
/* Has it revoked; of a device it is kept that it was there. */
void broker_remove(struct broker *, struct broker_identity *);

/* Whether boards of that office may be here: it has a bridge, or is shown. */
bool broker_has_office(const struct broker *, const char *office);
/* What is shown at an office, instead of what was; at most that many ids. False: one is no id. */
bool broker_show(struct broker *, const char *at, const char *const *offices, int count);

/* EX_OK when nobody is there under that id; else EX_CANTCREAT, told. */
int broker_free(const struct broker *, const struct broker_identity *);

/* Writes identities, password, and the rights made from them. */
int broker_save(const struct broker *);

/* Writes a file of the folder; for_mosquitto: so that it can read it too, who runs as such. */
int broker_write(const struct broker *, const char *name, const char *text, bool for_mosquitto);

/*
 * The user name of an identity, which its certificate says: OFFICE.ID of a device, ID@OFFICE of
 * others, a bridge too. False when it is longer than a certificate's name may be.
 */
bool broker_user(const struct broker *, const struct broker_identity *, char to[TRUST_NAME_SIZE]);

/* A certificate for the identity; the status told. */
int broker_issue(struct trust *, const struct broker *, const struct broker_identity *,
		 struct trust_identity *out);

/* Issues a new certificate, and writes the settings file with it into path; "-": standard output.
 */
int broker_issue_into(struct trust *, const struct broker *, const struct broker_identity *,
		      const char *path);
/* Adds an identity that isn't there yet, with its file in path, and saves. */
int broker_let_in(struct trust *, struct broker *, const struct broker_identity *,
		  const char *path);
/* The address at which it is reached first, at that port. */
enum { BROKER_ADDRESS_SIZE = BROKER_HOST_SIZE + 32 };
void broker_address(const struct broker *, int port, char to[BROKER_ADDRESS_SIZE]);

/* Writes the settings file of an identity, certificate and key in it. */
void broker_settings_print(FILE *, const struct broker *, const struct broker_identity *,
			   const struct trust_identity *, const char *authority);

enum broker_access {
	BROKER_READ = 1,
	BROKER_WRITE = 2,
	BROKER_BOTH = BROKER_READ | BROKER_WRITE,
};

/* What an identity may do, as the contract says: calls give with each topic, wildcards in it. */
void broker_rights(const struct broker *, const struct broker_identity *,
		   void (*give)(void *data, enum broker_access, const char *topic), void *data);

/* What mosquitto's acl_file is to hold: everybody's rights. */
void broker_acl_print(FILE *, const struct broker *);
/* The same for the dynamic-security plugin. */
void broker_dynamic_print(FILE *, const struct broker *);

#endif
