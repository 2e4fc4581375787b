//go:build cgo

// stackbounds_linux.c: asks for a thread's stack bounds once, not at every call.
//
// On entry from C, runtime.callbackUpdateSystemStack compares the stack pointer with the bounds it knows, and when the
// pointer lies outside it calls pthread_getattr_np:
// https://github.com/golang/go/blob/go1.26.0/src/runtime/cgocall.go#L243
// koffi runs its callees on a stack of its own, so there it is outside at every call; and on the main thread glibc
// answers by reading /proc/self/maps line by line, which in a JavaScript runtime takes 170 to 300 microseconds.
//
// The definition below is hidden, so the reference in runtime/cgo of this library binds to it at link time and nobody
// else's does. The bounds of a thread do not change while it lives, so the first answer serves the thread to its end.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>

#include "guard.h"

typedef int (*lookup_fn)(pthread_t, pthread_attr_t *);

// Read at every call on koffi's stack: see host/host.h for the model.
#define THREAD static __attribute__((tls_model("initial-exec"))) __thread
THREAD void *stack_lo;
THREAD size_t stack_size;
THREAD size_t stack_guard;

static int64_t lookups;

// topher_stack_lookups returns how often libc was asked: once for each thread that entered Go, plus once for the thread
// that initialised the Go runtime.
int64_t topher_stack_lookups(void) {
	return __atomic_load_n(&lookups, __ATOMIC_RELAXED);
}

static int ask_libc(pthread_t thread, pthread_attr_t *attr) {
	static lookup_fn next;
	lookup_fn fn = __atomic_load_n(&next, __ATOMIC_RELAXED);
	if (fn == NULL) {
		fn = (lookup_fn)dlsym(RTLD_NEXT, "pthread_getattr_np");
		if (fn == NULL) return ENOSYS;
		__atomic_store_n(&next, fn, __ATOMIC_RELAXED);
	}
	__atomic_fetch_add(&lookups, 1, __ATOMIC_RELAXED);
	return fn(thread, attr);
}

// Only stack and guard size come from the cache; C code of the same library that wants the affinity or the detach
// state of its own thread sees the defaults. Another thread's attributes are always libc's answer.
TOPHER_HIDDEN int pthread_getattr_np(pthread_t thread, pthread_attr_t *attr) {
	if (!pthread_equal(thread, pthread_self())) return ask_libc(thread, attr);

	if (stack_size == 0) {
		int err = ask_libc(thread, attr);
		if (err != 0) return err;
		void *lo;
		size_t size, guard;
		if (pthread_attr_getstack(attr, &lo, &size) != 0 || size == 0) return 0;
		if (pthread_attr_getguardsize(attr, &guard) != 0) guard = 0;
		stack_lo = lo;
		stack_guard = guard;
		stack_size = size;
		return 0;
	}

	// A fresh attr owns no memory, so pthread_attr_destroy has nothing to free and no call allocates.
	int err = pthread_attr_init(attr);
	if (err != 0) return err;
	pthread_attr_setguardsize(attr, stack_guard);
	return pthread_attr_setstack(attr, stack_lo, stack_size);
}
