/* What avahi-browse prints, as a list of brokers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/browse.h"

#define NAME "Praatje\\032on\\032office;_praatje._tcp;local;office.local;"

static void assert_found(const char *line, const char *host, int port)
{
	struct browse_found found;

	assert_true(browse_line(line, &found));
	assert_string_equal(found.host, host);
	assert_int_equal(found.port, port);
}

static void a_resolved_line_is_an_address_and_a_port(void **state)
{
	(void)state;
	assert_found("=;eth0;IPv4;" NAME "192.0.2.7;8885;\"a=b\"", "192.0.2.7", 8885);
	assert_found("=;eth0;IPv4;" NAME "192.0.2.7;8885;", "192.0.2.7", 8885);
	assert_found("=;eth0;IPv6;" NAME "2001:db8::7;65535;", "2001:db8::7", 65535);
}

static void an_address_of_the_link_alone_counts_on_its_interface(void **state)
{
	(void)state;
	assert_found("=;wlan0;IPv6;" NAME "fe80::1;1;", "fe80::1%wlan0", 1);
	assert_found("=;wlan0;IPv6;" NAME "febf::1;1;", "febf::1%wlan0", 1);
	assert_found("=;wlan0;IPv6;" NAME "fec0::1;1;", "fec0::1", 1);
}

static void anything_else_is_no_broker(void **state)
{
	static const char *const lines[] = {
	    "",
	    "=",
	    "=;;;;;;;;",
	    "+;eth0;IPv4;" NAME "192.0.2.7;8885;",
	    "-;eth0;IPv4;" NAME "192.0.2.7;8885;",
	    "==;eth0;IPv4;" NAME "192.0.2.7;8885;",
	    "=;eth0;IPv4;" NAME "192.0.2.7",
	    "=;eth0;IPv4;" NAME "192.0.2.7;",
	    "=;eth0;IPv4;" NAME "192.0.2.7;0;",
	    "=;eth0;IPv4;" NAME "192.0.2.7;-1;",
	    "=;eth0;IPv4;" NAME "192.0.2.7;65536;",
	    "=;eth0;IPv4;" NAME "192.0.2.7;8885x;",
	    "=;eth0;IPv4;" NAME "192.0.2;8885;",
	    "=;eth0;IPv4;" NAME "office.local;8885;",
	    "=;eth0;IPv4;" NAME ";8885;",
	    "Failed to create client object: Daemon not running",
	};
	struct browse_found found;

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		if (browse_line(lines[i], &found))
			fail_msg("this is taken for a broker: %s", lines[i]);
	}
}

static void what_is_longer_than_any_line_is_left_alone(void **state)
{
	char line[8192];
	struct browse_found found;

	(void)state;
	for (size_t i = 0; i < sizeof line; i++)
		line[i] = i % 2 ? ';' : '=';
	line[sizeof line - 1] = '\0';
	assert_false(browse_line(line, &found));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_resolved_line_is_an_address_and_a_port),
	    cmocka_unit_test(an_address_of_the_link_alone_counts_on_its_interface),
	    cmocka_unit_test(anything_else_is_no_broker),
	    cmocka_unit_test(what_is_longer_than_any_line_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
