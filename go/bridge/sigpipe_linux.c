//go:build cgo

// sigpipe_linux.c: leaves SIGPIPE as the host had set it.
//
// Node, Bun and Deno ignore SIGPIPE, so that a write to a closed pipe fails with EPIPE. Go replaces that by a handler of
// its own; from then on the process reports the signal as caught, and whatever reads the disposition is misled.
//
// The order of events in a c-shared library: the Go runtime starts on another thread, but it installs its signal handlers
// before that, synchronously, in the constructor that the linker places into .init_array
// (libpreinit: https://github.com/golang/go/blob/go1.26.0/src/runtime/os_linux.go#L381). Constructors with a priority
// run before it. A constructor without one stands in the same section behind it, because the Go linker names its own
// object first. Should a linker order them otherwise, Go's init calls settle once more.
//
// A host that had left SIGPIPE at its default keeps Go's handler: it ends the process when C code gets the signal, as
// before, and turns it into EPIPE for Go code, which the net package relies on.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <sys/auxv.h>

#include "guard.h"

static struct sigaction saved;

static const void *image_of(const void *address) {
	Dl_info info;
	return address != NULL && dladdr(address, &info) != 0 ? info.dli_fbase : NULL;
}

static int is_go(const struct sigaction *a) {
	if (a->sa_handler == SIG_DFL || a->sa_handler == SIG_IGN) return 0;
	return image_of((const void *)a->sa_handler) == image_of(&saved);
}

// Puts the saved disposition back only where Go's handler stands, so a handler that the host has registered since then
// is never touched. SA_ONSTACK is added because the handler may now run while Go code does; see signals.c.
static void restore(void) {
	struct sigaction now;
	if (saved.sa_handler == SIG_DFL || sigaction(SIGPIPE, NULL, &now) != 0 || !is_go(&now)) return;
	struct sigaction host = saved;
	if (host.sa_handler != SIG_IGN) host.sa_flags |= SA_ONSTACK;
	sigaction(SIGPIPE, &host, NULL);
}

// Priorities up to 100 belong to the C library.
__attribute__((constructor(101))) static void before_go(void) { sigaction(SIGPIPE, NULL, &saved); }

__attribute__((constructor)) static void after_go(void) { restore(); }

// topher_sigpipe_settle is called by Go's init and returns 1 where the host ignores SIGPIPE. In an ordinary Go program,
// a test binary for example, the guard changes nothing: there Go itself is the host.
int32_t topher_sigpipe_settle(void) {
	if (image_of(&saved) == image_of((const void *)getauxval(AT_ENTRY))) return 0;
	restore();
	struct sigaction now;
	return sigaction(SIGPIPE, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}
