/* The admin's command line: configures an office over MQTT and shows what goes on in it. */
#ifndef PRAATJE_ADMIN_ADMIN_H
#define PRAATJE_ADMIN_ADMIN_H

/* Does what the arguments of main ask for; the exit status after sysexits.h. */
int admin_run(int argc, char **argv);

#endif
