// mailbox.c: how a thread takes what goroutines have put into its mailbox.
//
// Nothing here enters Go, which may be busy with all of its processors: while it is, a thread that asked it for a lock would
// wait for them. So the thread shares no lock with goroutines. They write whole records and then say in chunk->written that
// these are there; the thread reads up to that place, and goes on to the next chunk once there is one.

#include <stdlib.h>
#include <string.h>

#include "host.h"

// A record is its size (u32, of the payload), its kind (u32) and the payload, and begins at a multiple of 8.
enum { RECORD = 8 };

static uint64_t whole(const uint8_t *record) {
	uint32_t size;
	memcpy(&size, record, sizeof size);
	return ((uint64_t)size + RECORD + 7) & ~(uint64_t)7;
}

// The chunk that has the next record, NULL where there is none. Chunks that are done with are kept as the spare one or freed.
static struct topher_chunk *front(struct topher_mailbox *m) {
	struct topher_chunk *c = __atomic_load_n(&m->first, __ATOMIC_SEQ_CST);
	while (c != NULL) {
		// In this order: where there is a next one, no more comes into this one.
		struct topher_chunk *next = __atomic_load_n(&c->next, __ATOMIC_SEQ_CST);
		if (c->read < __atomic_load_n(&c->written, __ATOMIC_SEQ_CST)) return c;
		if (next == NULL) return NULL;
		__atomic_store_n(&m->first, next, __ATOMIC_RELEASE);
		if (c->size == TOPHER_CHUNK) c = __atomic_exchange_n(&m->spare, c, __ATOMIC_ACQ_REL);
		free(c);
		c = next;
	}
	return NULL;
}

// topher_take copies whole records into memory with size bytes of room, as many as fit, and returns how many bytes they are.
// 0 says that there are none, and that the next one rings; -n that the first one needs n bytes. It acknowledges what the call
// before it took. With size 0, or without memory, it only looks, and does neither of these.
int32_t topher_take(uint8_t *into, int32_t size) {
	struct topher_thread *t = topher_current;
	if (t == NULL) return 0;
	struct topher_mailbox *m = &t->mailbox;
	if (size <= 0 || into == NULL) {
		struct topher_chunk *c = front(m);
		return c == NULL ? 0 : -(int32_t)whole(c->records + c->read);
	}
	__atomic_store_n(&m->acknowledged, m->taken, __ATOMIC_RELEASE);
	struct topher_chunk *c = front(m);
	if (c == NULL) {
		// A goroutine publishes and looks at the flag, this one sets the flag and looks at what was published: one of the two sees
		// the other. Both sides' operations have one order.
		__atomic_store_n(&m->sleeping, 1, __ATOMIC_SEQ_CST);
		c = front(m);
		if (c == NULL) return 0;
		__atomic_store_n(&m->sleeping, 0, __ATOMIC_SEQ_CST);
	}
	uint64_t room = (uint64_t)size, n = 0, records = 0;
	for (; c != NULL; c = front(m)) {
		uint64_t end = c->read, written = __atomic_load_n(&c->written, __ATOMIC_ACQUIRE);
		while (end < written) {
			uint64_t next = whole(c->records + end);
			if (n + (end - c->read) + next > room) break;
			end += next;
			records++;
		}
		memcpy(into + n, c->records + c->read, end - c->read);
		n += end - c->read;
		c->read = end;
		if (end < written) break;
	}
	if (n == 0) return -(int32_t)whole(c->records + c->read);
	__atomic_store_n(&m->taken, m->taken + records, __ATOMIC_RELEASE);
	__atomic_store_n(&m->taken_bytes, m->taken_bytes + n, __ATOMIC_RELEASE);
	return (int32_t)n;
}
