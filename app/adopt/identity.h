/* The file in which a device keeps the identity that it was given. */
#ifndef PRAATJE_ADOPT_IDENTITY_H
#define PRAATJE_ADOPT_IDENTITY_H

/* Makes its folder, and writes it whole or not at all, readable to its owner alone. 0 or -errno. */
int adopt_identity_write(const char *path, const char *text);

#endif
