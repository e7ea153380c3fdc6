/* Which boot of the machine this is. */
#ifndef PRAATJE_STORE_BOOT_H
#define PRAATJE_STORE_BOOT_H

enum { BOOT_SIZE = 64 };

/* The kernel's random id of this boot (random(4), boot_id); "" when it isn't known. */
void boot_read(char boot[BOOT_SIZE]);

#endif
