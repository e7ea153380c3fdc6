#include "admin/command.h"

#include <string.h>

enum { WRITES = OPTION_DRY_RUN };

const struct command_entry commands[] = {
    {"office", "show", "", "the office's configuration", 0, 0, NAMES_NONE, 0, admin_office_show},
    {"office", "set", "FIELD=VALUE...", "changes fields, such as lang=en or show.motion=false", 1,
     -1, NAMES_NONE, WRITES, admin_office_set},
    {"office", "edit", "", "opens it in $EDITOR, checks it, and sends it", 0, 0, NAMES_NONE,
     WRITES | OPTION_FORCE, admin_office_edit},
    {"office", "apply", "FILE", "sends the office's configuration from a file", 1, 1, NAMES_FILE,
     WRITES | OPTION_FORCE, admin_office_apply},
    {"person", "add", "NAME [FIELD=VALUE...]", "puts a person on the roster", 1, -1, NAMES_NONE,
     WRITES | OPTION_WALL | OPTION_ID, admin_person_add},
    {"person", "list", "", "who is on the roster, and how they are", 0, 0, NAMES_NONE, 0,
     admin_person_list},
    {"person", "rename", "PERSON NAME", "gives a person another name", 2, 2, NAMES_PERSON, WRITES,
     admin_person_rename},
    {"person", "set", "PERSON FIELD=VALUE...", "changes fields: wall, sort", 2, -1, NAMES_PERSON,
     WRITES | OPTION_WALL, admin_person_set},
    {"person", "badge", "PERSON [HASH]",
     "gives a badge: by its hash, or the next one read --at DEVICE", 1, 2, NAMES_PERSON,
     WRITES | OPTION_AT | OPTION_TAKE, admin_person_badge},
    {"person", "remove", "PERSON", "takes a person off the roster", 1, 1, NAMES_PERSON, WRITES,
     admin_person_remove},
    {"place", "add", "NAME [nl=TEXT en=TEXT]", "adds a place", 1, 3, NAMES_NONE, WRITES | OPTION_ID,
     admin_place_add},
    {"place", "list", "", "which places there are", 0, 0, NAMES_NONE, 0, admin_place_list},
    {"place", "rename", "PLACE NAME|nl=TEXT|en=TEXT...", "gives a place another name", 2, 3,
     NAMES_PLACE, WRITES, admin_place_rename},
    {"place", "remove", "PLACE", "removes a place", 1, 1, NAMES_PLACE, WRITES, admin_place_remove},
    {"kind", "add", "NAME [FIELD=VALUE...]", "adds a kind: icon, minutes, hint, weight, nl, en", 1,
     -1, NAMES_NONE, WRITES | OPTION_ID, admin_kind_add},
    {"kind", "list", "", "what one can be open for", 0, 0, NAMES_NONE, 0, admin_kind_list},
    {"kind", "rename", "KIND NAME|nl=TEXT|en=TEXT...", "gives a kind another name", 2, 3,
     NAMES_KIND, WRITES, admin_kind_rename},
    {"kind", "set", "KIND FIELD=VALUE...", "changes fields: icon, minutes, hint, weight", 2, -1,
     NAMES_KIND, WRITES, admin_kind_set},
    {"kind", "remove", "KIND", "removes a kind", 1, 1, NAMES_KIND, WRITES, admin_kind_remove},
    {"prompt", "add", "TEXT|nl=TEXT en=TEXT", "adds a prompt", 1, 2, NAMES_NONE, WRITES,
     admin_prompt_add},
    {"prompt", "list", "", "the office's prompts, numbered", 0, 0, NAMES_NONE, 0,
     admin_prompt_list},
    {"prompt", "rename", "NUMBER TEXT|nl=TEXT|en=TEXT...", "changes a prompt's text", 2, 3,
     NAMES_NONE, WRITES, admin_prompt_rename},
    {"prompt", "remove", "NUMBER", "removes a prompt", 1, 1, NAMES_NONE, WRITES,
     admin_prompt_remove},
    {"device", "list", "", "which devices there are, and how they are", 0, 0, NAMES_NONE, 0,
     admin_device_list},
    {"device", "show", "DEVICE", "what is known about a device", 1, 1, NAMES_DEVICE, 0,
     admin_device_show},
    {"device", "set", "DEVICE FIELD=VALUE...",
     "adds a device or changes it: role, name, place, person, rotate, ...", 2, -1, NAMES_DEVICE,
     WRITES, admin_device_set},
    {"device", "remove", "DEVICE", "takes a device out of the office", 1, 1, NAMES_DEVICE, WRITES,
     admin_device_remove},
    {"device", "screen", "DEVICE", "what can be read and touched on it now", 1, 1, NAMES_DEVICE, 0,
     admin_device_screen},
    {"device", "screenshot", "DEVICE -o FILE", "the same as a PNG; - is standard output", 1, 1,
     NAMES_DEVICE, OPTION_OUTPUT, admin_device_screenshot},
    {"device", "identify", "DEVICE|all", "it shows which one it is", 1, 1, NAMES_DEVICE, 0,
     admin_device_identify},
    {"device", "restart", "DEVICE|all", "its program ends and starts again", 1, 1, NAMES_DEVICE, 0,
     admin_device_restart},
    {"device", "brightness", "DEVICE|all PERCENT", "how light its screen is, until the day ends", 2,
     2, NAMES_DEVICE, 0, admin_device_brightness},
    {"device", "log", "DEVICE|all [LEVEL]", "its last lines: error, warning, info, debug", 1, 2,
     NAMES_DEVICE, 0, admin_device_log},
    {"device", "clean", "DEVICE|all", "touches do nothing for 30 seconds", 1, 1, NAMES_DEVICE, 0,
     admin_device_clean},
    {"device", "enrol", "DEVICE --role ROLE -o FILE",
     "gives it an identity: one file with all that it needs", 1, 1, NAMES_NONE,
     OPTION_ROLE | OPTION_PERSON | OPTION_FOLDER | OPTION_OUTPUT, admin_device_enrol},
    {"device", "revoke", "DEVICE", "takes the identity back", 1, 1, NAMES_DEVICE, OPTION_FOLDER,
     admin_device_revoke},
    {"admin", "enrol", "NAME -o FILE", "one more admin, with an identity and a file of their own",
     1, 1, NAMES_NONE, OPTION_FOLDER | OPTION_OUTPUT, admin_admin_enrol},
    {"admin", "revoke", "NAME", "takes an admin's identity back", 1, 1, NAMES_NONE, OPTION_FOLDER,
     admin_admin_revoke},
    {"broker", "init", "FOLDER --host NAME",
     "makes what a broker with TLS needs: authority, certificates, rights", 1, 1, NAMES_FILE,
     OPTION_HOST | OPTION_FOLDER, admin_broker_init},
    {"apply", NULL, "FILE|FOLDER...", "sends configuration and waits for the devices", 1, -1,
     NAMES_FILE, WRITES | OPTION_FORCE | OPTION_PRUNE, admin_apply},
    {"export", NULL, "FOLDER", "writes the configuration into a folder, a file a document", 1, 1,
     NAMES_FILE, WRITES, admin_export},
    {"import", NULL, "FILE.csv", "puts the people of a CSV file on the roster", 1, 1, NAMES_FILE,
     WRITES, admin_import},
    {"watch", NULL, "", "what there is, and then what changes", 0, 0, NAMES_NONE, 0, admin_watch},
    {"doctor", NULL, "[FOLDER]", "what is wrong with the office, and what to do about it", 0, 1,
     NAMES_FILE, 0, admin_doctor},
};

const int commands_count = sizeof(commands) / sizeof(commands[0]);

const struct command_entry *command_find(char *const *words, int count, int *used)
{
	for (int i = 0; i < commands_count; i++) {
		const struct command_entry *command = &commands[i];

		*used = command->verb ? 2 : 1;
		if (count >= *used && strcmp(command->noun, words[0]) == 0 &&
		    (!command->verb || strcmp(command->verb, words[1]) == 0))
			return command;
	}
	return NULL;
}
