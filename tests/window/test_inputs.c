#include <fcntl.h>
#include <limits.h>
#include <linux/netlink.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "window/inputs.h"

/* A folder that stands for /dev/input. */
struct folder {
	char path[64];
	struct inputs inputs;
};

static int device_open(const struct folder *folder, const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", folder->path, name);
	int fd = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	return fd;
}

static void device_remove(const struct folder *folder, const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", folder->path, name);
	assert_int_equal(unlink(path), 0);
}

static bool listed(struct folder *folder, int fd)
{
	int fds[40], count = inputs_list(&folder->inputs, fds, 40);

	for (int i = 0; i < count; i++)
		if (fds[i] == fd)
			return true;
	return false;
}

static void folder_init(struct folder *folder)
{
	snprintf(folder->path, sizeof(folder->path), "/tmp/praatje-input-XXXXXX");
	assert_non_null(mkdtemp(folder->path));
	inputs_init(&folder->inputs, folder->path);
}

static void folder_finish(struct folder *folder)
{
	inputs_finish(&folder->inputs);
	assert_int_equal(rmdir(folder->path), 0);
}

static void test_open_devices_are_found_and_nothing_else(void **state)
{
	struct folder folder;

	(void)state;
	folder_init(&folder);
	int event = device_open(&folder, "event3"), mouse = device_open(&folder, "mouse0");
	inputs_scan(&folder.inputs, folder.path);
	assert_true(folder.inputs.changed);
	assert_true(listed(&folder, event));
	assert_false(listed(&folder, mouse));
	assert_false(listed(&folder, STDIN_FILENO));
	assert_false(folder.inputs.changed);
	close(event);
	close(mouse);
	device_remove(&folder, "event3");
	device_remove(&folder, "mouse0");
	folder_finish(&folder);
}

static void test_a_device_that_comes_or_goes_stirs_and_changes_the_list(void **state)
{
	struct folder folder;

	(void)state;
	folder_init(&folder);
	inputs_scan(&folder.inputs, folder.path);
	inputs_list(&folder.inputs, NULL, 0);
	assert_false(inputs_stirred(&folder.inputs));
	int event = device_open(&folder, "event0");
	assert_true(inputs_stirred(&folder.inputs));
	assert_false(inputs_stirred(&folder.inputs));
	inputs_scan(&folder.inputs, folder.path);
	assert_true(folder.inputs.changed);
	assert_true(listed(&folder, event));
	inputs_scan(&folder.inputs, folder.path);
	assert_false(folder.inputs.changed);
	close(event);
	device_remove(&folder, "event0");
	assert_true(inputs_stirred(&folder.inputs));
	inputs_scan(&folder.inputs, folder.path);
	assert_true(folder.inputs.changed);
	assert_false(listed(&folder, event));
	folder_finish(&folder);
}

static void test_the_socket_to_udev_is_waited_on_too(void **state)
{
	struct folder folder;

	(void)state;
	folder_init(&folder);
	int announcer = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT);
	int other = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	assert_true(announcer >= 0 && other >= 0);
	inputs_scan(&folder.inputs, folder.path);
	assert_true(listed(&folder, announcer));
	assert_false(listed(&folder, other));
	close(announcer);
	close(other);
	folder_finish(&folder);
}

static void test_a_machine_without_input_devices_has_none(void **state)
{
	struct inputs inputs;
	int fds[4];

	(void)state;
	inputs_init(&inputs, "/nowhere/input");
	assert_false(inputs_stirred(&inputs));
	inputs_scan(&inputs, "/nowhere/input");
	assert_int_equal(inputs_list(&inputs, fds, 4), 0);
	inputs_finish(&inputs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_open_devices_are_found_and_nothing_else),
	    cmocka_unit_test(test_a_device_that_comes_or_goes_stirs_and_changes_the_list),
	    cmocka_unit_test(test_the_socket_to_udev_is_waited_on_too),
	    cmocka_unit_test(test_a_machine_without_input_devices_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
