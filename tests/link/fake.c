#include "link/fake.h"

#include <arpa/inet.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LIMIT_MS = 10000 };

int fake_listen(int *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) < 0 || listen(fd, 8) < 0 ||
	    getsockname(fd, (struct sockaddr *)&address, &size) < 0)
		return -1;
	*port = ntohs(address.sin_port);
	return fd;
}

static bool readable(int fd)
{
	struct pollfd at = {.fd = fd, .events = POLLIN};
	return poll(&at, 1, LIMIT_MS) > 0;
}

static bool bytes_read(int fd, uint8_t *to, size_t size)
{
	while (size) {
		ssize_t count = readable(fd) ? read(fd, to, size) : -1;
		if (count <= 0)
			return false;
		to += count;
		size -= (size_t)count;
	}
	return true;
}

static bool length_read(int fd, size_t *length)
{
	uint8_t byte = 0x80;

	*length = 0;
	for (int shift = 0; byte & 0x80; shift += 7) {
		if (!bytes_read(fd, &byte, 1))
			return false;
		*length |= (size_t)(byte & 0x7f) << shift;
	}
	return true;
}

struct fake_packet fake_read(int fd)
{
	struct fake_packet packet = {0};
	uint8_t first;

	if (!bytes_read(fd, &first, 1) || !length_read(fd, &packet.size) ||
	    packet.size > sizeof(packet.body) || !bytes_read(fd, packet.body, packet.size))
		return (struct fake_packet){0};
	packet.type = first >> 4;
	return packet;
}

int fake_accept(int listening, struct fake_packet *connect_packet)
{
	while (readable(listening)) {
		int fd = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
		if (fd < 0)
			break;
		*connect_packet = fake_read(fd);
		if (connect_packet->type == FAKE_CONNECT)
			return fd;
		close(fd);
	}
	return -1;
}

static void packet_write(int fd, int first, const uint8_t *body, size_t size)
{
	uint8_t packet[1100] = {(uint8_t)first};
	size_t head = 1, left = size;

	do {
		packet[head] = left & 0x7f;
		left >>= 7;
		packet[head++] |= left ? 0x80 : 0;
	} while (left);
	memcpy(packet + head, body, size);
	send(fd, packet, head + size, MSG_NOSIGNAL);
}

void fake_connack(int fd, int keep_alive_s)
{
	const uint8_t plain[] = {0, 0, 0};
	const uint8_t short_lived[] = {0, 0, 3, 0x13, 0, (uint8_t)keep_alive_s};

	if (keep_alive_s)
		packet_write(fd, 0x20, short_lived, sizeof(short_lived));
	else
		packet_write(fd, 0x20, plain, sizeof(plain));
}

void fake_suback(int fd, const struct fake_packet *subscribe, int reason)
{
	const uint8_t body[] = {subscribe->body[0], subscribe->body[1], 0, (uint8_t)reason};
	packet_write(fd, 0x90, body, sizeof(body));
}

static size_t topic_size(const struct fake_packet *publish)
{
	return 2 + (size_t)(publish->body[0] << 8 | publish->body[1]);
}

void fake_puback(int fd, const struct fake_packet *publish)
{
	packet_write(fd, 0x40, publish->body + topic_size(publish), 2);
}

void fake_disconnect(int fd, int reason)
{
	const uint8_t body[] = {(uint8_t)reason, 0};
	packet_write(fd, 0xe0, body, sizeof(body));
}

void fake_echo(int fd, const struct fake_packet *publish)
{
	packet_write(fd, 0x32, publish->body, publish->size);
}

void fake_publish(int fd, const char *topic, const char *payload, bool retain)
{
	uint8_t body[1024] = {0, (uint8_t)strlen(topic)};
	size_t size = 2;

	memcpy(body + size, topic, strlen(topic));
	size += strlen(topic);
	body[size++] = 0; /* no properties */
	memcpy(body + size, payload, strlen(payload));
	size += strlen(payload);
	packet_write(fd, 0x30 | retain, body, size);
}
