// thread.c: the identity of a JavaScript thread, its arenas, and its end.
//
// When the OS thread ends, a pthread key destructor marks it and writes a byte to a pipe: Go must not be entered from there,
// because the runtime may have given up the thread's own state already. A goroutine reads the pipe, and the Go half looks at
// topher_ended at every call too.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "host.h"
#include "_cgo_export.h"

TOPHER_THREAD struct topher_thread *topher_current;
int32_t topher_ended;

static pthread_once_t key_once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static int ends[2] = {-1, -1}; // of the pipe

static void forget_pushed(struct topher_thread *t) {
	while (t->below != NULL) {
		struct topher_pushed *p = t->below;
		t->below = p->below;
		free(p);
	}
}

static void thread_ended(void *ended) {
	struct topher_thread *t = ended;
	topher_current = NULL;
	topher_call = &topher_nowhere;
	topher_flight_leave(t->flight);
	forget_pushed(t);
	__atomic_store_n(&t->ended, 1, __ATOMIC_RELEASE);
	__atomic_fetch_add(&topher_ended, 1, __ATOMIC_RELEASE);
	// From here on the memory of t is the Go half's. A full pipe is as good as one byte.
	int before = errno;
	ssize_t told = write(ends[1], "", 1);
	(void)told;
	errno = before;
}

static void create_key(void) {
	if (pthread_key_create(&key, thread_ended) != 0) abort();
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) ends[0] = ends[1] = -1;
}

int32_t topher_ends(void) { return ends[0]; }

// topher_has_ended is a function, though Go could read the field: the race detector of Go sees a call of C, and no atomic operation of C's.
// What the thread did in Go comes before its end, and this call after it.
int32_t topher_has_ended(const struct topher_thread *t) { return __atomic_load_n(&t->ended, __ATOMIC_ACQUIRE); }

// A size that is no number is none.
static int is_arena(const uint8_t *arena, double size) { return arena != NULL && size >= 64 && size <= INT32_MAX; }

// topher_attach makes the calling thread a JavaScript thread with an arena of its own, which stays the caller's memory and
// must outlive the thread's last call. Attaching again replaces arena and dispatcher and keeps the thread's handles.
void topher_attach(uint8_t *arena, double size, void *dispatch) {
	struct topher_thread *t = topher_current;
	if (!is_arena(arena, size)) return;
	if (t == NULL) {
		pthread_once(&key_once, create_key);
		t = calloc(1, sizeof *t);
		if (t == NULL || pthread_setspecific(key, t) != 0) abort();
		t->number = topherThreadBegins(t);
		if (t->flight == NULL) abort();
		topher_call = &t->flight->call;
	}
	forget_pushed(t);
	t->header = arena;
	t->arena = arena;
	t->size = (int64_t)size;
	t->dispatch = dispatch;
	topher_current = t;
}

// topher_push_arena makes other memory the thread's arena until topher_pop_arena.
void topher_push_arena(uint8_t *arena, double size) {
	struct topher_thread *t = topher_current;
	struct topher_pushed *p = malloc(sizeof *p);
	if (t == NULL || p == NULL || !is_arena(arena, size)) abort();
	*p = (struct topher_pushed){t->arena, t->size, t->below};
	t->below = p;
	t->arena = arena;
	t->size = (int64_t)size;
}

void topher_pop_arena(void) {
	struct topher_thread *t = topher_current;
	if (t == NULL || t->below == NULL) return;
	struct topher_pushed *p = t->below;
	t->arena = p->arena;
	t->size = p->size;
	t->below = p->below;
	free(p);
}

struct topher_thread *topher_this(void) { return topher_current; }

int32_t topher_dispatch(struct topher_thread *t, int32_t callback, int32_t at) {
	if (t->dispatch == NULL) return 0;
	return ((int32_t(*)(int32_t, int32_t))t->dispatch)(callback, at);
}
