/* TLS on a connection to the broker. The only includer of OpenSSL in this room. */
#ifndef PRAATJE_LINK_TLS_H
#define PRAATJE_LINK_TLS_H

#include <mosquitto.h>
#include <stdbool.h>

#include "link/cause.h"
#include "link/link.h"

/*
 * Has mosq connect by TLS 1.2 or newer, and believe nobody but options->host by a certificate of
 * the authority in options->ca_file. cause outlasts mosq and is told why a certificate isn't
 * believed. False, with the cause, when the files can't be used. With options->any_peer everybody
 * is believed who has the key to his certificate, whose SHA-256 goes to peer; it outlasts mosq too.
 */
bool tls_prepare(struct mosquitto *mosq, const struct link_options *options, struct cause *cause,
		 unsigned char peer[LINK_PEER_SIZE]);

/*
 * When the certificates of an established connection end, in seconds since 1970 UTC: one's own, and
 * the first of the broker's and its authorities'. 0: there is none.
 */
void tls_ends(struct mosquitto *mosq, int64_t *own_s, int64_t *broker_s);

#endif
