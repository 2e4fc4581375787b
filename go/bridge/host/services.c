// services.c: the functions that every generated library has beside its own. Each only adds the calling thread.

#include "host.h"
#include "_cgo_export.h"

// topher_fetch copies a blob to a place with room for it and frees it. 0 where the thread has no such blob.
int32_t topher_fetch(double blob, uint8_t *into) { return topher_current == NULL ? 0 : topherFetch(topher_current, blob, into); }

// topher_release gives a handle up. 0 where it is stale or another thread's.
int32_t topher_release(double handle) { return topher_current == NULL ? 0 : topherRelease(topher_current, handle); }

// topher_same compares what two handles stand for: 1 or 0, and -1 where one of them is stale or another thread's.
int32_t topher_same(double a, double b) { return topher_current == NULL ? -1 : topherSame(topher_current, a, b); }

// topher_live counts, over all threads: 0 handles, 1 blobs, 2 bytes of blobs, 3 threads, 4 callbacks in progress,
// 5 functions and objects of JavaScript that Go keeps.
double topher_live(int32_t what) { return topherLive(what); }

// topher_identity writes "contract build-id go-version", cut off at size bytes, and returns how long it is.
int32_t topher_identity(uint8_t *into, int32_t size) { return topherIdentity(into, size); }

// topher_dropped_slots writes the slots of JavaScript's errors, functions and objects that Go no longer holds, n at most, and returns how many.
int32_t topher_dropped_slots(uint8_t *into, int32_t n) {
	return topher_current == NULL ? 0 : topherDroppedSlots(topher_current, into, n);
}

// The rest have the arena's shape. -1 stands for a thread that was never attached, which has no arena for a failure.
int32_t topher_error_is(int32_t at) { return topher_current == NULL ? -1 : topherErrorIs(topher_current, at); }
int32_t topher_error_as(int32_t at) { return topher_current == NULL ? -1 : topherErrorAs(topher_current, at); }
int32_t topher_string_of(int32_t at) { return topher_current == NULL ? -1 : topherStringOf(topher_current, at); }
int32_t topher_read(int32_t at) { return topher_current == NULL ? -1 : topherRead(topher_current, at); }
int32_t topher_write(int32_t at) { return topher_current == NULL ? -1 : topherWrite(topher_current, at); }
int32_t topher_close(int32_t at) { return topher_current == NULL ? -1 : topherClose(topher_current, at); }
int32_t topher_iterator_stop(int32_t at) { return topher_current == NULL ? -1 : topherIteratorStop(topher_current, at); }
