// tasks.c: tasks, cancellation and callbacks from goroutines. Usage: tasks <library> [mode]
// Where library is "" it is part of the program, which is how the race detector can watch it.

#include "js.h"

#include <errno.h>
#include <poll.h>

enum { ADD = 1, GREET, RAMP, NEW_COUNTER, COUNTER_ADD, WAIT, LEFT, PARK, OPEN, ENDS, TOGETHER, MANY, HERE, TOLD, CONVERTED, ECHO, SUM, SPIN, SIGNAL };
enum { SETTLED = 1, CALLED, READY, OVER, DONE, GIVEN_UP };

static arena_fn task, cancel, answer, descends, greet, keep, keep_err, later, waited;
static arena_d_fn conn_why, apply, asked, floats_start, floats_next;
static void (*call_kept_later)(double), (*call_kept_elsewhere)(double), (*collect)(void);
static int32_t (*report)(void);
static int32_t (*take)(uint8_t *, int32_t);
static int64_t (*wake_open)(int32_t *);
static void (*listen_to)(double);
static double (*parked)(void);
static void (*unpark)(void);

// Targets, by id.
enum { DOUBLE = 1, THROW, LATER, GIVE_BACK, TELL, FLOATS, NESTED, STARTER };

enum { BOX = 1 << 16 };
static __thread struct {
	int wake;
	uint8_t *box;
	double last;        // number of a task
	uint32_t rung;      // bytes that the bell brought
	int32_t calls;      // of targets, by records
	uint32_t told;      // the request whose context is done, and what its cause says
	char cause[64];
	int cursor;
	uint32_t postponed; // a request that is answered later
	double argument;    // its own
} js;

// What is known of one task. Numbers go up from 1, so they are places.
struct outcome {
	int sum; // -1 while there is none
	uint8_t *bytes;
	uint32_t size;
	int over;
};
static __thread struct outcome *outcomes;
static int plain; // tasks cannot be cancelled
static __thread int known;

static double start_f(uint32_t function, uint32_t target, double x);
static double start_in(int32_t at, uint32_t function, uint32_t target, double x);

static int32_t dispatch(int32_t id, int32_t at) {
	put_f64(arena + 16, at);
	if (id == STARTER) start_in(at + 64, HERE, DOUBLE, 8);
	else CHECK(id == DOUBLE);
	put_f64(arena + at, 2 * f64(arena + at));
	return 4;
}

static struct outcome *outcome_of(double number) {
	while (known <= (int)number) {
		outcomes = realloc(outcomes, (size_t)(known * 2 + 64) * sizeof *outcomes);
		for (int i = known; i < known * 2 + 64; i++) outcomes[i] = (struct outcome){.sum = -1};
		known = known * 2 + 64;
	}
	return &outcomes[(int)number];
}

// Answers a request: the sum, the handles and slots that the results mention, and the results.
static void answers(uint32_t request, int sum, int handles, const double *handle, int slots, const uint32_t *slot, const uint8_t *results, uint32_t size) {
	uint8_t *p = arena + FIRST;
	put_u32(p, request);
	p[4] = (uint8_t)sum;
	put_u32(p + 5, (uint32_t)handles);
	p += 9;
	for (int i = 0; i < handles; i++, p += 8) put_f64(p, handle[i]);
	put_u32(p, (uint32_t)slots);
	p += 4;
	for (int i = 0; i < slots; i++, p += 4) put_u32(p, slot[i]);
	put_u32(p, size);
	memcpy(p + 4, results, size);
	CHECK(answer(FIRST) == 0);
}

static void answers_float(uint32_t request, double v) {
	uint8_t b[8];
	put_f64(b, v);
	answers(request, 4, 0, NULL, 0, NULL, b, 8);
}

static void called(const uint8_t *p, uint32_t size) {
	uint32_t request = u32(p), id = u32(p + 4);
	const uint8_t *args = p + 8;
	js.calls++;
	switch (id) {
	case DOUBLE:
		answers_float(request, 2 * f64(args));
		break;
	case THROW: {
		uint8_t b[64];
		put_u32(b, 77);
		put_string(b + 4, "Error: thrown");
		uint32_t slot = 77;
		answers(request, 4 | 2, 0, NULL, 1, &slot, b, 4 + 4 + 13);
		break;
	}
	case LATER:
		js.postponed = request;
		js.argument = f64(args);
		break;
	case GIVE_BACK: {
		double h = f64(args);
		uint8_t b[8];
		put_f64(b, h);
		answers(request, 4, 1, &h, 0, NULL, b, 8);
		CHECK(release(h)); // the goroutine got the value, not the handle
		break;
	}
	case TELL: // a context, then a number
		js.told = 0;
		js.cause[0] = 0;
		if (args[0] == 1) {
			CHECK(args[1] == 1);
			uint32_t n = u32(args + 10);
			memcpy(js.cause, args + 14, n), js.cause[n] = 0;
			CHECK(release(f64(args + 2)));
			answers(request, 4, 0, NULL, 0, NULL, args, 0);
		} else if (args[0] == 0) {
			strcpy(js.cause, "never");
			answers(request, 4, 0, NULL, 0, NULL, args, 0);
		} else {
			CHECK(args[0] == 2 && size == 8 + 1 + 8);
			js.postponed = request;
		}
		break;
	case FLOATS: {
		uint8_t b[9] = {0};
		if (u32(args) == 0) {
			answers(request, 4, 0, NULL, 0, NULL, b, 4);
		} else if (u32(args) == 1 && js.cursor++ < 3) {
			b[0] = 1;
			put_f64(b + 1, 10);
			answers(request, 4, 0, NULL, 0, NULL, b, 9);
		} else {
			answers(request, 4, 0, NULL, 0, NULL, b, 1);
		}
		break;
	}
	case NESTED: { // calls Go while it answers
		double v = f64(args);
		put_string(arena + FIRST, "Go");
		CHECK(greet(FIRST) == 0 && is_string(arena + FIRST, "Hello, Go!"));
		answers_float(request, v + 1);
		break;
	}
	default:
		CHECK(!"a known target");
	}
}

static void done_with(const uint8_t *p) {
	CHECK(u32(p) == js.postponed && p[4] == 1);
	uint32_t n = u32(p + 13);
	memcpy(js.cause, p + 17, n), js.cause[n] = 0;
	js.told = u32(p);
	CHECK(release(f64(p + 5)));
	answers(js.postponed, 4, 0, NULL, 0, NULL, p, 0);
}

// Does what records say; how many they are.
static int reads(const uint8_t *p, int32_t bytes) {
	const uint8_t *end = p + bytes;
	int n = 0;
	for (; p < end; n++) {
		uint32_t length = u32(p), kind = u32(p + 4);
		const uint8_t *payload = p + 8;
		switch (kind) {
		case SETTLED: {
			struct outcome *o = outcome_of(f64(payload));
			CHECK(o->sum == -1);
			o->sum = payload[8];
			o->size = length - 9;
			o->bytes = malloc(o->size + 1);
			memcpy(o->bytes, payload + 9, o->size);
			break;
		}
		case CALLED:
			called(payload, length);
			break;
		case OVER:
			CHECK(outcome_of(f64(payload))->over++ == 0);
			break;
		case DONE:
			done_with(payload);
			break;
		default:
			CHECK(!"a known kind");
		}
		p += (length + 8 + 7) & ~7u;
	}
	CHECK(p == end);
	return n;
}

// Takes what there is; how many records.
static int taken(void) {
	for (int n = 0;;) {
		int32_t bytes = take(js.box, BOX);
		if (bytes == 0) return n;
		if (bytes > 0) {
			n += reads(js.box, bytes);
			continue;
		}
		uint8_t *more = malloc((size_t)-bytes);
		CHECK(take(more, -bytes - 1) == bytes && take(more, -bytes) == -bytes);
		n += reads(more, -bytes);
		free(more);
	}
}

// Sleeps until the bell rings, as an event loop does; whether it did within that time.
static int sleeps(int milliseconds) {
	struct pollfd p = {.fd = js.wake, .events = POLLIN};
	int n = poll(&p, 1, milliseconds);
	while (n < 0 && errno == EINTR) n = poll(&p, 1, milliseconds); // Go's own signals
	if (n != 1) return 0;
	uint8_t b[64];
	ssize_t bytes = read(js.wake, b, sizeof b);
	CHECK(bytes > 0);
	js.rung += (uint32_t)bytes;
	return 1;
}

// The outcome of a task.
static struct outcome *settles(double number) {
	for (int i = 0; outcome_of(number)->sum == -1; i++) {
		if (taken() > 0) continue;
		CHECK(sleeps(20000));
	}
	return outcome_of(number);
}

static void begins(void) {
	attach_here(dispatch);
	if (js.box == NULL) js.box = malloc(BOX);
	int32_t fd;
	int64_t id = wake_open(&fd);
	CHECK(id > 0);
	js.wake = fd;
	listen_to((double)id);
}

// Where the arguments of the next task lie.
static uint8_t *begin(uint32_t function, double timeout) {
	uint8_t *p = arena + FIRST;
	put_f64(p, ++js.last);
	put_u32(p + 8, function | (plain ? 0 : 1u << 31)); // it may be cancelled
	put_f64(p + 12, timeout);
	return p + 20;
}

static double start(void) {
	CHECK(task(FIRST) == 0);
	return js.last;
}

static double start_d(uint32_t function, double timeout, double a, double b) {
	uint8_t *p = begin(function, timeout);
	put_f64(p, a);
	put_f64(p + 8, b);
	return start();
}

static double start_s(uint32_t function, const char *s) {
	put_string(begin(function, 0), s);
	return start();
}

// Within a callback, whose bytes lie below.
static double start_in(int32_t at, uint32_t function, uint32_t target, double x) {
	uint8_t *p = arena + at;
	put_f64(p, ++js.last);
	put_u32(p + 8, function);
	put_f64(p + 12, 0);
	put_f64(put_func(p + 20, KEPT, target), x);
	CHECK(task(at) == 0);
	return js.last;
}

static double start_f(uint32_t function, uint32_t target, double x) {
	put_f64(put_func(begin(function, 0), KEPT, target), x);
	return start();
}

// Cancels with a JavaScript error in this slot, or because of a timeout where it is 0.
static int cancels(double number, uint32_t slot) {
	uint8_t *p = arena + FIRST;
	put_f64(p, number);
	p[8] = slot != 0;
	p[9] = 2;
	put_u32(p + 10, slot);
	put_string(p + 14, "Error: aborted");
	CHECK(cancel(FIRST) == 0);
	return p[0];
}

static void refuses(double number, const char *code, const char *text) {
	struct outcome *o = settles(number);
	if (o->sum != 2 || o->bytes[0] != 4 || !is_string(o->bytes + 1, code) || !has(skip(o->bytes + 1), text)) {
		fprintf(stderr, "want %s, got %d %d %.*s\n", code, o->sum, o->bytes[0], (int)o->size, o->bytes);
		exit(1);
	}
}

static void waits_for(int what, double n) {
	for (int i = 0; live(what) != n; i++) {
		if (i > 2000) fprintf(stderr, "live(%d) is %g, not %g\n", what, live(what), n);
		CHECK(i <= 2000);
		taken();
		usleep(5000);
	}
}

// Lets n tasks go on, once all of them wait.
static void unparks(double n) {
	while (parked() != n) usleep(100);
	unpark();
}

static void results(void) {
	struct outcome *o = settles(start_d(ADD, 0, 2, 40));
	CHECK(o->sum == 0 && o->size == 8 && f64(o->bytes) == 42);
	o = settles(start_s(GREET, "Go"));
	CHECK(o->sum == 0 && is_string(o->bytes, "Hello, Go!"));
	// More than a chunk of the mailbox, and more than a buffer that is used again.
	for (int i = 0; i < 3; i++) {
		o = settles(start_d(RAMP, 0, 20000, 0));
		CHECK(o->sum == 0 && u32(o->bytes) == 20000 && o->size > 20000 * 20);
		o = settles(start_d(RAMP, 0, 2, 0));
		CHECK(o->sum == 0 && u32(o->bytes) == 2 && is_string(o->bytes + 4 + 16, "p0"));
	}
	// A handle, and its method.
	double before = live(0);
	o = settles(start_d(NEW_COUNTER, 0, 5, 0));
	double h = f64(o->bytes);
	CHECK(o->sum == HANDLES && live(0) == before + 1);
	o = settles(start_d(COUNTER_ADD, 0, h, 3));
	CHECK(o->sum == 0 && f64(o->bytes) == 8);
	CHECK(release(h) == 1 && release(h) == 0 && live(0) == before);
	// Arguments that are none fail at once.
	begin(COUNTER_ADD, 0);
	put_f64(arena + FIRST + 20, h);
	refused(task(FIRST), "TOPHER_HANDLE_RELEASED");
	begin(99, 0);
	refused(task(FIRST), "TOPHER_WIRE");
	begin(0, 0);
	refused(task(FIRST), "TOPHER_WIRE");
	js.last -= 3;
	settles(start_d(ADD, 0, 1, 1));
	js.last--;
	uint8_t *p = begin(PARK, 0); // a number that is used already, while its task runs
	put_f64(p, 1);
	js.last--;
	double twice = start_d(PARK, 0, 1, 0);
	js.last--;
	p = begin(PARK, 0);
	put_f64(p, 1);
	refused(task(FIRST), "TOPHER_WIRE");
	CHECK(cancels(twice, 5) == 1 && cancels(twice, 5) == 0);
	js.last++;
	unparks(1);
	waits_for(6, 0);
	CHECK(live(9) == 0 && live(11) == 0 && live(256 + 6) == 0);
}

static void failures(void) {
	double before = live(0);
	struct outcome *o = settles(start_s(GREET, ""));
	CHECK(o->sum == 2 + HANDLES && o->bytes[0] == 1 && o->bytes[1] == 1 && is_string(o->bytes + 10, "greet: the name is empty"));
	CHECK(live(0) == before + 2 && release(f64(o->bytes + 2)));
	const uint8_t *q = skip(skip(o->bytes + 10));
	CHECK(u32(q) == 1 && q[4] == 1 && release(f64(q + 5)));
	o = settles(start_s(ENDS, "error"));
	CHECK(o->sum == 2 + HANDLES && o->bytes[0] == 1 && release(f64(o->bytes + 2)));
	o = settles(start_s(ENDS, "panic"));
	CHECK(o->sum == 2 && o->bytes[0] == 2 && is_string(o->bytes + 1, "in the task"));
	q = skip(o->bytes + 1);
	CHECK(has(q, "mathx.Ends") && has(q, "tasks.go:") && !has(q, "host.") && !has(q, "amathx"));
	o = settles(start_s(ENDS, "nil"));
	CHECK(o->sum == 2 + HANDLES && o->bytes[0] == 2 && has(o->bytes + 1, "nil pointer") && has(skip(o->bytes + 1), "Counter).Add"));
	o = settles(start_s(ENDS, "bad"));
	CHECK(o->sum == 2 + HANDLES && o->bytes[0] == 1 && has(o->bytes + 10, "Error method panicked") && release(f64(o->bytes + 2)));
	refuses(start_s(ENDS, "exit"), "TOPHER_GOEXIT", "called runtime.Goexit");
	while (live(0) > before) { // the panic's own error
		o = outcome_of(js.last - 2);
		q = skip(skip(o->bytes + 1));
		CHECK(q[0] == 1 && release(f64(q + 1)));
	}
	waits_for(6, 0);
}

static void cancellation(void) {
	// With a reason: nothing comes any more. The context's cause is the same error, as what comes back in another task tells.
	double n = start_d(WAIT, 0, 0, 0);
	CHECK(live(6) == 1 && cancels(n, 41) == 1 && cancels(n, 41) == 0);
	waits_for(6, 0);
	CHECK(outcome_of(n)->sum == -1);
	// Timeouts: a deadline in Go, also where no context is taken.
	struct outcome *o = settles(start_d(LEFT, 0, 0, 0));
	CHECK(o->sum == 0 && f64(o->bytes) == -1);
	o = settles(start_d(LEFT, 5000, 0, 0));
	CHECK(o->sum == 0 && f64(o->bytes) > 1000 && f64(o->bytes) <= 5000);
	for (int i = 0; i < 2; i++) {
		o = settles(start_d(i ? PARK : WAIT, 20, 0, 0));
		CHECK(o->sum == 2 + HANDLES && o->bytes[0] == 1 && is_string(o->bytes + 10, "context deadline exceeded") && release(f64(o->bytes + 2)));
	}
	CHECK(live(6) == 1);
	unparks(1);
	// All that asks the context hears the same.
	for (int i = 0; i < 100; i++) {
		o = settles(start_d(WAIT, 1, 0, 0));
		CHECK(o->sum == 2 + HANDLES && o->bytes[0] == 1 && is_string(o->bytes + 10, "context deadline exceeded") && release(f64(o->bytes + 2)));
		while (live(6) != 0) usleep(100);
		CHECK(waited(FIRST) == 0 && is_string(arena + FIRST, "context deadline exceeded"));
	}
	waits_for(6, 0);
	// Results that live on keep the context.
	double before = live(0);
	n = start_d(OPEN, 0, 2, 0);
	o = settles(n);
	CHECK(o->sum == 16 + HANDLES && u32(o->bytes) == 2 && live(0) == before + 2);
	double a = f64(o->bytes + 4), b = f64(o->bytes + 12);
	CHECK(conn_why(FIRST, a) == 0 && is_string(arena + FIRST, ""));
	CHECK(release(a) && conn_why(FIRST, b) == 0 && is_string(arena + FIRST, "") && taken() == 0 && outcome_of(n)->over == 0);
	CHECK(release(b));
	while (outcome_of(n)->over == 0) taken();
	CHECK(cancels(n, 5) == 0);
	// And can be cancelled.
	n = start_d(OPEN, 0, 2, 0);
	o = settles(n);
	a = f64(o->bytes + 4), b = f64(o->bytes + 12);
	CHECK(cancels(n, 42) == 1 && conn_why(FIRST, a) == 0 && is_string(arena + FIRST, "Error: aborted"));
	CHECK(release(a) && release(b) && taken() == 0 && outcome_of(n)->over == 0);
	n = start_d(OPEN, 0, 1, 0);
	a = f64(settles(n)->bytes + 4);
	CHECK(cancels(n, 0) == 1 && conn_why(FIRST, a) == 0 && is_string(arena + FIRST, "context deadline exceeded") && release(a));
	CHECK(settles(start_d(OPEN, 0, 0, 0))->sum == 0);
	// What comes too late is dropped, handles and all.
	n = start_d(PARK, 0, 1, 0);
	CHECK(cancels(n, 43) == 1);
	unparks(1);
	waits_for(6, 0);
	CHECK(outcome_of(n)->sum == -1 && live(0) == before && live(9) == 0);
}

static void callbacks(void) {
	uint8_t *p;
	double n;
	struct outcome *o = settles(start_f(HERE, DOUBLE, 21));
	CHECK(o->sum == 0 && f64(o->bytes) == 42 && js.calls == 1);
	o = settles(start_f(HERE, NESTED, 21));
	CHECK(o->sum == 0 && f64(o->bytes) == 22);
	// Exceptions: the same object again.
	o = settles(start_f(HERE, THROW, 21));
	CHECK(o->sum == 2 && o->bytes[0] == 3 && u32(o->bytes + 1) == 77 && is_string(o->bytes + 5, "Error: thrown"));
	put_func(begin(TOGETHER, 0) + 8, KEPT, THROW);
	put_f64(arena + FIRST + 20, 5);
	o = settles(start());
	CHECK(o->sum == 2 && o->bytes[0] == 1 && o->bytes[1] == 2 && u32(o->bytes + 2) == 77);
	put_func(begin(TOGETHER, 0) + 8, KEPT, DOUBLE);
	put_f64(arena + FIRST + 20, 10);
	o = settles(start());
	CHECK(o->sum == 0 && f64(o->bytes) == 110);
	// In goroutines that a task has started, which nothing catches: the task fails with the first.
	p = begin(MANY, 0);
	put_f64(p, 4);
	put_f64(p + 8, 10);
	put_func(p + 16, KEPT, THROW);
	o = settles(start());
	CHECK(o->sum == 2 && o->bytes[0] == 3 && u32(o->bytes + 1) == 77 && is_string(o->bytes + 5, "Error: thrown"));
	p = begin(MANY, 0);
	put_f64(p, 1);
	put_f64(p + 8, 1);
	put_func(p + 16, KEPT, LATER);
	n = start();
	js.postponed = 0;
	while (js.postponed == 0) taken();
	answers(js.postponed, 4, 0, NULL, 0, NULL, arena, 3);
	refuses(n, "TOPHER_WIRE", "8 bytes are needed");
	// And one that a synchronous call has started, however often it tries: only that call fails.
	put_func(arena + FIRST, KEPT, DOUBLE);
	CHECK(keep(FIRST) == 0);
	call_kept_elsewhere(1);
	refused_direct(0, "TOPHER_CALLBACK_THREAD");
	o = settles(start_f(HERE, DOUBLE, 4));
	CHECK(o->sum == 0 && f64(o->bytes) == 8);
	// Handles go out and come back; the answer's are looked up before they are released.
	double before = live(0);
	o = settles(start_f(CONVERTED, GIVE_BACK, 0));
	CHECK(o->sum == 0 && o->bytes[0] == 1 && live(0) == before);
	// Iterables.
	js.cursor = 0;
	o = settles(start_f(SUM, FLOATS, 100));
	CHECK(o->sum == 0 && f64(o->bytes) == 30);
	// Contexts.
	o = settles(start_f(TOLD, TELL, -1));
	CHECK(o->sum == 0 && strcmp(js.cause, "never") == 0);
	o = settles(start_f(TOLD, TELL, 0));
	CHECK(o->sum == 0 && strcmp(js.cause, "the counter is told") == 0);
	o = settles(start_f(TOLD, TELL, 20));
	CHECK(o->sum == 0 && strcmp(js.cause, "the counter is told") == 0 && js.told != 0);
	// An answer that comes later, one for nobody, and one from JavaScript that was torn down.
	n = start_f(HERE, LATER, 1);
	js.postponed = 0;
	while (js.postponed == 0) taken();
	CHECK(live(10) == 1);
	answers_float(12345, 1);
	answers_float(js.postponed, 99);
	answers_float(js.postponed, 98);
	CHECK(f64(settles(n)->bytes) == 99 && live(10) == 0);
	n = start_f(HERE, LATER, 1);
	js.postponed = 0;
	while (js.postponed == 0) taken();
	answers(js.postponed, 0, 0, NULL, 0, NULL, arena, 0);
	refuses(n, "TOPHER_CALLBACK_GONE", "has ended");
	// Results that are too short, and a handle that the answer does not name.
	n = start_f(HERE, LATER, 1);
	js.postponed = 0;
	while (js.postponed == 0) taken();
	answers(js.postponed, 4, 0, NULL, 0, NULL, arena, 3);
	refuses(n, "TOPHER_WIRE", "8 bytes are needed");
	n = start_f(CONVERTED, LATER, 0);
	js.postponed = 0;
	while (js.postponed == 0) taken();
	uint8_t h[8];
	put_f64(h, 1);
	answers(js.postponed, 4, 0, NULL, 0, NULL, h, 8);
	refuses(n, "TOPHER_WIRE", "does not name");
	CHECK(release(js.argument));
	// A goroutine of a synchronous call, however far down, is refused: the call waits for it.
	put_func(arena + FIRST, KEPT, DOUBLE);
	refused(descends(FIRST), "TOPHER_CALLBACK_THREAD");
	// Also one that a step of an iterator has started, whichever call it is in.
	put_func(arena + FIRST, KEPT, DOUBLE);
	CHECK(asked(FIRST, 3) == HANDLES);
	double seq = f64(arena + FIRST);
	CHECK(floats_start(FIRST, seq) == HANDLES);
	double it = f64(arena + FIRST);
	for (int i = 0; i < 3; i++) CHECK(floats_next(FIRST, it) == 0 && arena[FIRST] == 1 && f64(arena + FIRST + 1) == -1);
	CHECK(floats_next(FIRST, it) == 0 && arena[FIRST] == 0 && release(seq));
	// But not a task that was started in a callback of one: nothing waits for it.
	put_func(arena + FIRST, KEPT, STARTER);
	CHECK(apply(FIRST, 4) == 0 && f64(arena + FIRST) == 8 && f64(settles(js.last)->bytes) == 16);
	// Nor one of a call that is over.
	put_func(arena + FIRST, KEPT, DOUBLE);
	CHECK(keep(FIRST) == 0);
	put_func(arena + FIRST, KEPT, DOUBLE);
	CHECK(keep_err(FIRST) == 0);
	js.calls = 0;
	call_kept_later(1);
	while (js.calls < 2) taken();
	CHECK(later(FIRST) == 0);
	// On the thread itself it is called straight away, while tasks wait.
	n = start_f(HERE, LATER, 1);
	js.postponed = 0;
	while (js.postponed == 0) taken();
	put_func(arena + FIRST, KEPT, DOUBLE);
	CHECK(apply(FIRST, 4) == 0 && f64(arena + FIRST) == 8);
	answers_float(js.postponed, 7);
	CHECK(f64(settles(n)->bytes) == 7);
	uint32_t slots[64];
	CHECK(dropped_slots((uint8_t *)slots, 64) >= 0);
	waits_for(6, 0);
	CHECK(live(10) == 0 && live(0) == before);
}

static int names(uint32_t slot) {
	uint32_t slots[64];
	int32_t n = dropped_slots((uint8_t *)slots, 64);
	for (int i = 0; i < n; i++) if (slots[i] == slot) return 1;
	return 0;
}

// What a record mentions of JavaScript's is not dropped before JavaScript has read it.
static void mentions(void) {
	uint8_t *p = begin(ECHO, 0);
	p[0] = 20;
	put_u32(p + 1, 500);
	double n = start();
	while (live(11) == 0) usleep(100);
	collect();
	CHECK(!names(500));
	int32_t bytes = take(js.box, BOX);
	CHECK(bytes == 24 && u32(js.box + 4) == SETTLED && f64(js.box + 8) == n && js.box[17] == 20 && u32(js.box + 18) == 500);
	collect();
	CHECK(!names(500) && take(js.box, 0) == 0);
	collect();
	CHECK(!names(500) && take(js.box, BOX) == 0);
	collect();
	for (int i = 0; !names(500); i++) {
		CHECK(i < 100);
		collect();
	}
}

// A goroutine of the user's in which a callback throws ends alone.
static void strays(void) {
	put_func(arena + FIRST, KEPT, THROW);
	CHECK(keep(FIRST) == 0);
	put_func(arena + FIRST, KEPT, THROW);
	CHECK(keep_err(FIRST) == 0);
	js.calls = 0;
	call_kept_later(1);
	while (js.calls < 2) taken();
	uint8_t *p = arena + FIRST;
	CHECK(later(FIRST) == 2 && p[0] == 1 && p[1] == 2 && u32(p + 2) == 77);
}

// A call waits for a goroutine that an earlier one has started, and that waits for this thread.
static void stuck(void) {
	put_func(arena + FIRST, KEPT, DOUBLE);
	CHECK(keep(FIRST) == 0);
	put_func(arena + FIRST, KEPT, DOUBLE);
	CHECK(keep_err(FIRST) == 0);
	call_kept_later(1);
	usleep(50000);
	CHECK(live(10) == 1);
	later(FIRST);
}

static void leaves(void) {
	put_func(arena + FIRST, KEPT, DOUBLE);
	CHECK(keep(FIRST) == 0);
	settles(start_d(NEW_COUNTER, 0, 1, 0));
	settles(start_d(OPEN, 0, 2, 0));
	double h = f64(settles(start_d(NEW_COUNTER, 0, 1, 0))->bytes);
	CHECK(release(h));
	start_d(PARK, 0, 1, 0);
	start_d(PARK, 0, 1, 0);
	CHECK(report() == 1);
}

// The bell rings once for a burst, and not while JavaScript is awake.
static void bell(void) {
	settles(start_d(ADD, 0, 1, 1));
	while (sleeps(50)) taken();
	CHECK(taken() == 0);
	CHECK(take(js.box, 0) == 0);
	js.rung = 0;
	for (int i = 0; i < 100; i++) start_d(PARK, 0, i, 0);
	unparks(100);
	waits_for(6, 0);
	while (taken() > 0 || sleeps(20)) {}
	js.rung = 0;
	for (int i = 0; i < 100; i++) start_d(ADD, 0, i, 0);
	usleep(50000);
	CHECK(take(js.box, 0) < 0 && live(11) == 100 && live(9) > 100 * 24);
	CHECK(sleeps(1000) && js.rung == 1 && !sleeps(20));
	// Each is 32 bytes long. Only whole ones are taken.
	CHECK(take(js.box, 31) == -32 && take(js.box, 100) == 96 && reads(js.box, 96) == 3 && live(11) == 97 && taken() == 97);
}

// A thread that ends while its tasks wait and call.
static int told_file;
static void *ending_thread(void *busy) {
	begins();
	start_d(SIGNAL, 0, told_file, 0);
	for (int i = 0; i < 20; i++) start_d(WAIT, 0, 0, 0);
	for (int i = 0; i < 20; i++) start_f(HERE, LATER, 1);
	uint8_t *p = begin(MANY, 0);
	put_f64(p, 4);
	put_f64(p + 8, 1e9);
	put_func(p + 16, KEPT, DOUBLE);
	start();
	for (int i = 0; i < 20; i++) start_d(OPEN, 0, 3, 0);
	start_d(WAIT, 1e6, 0, 0);
	if (busy != NULL) {
		for (int i = 0; i < 50; i++) {
			taken();
			sleeps(1);
		}
	}
	return arena;
}

static void ends(void) {
	double handles = live(0);
	int told[2];
	CHECK(pipe(told) == 0);
	told_file = told[1];
	for (int i = 0; i < 10; i++) {
		pthread_t t;
		void *theirs;
		CHECK(pthread_create(&t, NULL, ending_thread, i % 2 ? arena : NULL) == 0 && pthread_join(t, &theirs) == 0);
		free(theirs);
		// Nobody calls Go meanwhile.
		struct pollfd p = {.fd = told[0], .events = POLLIN};
		int n = poll(&p, 1, 20000);
		while (n < 0 && errno == EINTR) n = poll(&p, 1, 20000);
		uint8_t b;
		CHECK(n == 1 && read(told[0], &b, 1) == 1);
		for (int j = 0; live(6) != 0; j++) {
			CHECK(j < 2000);
			usleep(2000);
		}
		CHECK(live(3) == 1 && live(10) == 0 && live(9) == 0 && live(0) == handles);
	}
	close(told[0]), close(told[1]);
}

static void *hammer_thread(void *rounds) {
	begins();
	unsigned seed = (unsigned)(uintptr_t)arena;
	long n = (long)(intptr_t)rounds;
	int cancelled = 0, settled = 0, *gone = calloc((size_t)n + 1, sizeof *gone);
	for (long i = 1; i <= n; i++) {
		switch (rand_r(&seed) % 8) {
		case 0:
			start_f(HERE, DOUBLE, 4);
			break;
		case 1:
			start_d(WAIT, rand_r(&seed) % 4 == 0 ? 1 + rand_r(&seed) % 5 : 0, 0, 0);
			break;
		case 2:
			start_d(NEW_COUNTER, 0, 1, 0);
			break;
		case 3:
			start_d(OPEN, 0, 2, 0);
			break;
		case 4:
			start_s(GREET, rand_r(&seed) % 2 ? "" : "Go");
			break;
		case 5:
			put_f64(begin(TOGETHER, 0), 3);
			put_func(arena + FIRST + 28, KEPT, DOUBLE);
			start();
			break;
		default:
			start_d(ADD, rand_r(&seed) % 16 == 0 ? 1 : 0, (double)i, 1);
		}
		CHECK(js.last == i);
		if (rand_r(&seed) % 4 == 0) {
			double victim = 1 + rand_r(&seed) % (unsigned)i;
			int last = cancels(victim, 1000 + rand_r(&seed) % 50);
			if (last && outcome_of(victim)->sum == -1) gone[(int)victim] = 1, cancelled++;
		}
		if (rand_r(&seed) % 64 == 0) taken();
		if (rand_r(&seed) % 1024 == 0) {
			uint32_t slots[64];
			dropped_slots((uint8_t *)slots, 64);
		}
	}
	// What waits for its context is told now.
	for (long i = 1; i <= n; i++) {
		if (outcome_of((double)i)->sum == -1 && !gone[i] && cancels((double)i, 5)) gone[i] = 1, cancelled++;
	}
	for (long i = 1; i <= n; i++) {
		if (gone[i]) continue;
		settles((double)i);
		settled++;
	}
	CHECK(cancelled + settled == n);
	for (int i = 0; live(256 + 6) != 0; i++) {
		CHECK(i < 5000);
		taken();
		usleep(1000);
	}
	taken();
	for (long i = 1; i <= n; i++) CHECK(!gone[i] || outcome_of((double)i)->sum == -1);
	CHECK(live(256 + 10) == 0 && live(256 + 11) == 0);
	for (long i = 1; i <= n; i++) free(outcome_of((double)i)->bytes);
	free(gone);
	free(outcomes);
	free(js.box);
	return arena;
}

// One that ends in the middle of everything.
static void *dying_thread(void *rounds) {
	begins();
	unsigned seed = (unsigned)(uintptr_t)arena;
	long n = rand_r(&seed) % (long)(intptr_t)rounds;
	for (long i = 0; i < n; i++) {
		switch (rand_r(&seed) % 6) {
		case 0:
			start_f(HERE, rand_r(&seed) % 2 ? DOUBLE : LATER, 4);
			break;
		case 1:
			start_d(WAIT, rand_r(&seed) % 4 == 0 ? 1 + rand_r(&seed) % 5 : 0, 0, 0);
			break;
		case 2:
			start_d(OPEN, 0, 2, 0);
			break;
		case 3:
			put_f64(begin(TOGETHER, 0), 3);
			put_func(arena + FIRST + 28, KEPT, DOUBLE);
			start();
			break;
		case 4:
			start_f(CONVERTED, GIVE_BACK, 0);
			break;
		default:
			start_d(RAMP, 0, rand_r(&seed) % 100, 1);
		}
		if (rand_r(&seed) % 16 == 0) cancels(1 + rand_r(&seed) % (unsigned)js.last, 1000);
		if (rand_r(&seed) % 32 == 0) {
			taken();
			for (int j = 0; j < known; j++) {
				if (outcomes[j].sum == -1) continue;
				free(outcomes[j].bytes);
				outcomes[j] = (struct outcome){.sum = -1};
			}
		}
	}
	for (int j = 0; j < known; j++) if (outcomes[j].sum != -1) free(outcomes[j].bytes);
	free(outcomes);
	free(js.box);
	return arena;
}

static void hammer(int generations, int rounds) {
	for (int g = 0; g < generations; g++) {
		pthread_t t[4];
		void *theirs;
		for (int i = 0; i < 4; i++) {
			CHECK(pthread_create(&t[i], NULL, i % 2 ? dying_thread : hammer_thread, (void *)(intptr_t)rounds) == 0);
		}
		for (int i = 0; i < 4; i++) {
			CHECK(pthread_join(t[i], &theirs) == 0);
			free(theirs);
		}
	}
	for (int i = 0; live(6) != 0 || live(3) != 1 || live(0) != 0; i++) {
		CHECK(i < 2000);
		usleep(2000);
	}
	CHECK(live(10) == 0 && live(9) == 0 && live(1) == 0);
}

// 8 goroutines call at the same time.
static void many(int n) {
	uint8_t *p = begin(MANY, 0);
	put_f64(p, 8);
	put_f64(p + 8, n);
	put_func(p + 16, KEPT, DOUBLE);
	struct outcome *o = settles(start());
	CHECK(o->sum == 0 && f64(o->bytes) == 8.0 * n * (n - 1) && live(10) == 0);
}

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double resident(void) {
	long pages = 0, unused;
	FILE *f = fopen("/proc/self/statm", "r");
	CHECK(f != NULL && fscanf(f, "%ld %ld", &unused, &pages) == 2);
	fclose(f);
	return (double)pages * 4096 / 1048576;
}

static void settled_count(long n) {
	long got = 0;
	while (got < n) {
		int32_t bytes = take(js.box, BOX);
		CHECK(bytes >= 0);
		if (bytes == 0) CHECK(sleeps(60000));
		for (uint8_t *p = js.box; p < js.box + bytes; p += (u32(p) + 8 + 7) & ~7u) got += u32(p + 4) == SETTLED;
	}
}

static void bench(long n) {
	plain = 1;
	for (int round = 0; round < 5; round++) {
		double t = now();
		for (long i = 0; i < n; i++) start_d(ADD, 0, (double)i, 1);
		double submitted = now() - t;
		settled_count(n);
		double all = now() - t;
		printf("%ld tasks: %.0f a second, %.0f ns to start one\n", n, (double)n / all, submitted / (double)n * 1e9);
	}
}

static void park(long n) {
	plain = 1;
	double before = resident(), t = now();
	for (long i = 0; i < n; i++) start_d(PARK, 0, (double)i, 0);
	while (parked() != (double)n) usleep(10000);
	printf("%ld parked tasks: %.0f MiB, %.0f bytes each, %.1f s\n", n, resident(), (resident() - before) * 1048576 / (double)n, now() - t);
	t = now();
	unpark();
	settled_count(n);
	printf("all settled after %.1f s, %.0f MiB\n", now() - t, resident());
}

int main(int argc, char **argv) {
	CHECK(argc >= 2);
	load(argv[1]);
	task = find("topher_task"), cancel = find("topher_cancel"), answer = find("topher_answer"), take = find("topher_take");
	wake_open = find("topher_wake_open"), listen_to = find("topher_listen"), conn_why = find("mathx_Conn_Why");
	parked = find("mathx_Parked"), unpark = find("mathx_Unpark"), descends = find("mathx_Descends"), greet = find("mathx_Greet");
	keep = find("mathx_Keep"), keep_err = find("mathx_KeepErr"), later = find("mathx_Later"), apply = find("mathx_Apply");
	asked = find("mathx_Asked"), floats_start = find("mathx_floats_start"), floats_next = find("mathx_floats_next");
	call_kept_elsewhere = find("mathx_CallKeptElsewhere"), call_kept_later = find("mathx_CallKeptLater"), collect = find("mathx_Collect"), waited = find("mathx_Waited"), report = find("topher_report");
	begins();
	const char *mode = argc > 2 ? argv[2] : "";
	if (strcmp(mode, "hammer") == 0) {
		hammer(atoi(argv[3]), atoi(argv[4]));
	} else if (strcmp(mode, "many") == 0) {
		many(atoi(argv[3]));
	} else if (strcmp(mode, "ends") == 0) {
		ends();
	} else if (strcmp(mode, "strays") == 0) {
		strays();
	} else if (strcmp(mode, "stuck") == 0) {
		stuck();
	} else if (strcmp(mode, "leaves") == 0) {
		leaves();
	} else if (strcmp(mode, "bench") == 0) {
		bench(atol(argv[3]));
	} else if (strcmp(mode, "park") == 0) {
		park(atol(argv[3]));
	} else {
		results();
		failures();
		cancellation();
		callbacks();
		mentions();
		bell();
		CHECK(report() == 0);
		many(100);
		ends();
	}
	return 0;
}
