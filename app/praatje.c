/* The device program: options in, the device run. */
#include <sysexits.h>
#include <unistd.h>

#include "device/device.h"
#include "device/options.h"
#include "device/panel.h"
#include "device/stranger.h"

int main(int argc, char **argv)
{
	struct options options;
	int status;

	if (!options_parse(argc, argv, &options, &status))
		return status;
	if (options.checks_panel)
		return device_panel_check(&options);
	status = options.stranger ? device_stranger(&options) : device_run(&options);
	if (status != DEVICE_RESTART)
		return status;
	/* As it was called, so that a newer version takes over; else whoever started it may. */
	execvp(argv[0], argv);
	return EX_TEMPFAIL;
}
