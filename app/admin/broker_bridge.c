/* More than one office: a broker an office, bridged one way to a headquarters' broker. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "admin/broker.h"
#include "admin/file.h"
#include "admin/out.h"
#include "settings/settings.h"

enum {
	CONFIGURATION_MODE = 0644,
	/* A cut is noticed, and the end of one, within so many seconds. */
	KEEP_ALIVE_S = 5,
	RETRY_FIRST_S = 1,
	RETRY_LAST_S = 5,
};

static const char own_file[] = "bridge.pem";

/* None of them may be the office itself. */
static int check_shows(const char *office, const char *const *shows, int shows_count)
{
	for (int i = 0; i < shows_count; i++) {
		if (strcmp(shows[i], office) != 0)
			continue;
		complain("--show '%s': that office is shown at itself anyway", shows[i]);
		return EX_USAGE;
	}
	return EX_OK;
}

static int take_shows(struct broker *broker, const char *at, const char *const *shows,
		      int shows_count)
{
	int status = check_shows(at, shows, shows_count);

	if (status != EX_OK || broker_show(broker, at, shows, shows_count))
		return status;
	complain("--show wants an office's id: 1 to 32 of a-z, 0-9 and -");
	return EX_USAGE;
}

int broker_admit(const char *dir, const struct broker_identity *bridge, const char *const *shows,
		 int shows_count, const char *path)
{
	struct broker broker;
	struct trust *trust;
	int status = broker_open_both(&broker, &trust, dir);

	if (status == EX_OK && strcmp(bridge->id, broker.office) == 0) {
		complain("%s is this broker's own office: a bridge comes from another one's",
			 bridge->id);
		status = EX_USAGE;
	}
	if (status == EX_OK)
		status = take_shows(&broker, bridge->id, shows, shows_count);
	if (status == EX_OK)
		status = broker_let_in(trust, &broker, bridge, path);
	trust_close(trust);
	broker_finish(&broker);
	return status;
}

static void print_topics(FILE *file, const char *office, const char *direction,
			 const char *const *topics)
{
	for (; *topics; topics++)
		fprintf(file, "topic praatje/1/%s/%s %s 1\n", office, *topics, direction);
}

/*
 * Each topic goes one way, and an office's own never comes back: there is nothing to go round. The
 * session is a clean one, or states of yesterday would wait in the broker's file for a headquarters
 * that is away; what is retained is sent again at every connect.
 */
static void print_bridge(FILE *file, const struct broker *broker, const struct settings *there)
{
	static const char *const states[] = {"person/+/state",
					     "place/+/someone",
					     "device/+/status",
					     "device/+/report",
					     "device/+/counts",
					     "device/+/tally",
					     NULL};
	static const char *const configuration[] = {"config/#", NULL};
	static const char *const shown[] = {"config/#", "person/+/state", "place/+/someone",
					    "device/+/tally", NULL};

	fprintf(file,
		"# Made by praatjectl broker bridge: don't edit. What the office %s says goes to "
		"%s;\n# its configuration comes from there.\n",
		broker->office, there->host);
	fprintf(file, "connection praatje\naddress %s:%d\nremote_clientid %s\n", there->host,
		there->port, there->user);
	fprintf(file, "bridge_cafile %s/%s\nbridge_certfile %s/%s\nbridge_keyfile %s/%s\n",
		broker->dir, own_file, broker->dir, own_file, broker->dir, own_file);
	fprintf(file,
		"bridge_tls_version tlsv1.2\nbridge_protocol_version mqttv50\ncleansession true\n"
		"notifications false\nkeepalive_interval %d\nrestart_timeout %d %d\n",
		KEEP_ALIVE_S, RETRY_FIRST_S, RETRY_LAST_S);
	print_topics(file, broker->office, "out", states);
	print_topics(file, broker->office, "in", configuration);
	for (int i = 0; i < broker->shows_count; i++) {
		if (strcmp(broker->shows[i].at, broker->office) == 0)
			print_topics(file, broker->shows[i].office, "in", shown);
	}
}

static int write_bridge(const struct broker *broker, const struct settings *there, const char *path)
{
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);
	int status = EX_OK;

	if (!file) {
		complain("there is no memory");
		return EX_OSERR;
	}
	print_bridge(file, broker, there);
	fclose(file);
	if (strcmp(path, "-") == 0) {
		fputs(text, stdout);
		status = out_status();
	} else {
		int result = trust_write_file(path, text, CONFIGURATION_MODE);
		if (result < 0) {
			complain("%s cannot be written: %s", path, strerror(-result));
			status = EX_CANTCREAT;
		}
	}
	free(text);
	return status;
}

/* Reads the file of a bridge; it must be one of this broker's office. */
static int read_there(struct settings *there, const struct broker *broker, const char *file)
{
	char error[SETTINGS_ERROR_SIZE];
	size_t office = strlen(broker->office);

	settings_default(there);
	if (!settings_read(there, file, error)) {
		complain("%s", error);
		return EX_CONFIG;
	}
	bool ours = strncmp(there->user, broker->office, office) == 0 &&
		    there->user[office] == '@' && strcmp(there->office, broker->office) == 0;
	if (ours && there->tls && strcmp(there->key, file) == 0)
		return EX_OK;
	complain("%s isn't the file of a bridge of the office %s; at the headquarters' broker "
		 "'praatjectl device enrol %s --role bridge -o FILE' makes it",
		 file, broker->office, broker->office);
	return EX_CONFIG;
}

/* The file as it is: certificates and key in one, which mosquitto can read out of it. */
static int keep_file(const struct broker *broker, const char *file)
{
	char *text = file_read(file);

	if (!text) {
		complain("%s cannot be read: %s", file, strerror(errno));
		return EX_NOINPUT;
	}
	int status = broker_write(broker, own_file, text, true);
	free(text);
	return status;
}

int broker_bridge(const char *dir, const char *file, const char *const *shows, int shows_count,
		  const char *path)
{
	struct broker broker;
	struct settings there;
	int status = broker_open(&broker, dir);

	/* mosquitto looks from elsewhere. */
	if (status == EX_OK && !realpath(dir, broker.dir)) {
		complain("%s: %s", dir, strerror(errno));
		status = EX_NOINPUT;
	}
	if (status == EX_OK)
		status = read_there(&there, &broker, file);
	if (status == EX_OK)
		status = take_shows(&broker, broker.office, shows, shows_count);
	if (status == EX_OK)
		status = keep_file(&broker, file);
	if (status == EX_OK)
		status = write_bridge(&broker, &there, path);
	if (status == EX_OK)
		status = broker_save(&broker);
	broker_finish(&broker);
	return status;
}
