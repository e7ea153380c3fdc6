/*
 * Runs a program and stands at its system calls: counts them, takes them down, kills the program at
 * one, or has one fail. Every call in every thread is a point; they are numbered from 1.
 */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trace/record.h"
#include "trace/tracee.h"

enum act { ACT_COUNT, ACT_KILL, ACT_FAIL, ACT_SHORT };

enum { THREADS_MAX = 256 };

/* A call under way, from entry to return. */
struct thread {
	pid_t tid;
	struct call made;
	bool matches, fails;
};

static struct {
	const char *under; /* only calls on files whose names begin so; NULL: all */
	enum act act;
	int error; /* ACT_FAIL */
	long at;   /* the point */
	bool on;   /* and those after it */
	bool frozen;
	int tell; /* descriptor for "point" and "count" */
	FILE *record;
	long count;
	pid_t program;
	struct thread threads[THREADS_MAX];
} trace = {.tell = -1};

static volatile sig_atomic_t armed = 1, asked, ending;

static void on_signal(int signo)
{
	if (signo == SIGUSR1)
		armed = 1;
	else if (signo == SIGUSR2)
		asked = 1;
	else
		ending = signo;
}

static const char usage[] =
    "usage: fault_trace [option...] PROGRAM [argument...]\n"
    "  --under PATH   only calls on files whose names begin with PATH\n"
    "  --later        count from SIGUSR1 on\n"
    "  --at N         what --do says happens at call N\n"
    "  --on           ... and at all after it\n"
    "  --do WHAT      kill, short (a write or read of half the size), or the number of an errno.\n"
    "                 kill stands still first and says \"point\"; SIGUSR2 then kills\n"
    "  --tell FD      where \"point\" goes, and \"count N\" at SIGUSR2 and at the end\n"
    "  --record FILE  takes down what is done to files and to standard output\n";

static struct thread *thread_of(pid_t tid)
{
	int free_slot = -1;

	for (int i = 0; i < THREADS_MAX; i++) {
		if (trace.threads[i].tid == tid)
			return &trace.threads[i];
		if (!trace.threads[i].tid && free_slot < 0)
			free_slot = i;
	}
	if (free_slot < 0)
		abort();
	trace.threads[free_slot] = (struct thread){.tid = tid};
	return &trace.threads[free_slot];
}

static void thread_gone(pid_t tid)
{
	thread_of(tid)->tid = 0;
}

static bool begins(const char *text)
{
	return strncmp(text, trace.under, strlen(trace.under)) == 0;
}

/* Whether the call is about a file that is meant, by a descriptor or by a name. */
static bool call_matches(pid_t tid, const struct call *call)
{
	char text[TRACEE_PATH_SIZE];

	if (!trace.under)
		return true;
	tracee_descriptor(tid, call->number == SYS_mmap ? call->args[4] : call->args[0], text);
	if (begins(text))
		return true;
	for (int i = 0; i < 2; i++) {
		if (call->args[i] < 4096)
			continue;
		tracee_text(tid, call->args[i], text, sizeof text);
		if (begins(text))
			return true;
	}
	return false;
}

static bool can_be_short(int64_t number)
{
	return number == SYS_write || number == SYS_pwrite64 || number == SYS_read ||
	       number == SYS_pread64;
}

static void tell(const char *what, long number)
{
	char line[64];
	int size = snprintf(line, sizeof line, "%s %ld\n", what, number);

	if (trace.tell >= 0 && write(trace.tell, line, (size_t)size) < 0)
		trace.tell = -1;
}

static void point_reached(struct thread *thread)
{
	if (trace.act == ACT_KILL) {
		trace.frozen = true;
		tell("point", trace.count);
	} else if (trace.act == ACT_FAIL) {
		thread->fails = tracee_skip(thread->tid);
	} else if (trace.act == ACT_SHORT && can_be_short(thread->made.number) &&
		   thread->made.args[2] > 1) {
		tracee_set_third(thread->tid, thread->made.args[2] / 2);
	}
}

static void call_begins(struct thread *thread, const struct call *call)
{
	thread->made = *call;
	thread->fails = false;
	thread->matches = armed && call_matches(thread->tid, call);
	if (!thread->matches)
		return;
	trace.count++;
	if (trace.at && (trace.count == trace.at || (trace.on && trace.count > trace.at)))
		point_reached(thread);
}

static void call_ends(struct thread *thread, const struct call *call)
{
	bool said = thread->made.number == SYS_write && thread->made.args[0] == STDOUT_FILENO;

	if (thread->fails)
		tracee_set_result(thread->tid, -trace.error);
	else if (trace.record && (thread->matches || said))
		record_call(trace.record, thread->tid, &thread->made, call->result);
	thread->fails = thread->matches = false;
	thread->made.number = -1;
}

/* The signal that the thread is to get when it goes on. */
static int thread_stopped(pid_t tid, int status)
{
	struct thread *thread = thread_of(tid);
	int signo = WSTOPSIG(status);
	struct call call;

	if (signo == (SIGTRAP | 0x80)) {
		if (!tracee_call(tid, &call))
			return 0;
		if (call.entry)
			call_begins(thread, &call);
		else
			call_ends(thread, &call);
		return 0;
	}
	/* A new thread's first stop, and the news of it, are nobody's signals. */
	if (status >> 16 || signo == SIGSTOP || signo == SIGTRAP)
		return 0;
	return signo;
}

static void answer_signals(void)
{
	if (asked) {
		asked = 0;
		if (trace.frozen)
			kill(trace.program, SIGKILL);
		else
			tell("count", trace.count);
	}
	if (ending) {
		kill(trace.program, ending);
		ending = 0;
	}
}

static int serve(void)
{
	int status;

	for (;;) {
		answer_signals();
		pid_t tid = waitpid(-1, &status, __WALL);
		if (tid < 0 && errno == EINTR)
			continue;
		if (tid < 0)
			return EXIT_FAILURE;
		if (!WIFSTOPPED(status)) {
			thread_gone(tid);
			if (tid != trace.program)
				continue;
			tell("count", trace.count);
			return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		}
		int signo = thread_stopped(tid, status);
		if (!trace.frozen)
			ptrace(PTRACE_SYSCALL, tid, 0, signo);
	}
}

static bool begin(char **program)
{
	const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
	int status;

	trace.program = fork();
	if (trace.program == 0) {
		signal(SIGUSR1, SIG_DFL);
		signal(SIGUSR2, SIG_DFL);
		if (ptrace(PTRACE_TRACEME, 0, 0, 0) == 0)
			raise(SIGSTOP);
		execvp(program[0], program);
		_exit(127);
	}
	if (waitpid(trace.program, &status, 0) != trace.program || !WIFSTOPPED(status))
		return false;
	return ptrace(PTRACE_SETOPTIONS, trace.program, 0, options) == 0 &&
	       ptrace(PTRACE_SYSCALL, trace.program, 0, 0) == 0;
}

static void set_act(const char *what)
{
	trace.act = ACT_FAIL;
	if (strcmp(what, "kill") == 0)
		trace.act = ACT_KILL;
	else if (strcmp(what, "short") == 0)
		trace.act = ACT_SHORT;
	else
		trace.error = atoi(what);
}

static void take_option(int found)
{
	switch (found) {
	case 'u':
		trace.under = optarg;
		break;
	case 'l':
		armed = 0;
		break;
	case 'a':
		trace.at = atol(optarg);
		break;
	case 'o':
		trace.on = true;
		break;
	case 'd':
		set_act(optarg);
		break;
	case 't':
		trace.tell = atoi(optarg);
		break;
	case 'r':
		trace.record = fopen(optarg, "we");
		break;
	default:
		fputs(usage, stderr);
		exit(64);
	}
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
	    {"under", required_argument, NULL, 'u'},  {"later", no_argument, NULL, 'l'},
	    {"at", required_argument, NULL, 'a'},     {"on", no_argument, NULL, 'o'},
	    {"do", required_argument, NULL, 'd'},     {"tell", required_argument, NULL, 't'},
	    {"record", required_argument, NULL, 'r'}, {NULL, 0, NULL, 0},
	};
	static const int signals[] = {SIGUSR1, SIGUSR2, SIGTERM, SIGINT};
	int found;

	while ((found = getopt_long(argc, argv, "+", options, NULL)) != -1)
		take_option(found);
	/* Without SA_RESTART: they interrupt the waiting. */
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &(struct sigaction){.sa_handler = on_signal}, NULL);
	if (!argv[optind] || !begin(argv + optind)) {
		fputs(usage, stderr);
		return 64;
	}
	return serve();
}
