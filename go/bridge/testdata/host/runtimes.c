// runtimes LIB... : loads the libraries with their symbols global, checks that each keeps its own state, prints the list.
#include "host.h"
#include <time.h>

static void check(void *first, void *second) {
	void *lib = first;
	FN(int64_t, topher_wake_open, int32_t *);
	FN(int64_t, topher_wakes_live, void);
	FN(int32_t, topher_guard_version, void);
	FN(int32_t, guard_version_in_go, void);
	FN(int64_t, topher_stack_lookups, void);
	int64_t (*other_live)(void) = (int64_t(*)(void))sym(second, "topher_wakes_live");
	int64_t (*other_lookups)(void) = (int64_t(*)(void))sym(second, "topher_stack_lookups");
	int32_t (*other_ring)(int64_t) = (int32_t(*)(int64_t))sym(second, "ring_from_go");
	int32_t (*ring)(int64_t) = (int32_t(*)(int64_t))sym(first, "ring_from_go");

	EXPECT(topher_guard_version() == guard_version_in_go());
	EXPECT(other_live != topher_wakes_live && other_live() == 0 && topher_wakes_live() == 0);
	EXPECT(ring(0) == 0 && other_ring(0) == 0);
	EXPECT(topher_stack_lookups() == 2 && other_lookups() == 2, "each asked for its own initialising thread and this one");
	int32_t fd;
	int64_t id = topher_wake_open(&fd);
	EXPECT(topher_wakes_live() == 1 && other_live() == 0);
	EXPECT(ring(id) == 1 && other_ring(id) == 0, "Go code of each library rings its own wakes");
}

int main(int argc, char **argv) {
	void *libs[8];
	EXPECT(argc >= 2 && argc < 8);
	for (int i = 1; i < argc; i++) {
		libs[i] = dlopen(argv[i], RTLD_NOW | RTLD_GLOBAL);
		EXPECT(libs[i] != NULL, "%s", dlerror());
	}
	EXPECT(chdir("/") == 0);
	void *lib = libs[1];
	FN(int64_t, topher_go_runtimes, char *, int64_t);
	FN(const char *, topher_go_version, void);

	char text[4096];
	memset(text, '?', sizeof text);
	int64_t need = topher_go_runtimes(NULL, 0);
	EXPECT(need > 20 && need < 4096);
	EXPECT(topher_go_runtimes(text, 10) == need && text[10] == '?', "writes only what fits");
	EXPECT(topher_go_runtimes(text, sizeof text) == need && text[need] == '?' && text[need - 1] == '\n');
	fwrite(text, 1, (size_t)need, stdout);
	printf("own\t%s\n", topher_go_version());
	if (argc == 4) check(libs[1], libs[2]);

	struct timespec a, b;
	clock_gettime(CLOCK_MONOTONIC, &a);
	for (int i = 0; i < 100; i++) topher_go_runtimes(text, sizeof text);
	clock_gettime(CLOCK_MONOTONIC, &b);
	fprintf(stderr, "%.0f us a search\n", ((b.tv_sec - a.tv_sec) * 1e6 + (b.tv_nsec - a.tv_nsec) / 1e3) / 100);
	return 0;
}
