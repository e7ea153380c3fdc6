/* Prompts as praatjectl names them: by number, or built-in:NUMBER. */
#ifndef PRAATJE_ADMIN_PROMPT_H
#define PRAATJE_ADMIN_PROMPT_H

#include "admin/options.h"

/* Whether word means all built-in prompts ("built-in"), or one of them ("built-in:3"). */
bool prompt_is_built_in(const char *word);

/* Switches those that args[0] means on or off. Exit status, told. */
int prompt_switch_built_in(const struct admin_options *, bool on);

#endif
