// host.h: what the C half of the host shares with its Go half, and with JavaScript.
//
// TOPHER_API marks a symbol that a JavaScript runtime finds with dlsym. Offsets into the arena and counts are double or
// int32_t because these cross as plain numbers in every runtime.

#ifndef TOPHER_HOST_H
#define TOPHER_HOST_H

#include <stdint.h>

#define TOPHER_API __attribute__((visibility("default")))
#define TOPHER_HIDDEN __attribute__((visibility("hidden")))

// Arenas that lie below the current one, between topher_push_arena and topher_pop_arena.
struct topher_pushed {
	uint8_t *arena;
	int64_t size;
	struct topher_pushed *below;
};

// A piece of a mailbox, in C's memory: whole records, one after the other. Goroutines write, the thread reads.
struct topher_chunk {
	struct topher_chunk *next; // set once, when nothing more is written here
	uint64_t size;             // bytes of room
	uint64_t written;          // bytes of whole records; it only grows
	uint64_t read;             // bytes that were taken; only the thread looks at it
	uint8_t records[];
};

// The room of a chunk. Only a record that is longer gets a larger one.
#define TOPHER_CHUNK (256 * 1024 - 64)

// What the two sides of a thread's mailbox say to each other; see mailbox.c and mailbox.go.
struct topher_mailbox {
	struct topher_chunk *first; // the thread takes from here; goroutines set it once
	struct topher_chunk *spare; // one that was emptied; exchanged by both sides
	uint64_t taken;             // records, by the thread
	uint64_t acknowledged;      // records that it had taken before the last call of topher_take
	uint64_t taken_bytes;
	int32_t sleeping; // the thread has found nothing, and wants to be rung for
};

// What a thread has in flight; see flight.c.
struct topher_flight {
	const char *call; // the function of Go that the thread is in, the innermost; NULL outside of all
	struct topher_flight *next;
	int32_t number; // for messages, from 1
	int32_t taken;  // a thread has it
	// By function. Only the thread writes what has begun, and goroutines what has ended.
	struct topher_running {
		int64_t begun;
		int64_t ended;
	} tasks[];
};

// What belongs to one JavaScript thread. Only that thread reads and writes it, except for ended and the mailbox.
struct topher_thread {
	uint8_t *header; // the first 64 bytes of the attached arena, whichever arena is on top
	uint8_t *arena;
	int64_t size;
	void *dispatch;
	struct topher_pushed *below;
	void *half;     // the Go half, which stays pinned as long as the thread lives
	int32_t number; // in the Go half's list of threads
	int32_t ended;  // set when the OS thread ends; the Go half takes everything back later
	struct topher_flight *flight;
	struct topher_mailbox mailbox;
};

// A thread's own variable that each call reads. The default model asks __tls_get_addr for it, which takes the slow path at
// every call in a process that has loaded another library since (https://sourceware.org/bugzilla/show_bug.cgi?id=19924): 30 ns
// in Node. Initial-exec reads it off the thread pointer, as Go's own runtime does in the same library.
#ifdef __ELF__
#define TOPHER_THREAD __attribute__((tls_model("initial-exec"))) __thread
#else
#define TOPHER_THREAD __thread
#endif

// The calling thread's, NULL where topher_attach was never called. Every function of z.c passes it on to Go: reading it
// here costs a nanosecond or two, asking C for it from Go thirty.
extern TOPHER_HIDDEN TOPHER_THREAD struct topher_thread *topher_current;

// Where the calling thread notes the function that it calls.
extern TOPHER_HIDDEN TOPHER_THREAD const char **topher_call;
extern TOPHER_HIDDEN const char *topher_nowhere;

// How many ended threads wait to be taken back.
extern TOPHER_HIDDEN int32_t topher_ended;

// thread.c
TOPHER_API void topher_attach(uint8_t *arena, double size, void *dispatch);
TOPHER_API void topher_push_arena(uint8_t *arena, double size);
TOPHER_API void topher_pop_arena(void);
TOPHER_HIDDEN struct topher_thread *topher_this(void);
TOPHER_HIDDEN int32_t topher_dispatch(struct topher_thread *t, int32_t callback, int32_t at);
TOPHER_HIDDEN int32_t topher_has_ended(const struct topher_thread *t);

// What the end of a thread is told to: a byte for each. -1 where there is none.
TOPHER_HIDDEN int32_t topher_ends(void);

// flight.c
TOPHER_HIDDEN void topher_flight_tasks(const char *const *task_names, int32_t n);
TOPHER_HIDDEN struct topher_flight *topher_flight_take(void);
TOPHER_HIDDEN void topher_flight_leave(struct topher_flight *f);
TOPHER_HIDDEN int64_t topher_in_flight(char *out, int64_t n);

// mailbox.c
TOPHER_API int32_t topher_take(uint8_t *into, int32_t size);

// services.c
TOPHER_API void topher_listen(double wake);
TOPHER_API int32_t topher_task(int32_t at);
TOPHER_API int32_t topher_cancel(int32_t at);
TOPHER_API int32_t topher_answer(int32_t at);
TOPHER_API int32_t topher_report(void);
TOPHER_API int32_t topher_fetch(double blob, uint8_t *into);
TOPHER_API int32_t topher_release(double handle);
TOPHER_API int32_t topher_same(double a, double b);
TOPHER_API double topher_live(int32_t what);
TOPHER_API int32_t topher_identity(uint8_t *into, int32_t size);
TOPHER_API int32_t topher_dropped_slots(uint8_t *into, int32_t n);
TOPHER_API int32_t topher_error_is(int32_t at);
TOPHER_API int32_t topher_error_as(int32_t at);
TOPHER_API int32_t topher_string_of(int32_t at);
TOPHER_API int32_t topher_read(int32_t at);
TOPHER_API int32_t topher_write(int32_t at);
TOPHER_API int32_t topher_close(int32_t at);
TOPHER_API int32_t topher_iterator_stop(int32_t at);

// services.c, streams
TOPHER_API int32_t topher_pull(int32_t at);
TOPHER_API int32_t topher_feed(int32_t at);
TOPHER_API int32_t topher_stop(int32_t at);
TOPHER_API int32_t topher_end(int32_t at);
TOPHER_API int32_t topher_open_reader(int32_t at);
TOPHER_API int32_t topher_open_writer(int32_t at);
TOPHER_API double topher_read_ready(double stream, uint8_t *into, double size);
TOPHER_API double topher_write_ready(double stream, uint8_t *from, double size);

#endif
