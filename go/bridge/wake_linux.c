//go:build cgo

// wake_linux.c: a doorbell that outlives the thread that listens.
//
// A callback trampoline dies with its worker, and ringing a dead one ends the process. A descriptor does not: each wake is
// a pair of connected sockets. JavaScript reads one end through its event loop, Go sends a byte on the other, and a send
// to an end that is gone is only an error.
//
// Who closes the read end? Node's net.Socket does, when the worker ends at the latest. Bun and Deno leave it open, so the
// guard closes it in a pthread key destructor. Closing a number that is no longer ours would hit a stranger's file, so
// shut first proves that the number still stands for our socket: SO_COOKIE is a 64-bit number that the kernel gives to
// one socket and never again (socket(7)). Where a kernel lacks it both cookies read 0 and device and inode number decide;
// an inode number returns only after 2^32 others. The destructor runs on the thread that owned the descriptor, after its
// JavaScript has ended, so nobody closes the read end between the look and the close. The write end is never given away
// and needs no such care.

#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guard.h"

// An id is generation << 20 | index, below 2^52: an exact JavaScript number. A slot is used again with the next
// generation; chunks are never freed, so a stale id always finds a slot to compare with.
enum { INDEX_BITS = 20, CHUNK = 256, CHUNKS = (1 << INDEX_BITS) / CHUNK };

struct identity {
	dev_t dev;
	ino_t ino;
	uint64_t cookie;
};

struct slot {
	pthread_mutex_t lock; // held by a ring while it sends: a close cannot pull the descriptor from under it
	uint32_t generation;
	int32_t open;
	int write_fd, read_fd;
	struct identity identity; // of the read end
	uint64_t owner;
	int64_t next_free; // index + 1; 0 ends the list
};

static struct slot *chunks[CHUNKS];
static pthread_mutex_t table = PTHREAD_MUTEX_INITIALIZER; // guards the next three
static int64_t used, first_free;
static uint64_t last_owner;

static int64_t live;

static pthread_once_t key_once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static int key_error;

static struct slot *slot_at(int64_t index) {
	struct slot *chunk = __atomic_load_n(&chunks[index / CHUNK], __ATOMIC_ACQUIRE);
	return chunk == NULL ? NULL : &chunk[index % CHUNK];
}

// Called with table locked. Returns -1 when out of memory or slots.
static int64_t take_slot(void) {
	if (first_free != 0) {
		int64_t index = first_free - 1;
		first_free = slot_at(index)->next_free;
		return index;
	}
	if (used == (int64_t)CHUNK * CHUNKS) return -1;
	if (used % CHUNK == 0) {
		struct slot *chunk = calloc(CHUNK, sizeof *chunk);
		if (chunk == NULL) return -1;
		for (int i = 0; i < CHUNK; i++) pthread_mutex_init(&chunk[i].lock, NULL);
		__atomic_store_n(&chunks[used / CHUNK], chunk, __ATOMIC_RELEASE);
	}
	return used++;
}

static int identify(int fd, struct identity *id) {
	struct stat st;
	socklen_t n = sizeof id->cookie;
	if (fstat(fd, &st) != 0) return -1;
	id->dev = st.st_dev;
	id->ino = st.st_ino;
	if (getsockopt(fd, SOL_SOCKET, SO_COOKIE, &id->cookie, &n) != 0) id->cookie = 0;
	return 0;
}

static int is_read_end(const struct slot *s) {
	struct identity now;
	return identify(s->read_fd, &now) == 0 && now.dev == s->identity.dev && now.ino == s->identity.ino &&
		now.cookie == s->identity.cookie;
}

// Called with the slot locked.
static void shut(struct slot *s, int close_read) {
	close(s->write_fd);
	__atomic_fetch_sub(&live, 1, __ATOMIC_RELAXED);
	if (close_read && is_read_end(s)) close(s->read_fd);
	s->open = 0;
}

static void give_back(struct slot *s, int64_t index) {
	pthread_mutex_lock(&table);
	s->next_free = first_free;
	first_free = index + 1;
	pthread_mutex_unlock(&table);
}

static void thread_ended(void *owner) {
	pthread_mutex_lock(&table);
	int64_t n = used;
	pthread_mutex_unlock(&table);
	for (int64_t i = 0; i < n; i++) {
		struct slot *s = slot_at(i);
		pthread_mutex_lock(&s->lock);
		int mine = s->open && s->owner == (uint64_t)(uintptr_t)owner;
		if (mine) shut(s, 1);
		pthread_mutex_unlock(&s->lock);
		if (mine) give_back(s, i);
	}
}

static void create_key(void) { key_error = pthread_key_create(&key, thread_ended); }

// The thread's number; its presence in the key is what makes the destructor run. 0 when it cannot be set.
static uint64_t this_thread(void) {
	uint64_t owner = (uint64_t)(uintptr_t)pthread_getspecific(key);
	if (owner != 0) return owner;
	pthread_mutex_lock(&table);
	owner = ++last_owner;
	pthread_mutex_unlock(&table);
	return pthread_setspecific(key, (void *)(uintptr_t)owner) == 0 ? owner : 0;
}

// topher_wake_open creates a wake that belongs to the calling thread, stores the descriptor to listen on in *read_fd and
// returns the id, or a negative errno. The wake ends with that thread, so call it on the thread that will listen: never
// through a thread pool.
int64_t topher_wake_open(int32_t *read_fd) {
	if (read_fd == NULL) return -EINVAL;
	pthread_once(&key_once, create_key);
	if (key_error != 0) return -key_error;
	uint64_t owner = this_thread();
	if (owner == 0) return -ENOMEM;

	int ends[2];
	struct identity identity;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0) return -errno;
	pthread_mutex_lock(&table);
	int64_t index = identify(ends[0], &identity) == 0 ? take_slot() : -1;
	pthread_mutex_unlock(&table);
	if (index < 0) {
		close(ends[0]);
		close(ends[1]);
		return -ENOMEM;
	}

	struct slot *s = slot_at(index);
	pthread_mutex_lock(&s->lock);
	if (++s->generation == 0) s->generation = 1;
	s->open = 1;
	s->read_fd = ends[0];
	s->write_fd = ends[1];
	s->identity = identity;
	s->owner = owner;
	int64_t id = (int64_t)s->generation << INDEX_BITS | index;
	__atomic_fetch_add(&live, 1, __ATOMIC_RELAXED);
	pthread_mutex_unlock(&s->lock);
	*read_fd = ends[0];
	return id;
}

// Returns the slot of a wake that is not closed, locked, or NULL.
static struct slot *find(int64_t id) {
	if (id <= 0 || id >> INDEX_BITS > UINT32_MAX) return NULL;
	struct slot *s = slot_at(id & ((1 << INDEX_BITS) - 1));
	if (s == NULL) return NULL;
	pthread_mutex_lock(&s->lock);
	if (s->open && s->generation == (uint32_t)(id >> INDEX_BITS)) return s;
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

// topher_wake_ring returns 1 when the byte was sent or unread ones fill the socket, 0 when there is nobody to wake.
int32_t topher_wake_ring(int64_t id) {
	struct slot *s = find(id);
	if (s == NULL) return 0;
	ssize_t sent;
	do sent = send(s->write_fd, "", 1, MSG_NOSIGNAL | MSG_DONTWAIT);
	while (sent < 0 && errno == EINTR);
	int rung = sent == 1 || errno == EAGAIN || errno == EWOULDBLOCK;
	pthread_mutex_unlock(&s->lock);
	return rung;
}

// topher_wake_close closes the write end, which ends the reader's stream. With close_read 1 it closes the read end too, with 0 that is
// left to the caller. Returns 1, or 0 when the wake was closed already.
int32_t topher_wake_close(int64_t id, int32_t close_read) {
	struct slot *s = find(id);
	if (s == NULL) return 0;
	shut(s, close_read != 0);
	pthread_mutex_unlock(&s->lock);
	give_back(s, id & ((1 << INDEX_BITS) - 1));
	return 1;
}

// topher_wakes_live returns how many wakes are open.
int64_t topher_wakes_live(void) { return __atomic_load_n(&live, __ATOMIC_RELAXED); }
