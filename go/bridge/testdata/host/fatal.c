// fatal STEP…: does what it is told, in order.
//
//	handler   registers a handler for SIGABRT
//	chain     registers one that calls the handler before it
//	ignore    ignores SIGABRT
//	default   leaves SIGABRT to the system
//	load LIB  loads a guarded library, which is used from then on
//	repair    calls topher_signals_repair
//	panic     has Go panic in a goroutine
//	here      has Go panic on this thread
//	abort     calls abort()
//	kill      sends itself SIGABRT
#include "host.h"

static struct sigaction chained;

static void on_abort(int sig) {
	(void)sig;
	ssize_t n = write(2, "host: SIGABRT\n", 14);
	(void)n;
}

static void on_abort_chained(int sig, siginfo_t *info, void *context) {
	on_abort(sig);
	if (chained.sa_flags & SA_SIGINFO) chained.sa_sigaction(sig, info, context);
	else if (chained.sa_handler != SIG_DFL && chained.sa_handler != SIG_IGN) chained.sa_handler(sig);
}

static void set(void (*handler)(int)) {
	struct sigaction a = {.sa_handler = handler, .sa_flags = SA_ONSTACK};
	sigaction(SIGABRT, &a, NULL);
}

int main(int argc, char **argv) {
	void *lib = NULL;
	for (int i = 1; i < argc; i++) {
		const char *step = argv[i];
		if (strcmp(step, "handler") == 0) set(on_abort);
		else if (strcmp(step, "ignore") == 0) set(SIG_IGN);
		else if (strcmp(step, "default") == 0) set(SIG_DFL);
		else if (strcmp(step, "chain") == 0) {
			struct sigaction a = {.sa_sigaction = on_abort_chained, .sa_flags = SA_ONSTACK | SA_SIGINFO};
			sigaction(SIGABRT, &a, &chained);
		} else if (strcmp(step, "load") == 0) lib = load(argv[++i]);
		else if (strcmp(step, "repair") == 0) ((int32_t(*)(void))sym(lib, "topher_signals_repair"))();
		else if (strcmp(step, "panic") == 0) ((void (*)(void))sym(lib, "panic_elsewhere"))();
		else if (strcmp(step, "here") == 0) ((void (*)(void))sym(lib, "panic_here"))();
		else if (strcmp(step, "abort") == 0) abort();
		else if (strcmp(step, "kill") == 0) kill(getpid(), SIGABRT);
		else EXPECT(0, "no such step: %s", step);
	}
	puts("goes on");
	return 0;
}
