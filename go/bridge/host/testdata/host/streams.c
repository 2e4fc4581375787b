// streams.c: channels, iterators, readers and writers, piece by piece. Usage: streams <library> [mode]
// Where library is "" it is part of the program, which is how the race detector can watch it.

#include "js.h"

#include <errno.h>
#include <poll.h>

// The tasks of zvalues.go, which come behind those of ztasks.go.
enum { COUNT_TO = 20, TOTAL, SQUARES, PIPE, GIVE_OUT };
enum { SETTLED = 1, CALLED, READY, OVER };
enum { MORE, LAST, RECORD };           // what a pull says
enum { END = -1, DROPPED = -3 };       // what bytes say
enum { STREAM = 1, PIPED = 5 };        // a channel's and a reader's kind
// For 64 values. Slow senders have fewer ready when JavaScript asks.
#ifndef MOST_CROSSINGS
#define MOST_CROSSINGS 4
#endif

enum { MANY = 1000000, WINDOW = 64, BOX = 1 << 16, STREAMS = 1 << 16, PIECE = 1 << 18 };

static arena_fn task, cancel, pull, feed, stop, end, open_reader, open_writer, endless, new_meter;
static arena_d_fn upto, below, read_once, zeros, chan_open, ints_open;
static int32_t (*take)(uint8_t *, int32_t);
static int64_t (*wake_open)(int32_t *);
static void (*listen_to)(double);
static void (*collect)(void);
static double (*read_ready)(double, uint8_t *, double), (*write_ready)(double, uint8_t *, double), (*metered)(void);

static __thread struct {
	int wake;
	uint8_t *box, *piece;
	double last;              // number of a task
	uint32_t stream;          // of a stream
	uint8_t ready[STREAMS];   // whether a record has come for it
	long crossings;
	// Of the last task.
	int sum, over;
	uint8_t outcome[64];
	// Of the last pull or feed.
	uint32_t count, room;
	const uint8_t *values;
} *js;

static int32_t no_dispatch(int32_t id, int32_t at) {
	(void)id, (void)at;
	CHECK(!"called back");
	return 0;
}

static void begins(void) {
	attach_here(no_dispatch);
	js = calloc(1, sizeof *js);
	js->box = malloc(BOX);
	js->piece = calloc(1, PIECE);
	int32_t fd;
	int64_t id = wake_open(&fd);
	CHECK(id > 0);
	js->wake = fd;
	listen_to((double)id);
}

static void ends(void) {
	free(js->box), free(js->piece), free(js);
}

static int taken(void) {
	int32_t bytes = take(js->box, BOX);
	CHECK(bytes >= 0);
	for (const uint8_t *p = js->box; p < js->box + bytes; p += (u32(p) + 8 + 7) & ~7u) {
		switch (u32(p + 4)) {
		case SETTLED:
			if (f64(p + 8) != js->last) break;
			js->sum = p[16];
			memcpy(js->outcome, p + 17, u32(p) - 9 < 64 ? u32(p) - 9 : 64);
			break;
		case READY:
			js->ready[u32(p + 8) % STREAMS] = 1;
			break;
		case OVER:
			if (f64(p + 8) == js->last) js->over++;
			break;
		default:
			CHECK(!"a known kind");
		}
	}
	if (bytes > 0) js->crossings++;
	return bytes > 0;
}

static void sleeps(void) {
	struct pollfd p = {.fd = js->wake, .events = POLLIN};
	int n = poll(&p, 1, 20000);
	while (n < 0 && errno == EINTR) n = poll(&p, 1, 20000);
	CHECK(n == 1);
	uint8_t b[64];
	CHECK(read(js->wake, b, sizeof b) > 0);
}

static void awaits(uint32_t stream) {
	while (!js->ready[stream % STREAMS]) {
		if (!taken()) sleeps();
	}
	js->ready[stream % STREAMS] = 0;
}

static void settles(void) {
	while (js->sum == -1) {
		if (!taken()) sleeps();
	}
}

static uint8_t *begin(uint32_t function) {
	uint8_t *p = arena + FIRST;
	put_f64(p, ++js->last);
	put_u32(p + 8, function | 1u << 31);
	put_f64(p + 12, 0);
	js->sum = -1, js->over = 0;
	return p + 20;
}

static uint8_t *put_stream(uint8_t *p, int kind, uint32_t stream) {
	p[0] = (uint8_t)kind;
	put_u32(p + 1, stream);
	if (kind == PIPED) return p + 5;
	put_u32(p + 5, 0);
	return p + 9;
}

static uint32_t opens(arena_d_fn open, double handle) {
	put_u32(arena + FIRST, ++js->stream);
	put_u32(arena + FIRST + 4, WINDOW);
	CHECK(open(FIRST, handle) == 0);
	return js->stream;
}

static uint32_t opens_bytes(arena_fn open, double handle) {
	put_u32(arena + FIRST, ++js->stream);
	put_f64(arena + FIRST + 4, handle);
	CHECK(open(FIRST) == 0);
	return js->stream;
}

static int pulls(uint32_t stream) {
	js->crossings++;
	put_u32(arena + FIRST, stream);
	put_u32(arena + FIRST + 4, 1 << 20);
	int32_t bits = pull(FIRST);
	if (bits != 0) {
		CHECK((bits & ~HANDLES) == 2);
		return -1;
	}
	js->count = u32(arena + FIRST + 1);
	js->values = arena + FIRST + 5;
	return arena[FIRST];
}

static void stops(uint32_t stream) {
	put_u32(arena + FIRST, stream);
	CHECK(stop(FIRST) == 0);
}

static void closes(uint32_t stream) {
	put_u32(arena + FIRST, stream);
	arena[FIRST + 4] = 0;
	CHECK(end(FIRST) == 0);
}

// Feeds n integers from first on; whether nobody takes any more.
static int feeds(uint32_t stream, uint32_t n, int first) {
	js->crossings++;
	put_u32(arena + FIRST, stream);
	put_u32(arena + FIRST + 4, n);
	for (uint32_t i = 0; i < n; i++) put_f64(arena + FIRST + 8 + 8 * i, first + (int)i);
	CHECK(feed(FIRST) == 0);
	js->room = u32(arena + FIRST + 1);
	return arena[FIRST];
}

// Receives all there is, which counts up from 0; how many there were.
static int receives(uint32_t stream, int enough) {
	int n = 0;
	for (;;) {
		int sum = pulls(stream);
		CHECK(sum >= 0);
		for (uint32_t i = 0; i < js->count; i++) CHECK(f64(js->values + 8 * i) == n++);
		if (sum == LAST || n >= enough) return n;
		if (sum == RECORD) awaits(stream);
	}
}

static void few(const char *what) {
	double each = (double)js->crossings * 64 / MANY;
	if (each > MOST_CROSSINGS) {
		fprintf(stderr, "%s: %.1f crossings for 64 values\n", what, each);
		exit(1);
	}
	js->crossings = 0;
}

static void values(void) {
	js->crossings = 0;
	CHECK(below(FIRST, MANY) == HANDLES);
	double seq = f64(arena + FIRST);
	CHECK(receives(opens(ints_open, seq), 2 * MANY) == MANY);
	few("an iterator");
	stops(opens(ints_open, seq));
	CHECK(release(seq));

	// One that panics at 100.
	CHECK(upto(FIRST, 200) == HANDLES);
	seq = f64(arena + FIRST);
	uint32_t failing = opens(ints_open, seq), n = 0;
	for (int sum; (sum = pulls(failing)) != -1; n += js->count) {
		if (sum == RECORD) awaits(failing);
	}
	const uint8_t *message = arena + FIRST + 1;
	CHECK(n == 100 && arena[FIRST] == 2 && is_string(message, "a hundred") && has(skip(message), "Upto") && !has(skip(message), "/host."));
	CHECK(release(seq) && live(7) == 0);

	// A channel of a task.
	put_f64(begin(COUNT_TO), MANY);
	CHECK(task(FIRST) == 0);
	settles();
	CHECK(js->sum == 16 + HANDLES);
	double ch = f64(js->outcome);
	js->crossings = 0;
	uint32_t s = opens(chan_open, ch);
	CHECK(live(7) == 1 && receives(s, 2 * MANY) == MANY && live(7) == 0);
	few("a channel");
	CHECK(js->over == 0 && release(ch));
	while (js->over == 0) {
		if (!taken()) sleeps();
	}

	// One that is stopped cancels its context, which nobody can tell but Go: it closes the channel.
	put_f64(begin(COUNT_TO), -1);
	CHECK(task(FIRST) == 0);
	settles();
	ch = f64(js->outcome);
	s = opens(chan_open, ch);
	CHECK(receives(s, 1000) >= 1000);
	stops(s);
	CHECK(live(7) == 0 && live(8) == 0);
	uint32_t rest = opens(chan_open, ch);
	while (pulls(rest) == RECORD) awaits(rest);
	stops(rest);
	CHECK(release(ch));

	// One that is aborted fails with the reason.
	put_f64(begin(COUNT_TO), -1);
	CHECK(task(FIRST) == 0);
	settles();
	ch = f64(js->outcome);
	s = opens(chan_open, ch);
	CHECK(receives(s, 1000) >= 1000);
	put_f64(arena + FIRST, js->last);
	arena[FIRST + 8] = 1, arena[FIRST + 9] = 2;
	put_u32(arena + FIRST + 10, 77);
	put_string(arena + FIRST + 14, "AbortError: x");
	CHECK(cancel(FIRST) == 0);
	int sum;
	while ((sum = pulls(s)) != -1) {
		CHECK(sum != LAST);
		if (sum == RECORD) awaits(s);
	}
	CHECK(arena[FIRST] == 1 && arena[FIRST + 1] == 2 && u32(arena + FIRST + 2) == 77 && live(7) == 0);
	CHECK(release(ch));

	// One without a context is abandoned.
	CHECK(endless(FIRST) == HANDLES);
	ch = f64(arena + FIRST);
	s = opens(chan_open, ch);
	CHECK(receives(s, 1000) >= 1000);
	stops(s);
	CHECK(live(8) == 1 && live(7) == 0 && release(ch));
}

static void sends(void) {
	// All of many.
	uint32_t s = ++js->stream;
	put_f64(put_stream(begin(TOTAL), STREAM, s), -1);
	CHECK(task(FIRST) == 0);
	js->crossings = 0;
	awaits(s);
	CHECK(!feeds(s, 0, 0) && js->room == 64);
	for (int n = 0; n < MANY;) {
		uint32_t some = js->room < (uint32_t)(MANY - n) ? js->room : (uint32_t)(MANY - n);
		CHECK(!feeds(s, some, n));
		n += (int)some;
		while (js->room == 0) {
			awaits(s);
			CHECK(!feeds(s, 0, 0));
		}
	}
	few("a channel of JavaScript");
	closes(s);
	settles();
	CHECK(js->sum == 0 && f64(js->outcome) == (double)MANY * (MANY - 1) / 2);

	// Some of many: JavaScript hears that nobody takes any more.
	s = ++js->stream;
	put_f64(put_stream(begin(TOTAL), STREAM, s), 10);
	CHECK(task(FIRST) == 0);
	awaits(s);
	CHECK(!feeds(s, 64, 0));
	settles();
	CHECK(js->sum == 0 && f64(js->outcome) == 45);
	while (!feeds(s, 0, 0)) awaits(s);

	// In and out.
	uint32_t in = ++js->stream, out = ++js->stream;
	put_stream(put_stream(begin(SQUARES), STREAM, in), STREAM, out);
	CHECK(task(FIRST) == 0);
	awaits(in);
	CHECK(!feeds(in, 50, 0));
	closes(in);
	int n = 0;
	for (int sum = RECORD; sum != LAST;) {
		sum = pulls(out);
		for (uint32_t i = 0; i < js->count; i++, n++) CHECK(f64(js->values + 8 * i) == (double)n * n);
		if (sum == RECORD) awaits(out);
	}
	CHECK(n == 50);
	settles();
	CHECK(js->sum == 0);
}

// Takes all bytes; how many there were.
static double reads(uint32_t s) {
	double total = 0;
	for (;;) {
		double n = read_ready(s, js->piece, PIECE);
		if (n < 0) {
			CHECK(n == END);
			return total;
		}
		total += n;
		if (n == 0) awaits(s);
	}
}

static void writes(uint32_t s, double total) {
	while (total > 0) {
		double some = total < PIECE ? total : PIECE;
		for (double done = 0; done < some;) {
			double n = write_ready(s, js->piece, some - done);
			CHECK(n >= 0);
			if ((done += n) < some) awaits(s);
		}
		total -= some;
	}
}

static void bytes(double size) {
	CHECK(zeros(FIRST, size) == HANDLES);
	double h = f64(arena + FIRST);
	CHECK(reads(opens_bytes(open_reader, h)) == size && release(h));

	CHECK(new_meter(FIRST) == HANDLES);
	h = f64(arena + FIRST);
	uint32_t s = opens_bytes(open_writer, h);
	writes(s, size);
	closes(s);
	double n;
	while ((n = write_ready(s, js->piece, 0)) == 0) awaits(s);
	CHECK(n == END && metered() == size && release(h));

	// Through a task: what JavaScript gives it takes back.
	uint32_t out = ++js->stream, in = ++js->stream;
	put_stream(put_stream(begin(PIPE), PIPED, out), PIPED, in);
	CHECK(task(FIRST) == 0);
	awaits(in);
	double given = 0, came = 0;
	while (came < size) {
		if (given < size) {
			n = write_ready(in, js->piece, size - given < PIECE ? size - given : PIECE);
			CHECK(n >= 0);
			given += n;
			if (given == size) closes(in);
		}
		n = read_ready(out, js->piece, PIECE);
		CHECK(n >= 0);
		if ((came += n) < size && n == 0 && (given == size || js->ready[in % STREAMS] == 0)) {
			while (!js->ready[out % STREAMS] && !js->ready[in % STREAMS]) {
				if (!taken()) sleeps();
			}
			js->ready[out % STREAMS] = js->ready[in % STREAMS] = 0;
		}
	}
	settles();
	CHECK(js->sum == 0 && came == size);
	int64_t written;
	memcpy(&written, js->outcome, 8);
	CHECK((double)written == size);
	CHECK(reads(out) == 0); // it was closed

	// One that is not closed, and dropped: Go collects soon after a task.
	out = ++js->stream;
	put_f64(put_stream(begin(GIVE_OUT), PIPED, out), 1000);
	CHECK(task(FIRST) == 0);
	awaits(out);
	came = 0;
	while ((n = read_ready(out, js->piece, PIECE)) != DROPPED) {
		CHECK(n >= 0);
		came += n;
		if (n == 0) awaits(out);
	}
	CHECK(came == 1000);
}

// A call on JavaScript's thread cannot wait for it.
static void own_thread(void) {
	put_stream(arena + FIRST, PIPED, ++js->stream);
	refused(read_once(FIRST, 10), "TOPHER_CALLBACK_THREAD");
	stops(js->stream);
}

// No streams and handles are left, as soon as the collector has seen it.
static void nothing(double threads) {
	for (int i = 0; live(7) != 0 || live(6) != 0 || live(0) != 0 || live(3) != threads; i++) {
		if (i == 2000) {
			fprintf(stderr, "%g streams, %g tasks, %g handles, %g threads\n", live(7), live(6), live(0), live(3));
			exit(1);
		}
		collect();
		usleep(2000);
	}
}

// A thread begins all kinds of streams, does some of what they need, and ends in the middle.
static void *hammer_thread(void *rounds) {
	begins();
	unsigned seed = (unsigned)(uintptr_t)arena;
	for (long i = 0; i < (long)(intptr_t)rounds; i++) {
		double h = 0;
		uint32_t s, t;
		int how = (int)(rand_r(&seed) % 100);
		switch (rand_r(&seed) % 6) {
		case 0:
			CHECK(below(FIRST, how) == HANDLES);
			h = f64(arena + FIRST);
			s = opens(ints_open, h);
			receives(s, how);
			if (how % 2) stops(s);
			break;
		case 1:
			put_f64(begin(COUNT_TO), how % 3 ? how : -1);
			CHECK(task(FIRST) == 0);
			if (how % 5 == 0) break;
			settles();
			h = f64(js->outcome);
			s = opens(chan_open, h);
			receives(s, how / 2);
			if (how % 2) stops(s);
			break;
		case 2:
			s = ++js->stream;
			put_f64(put_stream(begin(TOTAL), STREAM, s), how % 30);
			CHECK(task(FIRST) == 0);
			awaits(s);
			feeds(s, 64, 0);
			if (how % 2) closes(s);
			break;
		case 3:
			s = ++js->stream, t = ++js->stream;
			put_stream(put_stream(begin(SQUARES), STREAM, s), STREAM, t);
			CHECK(task(FIRST) == 0);
			awaits(s);
			feeds(s, 50, 0);
			if (pulls(t) == RECORD) awaits(t);
			if (how % 2) stops(t);
			if (how % 3) closes(s);
			break;
		case 4:
			CHECK(zeros(FIRST, how * 10000) == HANDLES);
			h = f64(arena + FIRST);
			s = opens_bytes(open_reader, h);
			if (how % 2) reads(s);
			else if (read_ready(s, js->piece, 100) == 0) awaits(s);
			if (how % 4 == 0) stops(s);
			break;
		default:
			s = ++js->stream, t = ++js->stream;
			put_stream(put_stream(begin(PIPE), PIPED, s), PIPED, t);
			CHECK(task(FIRST) == 0);
			awaits(t);
			write_ready(t, js->piece, how * 1000);
			if (how % 2) closes(t);
			read_ready(s, js->piece, 1000);
		}
		if (h != 0 && how % 7) CHECK(release(h));
		taken();
	}
	ends();
	return arena;
}

static void hammer(int generations, int rounds) {
	for (int g = 0; g < generations; g++) {
		pthread_t t[4];
		void *theirs;
		for (int i = 0; i < 4; i++) CHECK(pthread_create(&t[i], NULL, hammer_thread, (void *)(intptr_t)rounds) == 0);
		for (int i = 0; i < 4; i++) {
			CHECK(pthread_join(t[i], &theirs) == 0);
			free(theirs);
		}
	}
	nothing(1);
}

int main(int argc, char **argv) {
	CHECK(argc > 1);
	load(argv[1]);
	task = find("topher_task"), cancel = find("topher_cancel"), pull = find("topher_pull"), feed = find("topher_feed");
	stop = find("topher_stop"), end = find("topher_end"), take = find("topher_take"), listen_to = find("topher_listen");
	open_reader = find("topher_open_reader"), open_writer = find("topher_open_writer");
	read_ready = find("topher_read_ready"), write_ready = find("topher_write_ready"), wake_open = find("topher_wake_open");
	upto = find("mathx_Upto"), below = find("mathx_Below");
	zeros = find("mathx_Zeros"), endless = find("mathx_Endless"), collect = find("mathx_Collect");
	read_once = find("mathx_ReadOnce");
	new_meter = find("mathx_NewMeter"), metered = find("mathx_Metered");
	chan_open = find("mathx_chan_1_open"), ints_open = find("mathx_ints_open");
	begins();
	if (argc > 2 && strcmp(argv[2], "hammer") == 0) {
		CHECK(argc > 4);
		hammer(atoi(argv[3]), atoi(argv[4]));
		return 0;
	}
	values();
	sends();
	bytes(argc > 2 ? atof(argv[2]) : 1e8);
	own_thread();
	nothing(1);
	return 0;
}
