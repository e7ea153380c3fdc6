/* One bad document of a table: what it is, and what should be found in it. */
#ifndef PRAATJE_TESTS_BAD_H
#define PRAATJE_TESTS_BAD_H

#include "protocol/topic.h"

struct bad {
	enum topic_kind kind;
	const char *payload;
	const char *faults; /* lines as codec_list writes them */
};

#define H63 "000000000000000000000000000000000000000000000000000000000000000"
#define ID33 "abcdefghijklmnopqrstuvwxyz0123456"
#define X64 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

#endif
