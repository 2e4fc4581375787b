//go:build cgo && unix

// signals.c: adds SA_ONSTACK to handlers that were registered without it, and room to an alternate stack that is too small for Go.
//
// A goroutine's stack is a few kilobytes of heap. The kernel pushes a signal frame, and the handler its own, on the stack
// in use unless the handler has SA_ONSTACK; on a goroutine's stack that overwrites whatever lies below. Go adds the flag
// to handlers that exist when the library is loaded and asks the program to use it for later ones:
// https://pkg.go.dev/os/signal#hdr-Go_programs_that_use_cgo_or_SWIG. libuv, Bun and Deno register theirs without it.

#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>

#include "guard.h"

#if defined(__linux__) && defined(__LP64__) && !defined(__mips__)
#include <sys/syscall.h>
#include <unistd.h>

// The kernel's own record. Through it the walk reaches the two signals that glibc keeps for itself (32 and 33), and
// everything but the flag goes back bit for bit, the restorer included.
struct action {
	void *handler;
	unsigned long flags;
	unsigned long rest[6];
};

enum { SIGNALS = 64 };

static int get(int sig, struct action *now) {
	memset(now, 0, sizeof *now);
	return (int)syscall(SYS_rt_sigaction, sig, NULL, now, 8);
}

static int swap(int sig, const struct action *next, struct action *before) {
	memset(before, 0, sizeof *before);
	return (int)syscall(SYS_rt_sigaction, sig, next, before, 8);
}

static void *handler_of(const struct action *a) { return a->handler; }
static unsigned long flags_of(const struct action *a) { return a->flags; }
static void add_onstack(struct action *a) { a->flags |= SA_ONSTACK; }
#else
#define action sigaction

enum { SIGNALS = NSIG - 1 };

static int get(int sig, struct action *now) { return sigaction(sig, NULL, now); }
static int swap(int sig, const struct action *next, struct action *before) { return sigaction(sig, next, before); }
static void *handler_of(const struct action *a) { return (void *)a->sa_handler; }
static unsigned long flags_of(const struct action *a) { return (unsigned long)a->sa_flags; }
static void add_onstack(struct action *a) { a->sa_flags |= SA_ONSTACK; }
#endif

static int lacks_onstack(const struct action *a) {
	void *h = handler_of(a);
	return h != (void *)SIG_DFL && h != (void *)SIG_IGN && !(flags_of(a) & SA_ONSTACK);
}

// Reading and writing are two calls, and another thread may register a handler between them. Every write therefore
// takes out what it replaces. If that is not what was in place a moment ago it is newer than ours, and it goes back in,
// mended. One turn is the rule; the bound only keeps a thread that registers without end from holding this one.
static int repair(int sig) {
	struct action newest, in_place, next;
	if (get(sig, &newest) != 0 || !lacks_onstack(&newest)) return 0;

	in_place = newest;
	for (int turn = 0; turn < 64; turn++) {
		struct action before;
		next = newest;
		if (lacks_onstack(&next)) add_onstack(&next);
		if (swap(sig, &next, &before) != 0) return 0;
		if (memcmp(&before, &in_place, sizeof before) == 0) break;
		newest = before;
		in_place = next;
	}
	return 1;
}

// Go makes a stack of 32 KiB for the signals of a thread that has none, and else uses what is there, however small. Rust gives its threads,
// and so Deno's, 8 KiB: a profiler's handler that Go's preemption interrupts ends the process there ("fatal: morestack on gsignal"). A
// larger one, before the thread enters Go for the first time, has room for several signals at once.
enum { OF_GO = 32 << 10, ROOM = 64 << 10 };

static pthread_key_t room_key;
static int has_room_key;

static void give_room_back(void *room) {
	stack_t now, none = {.ss_flags = SS_DISABLE};
	if (sigaltstack(NULL, &now) == 0 && now.ss_sp == room) sigaltstack(&none, NULL);
	munmap(room, ROOM);
}

static void make_room_key(void) { has_room_key = pthread_key_create(&room_key, give_room_back) == 0; }

static void make_room(void) {
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	stack_t now;
	if (sigaltstack(NULL, &now) != 0 || (now.ss_flags & (SS_DISABLE | SS_ONSTACK)) != 0 || now.ss_size >= OF_GO) return;
	pthread_once(&once, make_room_key);
	if (!has_room_key || pthread_getspecific(room_key) != NULL) return;
	void *room = mmap(NULL, ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (room == MAP_FAILED) return;
	stack_t larger = {.ss_sp = room, .ss_size = ROOM};
	if (pthread_setspecific(room_key, room) == 0 && sigaltstack(&larger, NULL) == 0) return;
	pthread_setspecific(room_key, NULL);
	munmap(room, ROOM);
}

// topher_signals_repair returns how many handlers it mended. Any thread may call it at any time; signals that are
// ignored or at their default, the mask, the other flags and the handler itself stay as they are.
int32_t topher_signals_repair(void) {
	static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
	int32_t mended = 0;
	make_room();
	pthread_mutex_lock(&one_at_a_time);
	topher_fatal_settle();
	for (int sig = 1; sig <= SIGNALS; sig++) mended += repair(sig);
	pthread_mutex_unlock(&one_at_a_time);
	return mended;
}
