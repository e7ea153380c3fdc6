/* praatjectl broker, device enrol and revoke, admin: without any broker, in its folder. */
#include <string.h>
#include <sysexits.h>

#include "admin/broker.h"
#include "admin/broker_command.h"
#include "admin/command.h"
#include "admin/out.h"

static const char folder_default[] = "/etc/praatje-broker";

const char *admin_broker_folder(const struct admin_options *options)
{
	return options->folder ? options->folder : folder_default;
}

/* The plugin reads its rights only when it starts. */
static void tell_when(const struct admin_options *options, const char *what)
{
	struct broker broker;

	if (broker_open(&broker, admin_broker_folder(options)) == EX_OK)
		out_line("%s: systemctl %s mosquitto", what, broker.dynamic ? "restart" : "reload");
	broker_finish(&broker);
}

int admin_broker_init(const struct admin_options *options)
{
	const char *dir = options->args[0], *office = options->settings.office;

	if (!office[0]) {
		complain("which office? Give --office ID");
		return EX_USAGE;
	}
	int status =
	    broker_init(dir, office, options->hosts, options->hosts_count, options->dynamic);
	if (status != EX_OK)
		return status;
	out_line("%s: the broker of the office %s, reached as %s", dir, office, options->hosts[0]);
	if (options->dynamic)
		out_line("In /etc/mosquitto/conf.d/praatje.conf: the two lines with plugin instead "
			 "of the "
			 "one with acl_file");
	out_line("It starts with: systemctl restart mosquitto");
	out_line("You are its admin with: praatjectl --settings %s/admin.conf device list", dir);
	out_line("A device gets in with: praatjectl device enrol ID --role kiosk --folder %s -o "
		 "praatje-device.conf",
		 dir);
	out_line("Keep %s/ca.key safe: who has it can let in anybody.", dir);
	return EX_OK;
}

static bool shows_fit(const struct admin_options *options)
{
	if (options->shows_count <= OPTIONS_SHOWS_MAX)
		return true;
	complain("--show may be given %d times", OPTIONS_SHOWS_MAX);
	return false;
}

int admin_broker_bridge(const struct admin_options *options)
{
	const char *dir = admin_broker_folder(options);

	if (!shows_fit(options))
		return EX_USAGE;
	if (!options->output) {
		complain("say where mosquitto's configuration of it goes: -o "
			 "/etc/mosquitto/conf.d/praatje-bridge.conf");
		return EX_USAGE;
	}
	int status = broker_bridge(dir, options->args[0], options->shows, options->shows_count,
				   options->output);
	if (status != EX_OK || strcmp(options->output, "-") == 0)
		return status;
	out_line("%s is the bridge; its certificate and key are in %s/bridge.pem", options->output,
		 dir);
	out_line("It begins with: systemctl restart mosquitto");
	out_line("From then on the office's configuration is the one that the headquarters has.");
	return EX_OK;
}

static int enrol_bridge(const struct admin_options *options, const struct broker_identity *bridge)
{
	const char *file = options->output;
	int status = broker_admit(admin_broker_folder(options), bridge, options->shows,
				  options->shows_count, file);

	if (status != EX_OK || strcmp(file, "-") == 0)
		return status;
	out_line("%s is the file of the bridge from %s, with a key in it; there it is used with: "
		 "praatjectl broker bridge %s -o /etc/mosquitto/conf.d/praatje-bridge.conf",
		 file, bridge->id, file);
	tell_when(options, "The broker lets it in after");
	return EX_OK;
}

static bool desk_fits(const struct broker_identity *identity, const char *person)
{
	if (identity->role == BROKER_DESK && !person)
		complain("a desk is one person's own: say whose with --person ID");
	else if (identity->role != BROKER_DESK && person)
		complain("--person is for a desk; a %s is nobody's own",
			 broker_role_name(identity->role));
	else
		return true;
	return false;
}

static bool id_read(const char *text, struct broker_identity *out)
{
	*out = (struct broker_identity){0};
	if (id_parse(text, out->id) && strcmp(text, "all") != 0 && strcmp(text, "admin") != 0 &&
	    strcmp(text, "tidy") != 0)
		return true;
	complain("'%s' can't be an id here: 1 to 32 of a-z, 0-9 and -, and not all, admin or tidy",
		 text);
	return false;
}

bool admin_identity_read(const struct admin_options *options, const char *id,
			 struct broker_identity *out)
{
	const char *person = options->person;

	*out = (struct broker_identity){0};
	if (id && !id_read(id, out))
		return false;
	memcpy(out->office, options->settings.office, sizeof(out->office));
	if (!options->role || !broker_role_parse(options->role, &out->role))
		complain("say what it is: --role kiosk, board, counting-board, desk, "
			 "home-assistant or bridge");
	else if (person && !id_parse(person, out->person))
		complain("'%s' is no person's id: 1 to 32 of a-z, 0-9 and -", person);
	else
		return desk_fits(out, person);
	return false;
}

int admin_device_enrol(const struct admin_options *options)
{
	struct broker_identity identity;

	if (!admin_identity_read(options, options->args[0], &identity))
		return EX_USAGE;
	if (!options->output) {
		complain("say where its file goes: -o praatje-device.conf");
		return EX_USAGE;
	}
	if (identity.role == BROKER_BRIDGE) {
		identity.office[0] = '\0';
		return enrol_bridge(options, &identity);
	}
	int status = broker_enrol(admin_broker_folder(options), &identity, options->output);
	if (status != EX_OK || strcmp(options->output, "-") == 0)
		return status;
	out_line("%s is %s%s's file, with a key in it: put it on the card's boot partition, or in "
		 "/etc/praatje/, as praatje-device.conf",
		 options->output, identity.role == BROKER_HOME_ASSISTANT ? "" : "the device ",
		 identity.id);
	tell_when(options, "The broker lets it in after");
	return EX_OK;
}

int admin_admin_enrol(const struct admin_options *options)
{
	struct broker_identity identity;

	if (!id_read(options->args[0], &identity))
		return EX_USAGE;
	identity.role = BROKER_ADMIN;
	if (!options->output) {
		complain("say where the admin's file goes: -o admin.conf");
		return EX_USAGE;
	}
	int status = broker_enrol(admin_broker_folder(options), &identity, options->output);
	if (status != EX_OK || strcmp(options->output, "-") == 0)
		return status;
	out_line("%s is the file of the admin %s, with a key in it: praatjectl --settings %s "
		 "device list",
		 options->output, identity.id, options->output);
	tell_when(options, "The broker lets it in after");
	return EX_OK;
}

/* role: an admin, or any other. */
static int revoke(const struct admin_options *options, enum broker_role role)
{
	struct broker_identity which = {.role = role};

	if (!id_parse(options->args[0], which.id)) {
		complain("'%s' is no id: 1 to 32 of a-z, 0-9 and -", options->args[0]);
		return EX_USAGE;
	}
	if (role != BROKER_ADMIN)
		memcpy(which.office, options->settings.office, sizeof(which.office));
	int status = broker_revoke(admin_broker_folder(options), &which);
	if (status != EX_OK)
		return status;
	out_line("%s is to be let in no more", which.id);
	/* Its certificate is refused from then on, and what it has open may do nothing more. */
	tell_when(options, "The broker knows after");
	return EX_OK;
}

int admin_admin_revoke(const struct admin_options *options)
{
	return revoke(options, BROKER_ADMIN);
}

/* role: an admin, or any other. */
static int renew(const struct admin_options *options, enum broker_role role)
{
	struct broker_identity which = {.role = role};

	if (!id_parse(options->args[0], which.id)) {
		complain("'%s' is no id: 1 to 32 of a-z, 0-9 and -", options->args[0]);
		return EX_USAGE;
	}
	if (!options->output) {
		complain("say where the new file goes: -o FILE");
		return EX_USAGE;
	}
	if (role != BROKER_ADMIN)
		memcpy(which.office, options->settings.office, sizeof(which.office));
	int status = broker_renew(admin_broker_folder(options), &which, options->output);
	if (status == EX_OK && strcmp(options->output, "-") != 0)
		out_line(
		    "%s is the new file of %s, to be put in the place of the old one, which holds "
		    "until its end",
		    options->output, which.id);
	return status;
}

int admin_device_renew(const struct admin_options *options)
{
	return renew(options, BROKER_BOARD);
}

int admin_admin_renew(const struct admin_options *options)
{
	return renew(options, BROKER_ADMIN);
}

int admin_broker_renew(const struct admin_options *options)
{
	const char *dir = admin_broker_folder(options);
	int status = broker_renew_own(dir);

	if (status != EX_OK)
		return status;
	out_line("The broker and its tidy have new certificates, admin.conf is a new file in %s",
		 dir);
	out_line("The broker uses them after: systemctl reload mosquitto");
	return EX_OK;
}

int admin_device_revoke(const struct admin_options *options)
{
	const char *id = options->args[0];
	int status = revoke(options, BROKER_BOARD);

	if (status != EX_OK)
		return status;
	out_line("Is it gone from the office too? praatjectl device remove %s", id);
	return EX_OK;
}
