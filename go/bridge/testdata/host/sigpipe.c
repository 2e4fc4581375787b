// sigpipe LIB ignore|handler|default [die]: the disposition after loading is the one before.
#include "host.h"

static volatile int handled;
static void handler(int sig) { handled += sig == SIGPIPE; }

int main(int argc, char **argv) {
	EXPECT(argc >= 3);
	int ignore = strcmp(argv[2], "ignore") == 0, with_handler = strcmp(argv[2], "handler") == 0;
	struct sigaction before, after;
	memset(&before, 0, sizeof before);
	before.sa_handler = ignore ? SIG_IGN : with_handler ? handler : SIG_DFL;
	sigaddset(&before.sa_mask, SIGHUP);
	before.sa_flags = SA_RESTART;
	sigaction(SIGPIPE, &before, NULL);

	void *lib = load(argv[1]);
	// At once, while the Go runtime may still be starting, and again when it has.
	for (int round = 0; round < 2; round++) {
		sigaction(SIGPIPE, NULL, &after);
		if (ignore || with_handler) EXPECT(after.sa_handler == before.sa_handler, "round %d", round);
		if (with_handler) {
			EXPECT(after.sa_flags & SA_ONSTACK && after.sa_flags & SA_RESTART);
			EXPECT(sigismember(&after.sa_mask, SIGHUP) == 1);
		}
		((void (*)(void))sym(lib, "noop"))();
	}
	FN(int32_t, broken_write_c, void);
	FN(int32_t, broken_write_go, void);
	FN(int32_t, broken_write_stdout, void);

	EXPECT(broken_write_go() == EPIPE, "Go code gets EPIPE");
	if (ignore || with_handler) EXPECT(broken_write_c() == EPIPE, "C code gets EPIPE");
	if (with_handler) EXPECT(handled == 2, "%d", handled);
	if (ignore) {
		int ends[2];
		EXPECT(pipe(ends) == 0);
		close(ends[0]);
		dup2(ends[1], 1);
		EXPECT(broken_write_stdout() == EPIPE, "and so does a print to a broken standard output");
	}
	if (argc == 4) {
		int ends[2];
		EXPECT(pipe(ends) == 0);
		close(ends[0]);
		EXPECT(write(ends[1], "x", 1) == -99, "unreachable: the default ends the process");
	}

	// A disposition that the host sets later is the host's.
	signal(SIGPIPE, SIG_DFL);
	((void (*)(void))sym(lib, "noop"))();
	sigaction(SIGPIPE, NULL, &after);
	EXPECT(after.sa_handler == SIG_DFL);
	return 0;
}
