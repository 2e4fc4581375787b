// guard.c: every function of guard.h from several threads at once, in a process without Go. Usage: guard <seed> <rounds>

#include "check.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>

#include "guard.h"

enum { THREADS = 6, WAKES = 32 };

static uint64_t seed;
static int rounds;
static pthread_barrier_t gate;

// What the tools are shown to find: FAULT is set by the runner when it builds a control.
#ifndef FAULT
#define FAULT 0
#endif
static int shared_by_mistake;

static __attribute__((noinline)) void leak(int n) {
	char *volatile p = NULL;
	for (int i = 0; i < n; i++) {
		p = malloc(8);
		CHECK(p != NULL);
	}
	p = NULL;
}

static void settings(void) {
	CHECK(topher_guard_version() == TOPHER_GUARD_VERSION);
	unsetenv("TOPHER_SECOND_GO");
	CHECK(topher_second_go() == 0);
	setenv("TOPHER_SECOND_GO", "warning", 1);
	CHECK(topher_second_go() == 0);
	setenv("TOPHER_SECOND_GO", "error", 1);
	CHECK(topher_second_go() == 1);
	unsetenv("TOPHER_SECOND_GO");
	// Here the program itself is the host, and is left as it is.
	CHECK(topher_sigpipe_settle() == 0);
	topher_fatal_settle();
	CHECK(topher_fatal_list() == NULL);
}

// What the Go linker leaves in a library, in memory that a search finds: the program looks like a Go runtime of this version.
static unsigned char blob[512] __attribute__((aligned(16))) = {1};

static void write_blob(const char *version, size_t length, int flags) {
	memset(blob, 0, sizeof blob);
	blob[0] = 0xff;
	memcpy(blob + 1, " Go ", 4);
	memcpy(blob + 5, "buildinf:", 9);
	blob[14] = 8;
	blob[15] = (unsigned char)flags;
	unsigned char *p = blob + 32;
	*p++ = (unsigned char)(length < 0x80 ? length : length | 0x80);
	if (length >= 0x80) *p++ = (unsigned char)(length >> 7);
	for (size_t i = 0, n = strlen(version); i < n && p < blob + sizeof blob; i++) *p++ = (unsigned char)version[i];
}

// The list, in exactly as much memory as it needs.
static char *listed(void) {
	int64_t need = topher_go_runtimes(NULL, 0);
	CHECK(need >= 0 && topher_go_runtimes(NULL, -1) == need);
	char *text = malloc((size_t)need + 1);
	CHECK(topher_go_runtimes(text, need) == need);
	text[need] = 0;
	return text;
}

static int is_listed(const char *version) {
	char *text = listed(), *tab = strchr(text, '\t');
	int is = tab != NULL && strncmp(tab + 1, version, strlen(version)) == 0 && tab[1 + strlen(version)] == '\n';
	free(text);
	return is;
}

static void runtimes(void) {
	write_blob("go1.99.1", 8, 2);
	CHECK(is_listed("go1.99.1"));
	CHECK(strcmp(topher_go_version(), "go1.99.1") == 0);
	char *whole = listed();
	for (int64_t n = 0, need = (int64_t)strlen(whole); n <= need; n++) { // it never writes more than it may
		char *some = malloc((size_t)n + (n == 0));
		CHECK(topher_go_runtimes(some, n) == need && memcmp(some, whole, (size_t)n) == 0);
		free(some);
	}
	free(whole);
	char most[200];
	memset(most, 'v', sizeof most), most[127] = 0;
	write_blob(most, 127, 2); // the longest that fits
	CHECK(is_listed(most));
	static const struct { const char *version; size_t length; int flags; } unreadable[] = {
		{"go1.99.1", 8, 0}, {"go1.99.1", 0, 2}, {"go1.99.1", 128, 2}, {"go1.99.1", 0x3fff, 2}, {"go\t1.99", 7, 2}, {"go1\n.99", 7, 2}, {"go\x7f", 3, 2},
	};
	for (size_t i = 0; i < sizeof unreadable / sizeof *unreadable; i++) {
		write_blob(unreadable[i].version, unreadable[i].length, unreadable[i].flags);
		CHECK(is_listed("unknown"));
	}
	struct dice d = dice_of(seed, 99);
	for (int i = 0; i < 100; i++) { // anything behind the magic
		write_blob("go1.99.1", 8, 2);
		for (int j = 15; j < 200; j++) blob[j] = (unsigned char)roll(&d, 256);
		free(listed());
	}
	memset(blob, 1, sizeof blob);
	char *none = listed();
	CHECK(none[0] == 0);
	free(none);
}

// A thread's stack is where libc says, and libc is asked once.
static void stack(void) {
	pthread_attr_t attr;
	void *first = NULL, *again = NULL;
	size_t first_size = 0, again_size = 0;
	CHECK(pthread_getattr_np(pthread_self(), &attr) == 0 && pthread_attr_getstack(&attr, &first, &first_size) == 0);
	pthread_attr_destroy(&attr);
	for (int i = 0; i < 10; i++) {
		CHECK(pthread_getattr_np(pthread_self(), &attr) == 0 && pthread_attr_getstack(&attr, &again, &again_size) == 0);
		pthread_attr_destroy(&attr);
		CHECK(again == first && again_size == first_size);
	}
	char *here = (char *)&attr;
	CHECK(here >= (char *)first && here < (char *)first + first_size);
}

static void ignore(int sig) { (void)sig; }

// The kernel's own record of a handler: a tool may keep one of its own.
static unsigned long flags_of(int sig) {
	struct { void *handler; unsigned long flags, rest[6]; } now;
	memset(&now, 0, sizeof now);
	CHECK(syscall(SYS_rt_sigaction, sig, NULL, &now, 8) == 0);
	return now.flags;
}

static void handlers(struct dice *d) {
	int sig = SIGRTMIN + 1 + (int)roll(d, 8);
	struct sigaction a = {.sa_handler = ignore, .sa_flags = SA_RESTART};
	CHECK(sigaction(sig, &a, NULL) == 0);
	CHECK(topher_signals_repair() >= 0);
}

// Ids of wakes that any thread rings and closes, open or not.
static int64_t ids[WAKES];

static void wakes(struct dice *d) {
	int32_t fd = -1;
	char bytes[64];
	int64_t id;
	switch (roll(d, 6)) {
	case 0:
	case 1:
		id = topher_wake_open(&fd);
		CHECK(id > 0 && fd >= 0);
		CHECK(topher_wake_ring(id) == 1);
		CHECK(read(fd, bytes, sizeof bytes) >= 1);
		if (roll(d, 2)) { // the listener closes its own end, as an event loop does
			close(fd);
			topher_wake_close(id, 0);
		} else if (roll(d, 2)) {
			CHECK(topher_wake_close(id, 1) == 1);
			CHECK(topher_wake_ring(id) == 0);
		} // else the end of the thread closes it
		__atomic_store_n(&ids[roll(d, WAKES)], id, __ATOMIC_RELEASE);
		break;
	case 2:
	case 3:
		topher_wake_ring(__atomic_load_n(&ids[roll(d, WAKES)], __ATOMIC_ACQUIRE));
		break;
	case 4:
		topher_wake_ring((int64_t)d->state);
		CHECK(topher_wake_ring(-1) == 0 && topher_wake_close(INT64_MIN, 1) == 0 && topher_wake_open(NULL) == -EINVAL);
		break;
	default:
		topher_wake_close(__atomic_load_n(&ids[roll(d, WAKES)], __ATOMIC_ACQUIRE), 1);
		CHECK(topher_wakes_live() >= 0);
	}
}

static void *work(void *number) {
	struct dice d = dice_of(seed, (uint64_t)(uintptr_t)number);
	pthread_barrier_wait(&gate);
	stack();
	if (FAULT == 1) shared_by_mistake++;
	for (int i = 0; i < rounds; i++) {
		wakes(&d);
		if (i % 16 == 0) handlers(&d);
		if (i % 64 == 0) CHECK(topher_go_version()[0] == 'g');
	}
	return NULL;
}

int main(int argc, char **argv) {
	CHECK(argc == 3);
	seed = strtoull(argv[1], NULL, 10);
	rounds = atoi(argv[2]);
	settings();
	runtimes();
	int64_t asked = topher_stack_lookups();
	stack();
	CHECK(topher_stack_lookups() == asked + 1);
	for (int generation = 0; generation < 4; generation++) {
		pthread_t threads[THREADS];
		pthread_barrier_init(&gate, NULL, THREADS);
		asked = topher_stack_lookups();
		for (uintptr_t i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, work, (void *)(i + 10 * (uintptr_t)generation)) == 0);
		for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
		pthread_barrier_destroy(&gate);
		CHECK(topher_stack_lookups() == asked + THREADS);
		CHECK(topher_wakes_live() == 0);
		CHECK(topher_signals_repair() >= 0 && topher_signals_repair() == 0);
		for (int i = 1; i <= 8; i++) CHECK((flags_of(SIGRTMIN + i) & SA_RESTART) == 0 || (flags_of(SIGRTMIN + i) & SA_ONSTACK) != 0);
	}
	if (FAULT == 2) {
		char *volatile p = malloc(8);
		free(p);
		p[0] = 1;
	}
	if (FAULT == 3) {
		volatile int most = INT32_MAX;
		most = most + 1;
	}
	if (FAULT == 4) leak(100);
	if (FAULT == 5) {
		volatile char *p = malloc(8);
		if (p[3] == 'x') puts("x");
		free((void *)p);
	}
	printf("figures {\"seed\": %llu, \"threads\": %d, \"rounds\": %d}\n", (unsigned long long)seed, 4 * THREADS, rounds);
	return 0;
}
