// js.h: what a thread of JavaScript is, in C.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Each program uses what it needs.
#define STATIC static __attribute__((unused))

#define CHECK(condition) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: %s is false\n", __FILE__, __LINE__, #condition); \
			exit(1); \
		} \
	} while (0)

STATIC void *lib;
STATIC void *find(const char *name) {
	void *p = dlsym(lib, name);
	if (p == NULL) {
		fprintf(stderr, "no %s\n", name);
		exit(1);
	}
	return p;
}

// What a call returns beside other bits where what it gives has handles.
enum { HANDLES = 32 };

typedef int32_t (*arena_fn)(int32_t);
typedef int32_t (*arena_d_fn)(int32_t, double);
typedef int32_t (*dispatch_fn)(int32_t, int32_t);

STATIC void (*attach)(uint8_t *, double, dispatch_fn);
STATIC void (*push_arena)(uint8_t *, double);
STATIC void (*pop_arena)(void);
STATIC int32_t (*fetch)(double, uint8_t *);
STATIC int32_t (*release)(double);
STATIC int32_t (*same)(double, double);
STATIC double (*live)(int32_t);
STATIC int32_t (*identity)(uint8_t *, int32_t);
STATIC int32_t (*dropped_slots)(uint8_t *, int32_t);
STATIC arena_fn error_is, error_as, string_of, stream_read, stream_write, stream_close, iterator_stop;

// A thread of JavaScript, in C.
enum { SIZE = 1 << 16, FIRST = 64 };
STATIC __thread uint8_t *arena;

STATIC double f64(const uint8_t *p) { double v; memcpy(&v, p, 8); return v; }
STATIC uint32_t u32(const uint8_t *p) { uint32_t v; memcpy(&v, p, 4); return v; }
STATIC void put_f64(uint8_t *p, double v) { memcpy(p, &v, 8); }
STATIC void put_u32(uint8_t *p, uint32_t v) { memcpy(p, &v, 4); }
STATIC uint8_t *put_string(uint8_t *p, const char *s) {
	put_u32(p, (uint32_t)strlen(s));
	memcpy(p + 4, s, strlen(s));
	return p + 4 + strlen(s);
}

// What is called, on the wire.
enum { NIL, KEPT, HANDLE, LENT, BYTES };
STATIC uint8_t *put_func(uint8_t *p, int kind, uint32_t id) {
	p[0] = (uint8_t)kind;
	put_u32(p + 1, id);
	return p + 5;
}

STATIC int is_string(const uint8_t *p, const char *s) { return u32(p) == strlen(s) && memcmp(p + 4, s, strlen(s)) == 0; }
STATIC int has(const uint8_t *p, const char *s) { return memmem(p + 4, u32(p), s, strlen(s)) != NULL; }
STATIC const uint8_t *skip(const uint8_t *p) { return p + 4 + u32(p); }

// The blob that the header names, in memory of its own.
STATIC uint8_t *take_blob(void) {
	CHECK(f64(arena) != 0);
	uint8_t *b = malloc((size_t)f64(arena + 8));
	CHECK(fetch(f64(arena), b) == 1 && fetch(f64(arena), b) == 0);
	put_f64(arena, 0);
	return b;
}

STATIC void attach_here(dispatch_fn d) {
	if (arena == NULL) arena = calloc(1, SIZE);
	put_f64(arena + 16, FIRST);
	attach(arena, SIZE, d);
}

STATIC void refused(int32_t bits, const char *code) {
	if (bits != 2 || arena[FIRST] != 4 || !is_string(arena + FIRST + 1, code)) {
		fprintf(stderr, "want %s, got bits %d, kind %d: %.*s\n", code, bits, arena[FIRST], (int)u32(arena + FIRST + 1), arena + FIRST + 5);
		exit(1);
	}
}

STATIC void refused_direct(double result, const char *code) {
	CHECK(result == 0);
	uint8_t *b = take_blob();
	CHECK(b[0] == 4 && is_string(b + 1, code));
	free(b);
}

// Loads the library, or finds it in the program where there is no path.
STATIC void load(const char *path) {
	lib = dlopen(*path ? path : NULL, RTLD_NOW);
	if (lib == NULL) {
		fprintf(stderr, "%s\n", dlerror());
		exit(1);
	}
	attach = find("topher_attach"), push_arena = find("topher_push_arena"), pop_arena = find("topher_pop_arena");
	fetch = find("topher_fetch"), release = find("topher_release"), same = find("topher_same"), live = find("topher_live");
	identity = find("topher_identity"), dropped_slots = find("topher_dropped_slots");
	error_is = find("topher_error_is"), error_as = find("topher_error_as"), string_of = find("topher_string_of");
	stream_read = find("topher_read"), stream_write = find("topher_write"), stream_close = find("topher_close");
	iterator_stop = find("topher_iterator_stop");
}
