/* What a device can say about itself, as the program that runs it found out. */
#ifndef PRAATJE_CORE_FACTS_H
#define PRAATJE_CORE_FACTS_H

#include <stdint.h>

enum {
	FACT_SIZE = 64,
	FACT_BROKER_SIZE = 280,
	FACT_ERROR_SIZE = 200,
};

struct facts {
	char version[FACT_SIZE];
	char address[FACT_SIZE];       /* on the network; empty: none */
	char broker[FACT_BROKER_SIZE]; /* host:port */
	char error[FACT_ERROR_SIZE];   /* the last one, names nobody; empty: none since the start */
	int64_t error_s;               /* seconds since 1970 UTC; 0: no clock then */
};

#endif
