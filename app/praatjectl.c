/* praatjectl: the admin's command line, one more MQTT client. */
#include "admin/admin.h"

int main(int argc, char **argv)
{
	return admin_run(argc, argv);
}
