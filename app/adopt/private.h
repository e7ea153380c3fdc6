/* What the files of this folder share. */
#ifndef PRAATJE_ADOPT_PRIVATE_H
#define PRAATJE_ADOPT_PRIVATE_H

#include <stddef.h>

#include <openssl/evp.h>

#include "adopt/request.h"

struct adopt_key {
	EVP_PKEY *pair;
};

/* Bytes in base64 on one line, to be freed; NULL without memory. */
char *adopt_base64(const unsigned char *bytes, size_t size);

#endif
