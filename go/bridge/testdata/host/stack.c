// stack LIB: counts libc lookups by thread; enters Go from a foreign stack, 50 levels deep, and from many short threads.
#include "host.h"
#include <time.h>
#include <ucontext.h>

static void (*enter)(void);
static int64_t (*down)(int64_t (*)(int64_t), int64_t);

static int64_t level(int64_t depth) { return down(level, depth); }

static void *thousand_calls(void *unused) {
	for (int i = 0; i < 1000; i++) enter();
	return unused;
}

static void *one_call_and_descent(void *unused) {
	enter();
	EXPECT(down(level, 3) == 3);
	return unused;
}

// koffi calls on a stack that it allocated; makecontext gives the same situation.
static ucontext_t back, away;
static double elapsed;

static void on_another_stack(void) {
	struct timespec a, b;
	enter();
	clock_gettime(CLOCK_MONOTONIC, &a);
	for (int i = 0; i < 2000; i++) enter();
	clock_gettime(CLOCK_MONOTONIC, &b);
	elapsed = (b.tv_sec - a.tv_sec) * 1e6 + (b.tv_nsec - a.tv_nsec) / 1e3;
	EXPECT(down(level, 50) == 50);
}

static void threads(int n, void *(*body)(void *)) {
	pthread_t t[128];
	for (int i = 0; i < n; i++) EXPECT(pthread_create(&t[i], NULL, body, NULL) == 0);
	for (int i = 0; i < n; i++) pthread_join(t[i], NULL);
}

int main(int argc, char **argv) {
	EXPECT(argc == 2);
	void *lib = load(argv[1]);
	FN(int64_t, topher_stack_lookups, void);
	enter = (void (*)(void))sym(lib, "noop");
	down = (int64_t(*)(int64_t(*)(int64_t), int64_t))sym(lib, "descend");

	enter(); // the runtime has started
	int64_t before = topher_stack_lookups();
	EXPECT(before == 2, "%ld: the initialising thread and this one", (long)before);
	thousand_calls(NULL);
	EXPECT(topher_stack_lookups() == before);

	threads(1, thousand_calls);
	EXPECT(topher_stack_lookups() == before + 1, "%ld", (long)topher_stack_lookups());
	threads(8, thousand_calls);
	EXPECT(topher_stack_lookups() == before + 9, "%ld", (long)topher_stack_lookups());

	size_t size = 1 << 20;
	getcontext(&away);
	away.uc_stack.ss_sp = malloc(size);
	away.uc_stack.ss_size = size;
	away.uc_link = &back;
	makecontext(&away, on_another_stack, 0);
	swapcontext(&back, &away);
	EXPECT(topher_stack_lookups() == before + 9, "calls from another stack use the cache");
	printf("%.3f us a call from another stack\n", elapsed / 2000);

	EXPECT(down(level, 50) == 50);
	for (int i = 0; i < 10; i++) threads(10, one_call_and_descent);
	EXPECT(topher_stack_lookups() == before + 109, "%ld", (long)topher_stack_lookups());

	// Another thread's attributes are libc's, and every answer is one that libc's accessors take.
	int (*getattr)(pthread_t, pthread_attr_t *) = (int (*)(pthread_t, pthread_attr_t *))dlsym(lib, "pthread_getattr_np");
	EXPECT(getattr == (void *)dlsym(RTLD_DEFAULT, "pthread_getattr_np"), "the definition is not exported");
	return 0;
}
