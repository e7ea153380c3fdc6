/* When systemd is told that a device is alive: never while its link is stuck, unless it connects.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "device/watchdog.h"

enum { EVERY_MS = 1000, CONNECT_MS = 180 * 1000 };

static int systemd = -1;
static struct watchdog watchdog;

static int setup(void **state)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	char name[64];
	(void)state;

	/* A name of the kernel's own: there is no file to be removed. */
	snprintf(name, sizeof(name), "@praatje-watchdog-%d", (int)getpid());
	memcpy(address.sun_path + 1, name + 1, strlen(name + 1));
	systemd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(name));
	if (bind(systemd, (struct sockaddr *)&address, size) < 0)
		return -1;
	setenv("NOTIFY_SOCKET", name, 1);
	setenv("WATCHDOG_USEC", "2000000", 1);
	watchdog_open(&watchdog);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	watchdog_close(&watchdog);
	close(systemd);
	return 0;
}

static bool told(const char *what)
{
	char message[256];
	ssize_t size = recv(systemd, message, sizeof(message) - 1, 0);

	if (size < 0)
		return false;
	message[size] = '\0';
	return strncmp(message, what, strlen(what)) == 0;
}

static bool alive_at(int64_t now_ms, int64_t stuck_ms, bool connecting)
{
	watchdog_tick(&watchdog, now_ms, stuck_ms, connecting, "well");
	return told("WATCHDOG=1\nSTATUS=well\n");
}

static void it_is_told_once_that_it_is_ready(void **state)
{
	(void)state;
	watchdog_ready(&watchdog, "well");
	assert_true(told("READY=1\nSTATUS=well\n"));
	watchdog_ready(&watchdog, "well");
	assert_false(told(""));
}

static void a_sign_of_life_comes_at_half_the_limit_and_early_when_it_is_awake_anyway(void **state)
{
	(void)state;
	assert_true(alive_at(5000, 0, false));
	assert_int_equal(watchdog_due_ms(&watchdog), 5000 + EVERY_MS);
	assert_false(alive_at(5000 + EVERY_MS / 2 - 1, 0, false));
	assert_true(alive_at(5000 + EVERY_MS / 2, 0, false));
}

static void a_link_that_is_stuck_is_not_alive(void **state)
{
	(void)state;
	assert_true(alive_at(5000, EVERY_MS - 1, false));
	assert_false(alive_at(6000, EVERY_MS, false));
	assert_int_equal(watchdog_due_ms(&watchdog), 6000 + EVERY_MS);
	assert_true(alive_at(7000, 0, false));
}

static void one_that_connects_may_take_as_long_as_the_system_lets_it(void **state)
{
	(void)state;
	assert_true(alive_at(5000, EVERY_MS, true));
	assert_true(alive_at(6000, CONNECT_MS - 1, true));
	assert_false(alive_at(7000, CONNECT_MS, true));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(it_is_told_once_that_it_is_ready),
	    TEST(a_sign_of_life_comes_at_half_the_limit_and_early_when_it_is_awake_anyway),
	    TEST(a_link_that_is_stuck_is_not_alive),
	    TEST(one_that_connects_may_take_as_long_as_the_system_lets_it),
	};

	return cmocka_run_group_tests_name("watchdog", tests, NULL, NULL);
}
