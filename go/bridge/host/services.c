// services.c: the functions that every generated library has beside its own. Each only adds the calling thread.

#include "host.h"
#include "_cgo_export.h"

// What runs code of the user's is noted as z.c notes its functions.
static inline const char *enter(const char *name) {
	const char *outer = *topher_call;
	*topher_call = name;
	return outer;
}
static inline void leave(const char **outer) { *topher_call = *outer; }
#define IN(name) const char *outer __attribute__((cleanup(leave))) = enter(name)

// topher_fetch copies a blob to a place with room for it and frees it. 0 where the thread has no such blob, or there is no place.
int32_t topher_fetch(double blob, uint8_t *into) {
	return topher_current == NULL || into == NULL ? 0 : topherFetch(topher_current, blob, into);
}

// topher_release gives a handle up. 0 where it is stale or another thread's.
int32_t topher_release(double handle) { return topher_current == NULL ? 0 : topherRelease(topher_current, handle); }

// topher_same compares what two handles stand for: 1 or 0, and -1 where one of them is stale or another thread's.
int32_t topher_same(double a, double b) { return topher_current == NULL ? -1 : topherSame(topher_current, a, b); }

// topher_live counts, over all threads: 0 handles, 1 blobs, 2 bytes of blobs, 3 threads, 4 callbacks in progress,
// 5 functions and objects of JavaScript that Go keeps, 6 tasks, 7 streams, 8 abandoned channels, 9 bytes in mailboxes,
// 10 callbacks that wait for an answer, 11 records in mailboxes. With 256 added, what the calling thread alone has.
double topher_live(int32_t what) { return topherLive(topher_current, what); }

// topher_identity writes "contract build-id go-version", cut off at size bytes, and returns how long it is.
int32_t topher_identity(uint8_t *into, int32_t size) { return topherIdentity(into, size); }

// topher_dropped_slots writes the slots of JavaScript's errors, functions and objects that Go no longer holds, n at most, and returns how many.
int32_t topher_dropped_slots(uint8_t *into, int32_t n) {
	return topher_current == NULL || into == NULL ? 0 : topherDroppedSlots(topher_current, into, n);
}

// topher_listen says which bell is rung when something comes into the thread's mailbox: the id that topher_wake_open gave.
void topher_listen(double wake) {
	if (topher_current != NULL) topherListen(topher_current, wake);
}

// topher_report writes to stderr what the thread holds, where TOPHER_DEBUG is set; then it returns 1.
int32_t topher_report(void) { return topher_current == NULL ? 0 : topherReport(topher_current); }

// The rest have the arena's shape. -1 stands for a thread that was never attached, which has no arena for a failure.
int32_t topher_error_is(int32_t at) { IN("errors.Is"); return topher_current == NULL ? -1 : topherErrorIs(topher_current, at); }
int32_t topher_error_as(int32_t at) { IN("errors.As"); return topher_current == NULL ? -1 : topherErrorAs(topher_current, at); }
int32_t topher_string_of(int32_t at) { IN("String"); return topher_current == NULL ? -1 : topherStringOf(topher_current, at); }
int32_t topher_task(int32_t at) { return topher_current == NULL ? -1 : topherTask(topher_current, at); }
int32_t topher_cancel(int32_t at) { return topher_current == NULL ? -1 : topherCancel(topher_current, at); }
int32_t topher_answer(int32_t at) { return topher_current == NULL ? -1 : topherAnswer(topher_current, at); }
int32_t topher_read(int32_t at) { IN("Read"); return topher_current == NULL ? -1 : topherRead(topher_current, at); }
int32_t topher_write(int32_t at) { IN("Write"); return topher_current == NULL ? -1 : topherWrite(topher_current, at); }
int32_t topher_close(int32_t at) { IN("Close"); return topher_current == NULL ? -1 : topherClose(topher_current, at); }
int32_t topher_iterator_stop(int32_t at) { return topher_current == NULL ? -1 : topherIteratorStop(topher_current, at); }

// Streams; see section 12 of the contract. An unknown one is over.
int32_t topher_pull(int32_t at) { return topher_current == NULL ? -1 : topherPull(topher_current, at); }
int32_t topher_feed(int32_t at) { return topher_current == NULL ? -1 : topherFeed(topher_current, at); }
int32_t topher_stop(int32_t at) { return topher_current == NULL ? -1 : topherStop(topher_current, at); }
int32_t topher_end(int32_t at) { return topher_current == NULL ? -1 : topherEnd(topher_current, at); }
int32_t topher_open_reader(int32_t at) { return topher_current == NULL ? -1 : topherOpenReader(topher_current, at); }
int32_t topher_open_writer(int32_t at) { return topher_current == NULL ? -1 : topherOpenWriter(topher_current, at); }
double topher_read_ready(double stream, uint8_t *into, double size) {
	return topher_current == NULL ? -1 : topherReadReady(topher_current, stream, into, size);
}
double topher_write_ready(double stream, uint8_t *from, double size) {
	return topher_current == NULL ? -1 : topherWriteReady(topher_current, stream, from, size);
}
