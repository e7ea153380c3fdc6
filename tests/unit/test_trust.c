/* An office's certificate authority, judged by OpenSSL's own verify. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "trust/trust.h"

enum { COMMAND_SIZE = 4096 };

static char folder[] = "/tmp/praatje-trust-XXXXXX";
static char dir[256], error[TRUST_ERROR_SIZE];
static struct trust *trust;

static void path_of(const char *name, char to[512])
{
	snprintf(to, 512, "%s/%s", dir, name);
}

static int set_up(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/praatje-trust-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(dir, sizeof dir, "%s/office", folder);
	if (trust_create(dir, "Praatje delft", error) != 0)
		return -1;
	trust = trust_open(dir, error);
	return trust ? 0 : -1;
}

static int tear_down(void **state)
{
	static const char *const files[] = {"ca.crt", "ca.key",     "crl.pem",
					    "issued", "client.crt", "client.key"};
	char path[512];

	(void)state;
	trust_close(trust);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		path_of(files[i], path);
		unlink(path);
	}
	return rmdir(dir) || rmdir(folder);
}

static void issue(const struct trust_request *request)
{
	struct trust_identity identity;
	char path[512];

	assert_int_equal(trust_issue(trust, request, &identity, error), 0);
	path_of("client.crt", path);
	assert_int_equal(trust_write_file(path, identity.certificate, 0644), 0);
	path_of("client.key", path);
	assert_int_equal(trust_write_file(path, identity.key, 0600), 0);
	trust_identity_finish(&identity);
}

/* Whether openssl verifies client.crt for this purpose, with these options more. */
static bool verifies(const char *options)
{
	char command[COMMAND_SIZE];

	snprintf(command, sizeof command,
		 "openssl verify -x509_strict -CAfile %s/ca.crt -CRLfile %s/crl.pem -crl_check %s "
		 "%s/client.crt >/dev/null 2>&1",
		 dir, dir, options, dir);
	return system(command) == 0;
}

static const struct trust_request kiosk = {
    .use = TRUST_CLIENT, .name = "delft.kiosk-1", .days = 30};

static void a_client_is_a_client_and_no_server(void **state)
{
	(void)state;
	issue(&kiosk);
	assert_true(verifies("-purpose sslclient"));
	assert_false(verifies("-purpose sslserver"));
}

static void a_server_is_known_by_its_hosts_and_addresses_only(void **state)
{
	struct trust_request server = {.use = TRUST_SERVER,
				       .name = "broker",
				       .hosts = {"broker.office.example", "192.0.2.7"},
				       .hosts_count = 2,
				       .days = 30};

	(void)state;
	issue(&server);
	assert_true(verifies("-purpose sslserver -verify_hostname broker.office.example"));
	assert_true(verifies("-purpose sslserver -verify_ip 192.0.2.7"));
	assert_false(verifies("-verify_hostname other.office.example"));
	assert_false(verifies("-verify_ip 192.0.2.8"));
	assert_false(verifies("-purpose sslclient"));
}

static void it_holds_from_now_to_its_end(void **state)
{
	char options[64];
	int64_t now_s = time(NULL), day_s = 24 * 60 * 60;

	(void)state;
	issue(&kiosk);
	snprintf(options, sizeof options, "-attime %lld", (long long)(now_s + 29 * day_s));
	assert_true(verifies(options));
	snprintf(options, sizeof options, "-attime %lld", (long long)(now_s + 31 * day_s));
	assert_false(verifies(options));
	snprintf(options, sizeof options, "-attime %lld", (long long)(now_s - day_s));
	assert_false(verifies(options));
}

static void a_revoked_one_is_refused_and_others_hold(void **state)
{
	(void)state;
	issue(&(struct trust_request){.use = TRUST_CLIENT, .name = "delft.board-1", .days = 30});
	assert_true(verifies(""));
	assert_int_equal(trust_revoke(trust, "delft.board-1", error), 0);
	assert_false(verifies(""));
	issue(&kiosk);
	assert_true(verifies(""));
	assert_int_equal(trust_revoke(trust, "delft.board-1", error), -2);
	assert_non_null(strstr(error, "delft.board-1"));
}

static void what_was_issued_is_remembered(void **state)
{
	struct trust_issued issued;

	(void)state;
	issue(&kiosk);
	issue(&(struct trust_request){.use = TRUST_CLIENT, .name = "an admin", .days = 2});
	assert_int_equal(trust_revoke(trust, "an admin", error), 0);
	trust_close(trust);
	trust = trust_open(dir, error);
	assert_non_null(trust);
	assert_true(trust_issued(trust, 0, &issued));
	assert_string_equal(issued.name, "delft.kiosk-1");
	assert_int_equal(issued.revoked_s, 0);
	assert_in_range(issued.ends_s, (uintmax_t)time(NULL) + 29 * 86400,
			(uintmax_t)time(NULL) + 30 * 86400);
	assert_true(trust_issued(trust, 1, &issued));
	assert_string_equal(issued.name, "an admin");
	assert_true(issued.revoked_s > 0);
	assert_false(trust_issued(trust, 2, &issued));
}

static void an_authority_is_made_once_and_its_keys_are_nobody_elses(void **state)
{
	struct stat status;
	char path[512];

	(void)state;
	assert_int_equal(trust_create(dir, "again", error), -17);
	assert_non_null(strstr(error, "ca.key"));
	path_of("ca.key", path);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(stat(dir, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
}

static void what_can_not_be_a_certificate_is_told(void **state)
{
	static const char *const names[] = {
	    "", "a\tb", "0123456789012345678901234567890123456789012345678901234567890123x"};
	struct trust_identity identity;
	struct trust_request request = {.use = TRUST_CLIENT, .days = 1};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		request.name = names[i];
		assert_int_equal(trust_issue(trust, &request, &identity, error), -22);
		assert_non_null(strstr(error, "characters"));
	}
	request = (struct trust_request){.use = TRUST_SERVER, .name = "broker", .days = 1};
	assert_int_equal(trust_issue(trust, &request, &identity, error), -22);
	request.hosts[0] = "a,DNS:evil";
	request.hosts_count = 1;
	assert_int_equal(trust_issue(trust, &request, &identity, error), -22);
	request.hosts[0] = "a b";
	assert_int_equal(trust_issue(trust, &request, &identity, error), -22);
}

static void a_broken_folder_is_told_with_its_place(void **state)
{
	char path[512];

	(void)state;
	path_of("issued", path);
	assert_int_equal(trust_write_file(path, "AB 1 0 good\nwhat is this\n", 0600), 0);
	assert_null(trust_open(dir, error));
	assert_non_null(strstr(error, "issued:2"));
	unlink(path);
	path_of("ca.crt", path);
	assert_int_equal(trust_write_file(path, "nonsense", 0644), 0);
	assert_null(trust_open(dir, error));
	assert_non_null(strstr(error, "ca.crt"));
}

static void the_end_of_a_certificate_can_be_read(void **state)
{
	(void)state;
	assert_int_equal(trust_ends_s("nonsense"), -1);
	assert_true(trust_ends_s(trust_certificate(trust)) > time(NULL));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_client_is_a_client_and_no_server),
	    TEST(a_server_is_known_by_its_hosts_and_addresses_only),
	    TEST(it_holds_from_now_to_its_end),
	    TEST(a_revoked_one_is_refused_and_others_hold),
	    TEST(what_was_issued_is_remembered),
	    TEST(an_authority_is_made_once_and_its_keys_are_nobody_elses),
	    TEST(what_can_not_be_a_certificate_is_told),
	    TEST(a_broken_folder_is_told_with_its_place),
	    TEST(the_end_of_a_certificate_can_be_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
