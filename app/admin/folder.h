/* A folder of configuration documents. */
#ifndef PRAATJE_ADMIN_FOLDER_H
#define PRAATJE_ADMIN_FOLDER_H

#include <stdbool.h>

#include "admin/document.h"

/*
 * Reads path: a file as documents_read does, or every document below a folder, in the order of
 * their names. Results as of documents_read; a folder without documents is EX_NOINPUT.
 */
int folder_read(struct documents *, const char *path);

/* Whether path is a folder with a document in it or below. */
bool folder_has_documents(const char *path);

#endif
