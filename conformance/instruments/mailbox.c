// mailbox.c: both sides of a thread's mailbox in C. Usage: mailbox <seed> <records>
//
// In a library goroutines write and C reads, and no tool sees both: the race detector of Go looks at Go alone, ThreadSanitizer at C. Here
// threads of C write as go/bridge/host/mailbox.go does, with the same order of the same atomic operations, so that one tool sees all of it.
// The reader is the library's own, and checks that every record comes once, whole, in its writer's order, and that no bell is missed.

#include "check.h"

#include <poll.h>

#include "host.h"

// What thread.c has in a library.
TOPHER_THREAD struct topher_thread *topher_current;

// What the tools are shown to find: FAULT is set by the runner when it builds a control.
#ifndef FAULT
#define FAULT 0
#endif

enum { WRITERS = 4, HEAD = 8, KIND = 7, BOX = 1 << 16 };

static uint64_t seed;
static uint32_t records; // of each writer

// The Go half's own fields.
static struct {
	pthread_mutex_t lock;
	struct topher_mailbox *mailbox;
	struct topher_chunk *last;
	uint64_t room, used, posted, bytes;
	int bell; // the end that is written
} box = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void grow(uint64_t size) {
	if (size < TOPHER_CHUNK) size = TOPHER_CHUNK;
	struct topher_chunk *c = __atomic_exchange_n(&box.mailbox->spare, NULL, __ATOMIC_SEQ_CST);
	if (c != NULL && c->size < size) {
		free(c);
		c = NULL;
	}
	if (c == NULL) {
		c = malloc(sizeof *c + size);
		c->size = size;
	}
	c->next = NULL, c->written = 0, c->read = 0;
	__atomic_store_n(box.last == NULL ? &box.mailbox->first : &box.last->next, c, __ATOMIC_SEQ_CST);
	box.last = c;
	box.room = size;
	box.used = 0;
}

// The payload is the writer, its count, and bytes that follow from both.
static uint8_t byte_of(uint32_t writer, uint32_t count, uint32_t i) { return (uint8_t)(writer * 31 + count * 7 + i); }

static void put(uint32_t writer, uint32_t count, uint32_t length) {
	uint64_t size = ((uint64_t)HEAD + length + 7) & ~(uint64_t)7;
	int rings = 0;
	pthread_mutex_lock(&box.lock);
	if (size > box.room - box.used) grow(size);
	uint8_t *record = box.last->records + box.used;
	uint32_t kind = KIND;
	memcpy(record, &length, 4), memcpy(record + 4, &kind, 4);
	memcpy(record + HEAD, &writer, 4), memcpy(record + HEAD + 4, &count, 4);
	for (uint32_t i = 8; i < length; i++) record[HEAD + i] = byte_of(writer, count, i);
	box.used += size;
	box.posted++;
	box.bytes += size;
	__atomic_store_n(&box.last->written, box.used, FAULT == 1 ? __ATOMIC_RELAXED : __ATOMIC_SEQ_CST); // relaxed, it orders nothing before it
	int32_t *sleeping = &box.mailbox->sleeping;
	if (__atomic_load_n(sleeping, __ATOMIC_SEQ_CST) != 0 && __atomic_exchange_n(sleeping, 0, __ATOMIC_SEQ_CST) != 0) rings = 1;
	pthread_mutex_unlock(&box.lock);
	if (rings) CHECK(write(box.bell, "", 1) == 1);
}

static void *writes(void *number) {
	uint32_t writer = (uint32_t)(uintptr_t)number;
	struct dice d = dice_of(seed, writer);
	for (uint32_t count = 0; count < records; count++) {
		uint32_t length = 8 + roll(&d, 64);
		if (roll(&d, 100) == 0) length = 8 + roll(&d, 20000);
		if (roll(&d, 5000) == 0) length = TOPHER_CHUNK - HEAD - 16 + roll(&d, 32); // about a chunk
		if (roll(&d, 5000) == 0) length = TOPHER_CHUNK + roll(&d, 100000);
		put(writer, count, length);
		if (roll(&d, 300) == 0) usleep(roll(&d, 500)); // lets the reader find nothing
	}
	return NULL;
}

static uint32_t next_of[WRITERS];
static uint64_t taken, taken_bytes;

static void reads(const uint8_t *p, int32_t bytes) {
	const uint8_t *end = p + bytes;
	while (p < end) {
		uint32_t length, kind, writer, count;
		memcpy(&length, p, 4), memcpy(&kind, p + 4, 4), memcpy(&writer, p + HEAD, 4), memcpy(&count, p + HEAD + 4, 4);
		CHECK(kind == KIND && writer < WRITERS && count == next_of[writer]++);
		for (uint32_t i = 8; i < length; i++) CHECK(p[HEAD + i] == byte_of(writer, count, i));
		p += ((uint64_t)HEAD + length + 7) & ~(uint64_t)7;
		taken++;
	}
	CHECK(p == end);
	taken_bytes += (uint64_t)bytes;
}

int main(int argc, char **argv) {
	CHECK(argc == 3);
	seed = strtoull(argv[1], NULL, 10);
	records = (uint32_t)strtoul(argv[2], NULL, 10);
	int bell[2];
	CHECK(pipe(bell) == 0);
	CHECK(topher_take(NULL, 0) == 0); // a thread that was never attached
	struct topher_thread *self = calloc(1, sizeof *self);
	topher_current = self;
	box.mailbox = &self->mailbox;
	box.bell = bell[1];
	struct dice d = dice_of(seed, WRITERS);
	uint8_t *into = malloc(BOX);
	pthread_t threads[WRITERS];
	for (uintptr_t i = 0; i < WRITERS; i++) CHECK(pthread_create(&threads[i], NULL, writes, (void *)i) == 0);
	uint64_t sleeps = 0, all = (uint64_t)WRITERS * records;
	while (taken < all) {
		int32_t looked = roll(&d, 4) == 0 ? topher_take(NULL, 0) : 0;
		CHECK(looked <= 0);
		uint64_t acknowledged = taken;
		int32_t bytes = topher_take(into, 8 + (int32_t)roll(&d, BOX - 8));
		CHECK(__atomic_load_n(&self->mailbox.acknowledged, __ATOMIC_ACQUIRE) == acknowledged);
		if (bytes > 0) {
			reads(into, bytes);
		} else if (bytes < 0) { // the first one needs more
			uint8_t *exact = malloc((size_t)-bytes);
			CHECK(topher_take(exact, -bytes - 1) == bytes && topher_take(exact, -bytes) == -bytes);
			reads(exact, -bytes);
			free(exact);
		} else {
			CHECK(looked == 0);
			struct pollfd p = {.fd = bell[0], .events = POLLIN};
			CHECK(poll(&p, 1, 20000) == 1); // or a bell was missed
			char rung[64];
			CHECK(read(bell[0], rung, sizeof rung) > 0);
			sleeps++;
		}
		CHECK(self->mailbox.taken == taken && self->mailbox.taken_bytes == taken_bytes);
	}
	for (int i = 0; i < WRITERS; i++) pthread_join(threads[i], NULL);
	CHECK(topher_take(into, BOX) == 0 && self->mailbox.acknowledged == all && box.posted == all && box.bytes == taken_bytes);
	// As the Go half does when the thread has ended. There is always a last chunk, and not always a spare one.
	for (struct topher_chunk *c = FAULT == 2 ? NULL : self->mailbox.first; c != NULL;) {
		struct topher_chunk *next = c->next;
		free(c);
		c = next;
	}
	free(self->mailbox.spare);
	box.last = NULL;
	free(into);
	topher_current = NULL;
	if (FAULT == 3) into[0] = 1;
	free(self);
	printf("figures {\"seed\": %llu, \"records\": %llu, \"bytes\": %llu, \"sleeps\": %llu}\n", (unsigned long long)seed, (unsigned long long)all,
		(unsigned long long)taken_bytes, (unsigned long long)sleeps);
	return 0;
}
