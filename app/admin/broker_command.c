/* praatjectl broker init, device and admin enrol and revoke: without any broker, in its folder. */
#include <string.h>
#include <sysexits.h>

#include "admin/broker.h"
#include "admin/command.h"
#include "admin/out.h"

static const char folder_default[] = "/etc/praatje-broker";

static const char *folder_of(const struct admin_options *options)
{
	return options->folder ? options->folder : folder_default;
}

int admin_broker_init(const struct admin_options *options)
{
	const char *dir = options->args[0], *office = options->settings.office;

	if (!office[0]) {
		complain("which office? Give --office ID");
		return EX_USAGE;
	}
	int status = broker_init(dir, office, options->hosts, options->hosts_count);
	if (status != EX_OK)
		return status;
	out_line("%s: the broker of the office %s, reached as %s", dir, office, options->hosts[0]);
	out_line("It starts with: systemctl restart mosquitto");
	out_line("You are its admin with: praatjectl --settings %s/admin.conf device list", dir);
	out_line("A device gets in with: praatjectl device enrol ID --role kiosk --folder %s -o "
		 "praatje-device.conf",
		 dir);
	out_line("Keep %s/ca.key safe: who has it can let in anybody.", dir);
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

static bool identity_read(const struct admin_options *options, struct broker_identity *out)
{
	const char *person = options->person;

	if (!id_read(options->args[0], out))
		return false;
	if (!options->role || !broker_role_parse(options->role, &out->role))
		complain("say what it is: --role kiosk, board, counting-board, desk or "
			 "home-assistant");
	else if (person && !id_parse(person, out->person))
		complain("'%s' is no person's id: 1 to 32 of a-z, 0-9 and -", person);
	else if (!options->output)
		complain("say where its file goes: -o praatje-device.conf");
	else
		return desk_fits(out, person);
	return false;
}

int admin_device_enrol(const struct admin_options *options)
{
	struct broker_identity identity;

	if (!identity_read(options, &identity))
		return EX_USAGE;
	int status = broker_enrol(folder_of(options), &identity, options->output);
	if (status != EX_OK || strcmp(options->output, "-") == 0)
		return status;
	out_line("%s is %s%s's file, with a key in it: put it on the card's boot partition, or in "
		 "/etc/praatje/, as praatje-device.conf",
		 options->output, identity.role == BROKER_HOME_ASSISTANT ? "" : "the device ",
		 identity.id);
	out_line("The broker lets it in after: systemctl reload mosquitto");
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
	int status = broker_enrol(folder_of(options), &identity, options->output);
	if (status != EX_OK || strcmp(options->output, "-") == 0)
		return status;
	out_line("%s is the file of the admin %s, with a key in it: praatjectl --settings %s "
		 "device list",
		 options->output, identity.id, options->output);
	out_line("The broker lets it in after: systemctl reload mosquitto");
	return EX_OK;
}

int admin_admin_revoke(const struct admin_options *options)
{
	const char *id = options->args[0];
	int status = broker_revoke(folder_of(options), id, true);

	if (status != EX_OK)
		return status;
	out_line("%s is to be let in no more", id);
	out_line("The broker knows after: systemctl reload mosquitto");
	return EX_OK;
}

int admin_device_revoke(const struct admin_options *options)
{
	const char *id = options->args[0];
	int status = broker_revoke(folder_of(options), id, false);

	if (status != EX_OK)
		return status;
	out_line("%s is to be let in no more", id);
	/* Its certificate is refused from then on, and what it has open may do nothing more. */
	out_line("The broker knows after: systemctl reload mosquitto");
	out_line("Is it gone from the office too? praatjectl device remove %s", id);
	return EX_OK;
}
