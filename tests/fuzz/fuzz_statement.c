/* Statements: what is taken and written again is taken again, and is the same. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/state.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct statement once, twice;
	struct faults faults;

	if (state_decode(data, size, &once, &faults)) {
		char *payload = state_encode(&once);
		assert(state_decode(payload, strlen(payload), &twice, &faults));
		assert(statement_compare(&once, &twice) == 0 && once.presence == twice.presence);
		free(payload);
	}
	if (someone_decode(data, size, &once, &faults)) {
		char *payload = someone_encode(&once);
		assert(someone_decode(payload, strlen(payload), &twice, &faults));
		assert(once.taken_back == twice.taken_back && once.left == twice.left);
		free(payload);
	}
	return 0;
}
