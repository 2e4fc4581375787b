// guard.h: what the C half of the guard exports.
//
// TOPHER_API marks a symbol that a JavaScript runtime finds with dlsym; everything else is static or hidden. Go links
// c-shared libraries with -Bsymbolic, so a call inside the library reaches its own copy even where two guarded libraries
// export the same names: https://github.com/golang/go/blob/go1.26.0/src/cmd/link/internal/ld/lib.go#L1662

#ifndef TOPHER_GUARD_H
#define TOPHER_GUARD_H

#include <stdint.h>

#define TOPHER_API __attribute__((visibility("default")))
#define TOPHER_HIDDEN __attribute__((visibility("hidden")))

// The contract between a guarded library and the TypeScript side; Go reads it as bridge.Version. Raise it when a
// signature in this file changes.
#define TOPHER_GUARD_VERSION 1

// guard.c
TOPHER_API int32_t topher_guard_version(void);
// 1 where the environment says TOPHER_SECOND_GO=error: a second Go runtime in the process is an error then, else a warning.
TOPHER_API int32_t topher_second_go(void);

// stackbounds_linux.c
TOPHER_API int64_t topher_stack_lookups(void);

// signals.c
TOPHER_API int32_t topher_signals_repair(void);

// sigpipe_linux.c
TOPHER_HIDDEN int32_t topher_sigpipe_settle(void);

// fatal_linux.c
TOPHER_API void *topher_fatal_list(void);
TOPHER_HIDDEN void topher_fatal_settle(void);
TOPHER_HIDDEN void topher_fatal_in_flight(int64_t (*write)(char *out, int64_t n));

// wake_linux.c
TOPHER_API int64_t topher_wake_open(int32_t *read_fd);
TOPHER_API int32_t topher_wake_ring(int64_t id);
TOPHER_API int32_t topher_wake_close(int64_t id, int32_t close_read);
TOPHER_API int64_t topher_wakes_live(void);

// runtimes_linux.c
TOPHER_API int64_t topher_go_runtimes(char *out, int64_t n);
TOPHER_API const char *topher_go_version(void);

#endif
