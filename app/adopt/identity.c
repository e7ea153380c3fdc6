#include "adopt/identity.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "trust/trust.h"

enum { FILE_MODE = 0600, FOLDER_MODE = 0700, PATH_SIZE = 4096 };

/* The folder that it lies in, and those around it. */
static int make_folders(const char *path)
{
	char folder[PATH_SIZE];

	if (strlen(path) >= sizeof folder)
		return -ENAMETOOLONG;
	for (const char *end = strchr(path + 1, '/'); end; end = strchr(end + 1, '/')) {
		snprintf(folder, sizeof folder, "%.*s", (int)(end - path), path);
		if (mkdir(folder, FOLDER_MODE) < 0 && errno != EEXIST)
			return -errno;
	}
	return 0;
}

int adopt_identity_write(const char *path, const char *text)
{
	int result = make_folders(path);

	return result < 0 ? result : trust_write_file(path, text, FILE_MODE);
}
