#include "admin/folder.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "admin/out.h"

static int order(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static bool is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool names_document(const char *path)
{
	char topic[TOPIC_TEXT_SIZE], *whole = realpath(path, NULL);
	bool names = whole && document_topic(whole, topic);

	free(whole);
	return names;
}

static int folder_walk(struct documents *documents, const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, visible, order), status = EX_OK;
	char below[PATH_MAX];

	if (count < 0) {
		complain("%s: cannot be read: %s", path, strerror(errno));
		return EX_NOINPUT;
	}
	for (int i = 0; i < count; i++) {
		int length = snprintf(below, sizeof(below), "%s/%s", path, entries[i]->d_name);
		bool fits = length > 0 && (size_t)length < sizeof(below);

		if (status == EX_OK && fits && is_folder(below))
			status = folder_walk(documents, below);
		else if (status == EX_OK && fits && names_document(below))
			status = documents_read(documents, below);
		free(entries[i]);
	}
	free(entries);
	return status;
}

int folder_read(struct documents *documents, const char *path)
{
	int count = documents->count, faults = documents->faults;

	if (!is_folder(path))
		return documents_read(documents, path);
	int status = folder_walk(documents, path);
	if (status == EX_OK && documents->count == count && documents->faults == faults) {
		complain("%s: there is no office.json, person/<id>.json or device/<id>.json in "
			 "this folder",
			 path);
		return EX_NOINPUT;
	}
	return status;
}

bool folder_has_documents(const char *path)
{
	struct dirent **entries;
	char below[PATH_MAX];
	bool has = false;
	int count = scandir(path, &entries, visible, order);

	for (int i = 0; i < count; i++) {
		int length = snprintf(below, sizeof(below), "%s/%s", path, entries[i]->d_name);

		if (!has && length > 0 && (size_t)length < sizeof(below))
			has =
			    is_folder(below) ? folder_has_documents(below) : names_document(below);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return has;
}
