/* Configuration documents: any bytes are refused or taken, and what is taken can be written. */
#include <assert.h>
#include <stdlib.h>

#include "protocol/config.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static struct office_config office;
	struct person_config person;
	struct device_config device;
	struct faults faults;
	bool gone;

	if (office_config_decode(data, size, &office, &faults))
		free(office_config_encode(&office));
	else
		assert(faults.count > 0);
	if (person_config_decode(data, size, &person, &gone, &faults))
		free(person_config_encode(&person));
	if (device_config_decode(data, size, &device, &gone, &faults))
		free(device_config_encode(&device));
	return 0;
}
