/* The commands: one table that drives what is understood, the help, and the completion. */
#ifndef PRAATJE_ADMIN_COMMAND_H
#define PRAATJE_ADMIN_COMMAND_H

#include "admin/options.h"

/* What the words of a command's arguments name, for the completion. */
enum command_names {
	NAMES_NONE,
	NAMES_PERSON,
	NAMES_PLACE,
	NAMES_KIND,
	NAMES_DEVICE,
	NAMES_FILE,
};

struct command_entry {
	const char *noun, *verb; /* verb NULL: the noun is all */
	const char *arguments;   /* as the help has them */
	const char *summary;
	int args_min, args_max; /* -1: any number */
	enum command_names names;
	unsigned options; /* bits of enum option_bit that it takes beside the common ones */
	/* Returns an exit status, and tells itself what went wrong. */
	int (*run)(const struct admin_options *);
};

extern const struct command_entry commands[];
extern const int commands_count;

/* The command that words begin with, and how many of them it takes; NULL: none. */
const struct command_entry *command_find(char *const *words, int count, int *used);

int admin_apply(const struct admin_options *);
int admin_export(const struct admin_options *);
int admin_import(const struct admin_options *);
int admin_tally(const struct admin_options *);
int admin_watch(const struct admin_options *);
int admin_doctor(const struct admin_options *);
int admin_complete(const struct admin_options *);

int admin_office_show(const struct admin_options *);
int admin_office_set(const struct admin_options *);
int admin_office_edit(const struct admin_options *);
int admin_office_apply(const struct admin_options *);

int admin_person_add(const struct admin_options *);
int admin_person_list(const struct admin_options *);
int admin_person_rename(const struct admin_options *);
int admin_person_set(const struct admin_options *);
int admin_person_badge(const struct admin_options *);
int admin_person_remove(const struct admin_options *);

int admin_place_add(const struct admin_options *);
int admin_place_list(const struct admin_options *);
int admin_place_rename(const struct admin_options *);
int admin_place_remove(const struct admin_options *);

int admin_kind_add(const struct admin_options *);
int admin_kind_list(const struct admin_options *);
int admin_kind_rename(const struct admin_options *);
int admin_kind_set(const struct admin_options *);
int admin_kind_remove(const struct admin_options *);

int admin_prompt_add(const struct admin_options *);
int admin_prompt_list(const struct admin_options *);
int admin_prompt_plan(const struct admin_options *);
int admin_prompt_rename(const struct admin_options *);
int admin_prompt_weigh(const struct admin_options *);
int admin_prompt_schedule(const struct admin_options *);
int admin_prompt_off(const struct admin_options *);
int admin_prompt_on(const struct admin_options *);
int admin_prompt_remove(const struct admin_options *);

int admin_broker_bridge(const struct admin_options *);
int admin_broker_renew(const struct admin_options *);
int admin_device_renew(const struct admin_options *);
int admin_admin_renew(const struct admin_options *);
int admin_broker_init(const struct admin_options *);
int admin_admin_enrol(const struct admin_options *);
int admin_admin_revoke(const struct admin_options *);
int admin_device_enrol(const struct admin_options *);
int admin_device_adopt(const struct admin_options *);
int admin_device_revoke(const struct admin_options *);

int admin_device_list(const struct admin_options *);
int admin_device_show(const struct admin_options *);
int admin_device_set(const struct admin_options *);
int admin_device_remove(const struct admin_options *);
int admin_device_screen(const struct admin_options *);
int admin_device_screenshot(const struct admin_options *);
int admin_device_identify(const struct admin_options *);
int admin_device_restart(const struct admin_options *);
int admin_device_brightness(const struct admin_options *);
int admin_device_log(const struct admin_options *);
int admin_device_clean(const struct admin_options *);

#endif
