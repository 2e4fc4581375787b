// buildinfo.h: what buildinfo_linux.c offers to runtimes_linux.c.

#ifndef TOPHER_BUILDINFO_H
#define TOPHER_BUILDINFO_H

#include <link.h>

#include "guard.h"

enum { TOPHER_VERSION_MAX = 128 };

// Looks for Go's build info in one loaded object. Returns 1 and stores the version, or returns 0.
TOPHER_HIDDEN int topher_buildinfo_find(const struct dl_phdr_info *object, char version[TOPHER_VERSION_MAX]);

#endif
