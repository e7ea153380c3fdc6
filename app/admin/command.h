/* The commands, one file each. All return an exit status and tell what went wrong themselves. */
#ifndef PRAATJE_ADMIN_COMMAND_H
#define PRAATJE_ADMIN_COMMAND_H

#include "admin/options.h"

int admin_apply(const struct admin_options *);
int admin_watch(const struct admin_options *);
int admin_person_list(const struct admin_options *);
int admin_device_list(const struct admin_options *);
int admin_device_screen(const struct admin_options *);
int admin_device_screenshot(const struct admin_options *);

#endif
