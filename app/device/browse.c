#include "device/browse.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIELD_INTERFACE = 1, FIELD_ADDRESS = 7, FIELD_PORT = 8, FIELDS = 9, PORT_MAX = 65535 };

static const char missing[] = "avahi-browse can't be started, so no broker is found by itself: "
			      "install avahi-utils, or name the broker in praatje-device.conf";

/* A pipe's other end becomes its standard output and error. */
static int spawn(struct browse *browse, int to)
{
	static const char *const command[] = {
	    "avahi-browse",   "--parsable",    "--resolve", "--terminate",
	    "--no-db-lookup", "_praatje._tcp", NULL};
	posix_spawn_file_actions_t actions;

	int result = posix_spawn_file_actions_init(&actions);
	if (result)
		return -result;
	posix_spawn_file_actions_adddup2(&actions, to, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, to, STDERR_FILENO);
	result = posix_spawnp(&browse->process, command[0], &actions, NULL, (char *const *)command,
			      environ);
	posix_spawn_file_actions_destroy(&actions);
	if (result)
		browse->process = 0;
	return -result;
}

int browse_start(struct browse *browse, char error[BROWSE_ERROR_SIZE])
{
	int ends[2];

	*browse = (struct browse){.fd = -1, .text = calloc(1, BROWSE_TEXT_SIZE)};
	int result = !browse->text ? -ENOMEM : pipe2(ends, O_CLOEXEC) < 0 ? -errno : 0;
	if (result == 0) {
		browse->fd = ends[0];
		fcntl(browse->fd, F_SETFL, O_NONBLOCK);
		result = spawn(browse, ends[1]);
		close(ends[1]);
	}
	if (result < 0) {
		snprintf(error, BROWSE_ERROR_SIZE, "%s", missing);
		browse_stop(browse);
	}
	return result;
}

void browse_stop(struct browse *browse)
{
	if (browse->process) {
		kill(browse->process, SIGKILL);
		waitpid(browse->process, NULL, 0);
	}
	if (browse->fd >= 0)
		close(browse->fd);
	free(browse->text);
	*browse = (struct browse){.fd = -1};
}

/* "=;eth0;IPv4;Praatje on x;_praatje._tcp;local;x.local;192.0.2.1;8885;..." */
bool browse_line(const char *line, struct browse_found *out)
{
	char copy[1024], *rest = copy, *fields[FIELDS], *end;
	unsigned char address[16];
	int count = 0;

	snprintf(copy, sizeof copy, "%s", line);
	while (count < FIELDS && (fields[count] = strsep(&rest, ";")))
		count++;
	if (count < FIELDS || strcmp(fields[0], "=") != 0)
		return false;
	const char *host = fields[FIELD_ADDRESS];
	bool six = inet_pton(AF_INET6, host, address) == 1;
	long port = strtol(fields[FIELD_PORT], &end, 10);
	if ((!six && inet_pton(AF_INET, host, address) != 1) || *end || port < 1 || port > PORT_MAX)
		return false;
	/* An address of the link alone counts on its interface. */
	bool link = six && address[0] == 0xfe && (address[1] & 0xc0) == 0x80;
	int length = snprintf(out->host, sizeof out->host, "%s%s%s", host, link ? "%" : "",
			      link ? fields[FIELD_INTERFACE] : "");
	out->port = (int)port;
	return length < (int)sizeof out->host;
}

static bool known(const struct browse_found *found, int count, const struct browse_found *one)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(found[i].host, one->host) == 0 && found[i].port == one->port)
			return true;
	}
	return false;
}

static void take_lines(char *text, struct browse_found *found, int *count)
{
	struct browse_found one;

	for (char *rest = text, *line; (line = strsep(&rest, "\n"));) {
		if (*count < BROWSE_FOUND_MAX && browse_line(line, &one) &&
		    !known(found, *count, &one))
			found[(*count)++] = one;
	}
}

bool browse_read(struct browse *browse, struct browse_found found[BROWSE_FOUND_MAX], int *count,
		 char error[BROWSE_ERROR_SIZE])
{
	char block[4096];
	ssize_t size;
	int how = 0;

	while ((size = read(browse->fd, block, sizeof block)) > 0) {
		/* What is more than anybody announces is not kept. */
		size_t room = BROWSE_TEXT_SIZE - 1 - browse->size;
		size_t taken = (size_t)size < room ? (size_t)size : room;
		memcpy(browse->text + browse->size, block, taken);
		browse->size += taken;
	}
	if (size < 0 && (errno == EAGAIN || errno == EINTR))
		return false;
	waitpid(browse->process, &how, 0);
	browse->process = 0;
	*count = 0;
	error[0] = '\0';
	if (WIFEXITED(how) && WEXITSTATUS(how) == 127)
		snprintf(error, BROWSE_ERROR_SIZE, "%s", missing);
	else if (how != 0)
		snprintf(error, BROWSE_ERROR_SIZE, "avahi finds nothing: %.*s",
			 (int)strcspn(browse->text, "\n"), browse->text);
	else
		take_lines(browse->text, found, count);
	browse_stop(browse);
	return true;
}
