/* One command that is being carried out, for the files that do so. */
#ifndef PRAATJE_DEVICE_ORDER_H
#define PRAATJE_DEVICE_ORDER_H

#include "device/device.h"
#include "protocol/answer.h"
#include "protocol/command.h"
#include "protocol/refusal.h"

struct order {
	struct device *device;
	const struct link_event *asked;
	const struct command *command;
};

/* answer.c: each command is answered by one of these, once. */
void order_answer(const struct order *, const struct answer *);
void order_done(const struct order *);
void order_refuse(const struct order *, enum refusal, const char *message);
/* The same with the code of a fault. */
void order_refuse_code(const struct order *, const char *code, const char *message);

/* command_look.c */
void command_screen(const struct order *);
void command_screenshot(const struct order *);
void command_log(const struct order *);

/* command_do.c */
void command_identify(const struct order *);
void command_clean(const struct order *);
void command_brightness(const struct order *);
void command_restart(const struct order *);

/* enrol.c: answers once a badge was held to the reader, or a minute is over. */
void command_enrol(const struct order *);

#endif
