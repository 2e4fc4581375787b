// flight.c: what is running, for the line that is printed when Go ends the process.
//
// Every function of z.c notes its name for the thread, with two plain stores, and tasks are counted by function: begun by the
// thread that begins them, ended by goroutines. A signal handler of the guard reads it all (../fatal_linux.c), on any thread and at
// any moment, so nothing of it is ever freed: a thread that has ended leaves its place to the next one.

#include <stdlib.h>

#include "host.h"

// Where threads note that are not attached: z.c need not ask, and nobody reads it.
const char *topher_nowhere;

TOPHER_THREAD const char **topher_call = &topher_nowhere;

static struct topher_flight *flights;

// The functions that tasks can call; set before the first thread has a place.
static const char *const *names;
static int32_t functions;

void topher_flight_tasks(const char *const *task_names, int32_t n) {
	functions = n;
	__atomic_store_n(&names, task_names, __ATOMIC_RELEASE);
}

// topher_flight_take gives a thread its place, NULL where there is no memory.
struct topher_flight *topher_flight_take(void) {
	struct topher_flight *f = __atomic_load_n(&flights, __ATOMIC_ACQUIRE);
	for (; f != NULL; f = f->next) {
		int32_t taken = 0;
		if (__atomic_compare_exchange_n(&f->taken, &taken, 1, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) return f;
	}
	f = calloc(1, sizeof *f + (size_t)functions * sizeof f->tasks[0]);
	if (f == NULL) return NULL;
	f->taken = 1;
	f->next = __atomic_load_n(&flights, __ATOMIC_ACQUIRE);
	do f->number = f->next == NULL ? 1 : f->next->number + 1;
	while (!__atomic_compare_exchange_n(&flights, &f->next, f, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
	return f;
}

void topher_flight_leave(struct topher_flight *f) {
	__atomic_store_n(&f->call, NULL, __ATOMIC_RELAXED);
	__atomic_store_n(&f->taken, 0, __ATOMIC_RELEASE);
}

// What is written here is read in a signal handler: no call of the C library, and no more than a few entries.
enum { ENTRIES = 5, LONGEST = 100 };

struct text {
	char *out;
	int64_t n, at;
	int32_t entries, left_out;
};

static void add(struct text *t, const char *s, int most) {
	for (; *s != 0 && most > 0 && t->at < t->n; s++, most--) t->out[t->at++] = *s;
}

static void add_number(struct text *t, int64_t number) {
	char digits[24];
	int i = sizeof digits;
	digits[--i] = 0;
	do digits[--i] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	add(t, digits + i, sizeof digits);
}

// Whether there is room for one more; else it is counted.
static int begin(struct text *t) {
	if (t->entries == ENTRIES) {
		t->left_out++;
		return 0;
	}
	add(t, t->entries++ == 0 ? "in flight: " : ", ", 16);
	return 1;
}

static void add_call(struct text *t, const struct topher_flight *f, int failed) {
	const char *call = __atomic_load_n(&f->call, __ATOMIC_ACQUIRE);
	if (call == NULL || !begin(t)) return;
	add(t, call, LONGEST);
	add(t, " (thread ", 16);
	add_number(t, f->number);
	add(t, failed ? ", where it failed)" : ")", 32);
}

static void add_tasks(struct text *t, const struct topher_flight *first, int32_t function) {
	int64_t running = 0;
	for (const struct topher_flight *f = first; f != NULL; f = f->next)
		running += __atomic_load_n(&f->tasks[function].begun, __ATOMIC_RELAXED) -
			__atomic_load_n(&f->tasks[function].ended, __ATOMIC_RELAXED);
	if (running <= 0 || !begin(t)) return;
	add_number(t, running);
	add(t, running == 1 ? " task of " : " tasks of ", 16);
	add(t, names[function], LONGEST);
}

// topher_in_flight writes what runs at the moment. A thread's call goes on while its function waits, so that a goroutine which has
// failed is often not the call that is named; where the thread itself has failed, it is named first and said so.
int64_t topher_in_flight(char *out, int64_t n) {
	struct text t = {.out = out, .n = n};
	const struct topher_flight *first = __atomic_load_n(&flights, __ATOMIC_ACQUIRE);
	for (const struct topher_flight *f = first; f != NULL; f = f->next)
		if (&f->call == topher_call) add_call(&t, f, 1);
	for (const struct topher_flight *f = first; f != NULL; f = f->next)
		if (&f->call != topher_call) add_call(&t, f, 0);
	if (__atomic_load_n(&names, __ATOMIC_ACQUIRE) != NULL)
		for (int32_t i = 0; i < functions; i++) add_tasks(&t, first, i);
	if (t.entries == 0) add(&t, "nothing was in flight", 32);
	if (t.left_out > 0) {
		add(&t, ", and ", 16);
		add_number(&t, t.left_out);
		add(&t, " more", 16);
	}
	return t.at;
}
