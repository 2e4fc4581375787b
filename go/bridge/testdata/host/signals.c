// signals LIB repair       flags, counts and idempotence
// signals LIB storm FIX MS a late handler fires while Go runs; FIX is 1 to repair it first, 0 to show what happens else
#include "host.h"
#include <sys/syscall.h>
#include <time.h>

static volatile int64_t fired;
static int stop;
static pthread_t caller;

static char *stack_lo, *stack_hi;
static volatile int64_t misplaced; // handlers that ran neither on the thread's own stack nor on its signal stack

// A handler of ordinary appetite. Without SA_ONSTACK its frame lies on the goroutine's stack and below it.
static void greedy(int sig) {
	volatile char frame[4096];
	stack_t alternate;
	char *here = (char *)frame;
	sigaltstack(NULL, &alternate);
	misplaced += !(alternate.ss_flags & SS_ONSTACK) && (here < stack_lo || here >= stack_hi);
	for (size_t i = 0; i < sizeof frame; i++) frame[i] = (char)0xa5;
	fired += sig > 0;
}

static void quiet(int sig, siginfo_t *info, void *context) { (void)sig, (void)info, (void)context; }

static void *shoot(void *unused) {
	while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
		pthread_kill(caller, SIGUSR1);
		usleep(20);
	}
	return unused;
}

static void *churn(void *unused) {
	struct sigaction late;
	memset(&late, 0, sizeof late);
	while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
		late.sa_handler = greedy;
		sigaction(SIGUSR2, &late, NULL);
		late.sa_handler = SIG_IGN;
		sigaction(SIGUSR2, &late, NULL);
	}
	return unused;
}

static int32_t (*topher_repair)(void);

static void *repair_often(void *unused) {
	for (int i = 0; i < 2000; i++) topher_repair();
	return unused;
}

static void check_repair(void) {
	struct sigaction late, now;
	EXPECT(topher_repair() == 0, "nothing to mend at first");

	memset(&late, 0, sizeof late);
	late.sa_sigaction = quiet;
	late.sa_flags = SA_SIGINFO | SA_RESTART | SA_NODEFER;
	sigaddset(&late.sa_mask, SIGHUP);
	int some[] = {SIGHUP, SIGUSR2, SIGWINCH, SIGSEGV, SIGRTMIN + 3, 64};
	for (size_t i = 0; i < 6; i++) EXPECT(sigaction(some[i], &late, NULL) == 0);
	signal(SIGTERM, SIG_IGN);

	EXPECT(topher_repair() == 6);
	for (size_t i = 0; i < 6; i++) {
		sigaction(some[i], NULL, &now);
		EXPECT(now.sa_sigaction == quiet);
		EXPECT((now.sa_flags & ~0x04000000) == (late.sa_flags | SA_ONSTACK), "%x", now.sa_flags);
		EXPECT(sigismember(&now.sa_mask, SIGHUP) == 1 && sigismember(&now.sa_mask, SIGINT) == 0);
	}
	sigaction(SIGTERM, NULL, &now);
	EXPECT(now.sa_handler == SIG_IGN && !(now.sa_flags & SA_ONSTACK));
	sigaction(SIGCONT, NULL, &now);
	EXPECT(now.sa_handler == SIG_DFL);
	EXPECT(topher_repair() == 0, "a second time mends nothing");
	raise(64); // the restorer is intact

	// A thread that registers all the time always finds what it registered, with or without the flag.
	pthread_t churner, menders[2];
	pthread_create(&churner, NULL, churn, NULL);
	for (int i = 0; i < 2; i++) pthread_create(&menders[i], NULL, repair_often, NULL);
	for (int i = 0; i < 2; i++) pthread_join(menders[i], NULL);
	__atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
	pthread_join(churner, NULL);
	sigaction(SIGUSR2, NULL, &now);
	EXPECT(now.sa_handler == SIG_IGN, "the last registration stands");

	struct timespec a, b;
	clock_gettime(CLOCK_MONOTONIC, &a);
	for (int i = 0; i < 1000; i++) topher_repair();
	clock_gettime(CLOCK_MONOTONIC, &b);
	printf("%.1f us a walk\n", ((b.tv_sec - a.tv_sec) * 1e6 + (b.tv_nsec - a.tv_nsec) / 1e3) / 1000);
}

int main(int argc, char **argv) {
	EXPECT(argc >= 3);
	void *lib = load(argv[1]);
	topher_repair = (int32_t(*)(void))sym(lib, "topher_signals_repair");
	FN(int64_t, burn, int64_t);
	burn(1);
	if (strcmp(argv[2], "repair") == 0) {
		check_repair();
		return 0;
	}

	struct sigaction late;
	memset(&late, 0, sizeof late);
	late.sa_handler = greedy;
	late.sa_flags = SA_RESTART;
	sigaction(SIGUSR1, &late, NULL);
	if (atoi(argv[3])) EXPECT(topher_repair() == 1);

	caller = pthread_self();
	pthread_attr_t attr;
	void *lo;
	size_t size;
	pthread_getattr_np(caller, &attr);
	pthread_attr_getstack(&attr, &lo, &size);
	pthread_attr_destroy(&attr);
	stack_lo = lo;
	stack_hi = stack_lo + size;
	pthread_t shooter;
	pthread_create(&shooter, NULL, shoot, NULL);
	struct timespec a, b;
	clock_gettime(CLOCK_MONOTONIC, &a);
	do {
		burn(50);
		clock_gettime(CLOCK_MONOTONIC, &b);
	} while ((b.tv_sec - a.tv_sec) * 1000 + (b.tv_nsec - a.tv_nsec) / 1000000 < atoi(argv[4]));
	__atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
	pthread_join(shooter, NULL);
	EXPECT(fired > 100, "%ld", (long)fired);
	printf("%ld signals, %ld on a goroutine's stack\n", (long)fired, (long)misplaced);
	EXPECT((misplaced == 0) == (atoi(argv[3]) == 1), "%ld", (long)misplaced);
	return 0;
}
