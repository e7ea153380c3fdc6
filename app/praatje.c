/* The device program: options in, the device run. */
#include "device/device.h"
#include "device/options.h"
#include "device/panel.h"

int main(int argc, char **argv)
{
	struct options options;
	int status;

	if (!options_parse(argc, argv, &options, &status))
		return status;
	if (options.checks_panel)
		return device_panel_check(&options);
	return device_run(&options);
}
