//go:build cgo

#include "guard.h"

int32_t topher_guard_version(void) { return TOPHER_GUARD_VERSION; }
