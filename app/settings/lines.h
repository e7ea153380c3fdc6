/* A settings file line by line, for inih. */
#ifndef PRAATJE_SETTINGS_LINES_H
#define PRAATJE_SETTINGS_LINES_H

#include <ini.h>
#include <stdbool.h>
#include <stdio.h>

/* A file's lines as the parser sees them: certificates and keys (PEM) are empty to it. */
struct lines {
	FILE *file;
	int number, open_at; /* where the PEM block began that we are in; 0: in none */
	bool certificate, key;
};

/*
 * Parses from where lines->file stands; the other fields are set anew. Returns the first line that
 * is wrong, or that handler refused, else 0. To the parser a file that fails is one that ends:
 * *failed is then an errno, else 0.
 */
int lines_parse(struct lines *, ini_handler, void *data, int *failed);

#endif
