#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "settings/settings.h"

static struct settings settings;
static char error[SETTINGS_ERROR_SIZE], path[] = "/tmp/praatje-settings-XXXXXX";

static int set_up(void **state)
{
	(void)state;
	settings_default(&settings);
	error[0] = '\0';
	return 0;
}

static bool read_file(const char *text)
{
	strcpy(path + strlen(path) - 6, "XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	bool good = settings_read(&settings, path, error);
	unlink(path);
	return good;
}

static void assert_wrong(const char *text, int line, const char *why)
{
	char place[64];

	settings_default(&settings);
	assert_false(read_file(text));
	snprintf(place, sizeof place, "%s:%d: ", path, line);
	assert_memory_equal(error, place, strlen(place));
	if (!strstr(error, why))
		fail_msg("\"%s\" should say \"%s\"", error, why);
}

static void test_a_whole_file_is_read(void **state)
{
	(void)state;
	assert_true(read_file("[broker]\naddress = mqtt://broker.example:2883\nuser = kiosk-1\n"
			      "password = secret\n[office]\nid = delft\n[device]\nid = kiosk-1\n"
			      "role = board\nlanguage = en\nsize = 1280x720\nfullscreen = yes\n"
			      "state = /var/lib/praatje\n"));
	assert_string_equal(settings.host, "broker.example");
	assert_int_equal(settings.port, 2883);
	assert_string_equal(settings.user, "kiosk-1");
	assert_string_equal(settings.password, "secret");
	assert_string_equal(settings.office, "delft");
	assert_string_equal(settings.device, "kiosk-1");
	assert_int_equal(settings.role, ROLE_BOARD);
	assert_true(settings.language_set);
	assert_int_equal(settings.language, LANGUAGE_EN);
	assert_int_equal(settings.width, 1280);
	assert_int_equal(settings.height, 720);
	assert_true(settings.fullscreen);
	assert_string_equal(settings.state, "/var/lib/praatje");
}

static void test_an_address_may_leave_the_port_out(void **state)
{
	(void)state;
	assert_true(settings_set(&settings, "broker.address", "mqtt://10.0.0.7", error));
	assert_string_equal(settings.host, "10.0.0.7");
	assert_int_equal(settings.port, 1883);
	assert_true(settings_set(&settings, "broker.address", "mqtt://[::1]:1999", error));
	assert_string_equal(settings.host, "::1");
	assert_int_equal(settings.port, 1999);
	assert_false(settings.tls);
	assert_true(settings_set(&settings, "broker.address", "mqtts://b", error));
	assert_int_equal(settings.port, 8883);
	assert_true(settings.tls);
}

static void test_certificates_and_key_may_stand_in_the_file(void **state)
{
	static const char pem[] = "[office]\nid = delft\n-----BEGIN CERTIFICATE-----\nAAA=\n"
				  "-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n[=\n"
				  "-----END PRIVATE KEY-----\n[device]\nid = kiosk-1\n";
	(void)state;

	assert_true(read_file(pem));
	assert_string_equal(settings.office, "delft");
	assert_string_equal(settings.device, "kiosk-1");
	assert_string_equal(settings.ca_file, path);
	assert_string_equal(settings.certificate, path);
	assert_string_equal(settings.key, path);
	assert_wrong("[office]\n-----BEGIN PRIVATE KEY-----\nAAA=\nid = delft\n", 2, "has no end");
}

static void test_other_files_are_used_where_they_are_named(void **state)
{
	(void)state;
	assert_true(read_file("[broker]\nca_file = /ca\nkey = /key\n-----BEGIN CERTIFICATE-----\n"
			      "-----END CERTIFICATE-----\n"));
	assert_string_equal(settings.ca_file, "/ca");
	assert_string_equal(settings.key, "/key");
	assert_string_equal(settings.certificate, "");
}

static void test_what_is_no_address_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {"",          "broker",          "http://broker",
					  "mqtt://",   "mqtt://b:0",      "mqtt://b:65536",
					  "mqtt://b:", "mqtt://b/office", "mqtt://[::1",
					  "mqtts://",  "mqtt://b:12a",    "mqtt://:1883"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		error[0] = '\0';
		assert_false(settings_set(&settings, "broker.address", bad[i], error));
		assert_true(strlen(error) > 10);
	}
	assert_string_equal(settings.host, "localhost");
}

static void test_every_fault_has_its_line_and_sentence(void **state)
{
	(void)state;
	assert_wrong("[device]\nrole = lamp\n", 2, "kiosk, board and desk");
	assert_wrong("[device]\nsize = 800\n", 2, "800x480");
	assert_wrong("[device]\nsize = 800x480x3\n", 2, "800x480");
	assert_wrong("[device]\nid = Kiosk\n", 2, "a-z");
	assert_wrong("[device]\nid = all\n", 2, "every device");
	assert_wrong("[office]\nid = -\n", 2, "office");
	assert_wrong("[device]\nfullscreen = perhaps\n", 2, "yes or no");
	assert_wrong("[device]\nlanguage = fy\n", 2, "nl, en, de");
	assert_wrong("[device]\nlanguages = nl\n", 2, "did you mean device.language");
	assert_wrong("[weather]\ncity = Delft\n", 2, "[broker] has");
	assert_wrong("[office]\nid = a\nid = b\n", 3, "twice");
	assert_wrong("[office]\nid = a\nwhat is this\n[device]\nrole = lamp\n", 3, "key = value");
	assert_wrong("[broker]\npassword_file = /nonexistent\n", 2, "/nonexistent");
}

static void test_a_file_that_is_not_there_is_named(void **state)
{
	(void)state;
	assert_false(settings_read(&settings, "/nonexistent/praatje.conf", error));
	assert_non_null(strstr(error, "/nonexistent/praatje.conf"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(test_a_whole_file_is_read, set_up),
	    cmocka_unit_test_setup(test_an_address_may_leave_the_port_out, set_up),
	    cmocka_unit_test_setup(test_certificates_and_key_may_stand_in_the_file, set_up),
	    cmocka_unit_test_setup(test_other_files_are_used_where_they_are_named, set_up),
	    cmocka_unit_test_setup(test_what_is_no_address_is_refused, set_up),
	    cmocka_unit_test_setup(test_every_fault_has_its_line_and_sentence, set_up),
	    cmocka_unit_test_setup(test_a_file_that_is_not_there_is_named, set_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
