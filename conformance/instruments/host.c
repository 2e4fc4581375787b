// host.c: every function of host.h, with good arguments and with none that JavaScript would give, on threads that come and end in the middle
// of it. The library is a part of the program, so that a tool sees all of its C. Usage: host <seed> <rounds>
//
// Every piece of memory that a function is given is exactly as long as it says: what is written behind it is found.

#include "check.h"

#include <limits.h>
#include <math.h>

#include "guard.h"
#include "host.h"

// What the tools are shown to find: FAULT is set by the runner when it builds a control.
#ifndef FAULT
#define FAULT 0
#endif

// Functions of the library; see go/bridge/host/testdata/sample.
int32_t mathx_NewCounter(int32_t at, double n);
int32_t mathx_Keep(int32_t at);
int32_t mathx_Map(int32_t at);
int32_t mathx_Ramp(int32_t at, double n);
int32_t mathx_Below(int32_t at, double n);
int32_t mathx_Zeros(int32_t at, double n);
int32_t mathx_NewMeter(int32_t at);
int32_t mathx_ints_open(int32_t at, double recv);
void mathx_Unpark(void);
void mathx_Collect(void);

enum { FIRST = 64, THREADS = 4, GENERATIONS = 6, HELD = 64 };

// What an arena function returns.
enum { BLOB = 1, FAILURE = 2, HANDLES = 32 };

// The tasks of the library that take no long time and no file.
static const uint32_t functions[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24};
enum { COUNTER_ADD = 5 };

typedef int32_t (*arena_fn)(int32_t);
static const arena_fn arena_functions[] = {
	topher_task, topher_cancel, topher_answer, topher_error_is, topher_error_as, topher_string_of, topher_read, topher_write, topher_close,
	topher_iterator_stop, topher_pull, topher_feed, topher_stop, topher_end, topher_open_reader, topher_open_writer, mathx_Keep, mathx_Map,
};
enum { ARENA_FUNCTIONS = sizeof arena_functions / sizeof *arena_functions };

static uint64_t seed;
static int rounds;
static uint64_t calls, failures, records;

// A thread of JavaScript. The arenas are a list, the attached one last.
struct arena {
	uint8_t *memory;
	int32_t size;
	struct arena *below;
};

static __thread struct {
	struct dice dice;
	struct arena *top, *attached;
	double held[HELD];
	double task;
	uint32_t stream;
	int depth;
	int wake;
} js;

static double f64(const uint8_t *p) { double v; memcpy(&v, p, 8); return v; }
static uint32_t u32(const uint8_t *p) { uint32_t v; memcpy(&v, p, 4); return v; }
static void put_f64(uint8_t *p, double v) { memcpy(p, &v, 8); }
static void put_u32(uint8_t *p, uint32_t v) { memcpy(p, &v, 4); }
static uint32_t any_of(uint32_t sides) { return roll(&js.dice, sides); }

static double odd_number(void) {
	static const double odd[] = {0, -0.0, 1, -1, 0.5, 64, 256, 4e9, -4e9, 9007199254740991.0, 1e300, -1e300, INFINITY, -INFINITY, NAN, 5e-324, INT_MAX, INT_MIN};
	if (any_of(3) == 0) return js.held[any_of(HELD)];
	return odd[any_of(sizeof odd / sizeof *odd)];
}

static int32_t odd_place(void) {
	int32_t size = js.top->size;
	const int32_t odd[] = {FIRST, FIRST, FIRST, FIRST, 72, 0, 8, size - 8, size - 1, size, size + 8, -1, -8, INT_MIN, INT_MAX};
	return odd[any_of(sizeof odd / sizeof *odd)];
}

static struct arena *new_arena(struct arena *below) {
	struct arena *a = malloc(sizeof *a);
	a->size = any_of(4) == 0 ? 64 + (int32_t)any_of(200) : 4096 + (int32_t)any_of(60000);
	a->memory = calloc(1, (size_t)a->size);
	put_f64(a->memory + 16, FIRST);
	a->below = below;
	return a;
}

static struct arena *free_arena(struct arena *a) {
	struct arena *below = a->below;
	free(a->memory);
	free(a);
	return below;
}

// Bytes of any kind where arguments lie: anything, small numbers, or what the last call has left.
static void scribble(int32_t at) {
	if (at < FIRST || at >= js.top->size) return;
	uint32_t how = any_of(4), n = (uint32_t)(js.top->size - at) < 64 ? (uint32_t)(js.top->size - at) : 64;
	for (uint32_t i = 0; how < 3 && i < n; i++) js.top->memory[at + (int32_t)i] = (uint8_t)any_of(how == 0 ? 256 : 20);
	if (how != 2) return;
	// A number that means something: a function, a stream, a request.
	if (n >= 4) put_u32(js.top->memory + at, any_of(32));
}

static void fetch_blob(void) {
	uint8_t *header = js.attached->memory;
	double id = f64(header), size = f64(header + 8);
	if (id == 0) return;
	CHECK(size >= 0 && size < 1e9);
	if (any_of(8) == 0) CHECK(topher_fetch(id, NULL) == 0); // it stays
	uint8_t *blob = malloc((size_t)size + (size == 0));
	CHECK(topher_fetch(id, blob) == 1 && topher_fetch(id, blob) == 0);
	free(blob);
	put_f64(header, 0);
}

// The handles of a result stand behind it: JavaScript that refuses to read it releases them.
static void listed_handles(void) {
	double end = f64(js.attached->memory + 24);
	CHECK(end >= FIRST + 12 && end <= js.top->size);
	const uint8_t *p = js.top->memory + (int32_t)end - 4;
	uint32_t n = u32(p);
	CHECK(n >= 1 && end - 4 - 8.0 * n >= FIRST);
	if (any_of(4)) return;
	while (n-- > 0) topher_release(f64(p -= 8));
}

// What an arena function has returned.
static void outcome(int32_t bits) {
	CHECK((bits & ~(BLOB | FAILURE | HANDLES)) == 0);
	__atomic_fetch_add(&calls, 1, __ATOMIC_RELAXED);
	if (bits & FAILURE) __atomic_fetch_add(&failures, 1, __ATOMIC_RELAXED);
	if (bits & BLOB) CHECK(f64(js.attached->memory) != 0);
	if ((bits & HANDLES) && !(bits & BLOB)) listed_handles();
	fetch_blob();
}

// Answers a callback with a number, with nothing, with an exception, or with what is no answer. It may call Go.
static int32_t dispatch(int32_t id, int32_t at) {
	uint8_t *memory = js.top->memory, *header = js.attached->memory;
	CHECK(at >= FIRST && at <= js.top->size);
	if (id & 0x40000000) fetch_blob();
	int32_t room = js.top->size - at;
	if (++js.depth < 3 && room >= 256 && any_of(3) == 0) {
		put_f64(header + 16, at + 128);
		put_f64(memory + at + 128, odd_number());
		int32_t bits = topher_string_of(at + 128);
		CHECK((bits & ~(BLOB | FAILURE | HANDLES)) == 0);
		if (bits & BLOB) fetch_blob();
	}
	js.depth--;
	put_f64(header + 16, at);
	switch (any_of(6)) {
	case 0:
		return 0;
	case 1:
		if (room < 16) return 4;
		put_u32(memory + at, 1 + any_of(50)), put_u32(memory + at + 4, 1), memory[at + 8] = 'e';
		return 4 | 2;
	case 2:
		scribble(at);
		return 4 | (int32_t)any_of(4) * 2;
	default:
		if (room >= 8) put_f64(memory + at, 2);
		return 4;
	}
}

static void hold(double handle) {
	double *slot = &js.held[any_of(HELD)];
	if (*slot != 0) topher_release(*slot);
	*slot = handle;
}

static void new_handle(void) {
	int32_t bits = any_of(2) ? mathx_NewCounter(FIRST, any_of(100)) : any_of(2) ? mathx_Below(FIRST, any_of(300)) : any_of(2) ? mathx_Zeros(FIRST, any_of(100000)) : mathx_NewMeter(FIRST);
	if ((bits & ~HANDLES) == 0 && js.top->size >= FIRST + 8) hold(f64(js.top->memory + FIRST));
	outcome(bits);
}

static uint8_t *put_task(uint8_t *p, uint32_t function) {
	put_f64(p, any_of(50) ? ++js.task : odd_number());
	put_u32(p + 8, function | (any_of(2) ? 1u << 31 : 0));
	put_f64(p + 12, any_of(4) ? 0 : 1 + any_of(5));
	memset(p + 20, 0, 32);
	return p + 20;
}

// A task with numbers, a handle, a text, a kept function, a stream or anything as its arguments.
static void new_task(void) {
	if (js.top->size < FIRST + 128) return;
	uint32_t how = any_of(5), function = functions[any_of(sizeof functions / sizeof *functions)];
	uint8_t *p = put_task(js.top->memory + FIRST, how == 0 ? COUNTER_ADD : function);
	switch (how) {
	case 0: // a receiver: to any other function it would be a count
		put_f64(p, odd_number()), put_f64(p + 8, 1);
		break;
	case 1:
		put_f64(p, any_of(4)), put_f64(p + 8, any_of(4));
		break;
	case 2:
		put_u32(p, 3), memcpy(p + 4, "Go!", 3);
		break;
	case 3:
		p[0] = 1, put_u32(p + 1, 1 + any_of(20)), put_f64(p + 5, any_of(10));
		break;
	default:
		p[0] = any_of(2) ? 1 : 5, put_u32(p + 1, ++js.stream), put_u32(p + 5, any_of(3)), put_f64(p + 9, any_of(50));
	}
	outcome(topher_task(FIRST));
}

static void answer(uint32_t request) {
	if (js.top->size < FIRST + 64) return;
	uint8_t *p = js.top->memory + FIRST;
	put_u32(p, request);
	p[4] = (uint8_t)any_of(16);
	put_u32(p + 5, 0), put_u32(p + 9, 0), put_u32(p + 13, 8), put_f64(p + 17, 3);
	if (any_of(4) == 0) scribble(FIRST + 4);
	outcome(topher_answer(FIRST));
}

// Takes records into memory of any size, and answers those that ask.
static void take(void) {
	CHECK(topher_take(NULL, (int32_t)any_of(100)) <= 0 && topher_take(NULL, INT_MIN) <= 0);
	int32_t size = any_of(4) ? 1 << 16 : 1 + (int32_t)any_of(100);
	uint8_t *box = malloc((size_t)size);
	int32_t bytes = topher_take(box, size);
	if (bytes < 0) {
		CHECK(-bytes > size);
		size = -bytes;
		box = realloc(box, (size_t)size);
		bytes = topher_take(box, size);
		CHECK(bytes > 0);
	}
	CHECK(bytes <= size && bytes % 8 == 0);
	for (uint8_t *p = box; p < box + bytes; p += (u32(p) + 8 + 7) & ~7u) {
		__atomic_fetch_add(&records, 1, __ATOMIC_RELAXED);
		CHECK(u32(p + 4) >= 1 && p + 8 + u32(p) <= box + bytes);
		if (u32(p + 4) == 2) answer(u32(p + 8));
	}
	free(box);
}

static void move_bytes(void) {
	double size = any_of(3000), stream = any_of(js.stream + 2);
	if (any_of(8) == 0) { // what is no stream, no size and no memory
		CHECK(topher_read_ready(odd_number(), NULL, size) <= 1);
		CHECK(topher_write_ready(odd_number(), NULL, size) <= 1);
		static const double none[] = {0, -1, -1e300, NAN, -INFINITY};
		size = none[any_of(5)];
	}
	uint8_t *memory = malloc(size > 0 ? (size_t)size : 1);
	memset(memory, 'm', size > 0 ? (size_t)size : 1);
	double moved = any_of(2) ? topher_read_ready(stream, memory, size) : topher_write_ready(stream, memory, size);
	CHECK(moved >= -3 && (moved <= size || moved <= 1));
	free(memory);
	fetch_blob();
}

static void open_stream(void) {
	double handle = js.held[any_of(HELD)];
	put_u32(js.top->memory + FIRST, any_of(20) ? ++js.stream : any_of(js.stream + 1));
	put_u32(js.top->memory + FIRST + 4, any_of(64));
	if (any_of(2)) {
		outcome(mathx_ints_open(FIRST, handle));
	} else {
		put_f64(js.top->memory + FIRST + 4, handle);
		outcome(any_of(2) ? topher_open_reader(FIRST) : topher_open_writer(FIRST));
	}
}

static void step_stream(void) {
	uint8_t *p = js.top->memory + FIRST;
	put_u32(p, any_of(js.stream + 2));
	put_u32(p + 4, any_of(20));
	for (int i = 0; i < 4; i++) put_f64(p + 8 + 8 * i, any_of(100));
	switch (any_of(4)) {
	case 0:
	case 1:
		outcome(topher_pull(FIRST));
		break;
	case 2:
		outcome(topher_feed(FIRST));
		break;
	default:
		p[4] = 0;
		outcome(any_of(2) ? topher_stop(FIRST) : topher_end(FIRST));
	}
}

static void odd_calls(void) {
	uint8_t *memory;
	int32_t n;
	switch (any_of(8)) {
	case 0:
		CHECK(topher_fetch(odd_number(), NULL) == 0);
		break;
	case 1:
		n = topher_release(odd_number());
		CHECK(n == 0 || n == 1);
		break;
	case 2:
		n = topher_same(odd_number(), odd_number());
		CHECK(n >= -1 && n <= 1);
		break;
	case 3:
		CHECK(topher_live((int32_t)any_of(600) - 20) >= 0 && topher_live(INT_MIN) >= 0 && topher_live(INT_MAX) >= 0);
		break;
	case 4:
		n = (int32_t)any_of(40);
		memory = malloc((size_t)n + (n == 0));
		CHECK(topher_identity(memory, n) > 0 && topher_identity(NULL, n) > 0 && topher_identity(memory, -n) > 0);
		free(memory);
		break;
	case 5:
		n = (int32_t)any_of(8);
		memory = malloc((size_t)n * 4 + (n == 0));
		CHECK(topher_dropped_slots(memory, n) <= n && topher_dropped_slots(NULL, 8) == 0 && topher_dropped_slots(memory, -1) == 0);
		free(memory);
		break;
	case 6:
		CHECK(topher_report() == 0);
		break;
	default:
		// Arenas that are none change nothing.
		topher_attach(NULL, 4096, NULL);
		topher_attach(js.top->memory, NAN, NULL);
		topher_attach(js.top->memory, 63, NULL);
		topher_attach(js.top->memory, -1, NULL);
		topher_attach(js.top->memory, 1e300, NULL);
	}
}

static void arenas(void) {
	switch (any_of(4)) {
	case 0: // another one below which this one lies
		js.top = new_arena(js.top);
		topher_push_arena(js.top->memory, js.top->size);
		break;
	case 1:
		if (js.top == js.attached) break;
		topher_pop_arena();
		js.top = free_arena(js.top);
		break;
	case 2: // more is popped than was pushed
		while (js.top != js.attached) {
			topher_pop_arena();
			js.top = free_arena(js.top);
		}
		topher_pop_arena();
		break;
	default: // attached again, in the middle of it
		while (js.top != NULL) js.top = free_arena(js.top);
		js.top = js.attached = new_arena(NULL);
		topher_attach(js.top->memory, js.top->size, dispatch);
	}
}

static void listen_here(void) {
	int32_t fd = -1;
	int64_t id = topher_wake_open(&fd);
	CHECK(id > 0);
	js.wake = fd;
	topher_listen((double)id);
}

// Nothing of a thread that was never attached fails.
static void unattached(void) {
	uint8_t memory[64] = {0};
	topher_attach(NULL, 4096, NULL);
	topher_attach(memory, NAN, NULL);
	topher_pop_arena();
	topher_listen(1);
	for (int i = 0; i < ARENA_FUNCTIONS; i++) {
		if (arena_functions[i] != mathx_Keep && arena_functions[i] != mathx_Map) CHECK(arena_functions[i](FIRST) == -1);
	}
	CHECK(topher_take(memory, 64) == 0 && topher_fetch(1, memory) == 0 && topher_release(1) == 0 && topher_same(1, 1) == -1);
	CHECK(topher_dropped_slots(memory, 1) == 0 && topher_report() == 0 && topher_identity(memory, 64) > 0);
	CHECK(topher_read_ready(1, memory, 8) == -1 && topher_write_ready(1, memory, 8) == -1 && topher_live(256) == 0 && topher_live(0) >= 0);
}

static void *work(void *number) {
	js.dice = dice_of(seed, (uint64_t)(uintptr_t)number);
	unattached();
	js.top = js.attached = new_arena(NULL);
	topher_attach(js.top->memory, js.top->size, dispatch);
	CHECK(topher_live(256 + 3) == 1);
	if (any_of(8)) listen_here();
	int n = any_of(3) ? rounds : (int)any_of((uint32_t)rounds + 1);
	for (int i = 0; i < n; i++) {
		int small = js.top->size < FIRST + 64;
		switch (any_of(14)) {
		case 0:
		case 1: {
			int32_t at = odd_place();
			arena_fn f = arena_functions[any_of(ARENA_FUNCTIONS)];
			scribble(at);
			if (any_of(20) == 0) put_f64(js.attached->memory + 16, odd_number());
			outcome(f(at));
			put_f64(js.attached->memory + 16, FIRST);
			break;
		}
		case 2:
			new_handle();
			break;
		case 3:
		case 4:
			new_task();
			break;
		case 5:
			take();
			break;
		case 6:
			odd_calls();
			break;
		case 7:
			arenas();
			break;
		case 8:
			if (small) break;
			put_f64(js.top->memory + FIRST, 1 + any_of((uint32_t)js.task + 1));
			js.top->memory[FIRST + 8] = 0;
			outcome(topher_cancel(FIRST));
			break;
		case 9:
			if (!small) open_stream();
			break;
		case 10:
			if (!small) step_stream();
			break;
		case 11:
			move_bytes();
			break;
		case 12:
			outcome(mathx_Ramp(FIRST, any_of(100)));
			break;
		default:
			if (small) break;
			js.top->memory[FIRST] = 1;
			put_u32(js.top->memory + FIRST + 1, 1 + any_of(20));
			outcome(mathx_Keep(FIRST));
			if (any_of(8) == 0) mathx_Unpark();
		}
	}
	// The thread ends in the middle: tasks run, arenas are pushed, handles are held. Its memory is its own until the last call.
	if (any_of(2)) {
		while (js.top != NULL) js.top = free_arena(js.top);
		return NULL;
	}
	return js.top;
}

// All that threads have left is taken back.
static void settles(void) {
	uint8_t *box = malloc(1 << 16);
	for (int i = 0; topher_live(6) != 0 || topher_live(3) != 1 || topher_live(0) != 0 || topher_live(7) != 0 || topher_live(9) != 0 || topher_live(10) != 0; i++) {
		if (i == 2000) {
			for (int what = 0; what < 12; what++) fprintf(stderr, "topher_live(%d) is %g\n", what, topher_live(what));
			_exit(3);
		}
		mathx_Unpark();
		mathx_Collect();
		topher_take(box, 1 << 16);
		usleep(5000);
	}
	free(box);
}

static __attribute__((noinline)) void leak(void) {
	struct arena *a = new_arena(NULL);
	topher_attach(a->memory, a->size, dispatch);
	for (int i = 0; i < 100; i++) {
		a = new_arena(NULL);
		a->memory = NULL;
	}
	a = NULL;
}

int main(int argc, char **argv) {
	CHECK(argc == 3);
	seed = strtoull(argv[1], NULL, 10);
	rounds = atoi(argv[2]);
	js.dice = dice_of(seed, 1000);
	unattached();
	js.top = js.attached = new_arena(NULL);
	topher_attach(js.top->memory, js.top->size, dispatch);
	for (uintptr_t generation = 0; generation < GENERATIONS; generation++) {
		pthread_t threads[THREADS];
		for (uintptr_t i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, work, (void *)(i + THREADS * generation)) == 0);
		for (int i = 0; i < THREADS; i++) {
			void *left;
			CHECK(pthread_join(threads[i], &left) == 0);
			for (struct arena *a = left; a != NULL;) a = free_arena(a);
		}
		settles();
		CHECK(topher_wakes_live() == 0);
	}
	if (FAULT == 1) topher_identity(malloc(4), 16); // Go writes behind the end
	if (FAULT == 2) leak();
	if (FAULT == 3) {
		free(js.top->memory);
		mathx_Ramp(FIRST, 1); // Go writes where it was
	}
	printf("figures {\"seed\": %llu, \"threads\": %d, \"calls\": %llu, \"failures\": %llu, \"records\": %llu}\n", (unsigned long long)seed,
		THREADS * GENERATIONS, (unsigned long long)calls, (unsigned long long)failures, (unsigned long long)records);
	return 0;
}
