/* A broker whose every packet the test writes itself, for what a real one does not do. */
#ifndef PRAATJE_TESTS_LINK_FAKE_H
#define PRAATJE_TESTS_LINK_FAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	FAKE_CONNECT = 1,
	FAKE_PUBLISH = 3,
	FAKE_PUBACK = 4,
	FAKE_SUBSCRIBE = 8,
	FAKE_PING = 12,
	FAKE_DISCONNECT = 14,
};

struct fake_packet {
	int type; /* 0: the other side closed, or said nothing for 10 s */
	uint8_t body[1024];
	size_t size;
};

/* A listening socket on a loopback port that is chosen. */
int fake_listen(int *port);

/* The connection that speaks MQTT: those that close without a word are passed over. */
int fake_accept(int listening, struct fake_packet *connect_packet);

struct fake_packet fake_read(int fd);

/* keep_alive_s: 0 leaves it to the client. */
void fake_connack(int fd, int keep_alive_s);
void fake_suback(int fd, const struct fake_packet *subscribe, int reason);
void fake_puback(int fd, const struct fake_packet *publish);
void fake_disconnect(int fd, int reason);
/* The same message back, as its publisher's own subscription gives it. */
void fake_echo(int fd, const struct fake_packet *publish);
void fake_publish(int fd, const char *topic, const char *payload, bool retain);

#endif
