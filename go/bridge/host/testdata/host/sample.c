// sample.c: drives the sample library as a JavaScript runtime would. Usage: sample <library> [bench]

#include "js.h"

static double (*add)(double, double);
static double (*mean)(double *, double);
static arena_fn complain, hang, greet, map, elsewhere, elsewhere_err, fail, echo, sizes, err_empty;
static arena_d_fn survive, ramp, scale, new_counter, counter_close, walk, descend, send_points;
static double (*counter_add)(double, double);

static __thread uint8_t *answer; // an arena that a callback has pushed

// Callbacks by id.
enum { DOUBLE = 1, THROW, NEST, NEST_THROW, NEST_ERR, NEST_ERR_THROW, LABELS, TORN, PUSHED, NESTED_FAILURE };
static __thread int levels;
static int garbage;

static int32_t throws(uint8_t *p, uint32_t slot, const char *message) {
	put_u32(p, slot);
	put_string(p + 4, message);
	return 4 | 2;
}

static int32_t dispatch(int32_t id, int32_t at) {
	uint8_t *p = arena + at;
	CHECK(at >= FIRST && at % 8 == 0);
	CHECK(live(4) >= 1);
	put_f64(arena + 16, at);
	switch (id & 0xffff) {
	case DOUBLE:
		put_f64(p, 2 * f64(p));
		return 4;
	case THROW:
		return throws(p, 77, "Error: thrown");
	case NEST:
	case NEST_THROW: {
		double depth = f64(p);
		levels++;
		if (depth == 0) {
			put_f64(p, 0);
			return id == NEST ? 4 : throws(p, 99, "Error: at the bottom");
		}
		// Something that must survive the inner call.
		memset(p, 0x5a, 64);
		put_f64(arena + 16, at + 64);
		put_func(p + 64, LENT, (uint32_t)id);
		int32_t bits = descend(at + 64, depth - 1);
		for (int i = 0; i < 64; i++) CHECK(p[i] == 0x5a);
		if (bits == 0) {
			put_f64(p, f64(p + 64));
			return 4;
		}
		CHECK(bits == 2 && p[64] == 3 && u32(p + 65) == 99);
		return throws(p, 99, "Error: at the bottom");
	}
	case NEST_ERR:
	case NEST_ERR_THROW: {
		double depth = f64(p);
		if (depth == 0) {
			put_f64(p, 0);
			return id == NEST_ERR ? 4 : throws(p, 98, "Error: at the bottom");
		}
		put_func(p, LENT, (uint32_t)id);
		int32_t bits = walk(at, depth - 1) & ~HANDLES;
		if (bits & 1) { // the chain of causes outgrows the arena or not, both are fine
			free(take_blob());
			return throws(p, 98, "Error: at the bottom");
		}
		if (bits == 2) return throws(p, 98, "Error: at the bottom");
		return 4;
	}
	case LABELS: {
		uint8_t *b = p, *blob = NULL;
		if (id & 0x40000000) b = blob = take_blob();
		uint32_t n = u32(b);
		char text[32];
		snprintf(text, sizeof text, "%s %u", blob ? "blob" : "arena", n);
		free(blob);
		put_string(p, text);
		return 4;
	}
	case PUSHED:
		if (answer == NULL) answer = malloc(1 << 20);
		put_f64(answer + 64, 123);
		push_arena(answer, 1 << 20);
		return 4 | 1;
	case TORN:
		return 0;
	}
	CHECK(garbage || !"a known callback");
	return 0;
}

static int32_t call_map(int id, double x) {
	uint8_t *p = arena + FIRST;
	p[0] = 1;
	put_u32(p + 1, 1);
	put_f64(p + 5, x);
	put_func(p + 13, LENT, (uint32_t)id);
	return map(FIRST);
}

static int32_t call_fail(const char *how) {
	put_string(arena + FIRST, how);
	return fail(FIRST);
}

static double start_counter(double n) {
	CHECK(new_counter(FIRST, n) == HANDLES);
	return f64(arena + FIRST);
}

static void results(void) {
	CHECK(add(2, 40) == 42);
	double xs[] = {1, 2, 3, 6};
	CHECK(mean(xs, 4) == 3);
	put_string(arena + FIRST, "Go");
	CHECK(greet(FIRST) == 0 && is_string(arena + FIRST, "Hello, Go!"));
	// Pointers are written back.
	uint8_t *p = arena + FIRST;
	p[0] = 1;
	put_f64(p + 1, 2);
	put_f64(p + 9, -3);
	put_string(p + 17, "l");
	CHECK(scale(FIRST, 10) == 0 && f64(p) == 20 && f64(p + 8) == -30 && is_string(p + 16, "l"));
	// Results that do not fit are a blob, and one more call fits again.
	CHECK(ramp(FIRST, 2) == 0 && u32(p) == 2);
	CHECK(ramp(FIRST, 10000) == 1 && f64(arena + 8) > SIZE && live(1) == 1 && live(2) == f64(arena + 8));
	uint8_t *b = take_blob();
	CHECK(u32(b) == 10000 && is_string(b + 4 + 16, "p0") && live(1) == 0 && live(2) == 0);
	free(b);
	CHECK(ramp(FIRST, 2) == 0 && u32(p) == 2);
	// At the arena's end nothing fits.
	CHECK(ramp(SIZE, 1) == 1);
	free(take_blob());
	// Arguments in an arena of their own.
	uint8_t *more = malloc(1 << 20), *own = arena;
	put_f64(more, 0);
	put_f64(more + 16, FIRST);
	uint32_t n = 200000;
	put_u32(more + FIRST, n);
	memset(more + FIRST + 4, 'x', n);
	push_arena(more, 1 << 20);
	arena = more;
	CHECK(greet(FIRST) == 0 && u32(more + FIRST) == n + 8);
	pop_arena();
	arena = own;
	free(more);
	CHECK(greet(FIRST) >= 0);
	// any
	p[0] = 9;
	put_u32(p + 1, 2);
	p[5] = 2;
	p[6] = 7;
	put_string(p + 7, "é");
	CHECK(echo(FIRST) == 0 && p[0] == 9 && u32(p + 1) == 2 && p[5] == 2 && p[6] == 7 && is_string(p + 7, "é"));
}

static void errors(void) {
	uint8_t *p = arena + FIRST;
	double before = live(0);
	put_string(p, "");
	CHECK(greet(FIRST) == 2 + HANDLES && p[0] == 1 && p[1] == 1);
	double h = f64(p + 2);
	const uint8_t *q = p + 10;
	CHECK(is_string(q, "greet: the name is empty"));
	q = skip(q);
	CHECK(is_string(q, "*fmt.wrapError"));
	q = skip(q);
	CHECK(u32(q) == 1 && q[4] == 1);
	double cause = f64(q + 5);
	q = skip(q + 13);
	CHECK(is_string(q, "*errors.errorString"));
	q = skip(q);
	CHECK(u32(q) == 0 && u32(q + 4) == 1 && q[8] == 7 && u32(q + 9) == 0); // the other result, ""
	CHECK(live(0) == before + 2);
	// errors.Is, with the package's variable.
	CHECK(err_empty(FIRST) == HANDLES && p[0] == 1);
	double variable = f64(p + 1);
	put_f64(p, h);
	put_f64(p + 8, variable);
	CHECK(error_is(FIRST) == 0 && p[0] == 1);
	put_f64(p, variable);
	put_f64(p + 8, h);
	CHECK(error_is(FIRST) == 0 && p[0] == 0);
	CHECK(same(cause, variable) == 1 && same(h, variable) == 0);
	// errors.As
	put_f64(p, 1);
	put_f64(p + 8, 1);
	put_string(p + 16, "l");
	CHECK(sizes(FIRST) == 2 + HANDLES && p[0] == 1 && p[1] == 1);
	double state = f64(p + 2);
	q = skip(skip(p + 10));
	CHECK(u32(q) == 0 && u32(q + 4) == 2 && q[8] == 15 && u32(q + 9) == 2);
	put_f64(p, state);
	put_u32(p + 8, 3);
	CHECK(error_as(FIRST) == HANDLES && p[0] == 16 && u32(p + 1) == 3);
	double as = f64(p + 5);
	CHECK(same(as, state) == 1 && as != state);
	put_f64(p, h);
	put_u32(p + 8, 3);
	CHECK(error_as(FIRST) == 0 && p[0] == 0);
	put_f64(p, as);
	CHECK(string_of(FIRST) == 0 && is_string(p, "the counter is half done"));
	CHECK(release(h) && release(cause) && release(variable) && release(state) && release(as) && live(0) == before);
}

static void panics(void) {
	uint8_t *p = arena + FIRST;
	double before = live(0);
	CHECK(call_fail("panic") == 2 && p[0] == 2 && is_string(p + 1, "as asked: panic"));
	const uint8_t *stack = skip(p + 1);
	CHECK(has(stack, "mathx.Fail\n\t") && has(stack, "mathx.go:") && !has(stack, "runtime.") && !has(stack, "cgo") && !has(stack, "main."));
	CHECK(*skip(stack) == 0);
	CHECK(call_fail("error") == 2 + HANDLES && p[0] == 2 && is_string(p + 1, "the counter is panicking") && *skip(skip(p + 1)) == 1);
	CHECK(release(f64(skip(skip(p + 1)) + 1)));
	CHECK(call_fail("nil") == 2 + HANDLES && p[0] == 2 && has(p + 1, "nil pointer dereference") && has(skip(p + 1), "Counter).Add"));
	CHECK(release(f64(skip(skip(p + 1)) + 1)));
	CHECK(call_fail("index") == 2 + HANDLES && p[0] == 2 && has(p + 1, "index out of range"));
	CHECK(release(f64(skip(skip(p + 1)) + 1)));
	refused(call_fail("unsafe"), "TOPHER_RANGE");
	// A direct function: the failure is a blob.
	CHECK(mean(NULL, 0) != mean(NULL, 0) && f64(arena) == 0); // NaN
	refused_direct(add(9007199254740991.0, 1), "TOPHER_RANGE");
	refused_direct(add(0.5, 1), "TOPHER_RANGE");
	// Bytes that are no arguments.
	put_u32(p, 0xffffffff);
	refused(greet(FIRST), "TOPHER_WIRE");
	CHECK(greet(SIZE) == 3);
	free(take_blob());
	CHECK(live(0) == before && live(1) == 0);
}

static double foreign_handle;

static void *other_thread(void *unused) {
	(void)unused;
	attach_here(dispatch);
	CHECK(live(3) == 2);
	refused_direct(counter_add(foreign_handle, 1), "TOPHER_HANDLE_FOREIGN");
	CHECK(release(foreign_handle) == 0);
	double own = start_counter(5);
	CHECK(counter_add(own, 1) == 6 && same(own, foreign_handle) == -1);
	for (int i = 0; i < 1000; i++) start_counter(i); // left to the thread's end
	results();
	errors();
	panics();
	CHECK(call_map(DOUBLE, 4) == 0);
	foreign_handle = own;
	free(arena);
	return NULL;
}

static void handles(void) {
	uint8_t *p = arena + FIRST;
	double before = live(0);
	double h = start_counter(10);
	CHECK(counter_add(h, 5) == 15 && counter_add(h, 1) == 16);
	put_f64(p, h);
	CHECK(string_of(FIRST) == 0 && is_string(p, "Counter(16)"));
	CHECK(counter_close(FIRST, h) == 0);
	CHECK(counter_close(FIRST, h) == 2 + HANDLES && p[0] == 1 && is_string(p + 10, "the counter is closed"));
	CHECK(release(f64(p + 2)));
	CHECK(release(h) == 1 && release(h) == 0 && live(0) == before);
	refused_direct(counter_add(h, 1), "TOPHER_HANDLE_RELEASED");
	refused(counter_close(FIRST, h), "TOPHER_HANDLE_RELEASED");
	refused_direct(counter_add(0, 1), "TOPHER_NIL");
	refused_direct(counter_add(4e9, 1), "TOPHER_HANDLE_FOREIGN");
	refused_direct(counter_add(-1, 1), "TOPHER_HANDLE_FOREIGN");
	refused_direct(counter_add(0.0 / 0.0, 1), "TOPHER_HANDLE_FOREIGN");
	// The slot is used again, with another generation.
	double again = start_counter(1);
	CHECK(again != h && counter_add(again, 1) == 2 && release(h) == 0 && release(again));
	// A handle of another class.
	CHECK(err_empty(FIRST) == HANDLES);
	double e = f64(p + 1);
	refused_direct(counter_add(e, 1), "TOPHER_TYPE");
	CHECK(release(e));

	foreign_handle = start_counter(7);
	double mine = foreign_handle;
	pthread_t t;
	CHECK(pthread_create(&t, NULL, other_thread, NULL) == 0 && pthread_join(t, NULL) == 0);
	CHECK(live(3) == 1);
	refused_direct(counter_add(foreign_handle, 1), "TOPHER_HANDLE_RELEASED"); // its thread has ended
	CHECK(counter_add(mine, 1) == 8 && release(mine) && live(0) == before);
}

static void callbacks(void) {
	uint8_t *p = arena + FIRST;
	double before = live(0);
	CHECK(call_map(DOUBLE, 21) == 0 && f64(p) == 42 && u32(p + 8) == 1 && f64(p + 12) == 42);
	CHECK(call_map(PUSHED, 21) == 0 && f64(p) == 123);
	CHECK(call_map(THROW, 1) == 2 && p[0] == 3 && u32(p + 1) == 77 && is_string(p + 5, "Error: thrown"));
	refused(call_map(TORN, 1), "TOPHER_CALLBACK_GONE");
	for (int depth = 0; depth <= 50; depth += 10) {
		put_func(p, LENT, NEST);
		levels = 0;
		CHECK(descend(FIRST, depth) == 0 && f64(p) == depth + 1 && levels == depth + 1);
		put_func(p, LENT, NEST_THROW);
		CHECK(descend(FIRST, depth) == 2 && p[0] == 3 && u32(p + 1) == 99);
		put_func(p, LENT, NEST_ERR);
		CHECK(walk(FIRST, depth) == 0 && f64(p) == depth + 1);
		put_func(p, LENT, NEST_ERR_THROW);
		CHECK(walk(FIRST, depth) == 2 + HANDLES && p[0] == 1 && p[1] == 1 && has(p + 10, "Error: at the bottom"));
		// The cause is JavaScript's own again.
		const uint8_t *q = skip(skip(p + 10));
		CHECK(u32(q) == 1 && q[4] == 2 && u32(q + 5) == 98);
	}
	CHECK(live(4) == 0);
	// Arguments that do not fit are a blob.
	put_func(p, LENT, LABELS);
	CHECK(send_points(FIRST, 3) == 0 && is_string(p, "arena 3"));
	put_func(p, LENT, LABELS);
	CHECK(send_points(FIRST, 10000) == 0 && is_string(p, "blob 10000"));
	CHECK(live(1) == 0);
	// Other goroutines.
	put_func(p, LENT, DOUBLE);
	refused(elsewhere(FIRST), "TOPHER_CALLBACK_THREAD");
	put_func(p, LENT, DOUBLE);
	refused(elsewhere_err(FIRST), "TOPHER_CALLBACK_THREAD");
	// An Error method that calls back in the middle of writing.
	put_func(p, LENT, DOUBLE);
	CHECK(complain(FIRST) == 2 + HANDLES && p[0] == 1 && p[1] == 1 && is_string(p + 10, "complaint 42"));
	CHECK(release(f64(p + 2)));
	// Exceptions that the package recovers.
	put_func(p, LENT, THROW);
	CHECK(survive(FIRST, 1000) == 0 && f64(p) == 1000);
	put_func(p, LENT, PUSHED);
	CHECK(survive(FIRST, 1000) == 0 && f64(p) == 0);
	// nil
	p[0] = 0;
	CHECK(descend(FIRST, 1) == 2 + HANDLES && p[0] == 2 && has(p + 1, "nil pointer"));
	CHECK(live(4) == 0 && live(1) == 0 && live(0) >= before);
	// JavaScript's errors are given up once Go has collected them.
	uint8_t slots[400];
	int seen = 0;
	for (int i = 0; i < 2000 && seen < 2; i++) {
		seen += dropped_slots(slots, 100);
		put_u32(p, 0);
		CHECK(call_map(DOUBLE, i) == 0);
		ramp(FIRST, 1000);
		if (f64(arena) != 0) free(take_blob());
	}
	CHECK(seen == 2); // 98 is the cause of Go errors that still have handles
}

static void *hammer_thread(void *rounds) {
	attach_here(dispatch);
	uint8_t *p = arena + FIRST;
	double held[300];
	for (long i = 0; i < (long)(intptr_t)rounds; i++) {
		for (int j = 0; j < 300; j++) held[j] = start_counter(j);
		for (int j = 0; j < 300; j++) CHECK(counter_add(held[j], 1) == j + 1);
		for (int j = 0; j < 300; j++) CHECK(i % 7 == 0 && j % 3 == 0 ? 1 : release(held[j]) == 1);
		CHECK(call_map(DOUBLE, 3) == 0 && call_map(THROW, 3) == 2);
		put_func(p, LENT, NEST);
		CHECK(descend(FIRST, 5) == 0);
		put_string(p, "");
		CHECK(greet(FIRST) == 2 + HANDLES);
	}
	free(arena);
	return NULL;
}

// Threads come and go while others work; everything that they held is taken back.
static void hammer(int generations, int rounds) {
	for (int g = 0; g < generations; g++) {
		pthread_t t[8];
		for (int i = 0; i < 8; i++) CHECK(pthread_create(&t[i], NULL, hammer_thread, (void *)(intptr_t)rounds) == 0);
		for (int i = 0; i < 8; i++) CHECK(pthread_join(t[i], NULL) == 0);
	}
	CHECK(live(0) == 0 && live(1) == 0 && live(3) == 0 && live(4) == 0);
}

// Arguments of random bytes: every call ends, in a result or in a failure.
static void feed_garbage(int n) {
	arena_fn all[] = {greet, map, fail, echo, sizes, err_empty, complain, error_is, error_as, string_of,
		stream_read, stream_write, stream_close, iterator_stop};
	unsigned seed = 1;
	garbage = 1;
	for (int i = 0; i < n; i++) {
		int few = i % 3; // the first bytes small or anything, or what the last call has left
		for (int j = FIRST; few < 2 && j < FIRST + 40; j++) arena[j] = (uint8_t)(rand_r(&seed) % (few ? 20 : 256));
		if (f64(arena) != 0) free(take_blob());
		int32_t bits = all[i % (sizeof all / sizeof *all)](FIRST);
		bits &= ~HANDLES;
		CHECK(bits >= 0 && bits <= 3);
		CHECK(bits < 2 || bits == 3 || (arena[FIRST] >= 1 && arena[FIRST] <= 4));
	}
	if (f64(arena) != 0) free(take_blob());
	CHECK(live(1) == 0 && live(4) == 0);
}

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

#define BENCH(name, n, body) \
	do { \
		double best = 1e18; \
		for (int round = 0; round < 7; round++) { \
			double t0 = now(); \
			for (int i = 0; i < n; i++) { body; } \
			double t1 = (now() - t0) / n; \
			if (t1 < best) best = t1; \
		} \
		printf("%-44s %8.1f ns\n", name, best); \
	} while (0)

static void bench(void) {
	uint8_t *p = arena + FIRST;
	double xs[8] = {0};
	double h = start_counter(0);
	double (*noop)(double, double) = dlsym(lib, "bench_Raw");
	if (noop) BENCH("a bare export (floor)", 200000, noop(1, 2));
	BENCH("direct: Add(int, int) int", 200000, add(1, 2));
	BENCH("direct: Mean([8]float64) borrowed", 200000, mean(xs, 8));
	BENCH("direct: (*Counter).Add(int) int", 200000, counter_add(h, 1));
	BENCH("arena: Greet(string) string, 16 bytes", 200000, { put_string(p, "sixteen bytes ok"); greet(FIRST); });
	BENCH("arena: NewCounter + release", 100000, release(start_counter(1)));
	BENCH("arena: Map of one, one callback", 100000, call_map(DOUBLE, 1));
	BENCH("arena: Map of one, a callback that throws", 20000, call_map(THROW, 1));
	BENCH("arena: Greet's error, released", 20000, {
		put_string(p, "");
		greet(FIRST);
		release(f64(p + 2));
		release(f64(skip(skip(p + 10)) + 5));
	});
	BENCH("arena: a panic", 5000, call_fail("panic"));
	BENCH("arena: Ramp(1000) points", 2000, ramp(FIRST, 1000));
	BENCH("a blob: Ramp(2000) points", 1000, { if (ramp(FIRST, 2000) & 1) free(take_blob()); });
}

int main(int argc, char **argv) {
	CHECK(argc >= 2);
	load(argv[1]);
	add = find("mathx_Add"), mean = find("mathx_Mean"), greet = find("mathx_Greet"), map = find("mathx_Map");
	elsewhere = find("mathx_Elsewhere"), elsewhere_err = find("mathx_ElsewhereErr");
	fail = find("mathx_Fail"), echo = find("mathx_Echo"), sizes = find("mathx_Sizes"), err_empty = find("mathx_ErrEmpty");
	ramp = find("mathx_Ramp"), scale = find("mathx_Scale"), new_counter = find("mathx_NewCounter");
	counter_close = find("mathx_Counter_Close"), walk = find("mathx_Walk"), descend = find("mathx_Descend");
	complain = find("mathx_Complain"), survive = find("mathx_Survive"), hang = find("mathx_Hang");
	send_points = find("mathx_Send"), counter_add = find("mathx_Counter_Add");

	const char *mode = argc > 2 ? argv[2] : "";
	if (strcmp(mode, "hammer") == 0) {
		hammer(atoi(argv[3]), atoi(argv[4]));
		return 0;
	}
	if (strcmp(mode, "unattached") == 0) {
		CHECK(release(1) == 0 && same(1, 1) == -1 && string_of(FIRST) == -1);
		add(1, 2);
		return 0;
	}
	attach_here(dispatch);
	if (strcmp(mode, "bench") == 0) {
		bench();
		return 0;
	}
	if (strcmp(mode, "garbage") == 0) {
		feed_garbage(atoi(argv[3]));
		return 0;
	}
	if (strcmp(mode, "hang") == 0) {
		put_func(arena + FIRST, LENT, DOUBLE);
		hang(FIRST);
		return 0;
	}
	if (strcmp(mode, "exit") == 0) {
		call_fail("exit");
		return 0;
	}
	uint8_t text[100];
	int32_t n = identity(text, sizeof text);
	CHECK(n > 0 && n < 100 && identity(text, 3) == n && identity(NULL, 0) == n);
	printf("%.*s\n", n, text);
	CHECK(live(3) == 1 && live(0) == 0 && live(1) == 0 && live(2) == 0 && live(4) == 0);
	results();
	errors();
	panics();
	handles();
	callbacks();
	return 0;
}
