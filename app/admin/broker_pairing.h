/*
 * A broker's listener for devices that have no identity yet. They come in as one of a few users
 * whose password everybody knows; each may ask on a topic of its own and be answered there. As
 * many can pair at a time; and as a user's name is its client id, none can take the connection of
 * somebody else's away than of another one of these.
 */
#ifndef PRAATJE_ADMIN_BROKER_PAIRING_H
#define PRAATJE_ADMIN_BROKER_PAIRING_H

#include <stdbool.h>
#include <stdio.h>

#include "admin/broker.h"
#include "adopt/request.h"
#include "protocol/pair.h"

struct broker_pairing_user {
	char name[PAIR_USER_SIZE];
	char writes[64], reads[64]; /* all topics that it may */
};
/* One of them, from 1 to PAIR_USERS. */
void broker_pairing_user(int number, struct broker_pairing_user *out);

/* What mosquitto's password_file is to hold. */
void broker_pairing_passwords_print(FILE *, const struct broker *);

/* What the certificate of the broker in this folder is told by. */
int broker_pairing_peer(const char *dir, unsigned char peer[ADOPT_PEER_SIZE]);

/*
 * Adopts the device that asked: gives it an identity, of which *out is all that it is to be told.
 * An identity without an id is given one after its role, such as board-2, before *tell is called
 * with it: what that returns other than EX_OK is returned, and nothing is done.
 */
int broker_adopt(const char *dir, struct broker_identity *, const struct pair_ask *,
		 int (*tell)(void *data, const struct broker_identity *), void *data,
		 struct pair_answer *out);

#endif
