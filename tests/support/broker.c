#include "support/broker.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	START_LIMIT_S = 10,
	PATH_SIZE = 512,
};

struct broker {
	char folder[PATH_SIZE];
	int port;
	int held_fd; /* bound to the port: while the broker is down nobody else gets it */
	pid_t pid;
};

static const char *const programs[] = {"/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto",
				       "/usr/bin/mosquitto", "/usr/local/bin/mosquitto"};

static const char *broker_program(void)
{
	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++)
		if (access(programs[i], X_OK) == 0)
			return programs[i];
	return NULL;
}

bool broker_available(void)
{
	return broker_program() != NULL;
}

static struct sockaddr_in loopback(int port)
{
	return (struct sockaddr_in){.sin_family = AF_INET,
				    .sin_port = htons((uint16_t)port),
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static bool port_hold(struct broker *broker)
{
	struct sockaddr_in address = loopback(0);
	socklen_t size = sizeof(address);
	const int shared = 1; /* with the broker's own socket */

	broker->held_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (broker->held_fd < 0)
		return false;
	if (setsockopt(broker->held_fd, SOL_SOCKET, SO_REUSEADDR, &shared, sizeof(shared)) == 0 &&
	    bind(broker->held_fd, (struct sockaddr *)&address, size) == 0 &&
	    getsockname(broker->held_fd, (struct sockaddr *)&address, &size) == 0) {
		broker->port = ntohs(address.sin_port);
		return true;
	}
	close(broker->held_fd);
	return false;
}

/*
 * Whether the broker serves, and doesn't only listen: it forgets a SIGTERM that comes between.
 * Any answer will do; where TLS is wanted it hangs up.
 */
static bool port_answers(int port)
{
	/* MQTT 5.0, 3.1: CONNECT, a clean start, no client id. */
	static const unsigned char hello[] = {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T',
					      5,    2,  0, 0, 0,   0,   0};
	const struct timeval limit = {.tv_sec = 1}; /* and then again */
	struct sockaddr_in address = loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char answer;

	if (fd < 0)
		return false;
	bool answers = connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0 &&
		       setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)) == 0 &&
		       send(fd, hello, sizeof(hello), MSG_NOSIGNAL) > 0 &&
		       (recv(fd, &answer, 1, 0) >= 0 || errno == ECONNRESET);
	close(fd);
	return answers;
}

bool broker_write(const struct broker *broker, const char *name, const char *content)
{
	char path[PATH_SIZE + 64];

	snprintf(path, sizeof(path), "%s/%s", broker->folder, name);
	FILE *file = fopen(path, "w");
	if (!file)
		return false;
	bool written = fputs(content, file) >= 0;
	written = fclose(file) == 0 && written;
	/* mosquitto warns of password files that others can read. */
	return chmod(path, 0600) == 0 && written;
}

static void lines_print(FILE *file, const char *lines, const char *folder)
{
	for (const char *mark; (mark = strstr(lines, "%s")); lines = mark + 2)
		fprintf(file, "%.*s%s", (int)(mark - lines), lines, folder);
	fprintf(file, "%s\n", lines);
}

static bool configuration_write(const struct broker *broker, const struct broker_options *options)
{
	const char *lines = options->lines ? options->lines : "";
	const struct passwd *me = getpwuid(geteuid());
	char path[PATH_SIZE + 64];

	snprintf(path, sizeof(path), "%s/mosquitto.conf", broker->folder);
	FILE *file = fopen(path, "w");
	if (!file)
		return false;
	fprintf(file, "listener %d 127.0.0.1\nset_tcp_nodelay true\n", broker->port);
	if (me)
		fprintf(file, "user %s\n", me->pw_name);
	if (!strstr(lines, "allow_anonymous"))
		fprintf(file, "allow_anonymous true\n");
	/* Not 0, no limit: mosquitto 2.0.11 then drops whoever publishes what is not allowed. */
	if (!strstr(lines, "max_queued_messages"))
		fprintf(file, "max_queued_messages 1000000\n");
	if (options->persistent)
		fprintf(file,
			"persistence true\npersistence_location %s/\n"
			"autosave_on_changes true\nautosave_interval 1\n",
			broker->folder);
	lines_print(file, lines, broker->folder);
	return fclose(file) == 0;
}

struct broker *broker_create(const struct broker_options *options)
{
	const char *temporary = getenv("TMPDIR");
	struct broker *broker = calloc(1, sizeof(*broker));

	if (!broker)
		return NULL;
	broker->pid = -1;
	snprintf(broker->folder, sizeof(broker->folder), "%s/praatje-broker-XXXXXX",
		 temporary ? temporary : "/tmp");
	if (!mkdtemp(broker->folder)) {
		free(broker);
		return NULL;
	}
	if (!port_hold(broker)) {
		rmdir(broker->folder);
		free(broker);
		return NULL;
	}
	if (!configuration_write(broker, options)) {
		broker_destroy(broker);
		return NULL;
	}
	return broker;
}

/* In the child, before mosquitto: only calls that are safe there. */
static void broker_become(const char *program, const char *configuration, int log)
{
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (log >= 0) {
		dup2(log, STDOUT_FILENO);
		dup2(log, STDERR_FILENO);
	}
	execl(program, program, "-c", configuration, (char *)NULL);
	_exit(127);
}

static time_t monotonic_s(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static bool broker_await(struct broker *broker)
{
	const struct timespec pause = {.tv_nsec = 2000000};

	for (time_t until_s = monotonic_s() + START_LIMIT_S; monotonic_s() < until_s;) {
		if (port_answers(broker->port))
			return true;
		if (waitpid(broker->pid, NULL, WNOHANG) == broker->pid) {
			broker->pid = -1;
			fprintf(stderr, "mosquitto ended: see %s/log\n", broker->folder);
			return false;
		}
		nanosleep(&pause, NULL);
	}
	fprintf(stderr, "mosquitto doesn't serve on port %d\n", broker->port);
	return false;
}

bool broker_start(struct broker *broker)
{
	const char *program = broker_program();
	char configuration[PATH_SIZE + 64], log[PATH_SIZE + 64];

	if (!program || broker->pid > 0)
		return false;
	snprintf(configuration, sizeof(configuration), "%s/mosquitto.conf", broker->folder);
	snprintf(log, sizeof(log), "%s/log", broker->folder);
	int fd = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	broker->pid = fork();
	if (broker->pid == 0)
		broker_become(program, configuration, fd);
	if (fd >= 0)
		close(fd);
	return broker->pid > 0 && broker_await(broker);
}

static void broker_end(struct broker *broker, int signo)
{
	if (broker->pid <= 0)
		return;
	kill(broker->pid, signo);
	while (waitpid(broker->pid, NULL, 0) < 0 && errno == EINTR)
		;
	broker->pid = -1;
}

void broker_stop(struct broker *broker)
{
	broker_end(broker, SIGTERM);
}

void broker_kill(struct broker *broker)
{
	broker_end(broker, SIGKILL);
}

void broker_freeze(struct broker *broker)
{
	kill(broker->pid, SIGSTOP);
	while (waitpid(broker->pid, NULL, WUNTRACED) < 0 && errno == EINTR)
		;
}

void broker_thaw(struct broker *broker)
{
	kill(broker->pid, SIGCONT);
}

static int file_remove(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

void broker_destroy(struct broker *broker)
{
	if (!broker)
		return;
	broker_kill(broker);
	close(broker->held_fd);
	nftw(broker->folder, file_remove, 8, FTW_DEPTH | FTW_PHYS);
	free(broker);
}

int broker_port(const struct broker *broker)
{
	return broker->port;
}

const char *broker_folder(const struct broker *broker)
{
	return broker->folder;
}

pid_t broker_pid(const struct broker *broker)
{
	return broker->pid;
}
