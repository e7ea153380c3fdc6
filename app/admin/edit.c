/* praatjectl office edit: the document in an editor, until it is right. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "admin/check.h"
#include "admin/command.h"
#include "admin/difference.h"
#include "admin/hand.h"
#include "admin/layout.h"
#include "admin/out.h"

enum { PATH_SIZE = 512 };

static int fetch(const struct admin_options *options, json_t **document)
{
	struct hand hand;
	int status = hand_open(&hand, options);

	if (status == EX_OK) {
		*document = hand_get(&hand, "config/office");
		*document = *document ? *document : json_pack("{s:i}", "rev", 0);
	}
	hand_close(&hand);
	return status;
}

static int file_make(const json_t *document, char path[PATH_SIZE])
{
	const char *folder = getenv("TMPDIR");

	snprintf(path, PATH_SIZE, "%.400s/praatje-office-XXXXXX.json",
		 folder && *folder ? folder : "/tmp");
	int fd = mkstemps(path, 5);
	FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
	char *text = layout_json(document);
	bool written = file && text && fprintf(file, "%s\n", text) > 0;
	free(text);
	if (file)
		written = fclose(file) == 0 && written;
	else if (fd >= 0)
		close(fd);
	if (written)
		return EX_OK;
	complain("%s: cannot be written: %s", path, strerror(errno));
	return EX_IOERR;
}

/* $EDITOR may have arguments of its own, so a shell reads it. */
static int editor_run(const char *path)
{
	const char *editor = getenv("VISUAL");
	int result;

	if (!editor || !*editor)
		editor = getenv("EDITOR");
	if (!editor || !*editor)
		editor = "sensible-editor";
	char *script = NULL;
	if (asprintf(&script, "%s \"$1\"", editor) < 0)
		return EX_OSERR;
	pid_t child = fork();
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", script, "sh", path, (char *)NULL);
		_exit(127);
	}
	free(script);
	while (child > 0 && waitpid(child, &result, 0) < 0 && errno == EINTR)
		;
	if (child > 0 && WIFEXITED(result) && WEXITSTATUS(result) == 0)
		return EX_OK;
	complain("the editor '%s' failed; set $EDITOR", editor);
	return EX_UNAVAILABLE;
}

/* NULL with the faults told. */
static json_t *file_read(const char *path)
{
	json_error_t error;
	struct faults faults;
	struct topic topic;
	json_t *document = json_load_file(path, JSON_REJECT_DUPLICATES, &error);

	if (!document) {
		complain("line %d, column %d: %s", error.line, error.column, error.text);
		return NULL;
	}
	char *payload = json_dumps(document, JSON_COMPACT | JSON_REAL_PRECISION(15));
	check_topic("config/office", &topic);
	bool good = payload && check_payload(&topic, payload, &faults);
	for (int i = 0; payload && i < faults.count; i++)
		complain("%s: %s (%s)", faults.list[i].pointer, faults.list[i].message,
			 fault_code_name(faults.list[i].code));
	for (int i = 0; good && i < faults.warnings_count; i++)
		complain("%s: warning: %s", faults.warnings[i].pointer, faults.warnings[i].message);
	free(payload);
	if (good)
		return document;
	json_decref(document);
	return NULL;
}

static bool asks_again(void)
{
	char line[16];

	fputs("Enter opens it again, q gives up: ", stderr);
	return fgets(line, sizeof(line), stdin) && line[0] != 'q';
}

static int edit_until_right(const char *path, json_t **after)
{
	for (;;) {
		int status = editor_run(path);
		if (status != EX_OK)
			return status;
		*after = file_read(path);
		if (*after)
			return EX_OK;
		if (!asks_again())
			return EX_DATAERR;
	}
}

static bool changed_meanwhile(const struct hand *hand, const json_t *before)
{
	json_t *now = hand_get(hand, "config/office");
	bool changed = now && !json_equal(now, before);

	if (changed) {
		complain("somebody else changed it meanwhile; what you started from, and what is "
			 "there now:");
		difference_print(stderr, before, now);
	}
	json_decref(now);
	return changed;
}

static int send(const struct admin_options *options, const json_t *before, json_t *after)
{
	struct hand hand;
	int status = hand_open(&hand, options);

	if (status == EX_OK && changed_meanwhile(&hand, before) && !options->force)
		status = EX_TEMPFAIL;
	if (status == EX_OK)
		status = hand_put(&hand, "config/office", json_incref(after));
	if (status == EX_OK)
		status = hand_commit(&hand, "The office is changed.");
	hand_close(&hand);
	return status;
}

static int edit(const struct admin_options *options, const json_t *before)
{
	char path[PATH_SIZE];
	json_t *after = NULL;
	int status = file_make(before, path);

	if (status != EX_OK)
		return status;
	status = edit_until_right(path, &after);
	if (status == EX_OK && difference_none(before, after))
		out_line("nothing changed");
	else if (status == EX_OK)
		status = send(options, before, after);
	json_decref(after);
	if (status == EX_OK)
		unlink(path);
	else
		complain("what you wrote is in %s; praatjectl office apply takes it", path);
	return status;
}

int admin_office_edit(const struct admin_options *options)
{
	json_t *before = NULL;
	int status = fetch(options, &before);

	if (status == EX_OK)
		status = edit(options, before);
	json_decref(before);
	return status;
}
