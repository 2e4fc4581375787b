//go:build cgo

#include "guard.h"

#include <stdlib.h>
#include <string.h>

int32_t topher_guard_version(void) { return TOPHER_GUARD_VERSION; }

// The setting is read here and not in JavaScript, where it would need a permission in Deno.
int32_t topher_second_go(void) {
  const char *setting = getenv("TOPHER_SECOND_GO");
  return setting != NULL && strcmp(setting, "error") == 0;
}
