//go:build !linux

package bridge

/*
#include <errno.h>
#include <stddef.h>
#include "guard.h"

// Darwin's libc knows a thread's stack bounds without a search, so there is nothing to cache.
int64_t topher_stack_lookups(void) { return 0; }

// On darwin Go's own handler ignores SIGPIPE wherever it is raised: https://go.dev/issue/33384.
int32_t topher_sigpipe_settle(void) { return 0; }

void *topher_fatal_list(void) { return NULL; }
void topher_fatal_settle(void) {}
void topher_fatal_in_flight(int64_t (*write)(char *out, int64_t n)) { (void)write; }

int64_t topher_wake_open(int32_t *read_fd) { (void)read_fd; return -ENOSYS; }
int32_t topher_wake_ring(int64_t id) { (void)id; return 0; }
int32_t topher_wake_close(int64_t id, int32_t close_read) { (void)id; (void)close_read; return 0; }
int64_t topher_wakes_live(void) { return 0; }

int64_t topher_go_runtimes(char *out, int64_t n) { (void)out; (void)n; return 0; }
const char *topher_go_version(void) { return "unknown"; }
*/
import "C"

// Outside Linux the guard has two parts only: topher_signals_repair, and the stack limit. topher_wake_open answers
// -ENOSYS; use a thread-safe callback as the bell there, and close it on the Go side before its worker ends.
// topher_go_runtimes lists nothing, which means "not known" rather than "none".
