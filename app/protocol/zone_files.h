/* Where the machine keeps its time zones. For the files of this layer. */
#ifndef PRAATJE_PROTOCOL_ZONE_FILES_H
#define PRAATJE_PROTOCOL_ZONE_FILES_H

/* The directory: $TZDIR, or the system's. Borrowed. */
const char *zone_files(void);

#endif
