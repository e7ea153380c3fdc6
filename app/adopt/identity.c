#include "adopt/identity.h"

#include "trust/trust.h"

enum { MODE = 0600 };

int adopt_identity_write(const char *path, const char *text)
{
	return trust_write_file(path, text, MODE);
}
