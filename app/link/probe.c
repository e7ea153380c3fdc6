#include "link/probe.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* 0, -ETIMEDOUT, -EINTR by wake_fd, or what the connecting failed with. */
static int connected_wait(int fd, int wake_fd)
{
	struct pollfd fds[] = {{.fd = fd, .events = POLLOUT}, {.fd = wake_fd, .events = POLLIN}};
	int error = 0;
	socklen_t size = sizeof(error);

	int ready = poll(fds, 2, PROBE_LIMIT_MS);
	if (ready < 0)
		return -errno;
	if (ready == 0)
		return -ETIMEDOUT;
	if (fds[1].revents)
		return -EINTR;
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
		return -errno;
	return -error;
}

static int probe_address(const struct addrinfo *at, int wake_fd)
{
	int fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int error = 0;

	if (fd < 0)
		return -errno;
	if (connect(fd, at->ai_addr, at->ai_addrlen) < 0)
		error = errno == EINPROGRESS ? connected_wait(fd, wake_fd) : -errno;
	close(fd);
	return error;
}

static int address_write(const struct addrinfo *at, char address[NI_MAXHOST])
{
	int error =
	    getnameinfo(at->ai_addr, at->ai_addrlen, address, NI_MAXHOST, NULL, 0, NI_NUMERICHOST);
	return error ? -EADDRNOTAVAIL : 0;
}

int probe(const char *host, int port, int wake_fd, char address[NI_MAXHOST], struct cause *cause)
{
	const struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
	struct addrinfo *all = NULL;
	char service[16];
	int error = -EHOSTUNREACH;

	snprintf(service, sizeof(service), "%d", port);
	int unknown = getaddrinfo(host, service, &hints, &all);
	if (unknown) {
		cause_set(cause, 0, "The broker's name %s is not known here: %s.", host,
			  gai_strerror(unknown));
		return -EHOSTUNREACH;
	}
	for (const struct addrinfo *at = all; at && error && error != -EINTR; at = at->ai_next) {
		error = probe_address(at, wake_fd);
		if (!error)
			error = address_write(at, address);
	}
	freeaddrinfo(all);
	if (!error || error == -EINTR)
		return error;
	cause_set(cause, 0, "No broker answers at %s, port %d: %s.", host, port, strerror(-error));
	return -EHOSTUNREACH;
}
