/*
 * The rights as mosquitto's dynamic-security plugin keeps them: a client and a role an identity.
 * The plugin refuses a subscription itself, where the acl_file only hands nothing out.
 */
#include <jansson.h>

#include "admin/broker.h"
#include "admin/broker_pairing.h"
#include "admin/out.h"

static void add_acl(json_t *acls, const char *type, const char *topic)
{
	json_array_append_new(acls, json_pack("{s:s, s:s, s:b, s:i}", "acltype", type, "topic",
					      topic, "allow", 1, "priority", 0));
}

static void add_right(void *acls, enum broker_access access, const char *topic)
{
	if (access & BROKER_WRITE)
		add_acl(acls, "publishClientSend", topic);
	if (access & BROKER_READ) {
		add_acl(acls, "publishClientReceive", topic);
		add_acl(acls, "subscribePattern", topic);
	}
}

/* What somebody subscribes to that is more than they may read: it is handed out in part. */
static void add_wide(json_t *acls, const struct broker *broker,
		     const struct broker_identity *identity)
{
	const char *office = identity->office[0] ? identity->office : broker->office;
	char topic[64];

	if (identity->role == BROKER_COUNTING_BOARD) {
		snprintf(topic, sizeof(topic), "praatje/1/%s/config/#", office);
		add_acl(acls, "subscribeLiteral", topic);
	}
	if (identity->role == BROKER_TIDY) {
		add_acl(acls, "subscribeLiteral", "praatje/1/+/person/+/state");
		add_acl(acls, "subscribeLiteral", "praatje/1/+/place/+/someone");
	}
}

static void add_client(json_t *clients, json_t *roles, const char *user, json_t *acls)
{
	json_array_append_new(
	    clients, json_pack("{s:s, s:[{s:s}]}", "username", user, "roles", "rolename", user));
	json_array_append_new(roles, json_pack("{s:s, s:o}", "rolename", user, "acls", acls));
}

/* Without a password here: that is left to mosquitto's own file. */
static void add_strangers(json_t *clients, json_t *roles)
{
	for (int i = 1; i <= PAIR_USERS; i++) {
		struct broker_pairing_user stranger;
		json_t *acls = json_array();

		broker_pairing_user(i, &stranger);
		add_right(acls, BROKER_WRITE, stranger.writes);
		add_right(acls, BROKER_READ, stranger.reads);
		add_client(clients, roles, stranger.name, acls);
	}
}

static void add_identity(json_t *clients, json_t *roles, const struct broker *broker,
			 const struct broker_identity *identity)
{
	char user[TRUST_NAME_SIZE];
	json_t *acls = json_array();

	broker_user(broker, identity, user);
	broker_rights(broker, identity, add_right, acls);
	add_wide(acls, broker, identity);
	add_client(clients, roles, user, acls);
}

void broker_dynamic_print(FILE *file, const struct broker *broker)
{
	json_t *clients = json_array(), *roles = json_array();

	for (int i = 0; i < broker->identities_count; i++) {
		if (broker->identities[i].role != BROKER_REVOKED)
			add_identity(clients, roles, broker, &broker->identities[i]);
	}
	add_strangers(clients, roles);
	json_t *all = json_pack("{s:{s:b, s:b, s:b, s:b}, s:o, s:[], s:o}", "defaultACLAccess",
				"publishClientSend", 0, "publishClientReceive", 0, "subscribe", 0,
				"unsubscribe", 1, "clients", clients, "groups", "roles", roles);
	json_dumpf(all, file, JSON_INDENT(1));
	fputc('\n', file);
	json_decref(all);
}
