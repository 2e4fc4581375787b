// targets.c: functions, objects, streams and iterables that Go keeps, and the iterators of Go. Usage: targets <library> [mode]
// Where library is "" it is part of the program, which is how the race detector can watch it.

#include "js.h"

typedef double (*direct_fn)(double);
typedef double (*direct2_fn)(double, double);

static arena_fn keep, keep_err, kept, kept_any, later, largest, describe, dynamic_type, dynamic_type_of_any, keep_shape, kept_shape,
	kept_area_elsewhere, pipe_all, echo_reader, write_parts, new_buffer, idle, full, exits, sum_panics, doubled, sum_pairs, echo,
	call_any, finds_empty, err_empty;
static arena_d_fn call_kept_err, call_kept_err_elsewhere, adder, apply, new_shape, tail, read_once, upto, mapped, entries, sum,
	ints_start, ints_next, floats_start, floats_next, entries_start, entries_next, descend;
static direct_fn call_kept;
static direct2_fn call_1, grow;
static double (*kept_area)(void), (*ended_loops)(void);
static void (*call_kept_elsewhere)(double), (*call_kept_later)(double);
static double (*add)(double, double);

// What JavaScript has, by id. Ids from 1000 on are like DOUBLE, for those who want many.
enum { DOUBLE = 1, THROW, SHAPE, BAD_SHAPE, READER, BAD_READER, WRITER, FLOATS, PAIRS, BAD_FLOATS, STEP_INTS, COUNT, THROW_GO, MANY = 1000 };

static __thread struct {
	double iterator;      // for STEP_INTS
	double error;         // for THROW_GO
	uint32_t slot;        // and where it lies
	int depth, refused;   // what it found
	char written[400000]; // by WRITER
	uint32_t length;
	int closed, left, asked, starts, stops;
} js;

static int32_t throws(uint8_t *p, uint32_t slot, const char *message) {
	put_u32(p, slot);
	put_string(p + 4, message);
	return 4 | 2;
}

static int32_t iterable(int id, uint8_t *p) {
	switch (u32(p)) {
	case 0:
		put_u32(p, (uint32_t)++js.starts << 8);
		return 4;
	case 1: {
		uint32_t n = u32(p + 4) & 0xff;
		CHECK(u32(p + 4) >> 8 > 0);
		if (id == BAD_FLOATS && n == 0) return throws(p, 78, "Error: no next");
		// The cursor is JavaScript's own; here it cannot count, so the program does.
		if (js.left == 0) {
			p[0] = 0;
			return 4;
		}
		js.left--;
		p[0] = 1;
		if (id == PAIRS) p = put_string(p + 1, js.left % 2 ? "key" : "") - 1;
		put_f64(p + 1, 10);
		return 4;
	}
	default:
		CHECK(u32(p) == 2 && u32(p + 4) >> 8 == (uint32_t)js.starts);
		js.stops++;
		return 4;
	}
}

static int32_t dispatch(int32_t id, int32_t at) {
	uint8_t *p = arena + at, *blob = NULL;
	CHECK(at >= FIRST && at % 8 == 0);
	put_f64(arena + 16, at);
	if (id & 0x40000000) p = blob = take_blob();
	id &= 0xfffffff;
	if (id >= MANY) id = DOUBLE;
	switch (id) {
	case DOUBLE:
		put_f64(p, 2 * f64(p));
		return 4;
	case THROW:
		return throws(p, 77, "Error: thrown");
	case THROW_GO: {
		int32_t bits = throws(p, js.slot, "Error: of Go");
		put_f64(p + 4 + 4 + u32(p + 4), js.error);
		return bits | 8;
	}
	case COUNT: { // of its arguments, as int
		double n = u32(p);
		p[0] = 6;
		put_f64(p + 1, n);
		return 4;
	}
	case SHAPE:
	case BAD_SHAPE:
		if (id == BAD_SHAPE) return throws(p, 76, "Error: bad shape");
		if (u32(p) == 0) {
			put_f64(p, 100);
			return 4;
		}
		CHECK(u32(p) == 1 && is_string(p + 4, "a "));
		put_string(p, "a shape of JavaScript");
		return 4;
	case READER:
	case BAD_READER:
		if (u32(p) == 1) {
			js.closed++;
			return 4;
		}
		CHECK(u32(p) == 0);
		if (id == BAD_READER) { // more than was asked for
			uint32_t n = u32(p + 4) + 1;
			put_u32(p, n);
			memset(p + 4, 'x', n);
			return 4;
		}
		js.asked = (int)u32(p + 4);
		CHECK(js.asked > 0 && js.asked <= 64 << 10);
		uint32_t n = js.left < js.asked ? (uint32_t)js.left : (uint32_t)js.asked;
		if (n > 1000) n = 1000;
		js.left -= (int)n;
		put_u32(p, n);
		memset(p + 4, 'r', n);
		return 4;
	case WRITER:
		if (u32(p) == 1) {
			js.closed++;
			return 4;
		}
		CHECK(u32(p) == 0 && js.length + u32(p + 4) <= sizeof js.written);
		memcpy(js.written + js.length, p + 8, u32(p + 4));
		js.length += u32(p + 4);
		free(blob);
		return 4;
	case FLOATS:
	case PAIRS:
	case BAD_FLOATS:
		return iterable(id, p);
	case STEP_INTS: { // a step and a stop inside a callback
		double x = f64(p);
		put_f64(arena + 16, at + 64);
		int32_t bits = ints_next(at + 64, js.iterator);
		if (bits == 2 && p[64] == 4 && is_string(p + 65, "TOPHER_ITERATOR_CONTEXT")) js.refused++;
		// One of its own goes on here, and only here.
		CHECK(upto(at + 64, 3) == HANDLES);
		double seq = f64(p + 64);
		CHECK(ints_start(at + 64, seq) == HANDLES && release(seq));
		double own = f64(p + 64);
		CHECK(ints_next(at + 64, own) == 0 && p[64] == 1 && f64(p + 65) == 0);
		put_f64(p + 64, js.iterator);
		CHECK(iterator_stop(at + 64) == 0);
		js.iterator = own;
		put_f64(p, x);
		return 4;
	}
	}
	CHECK(!"a known callback");
	return 0;
}

static int32_t with_func(arena_fn f, int kind, uint32_t id) {
	put_func(arena + FIRST, kind, id);
	return f(FIRST);
}

static int32_t with_func_d(arena_d_fn f, int kind, uint32_t id, double x) {
	put_func(arena + FIRST, kind, id);
	return f(FIRST, x);
}

static uint8_t *put_handle(uint8_t *p, double h) {
	p[0] = HANDLE;
	put_f64(p + 1, h);
	return p + 9;
}

static uint8_t *put_object(uint8_t *p, double h) { // as an interface has it
	p[0] = HANDLE;
	put_u32(p + 1, 0);
	put_f64(p + 5, h);
	return p + 13;
}

static double handle_of(arena_fn f) {
	CHECK(f(FIRST) == HANDLES);
	return f64(arena + FIRST);
}

static double handle_of_d(arena_d_fn f, double x) {
	CHECK(f(FIRST, x) == HANDLES);
	return f64(arena + FIRST);
}

// Lets Go's collector run until it has dropped the n slots from first on, each of which is named once.
static void wait_for_dropped(int n, uint32_t first) {
	uint32_t slots[64];
	char named[256] = {0};
	for (int i = 0, left = n; i < 100000 && left > 0; i++) {
		int m = dropped_slots((uint8_t *)slots, 64);
		for (int j = 0; j < m; j++) {
			if (slots[j] < first || slots[j] >= first + (uint32_t)n) continue;
			CHECK(named[slots[j] - first] == 0);
			named[slots[j] - first] = 1;
			left--;
		}
		put_string(arena + FIRST, "garbage for the collector");
		release(handle_of(new_buffer));
	}
	for (int i = 0; i < n; i++) CHECK(named[i] == 1);
}

static void funcs(void) {
	uint8_t *p = arena + FIRST;
	double before = live(0), keeps = live(5);
	// Kept in one call, called in later ones of both shapes.
	CHECK(with_func(keep, KEPT, DOUBLE) == 0 && with_func(keep_err, KEPT, THROW) == 0);
	CHECK(live(5) == keeps + 2);
	CHECK(call_kept(21) == 42 && call_kept(1) == 2 && f64(arena) == 0);
	CHECK(call_kept_err(FIRST, 1) == 2 && p[0] == 1 && p[1] == 2 && u32(p + 2) == 77);
	// Given back, it is what it was.
	CHECK(kept(FIRST) == 0 && p[0] == KEPT && u32(p + 1) == DOUBLE);
	CHECK(kept_any(FIRST) == 0 && p[0] == 20 && u32(p + 1) == DOUBLE);
	CHECK(dynamic_type_of_any(FIRST) == 0 && is_string(p, "func(float64) float64"));
	// The same id as another func type.
	CHECK(with_func_d(apply, KEPT, DOUBLE, 4) == 0 && f64(p) == 8 && live(5) == keeps + 2);
	// A direct call with a kept function that throws.
	CHECK(with_func(keep, KEPT, THROW) == 0 && call_kept(1) == 0);
	uint8_t *b = take_blob();
	CHECK(b[0] == 3 && u32(b + 1) == 77);
	free(b);
	// A func of Go: a handle, called by JavaScript, given back, as another func type.
	CHECK(adder(FIRST, 5) == HANDLES && p[0] == HANDLE);
	double five = f64(p + 1);
	CHECK(call_1(five, 2) == 7);
	put_handle(p, five);
	CHECK(apply(FIRST, 3) == 0 && f64(p) == 8);
	put_handle(p, five);
	CHECK(keep(FIRST) == 0 && call_kept(10) == 15 && kept(FIRST) == HANDLES && p[0] == HANDLE);
	double again = f64(p + 1);
	CHECK(adder(FIRST, 5) == HANDLES && same(five, again) == 1 && same(five, f64(p + 1)) == 0);
	CHECK(release(five) && release(again) && release(f64(p + 1)));
	refused_direct(call_1(five, 1), "TOPHER_HANDLE_RELEASED");
	// Of another signature, and none.
	double seq = handle_of_d(upto, 1);
	put_handle(p, seq);
	refused(keep(FIRST), "TOPHER_TYPE");
	CHECK(release(seq));
	CHECK(with_func(keep, NIL, 0) == 0 && kept(FIRST) == 0 && p[0] == NIL);
	p[0] = 9;
	refused(keep(FIRST), "TOPHER_WIRE");
	// A lent function that is kept after all.
	CHECK(with_func(keep, LENT, DOUBLE) == 0);
	refused_direct(call_kept(1), "TOPHER_CALLBACK_GONE");
	CHECK(kept(FIRST) == HANDLES && p[0] == HANDLE && release(f64(p + 1)));
	CHECK(live(0) == before && live(4) == 0);
	// JavaScript's own in an any, which Go has never seen.
	p[0] = 20;
	put_u32(p + 1, MANY);
	CHECK(dynamic_type_of_any(FIRST) == 0 && is_string(p, "*host.Object"));
	p[0] = 20;
	put_u32(p + 1, MANY);
	CHECK(echo(FIRST) == 0 && p[0] == 20 && u32(p + 1) == MANY);
	// A function in an any is a func of any.
	p[0] = 21;
	put_u32(p + 1, COUNT);
	put_u32(p + 5, 2);
	p[9] = p[10] = 2;
	CHECK(call_any(FIRST) == 0 && p[0] == 6 && f64(p + 1) == 2 && p[9] == 0);
	p[0] = 21;
	put_u32(p + 1, COUNT);
	CHECK(echo(FIRST) == 0 && p[0] == 20 && u32(p + 1) == COUNT);
	// An error of Go that is thrown again is found, and is the same exception afterwards.
	CHECK(err_empty(FIRST) == HANDLES);
	js.error = f64(p + 1), js.slot = 79;
	CHECK(with_func(finds_empty, KEPT, THROW_GO) == 0 && p[0] == 1);
	CHECK(with_func(finds_empty, KEPT, THROW) == 0 && p[0] == 0);
	CHECK(with_func(keep, KEPT, THROW_GO) == 0 && call_kept(1) == 0);
	b = take_blob();
	CHECK(b[0] == 3 && u32(b + 1) == 79);
	free(b);
	js.slot = 80;
	CHECK(release(js.error) && with_func(finds_empty, KEPT, THROW_GO) == 0 && p[0] == 0); // a stale handle says nothing
	// Whatever is dropped is named, once.
	CHECK(with_func(keep_err, NIL, 0) == 0);
	for (int i = 0; i < 100; i++) CHECK(with_func(keep, KEPT, MANY + 1 + (uint32_t)i) == 0 && call_kept(2) == 4);
	CHECK(with_func(keep, KEPT, DOUBLE) == 0);
	wait_for_dropped(100, MANY + 1);
	CHECK(call_kept(2) == 4 && live(5) >= 1 && live(5) < 100);
}

static void shapes(void) {
	uint8_t *p = arena + FIRST;
	double before = live(0);
	// Out of Go: its class, or the interface's id.
	CHECK(new_shape(FIRST, 0) == HANDLES && p[0] == HANDLE && u32(p + 1) == 4);
	double circle = f64(p + 5);
	CHECK(new_shape(FIRST, 1) == HANDLES && p[0] == HANDLE && u32(p + 1) == 5);
	double square = f64(p + 5);
	CHECK(new_shape(FIRST, 2) == HANDLES && p[0] == HANDLE && u32(p + 1) == 6);
	double hidden = f64(p + 5);
	CHECK(new_shape(FIRST, 3) == 0 && p[0] == NIL);
	// A struct in an interface is held as a copy: as a class it is the pointer, back in Go the struct.
	CHECK(grow(circle, 1) == 3);
	put_object(p, circle);
	CHECK(describe(FIRST) == 0 && is_string(p, "a circle 3"));
	put_object(p, circle);
	CHECK(dynamic_type(FIRST) == 0 && is_string(p, "mathx.Circle"));
	p[0] = 16;
	put_u32(p + 1, 4);
	put_f64(p + 5, circle);
	CHECK(dynamic_type_of_any(FIRST) == 0 && is_string(p, "mathx.Circle"));
	p[0] = 16;
	put_u32(p + 1, 4);
	put_f64(p + 5, circle);
	CHECK(echo(FIRST) == HANDLES && p[0] == 16 && u32(p + 1) == 4 && grow(f64(p + 5), 1) == 4 && grow(circle, 0) == 3 && release(f64(p + 5)));
	put_object(p, square);
	CHECK(dynamic_type(FIRST) == 0 && is_string(p, "*mathx.Square"));
	// An object of JavaScript among them.
	put_u32(p, 4);
	put_func(put_object(put_object(put_object(p + 4, circle), hidden), square), KEPT, SHAPE);
	CHECK(largest(FIRST) == 0 && p[0] == KEPT && u32(p + 1) == SHAPE);
	CHECK(with_func(describe, KEPT, SHAPE) == 0 && is_string(p, "a shape of JavaScript"));
	CHECK(with_func(describe, KEPT, BAD_SHAPE) == 2 && p[0] == 1 && p[1] == 2 && u32(p + 2) == 76);
	refused(with_func(dynamic_type, KEPT, SHAPE), "TOPHER_TYPE"); // takes only handles
	CHECK(with_func(keep_shape, KEPT, SHAPE) == 0 && kept_area() == 100 && kept_shape(FIRST) == 0 && p[0] == 20 && u32(p + 1) == SHAPE);
	CHECK(dynamic_type_of_any(FIRST) == 0 && is_string(p, "main.zobject_1_type"));
	CHECK(with_func(keep_shape, KEPT, BAD_SHAPE) == 0 && kept_area() == 0);
	uint8_t *b = take_blob();
	CHECK(b[0] == 3 && u32(b + 1) == 76);
	free(b);
	// A handle that is no shape.
	double seq = handle_of_d(upto, 1);
	put_object(p, seq);
	refused(describe(FIRST), "TOPHER_TYPE");
	CHECK(release(seq) && release(circle) && release(square) && release(hidden));
	put_object(p, circle);
	refused(describe(FIRST), "TOPHER_HANDLE_RELEASED");
	CHECK(with_func(keep_shape, NIL, 0) == 0 && live(0) == before);
}

static void goroutines(void) {
	uint8_t *p = arena + FIRST;
	CHECK(with_func(keep, KEPT, DOUBLE) == 0 && with_func(keep_err, KEPT, DOUBLE) == 0 && with_func(keep_shape, KEPT, SHAPE) == 0);
	// Of a running call: the error, or the end of the goroutine and of the call.
	refused(call_kept_err_elsewhere(FIRST, 1), "TOPHER_CALLBACK_THREAD");
	call_kept_elsewhere(1);
	uint8_t *b = take_blob();
	CHECK(b[0] == 4 && is_string(b + 1, "TOPHER_CALLBACK_THREAD"));
	free(b);
	refused(kept_area_elsewhere(FIRST), "TOPHER_CALLBACK_THREAD");
	// The next call knows nothing of it.
	CHECK(call_kept(3) == 6 && f64(arena) == 0 && kept_area() == 100);
	// While no call runs, of a thread that does not listen.
	call_kept_later(30);
	usleep(100000);
	refused(later(FIRST), "TOPHER_CALLBACK_THREAD");
	CHECK(has(skip(p + 1), "listens to none"));
}

static void streams(void) {
	uint8_t *p = arena + FIRST, *q;
	// From JavaScript to JavaScript.
	js.left = 200000;
	js.length = 0, js.closed = 0;
	q = put_func(p, KEPT, WRITER);
	put_func(q, KEPT, READER);
	CHECK(pipe_all(FIRST) == 0 && u32(p) == 200000 && js.length == 200000 && js.closed == 2 && js.written[199999] == 'r');
	// Bytes, to Go and from Go.
	put_string(p, "0123456789");
	double buffer = handle_of(new_buffer);
	q = put_handle(p, buffer);
	q[0] = BYTES;
	put_string(q + 1, "abc");
	CHECK(pipe_all(FIRST) == 0 && u32(p) == 3);
	put_f64(p, buffer);
	put_u32(p + 8, 4);
	CHECK(stream_read(FIRST) == 0 && p[0] == 0 && is_string(p + 1, "0123"));
	put_f64(p, buffer);
	put_u32(p + 8, 1000);
	CHECK(stream_read(FIRST) == 0 && is_string(p + 1, "456789abc"));
	put_f64(p, buffer);
	put_u32(p + 8, 1000);
	CHECK(stream_read(FIRST) == 0 && p[0] == 1 && u32(p + 1) == 0);
	put_f64(p, buffer);
	put_string(p + 8, "more");
	CHECK(stream_write(FIRST) == 0 && u32(p) == 4);
	js.length = 0;
	q = put_func(p, KEPT, WRITER);
	put_handle(q, buffer);
	CHECK(pipe_all(FIRST) == 2 + HANDLES && p[0] == 1 && js.length == 4); // closed twice
	CHECK(release(f64(p + 2)));
	put_f64(p, buffer);
	CHECK(stream_close(FIRST) == 2 + HANDLES && p[0] == 1 && is_string(p + 10, "the buffer is closed") && release(f64(p + 2)));
	CHECK(release(buffer));
	put_f64(p, buffer);
	refused(stream_close(FIRST), "TOPHER_HANDLE_RELEASED");
	put_f64(p, 0);
	refused(stream_close(FIRST), "TOPHER_NIL");
	// What has no Close, gives nothing, or takes half.
	double reader = handle_of(idle), writer = handle_of(full);
	put_f64(p, reader);
	CHECK(stream_close(FIRST) == 0);
	put_f64(p, reader);
	put_u32(p + 8, 10);
	CHECK(stream_read(FIRST) == 2 + HANDLES && p[0] == 1 && has(p + 10, "multiple Read calls return no data"));
	put_f64(p, reader);
	put_u32(p + 8, 0);
	CHECK(stream_read(FIRST) == 0 && p[0] == 0 && u32(p + 1) == 0);
	put_f64(p, writer);
	put_string(p + 8, "1234");
	CHECK(stream_write(FIRST) == 2 + HANDLES && p[0] == 1 && has(p + 10, "short write"));
	put_f64(p, reader);
	put_string(p + 8, "1234");
	refused(stream_write(FIRST), "TOPHER_TYPE");
	CHECK(release(reader) && release(writer));
	// Random access: bytes and handles, but no object.
	p[0] = BYTES;
	put_string(p + 1, "0123456789");
	CHECK(tail(FIRST, 3) == 0 && is_string(p, "789"));
	refused(with_func_d(tail, KEPT, READER, 1), "TOPHER_TYPE");
	CHECK(has(skip(p + 1), "Uint8Array"));
	// Never more at once than 64 KiB; never more than was asked for.
	js.left = 1 << 20;
	CHECK(with_func_d(read_once, KEPT, READER, 1 << 20) == 0 && js.asked == 64 << 10 && f64(p) == 1000);
	CHECK(with_func_d(read_once, KEPT, READER, 7) == 0 && js.asked == 7 && f64(p) == 7);
	refused(with_func_d(read_once, KEPT, BAD_READER, 7), "TOPHER_WIRE");
	// What is thrown is the error of Read and of Write.
	CHECK(with_func_d(read_once, KEPT, THROW, 7) == 2 && p[0] == 1 && p[1] == 2 && u32(p + 2) == 77);
	CHECK(with_func(write_parts, KEPT, THROW) == 2 && p[0] == 1 && p[1] == 2 && u32(p + 2) == 77);
	js.length = 0;
	CHECK(with_func(write_parts, KEPT, WRITER) == 0 && js.length == 6 && memcmp(js.written, "abc\xff" "de", 6) == 0);
	// Back as what it is.
	CHECK(with_func(echo_reader, KEPT, READER) == 0 && p[0] == 20 && u32(p + 1) == READER);
	CHECK(with_func(echo_reader, NIL, 0) == 0 && p[0] == 0);
	CHECK(live(4) == 0 && live(1) == 0);
}

static void iterators(void) {
	uint8_t *p = arena + FIRST;
	double before = live(0), ended = ended_loops();
	// To the end, where the handle is released.
	double seq = handle_of_d(upto, 3);
	double it = handle_of_d(ints_start, seq);
	for (int i = 0; i < 3; i++) CHECK(ints_next(FIRST, it) == 0 && p[0] == 1 && f64(p + 1) == i);
	CHECK(ints_next(FIRST, it) == 0 && p[0] == 0 && ended_loops() == ended + 1);
	refused(ints_next(FIRST, it), "TOPHER_HANDLE_RELEASED");
	// Stopped early, and given up by the collector.
	it = handle_of_d(ints_start, seq);
	CHECK(ints_next(FIRST, it) == 0);
	put_f64(p, it);
	CHECK(iterator_stop(FIRST) == 0 && ended_loops() == ended + 2);
	put_f64(p, it);
	refused(iterator_stop(FIRST), "TOPHER_HANDLE_RELEASED");
	put_f64(p, seq);
	refused(iterator_stop(FIRST), "TOPHER_TYPE");
	it = handle_of_d(ints_start, seq);
	CHECK(ints_next(FIRST, it) == 0 && release(it) && ended_loops() == ended + 2);
	it = handle_of_d(ints_start, seq);
	CHECK(ended_loops() == ended + 3);
	put_f64(p, it); // which has not begun
	CHECK(iterator_stop(FIRST) == 0 && ended_loops() == ended + 3);
	refused(entries_start(FIRST, seq), "TOPHER_TYPE");
	CHECK(release(seq));
	// Pairs.
	seq = handle_of_d(entries, 2);
	it = handle_of_d(entries_start, seq);
	CHECK(entries_next(FIRST, it) == 0 && p[0] == 1 && is_string(p + 1, "a") && f64(p + 6) == 0);
	refused(ints_next(FIRST, it), "TOPHER_TYPE");
	CHECK(entries_next(FIRST, it) == 0 && p[0] == 1 && is_string(p + 1, "b") && f64(p + 6) == 1);
	CHECK(entries_next(FIRST, it) == 0 && p[0] == 0 && release(seq));
	// A panic is the failure of its step, with the stack of the iterator.
	seq = handle_of_d(upto, 101);
	it = handle_of_d(ints_start, seq);
	for (int i = 0; i < 100; i++) CHECK(ints_next(FIRST, it) == 0);
	CHECK(ints_next(FIRST, it) == 2 && p[0] == 2 && is_string(p + 1, "a hundred") && has(skip(p + 1), "loops.go") && !has(skip(p + 1), "host."));
	refused(ints_next(FIRST, it), "TOPHER_HANDLE_RELEASED");
	CHECK(release(seq));
	// And so is runtime.Goexit.
	seq = handle_of(exits);
	it = handle_of_d(ints_start, seq);
	CHECK(ints_next(FIRST, it) == 0 && ints_next(FIRST, it) == 0);
	CHECK(ints_next(FIRST, it) == 2 && p[0] == 2 && has(p + 1, "runtime.Goexit") && has(skip(p + 1), "loops.go") && release(seq));
	// An iterator whose code calls what it keeps; what that throws is the failure of the step.
	seq = (with_func_d(mapped, KEPT, DOUBLE, 3), f64(p));
	it = handle_of_d(floats_start, seq);
	for (int i = 0; i < 3; i++) CHECK(floats_next(FIRST, it) == 0 && p[0] == 1 && f64(p + 1) == 2 * i);
	CHECK(floats_next(FIRST, it) == 0 && p[0] == 0 && release(seq));
	seq = (with_func_d(mapped, KEPT, THROW, 3), f64(p));
	it = handle_of_d(floats_start, seq);
	CHECK(floats_next(FIRST, it) == 2 && p[0] == 3 && u32(p + 1) == 77 && release(seq));
	CHECK(live(0) == before && live(4) == 0);
	// A step among other calls is refused, and a stop done later.
	ended = ended_loops();
	seq = handle_of_d(upto, 5);
	it = js.iterator = handle_of_d(ints_start, seq);
	CHECK(ints_next(FIRST, it) == 0 && with_func(keep, KEPT, STEP_INTS) == 0);
	js.refused = 0;
	CHECK(call_kept(4) == 4 && js.refused == 1 && ended_loops() == ended);
	refused(ints_next(FIRST, it), "TOPHER_HANDLE_RELEASED"); // it was stopped in there, as far as JavaScript knows
	refused(ints_next(FIRST, js.iterator), "TOPHER_ITERATOR_CONTEXT");
	CHECK(ended_loops() == ended + 1);
	CHECK(release(js.iterator) && release(seq));
	// The inner one is stopped by the next call of an iterator's function among as many calls.
	seq = handle_of_d(upto, 5);
	js.iterator = handle_of_d(ints_start, seq);
	CHECK(call_kept(5) == 5 && js.refused == 2 && ended_loops() == ended + 2 && release(seq) && release(js.iterator));
	CHECK(live(0) == before);
}

static void iterables(void) {
	uint8_t *p = arena + FIRST;
	double before = live(0);
	js.starts = js.stops = 0;
	js.left = 3;
	CHECK(with_func_d(sum, KEPT, FLOATS, 100) == 0 && f64(p) == 30 && js.starts == 1 && js.stops == 0);
	js.left = 3;
	CHECK(with_func_d(sum, KEPT, FLOATS, 1) == 0 && f64(p) == 10 && js.stops == 1);
	js.left = 3;
	CHECK(with_func(sum_panics, KEPT, FLOATS) == 2 && p[0] == 2 && is_string(p + 1, "in the body") && js.stops == 2);
	CHECK(with_func_d(sum, KEPT, BAD_FLOATS, 1) == 2 && p[0] == 3 && u32(p + 1) == 78 && js.stops == 2);
	js.left = 5;
	CHECK(with_func(sum_pairs, KEPT, PAIRS) == 0 && f64(p) == 20);
	// Through Go and back: a coroutine that calls JavaScript for each value.
	js.left = 3;
	double seq = (with_func(doubled, KEPT, FLOATS), f64(p));
	double it = handle_of_d(floats_start, seq);
	CHECK(floats_next(FIRST, it) == 0 && p[0] == 1 && f64(p + 1) == 20 && js.stops == 2);
	put_f64(p, it);
	CHECK(iterator_stop(FIRST) == 0 && js.stops == 3);
	it = handle_of_d(floats_start, seq);
	CHECK(floats_next(FIRST, it) == 0 && p[0] == 1 && floats_next(FIRST, it) == 0 && floats_next(FIRST, it) == 0 && p[0] == 0);
	put_handle(p, seq);
	js.left = 2;
	CHECK(sum(FIRST, 9) == 0 && f64(p) == 40 && release(seq) && live(0) == before && live(4) == 0);
}

// Threads: each keeps its own, and what a thread has kept is gone with it.
static void *keeping_thread(void *unused) {
	(void)unused;
	attach_here(dispatch);
	CHECK(with_func(keep, KEPT, DOUBLE) == 0 && with_func(keep_err, KEPT, DOUBLE) == 0 && with_func(keep_shape, KEPT, SHAPE) == 0);
	CHECK(call_kept(2) == 4 && kept_area() == 100);
	double seq = handle_of_d(upto, 5);
	CHECK(ints_next(FIRST, handle_of_d(ints_start, seq)) == 0); // and left there
	return arena;
}

static void *foreign_thread(void *unused) {
	(void)unused;
	attach_here(dispatch);
	uint8_t *p = arena + FIRST;
	refused_direct(call_kept(1), "TOPHER_CALLBACK_THREAD");
	refused(call_kept_err(FIRST, 1), "TOPHER_CALLBACK_THREAD");
	CHECK(kept(FIRST) == HANDLES && p[0] == HANDLE && kept_any(FIRST) == HANDLES && p[0] == 16); // a func of Go here
	refused_direct(call_1(f64(p + 5), 1), "TOPHER_CALLBACK_THREAD");
	return arena;
}

static void threads(void) {
	pthread_t t;
	void *theirs;
	CHECK(with_func(keep, KEPT, DOUBLE) == 0 && with_func(keep_err, KEPT, DOUBLE) == 0);
	CHECK(pthread_create(&t, NULL, foreign_thread, NULL) == 0 && pthread_join(t, &theirs) == 0);
	free(theirs);
	CHECK(call_kept(1) == 2);
	double before = live(0), keeps = live(5);
	CHECK(pthread_create(&t, NULL, keeping_thread, NULL) == 0 && pthread_join(t, &theirs) == 0);
	free(theirs);
	refused_direct(call_kept(1), "TOPHER_CALLBACK_GONE");
	refused(call_kept_err(FIRST, 1), "TOPHER_CALLBACK_GONE");
	refused(call_kept_err_elsewhere(FIRST, 1), "TOPHER_CALLBACK_GONE");
	refused_direct(kept_area(), "TOPHER_CALLBACK_GONE");
	CHECK(live(3) == 1 && live(0) == before && live(5) <= keeps);
}

// Many threads keep, call, drop and iterate, while goroutines of others call what they must not: then the call fails that runs on
// the function's own thread, whichever it is, and is made again.
#define AGAIN(call) \
	do { \
		bits = call; \
	} while (bits == 2 && arena[FIRST] == 4 && is_string(arena + FIRST + 1, "TOPHER_CALLBACK_THREAD"))

static void *hammer_thread(void *rounds) {
	attach_here(dispatch);
	uint8_t *p = arena + FIRST;
	uint32_t slots[16];
	int32_t bits;
	for (long i = 0; i < (long)(intptr_t)rounds; i++) {
		uint32_t id = MANY + (uint32_t)(i % 50);
		AGAIN(with_func_d(apply, KEPT, id, 4));
		CHECK(bits == 0 && f64(p) == 8);
		AGAIN(with_func(echo_reader, KEPT, READER));
		CHECK(bits == 0 && p[0] == 20 && u32(p + 1) == READER);
		AGAIN(with_func_d(mapped, KEPT, id, 1000));
		CHECK(bits == HANDLES);
		double seq = f64(p);
		AGAIN(floats_start(FIRST, seq));
		CHECK(bits == HANDLES);
		double it = f64(p);
		for (int j = 0; j < 20; j++) {
			AGAIN(floats_next(FIRST, it));
			CHECK(bits == 0 && p[0] == 1 && f64(p + 1) >= 2 * j);
		}
		CHECK(release(it) && release(seq));
		do {
			put_u32(p, 1);
			put_func(p + 4, KEPT, SHAPE);
			bits = largest(FIRST);
		} while (bits != 0);
		CHECK(p[0] == KEPT && u32(p + 1) == SHAPE);
		dropped_slots((uint8_t *)slots, 16);
		// What others have kept, or this thread.
		if (i % 5 == 0) {
			AGAIN(with_func(keep, KEPT, id));
			AGAIN(with_func(keep_err, KEPT, id));
		}
		bits = call_kept_err_elsewhere(FIRST, 1);
		CHECK(bits == 2 && p[0] == 4 && (is_string(p + 1, "TOPHER_CALLBACK_THREAD") || is_string(p + 1, "TOPHER_CALLBACK_GONE")));
		bits = call_kept_err(FIRST, 1);
		CHECK(bits == 0 || (bits == 2 && p[0] == 4));
		if (i % 7 == 0) call_kept_elsewhere(1);
		if (f64(arena) != 0) free(take_blob());
	}
	return arena;
}

static void hammer(int generations, int rounds) {
	CHECK(with_func(keep, KEPT, DOUBLE) == 0 && with_func(keep_err, KEPT, DOUBLE) == 0);
	for (int g = 0; g < generations; g++) {
		pthread_t t[4];
		void *theirs;
		for (int i = 0; i < 4; i++) CHECK(pthread_create(&t[i], NULL, hammer_thread, (void *)(intptr_t)rounds) == 0);
		for (int i = 0; i < 4; i++) {
			CHECK(pthread_join(t[i], &theirs) == 0);
			free(theirs);
		}
	}
	CHECK(live(3) == 1 && live(4) == 0 && live(1) == 0);
}

int main(int argc, char **argv) {
	CHECK(argc >= 2);
	load(argv[1]);
	keep = find("mathx_Keep"), keep_err = find("mathx_KeepErr"), kept = find("mathx_Kept"), kept_any = find("mathx_KeptAny");
	later = find("mathx_Later"), call_kept = find("mathx_CallKept"), call_kept_err = find("mathx_CallKeptErr");
	call_kept_elsewhere = find("mathx_CallKeptElsewhere"), call_kept_err_elsewhere = find("mathx_CallKeptErrElsewhere");
	call_kept_later = find("mathx_CallKeptLater"), adder = find("mathx_Adder"), apply = find("mathx_Apply"), call_1 = find("mathx_call_1");
	new_shape = find("mathx_NewShape"), largest = find("mathx_Largest"), describe = find("mathx_Describe");
	dynamic_type = find("mathx_DynamicType"), dynamic_type_of_any = find("mathx_DynamicTypeOfAny"), keep_shape = find("mathx_KeepShape");
	kept_area = find("mathx_KeptArea"), kept_shape = find("mathx_KeptShape"), kept_area_elsewhere = find("mathx_KeptAreaElsewhere");
	grow = find("mathx_Circle_Grow"), echo = find("mathx_Echo"), add = find("mathx_Add"), descend = find("mathx_Descend");
	pipe_all = find("mathx_Pipe"), tail = find("mathx_Tail"), read_once = find("mathx_ReadOnce"), echo_reader = find("mathx_EchoReader");
	write_parts = find("mathx_WriteParts"), new_buffer = find("mathx_NewBuffer"), idle = find("mathx_Idle"), full = find("mathx_Full");
	ended_loops = find("mathx_EndedLoops"), upto = find("mathx_Upto"), exits = find("mathx_Exits"), mapped = find("mathx_Mapped");
	entries = find("mathx_Entries"), sum = find("mathx_Sum"), sum_panics = find("mathx_SumPanics"), doubled = find("mathx_Doubled");
	call_any = find("mathx_CallAny"), finds_empty = find("mathx_FindsEmpty"), err_empty = find("mathx_ErrEmpty");
	sum_pairs = find("mathx_SumPairs"), ints_start = find("mathx_ints_start"), ints_next = find("mathx_ints_next");
	floats_start = find("mathx_floats_start"), floats_next = find("mathx_floats_next");
	entries_start = find("mathx_entries_start"), entries_next = find("mathx_entries_next");
	attach_here(dispatch);
	const char *mode = argc > 2 ? argv[2] : "";
	if (strcmp(mode, "hammer") == 0) {
		hammer(atoi(argv[3]), atoi(argv[4]));
		return 0;
	}
	funcs();
	shapes();
	goroutines();
	streams();
	iterators();
	iterables();
	threads();
	return 0;
}
