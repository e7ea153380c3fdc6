/* praatjectl export FOLDER: the configuration as a folder that apply takes. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "admin/check.h"
#include "admin/command.h"
#include "admin/file.h"
#include "admin/folder.h"
#include "admin/hand.h"
#include "admin/layout.h"
#include "admin/out.h"

static int folder_make(const char *folder, const char *below)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s%s%s", folder, below[0] ? "/" : "", below);
	if (mkdir(path, 0755) == 0 || errno == EEXIST)
		return EX_OK;
	complain("%s: cannot be made: %s", path, strerror(errno));
	return EX_CANTCREAT;
}

static int tell(const struct admin_options *options, const char *path, const char *result)
{
	if (options->json)
		out_json(json_pack("{s:s, s:s}", "file", path, "result", result));
	else
		out_line("%s: %s", path, result);
	return EX_OK;
}

/* A file that says the same in its own way stays as it is. */
static bool is_same(const char *path, const json_t *document)
{
	json_t *there = json_load_file(path, 0, NULL);
	bool same = there && json_equal(there, document);

	json_decref(there);
	return same;
}

static int export_one(const struct admin_options *options, const char *path, const json_t *document)
{
	if (is_same(path, document))
		return EX_OK;
	if (options->dry_run)
		return tell(options, path, "would be written");
	char *text = layout_json(document);
	char *line = NULL;
	int error = text && asprintf(&line, "%s\n", text) >= 0
			? file_write(path, line, strlen(line))
			: -ENOMEM;
	free(text);
	free(line);
	if (error == 0)
		return tell(options, path, "written");
	complain("%s: cannot be written: %s", path, strerror(-error));
	return EX_IOERR;
}

/* What the folder has and the broker hasn't is told, not removed. */
static void tell_extra(const struct hand *hand, const char *folder)
{
	struct documents documents;

	documents_init(&documents, hand->options->json);
	int status = folder_has_documents(folder) ? folder_read(&documents, folder) : EX_NOINPUT;
	for (int i = 0; status == EX_OK && i < documents.count; i++) {
		json_t *there = hand_get(hand, documents.list[i].topic);
		if (!there)
			tell(hand->options, documents.list[i].file, "not on the broker");
		json_decref(there);
	}
	documents_finish(&documents);
}

static int export_all(const struct hand *hand, const char *folder)
{
	char path[PATH_MAX];
	struct topic topic;
	int status = EX_OK, count = 0;

	for (int i = 0; i < hand->book.count && status == EX_OK; i++) {
		const struct book_entry *entry = hand->book.entries[i];
		json_t *document =
		    check_topic(entry->topic, &topic) ? hand_get(hand, entry->topic) : NULL;

		if (!document)
			continue;
		snprintf(path, sizeof(path), "%s/%s.json", folder,
			 entry->topic + strlen("config/"));
		status = export_one(hand->options, path, document);
		json_decref(document);
		count++;
	}
	if (status == EX_OK && !hand->options->json)
		out_line("%d documents are in %s.", count, folder);
	return status;
}

int admin_export(const struct admin_options *options)
{
	const char *folder = options->args[0];
	struct hand hand;
	int status = hand_open(&hand, options);

	if (status == EX_OK && !options->dry_run)
		status = folder_make(folder, "");
	if (status == EX_OK && !options->dry_run)
		status = folder_make(folder, "person");
	if (status == EX_OK && !options->dry_run)
		status = folder_make(folder, "device");
	if (status == EX_OK)
		status = export_all(&hand, folder);
	if (status == EX_OK)
		tell_extra(&hand, folder);
	hand_close(&hand);
	return status;
}
