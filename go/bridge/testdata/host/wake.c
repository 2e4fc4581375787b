// wake LIB         one behaviour after the other
// wake LIB hammer N  eight threads ring while N wakes open and close
#include "host.h"
#include <sys/socket.h>
#include <sys/stat.h>

static int64_t (*wake_open)(int32_t *);
static int32_t (*wake_ring)(int64_t);
static int32_t (*wake_close)(int64_t, int32_t);
static int64_t (*wakes_live)(void);

static int is_open(int fd) { return fcntl(fd, F_GETFD) != -1; }

static void check_ring(int32_t (*ring_from_go)(int64_t)) {
	int32_t fd = -1;
	char bytes[16];
	int64_t id = wake_open(&fd);
	EXPECT(id > 0 && id < (int64_t)1 << 53 && fd >= 0, "%ld", (long)id);
	EXPECT(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	EXPECT(fcntl(fd, F_GETFL) & O_NONBLOCK);
	EXPECT(wakes_live() == 1);
	EXPECT(read(fd, bytes, sizeof bytes) == -1 && errno == EAGAIN);
	EXPECT(wake_ring(id) == 1 && wake_ring(id) == 1);
	EXPECT(read(fd, bytes, sizeof bytes) == 2);
	for (int i = 0; i < 100000; i++) EXPECT(wake_ring(id) == 1, "a full socket counts as rung");
	if (ring_from_go != NULL) EXPECT(ring_from_go(id) == 1);
	while (read(fd, bytes, sizeof bytes) > 0) {}

	EXPECT(wake_close(id, 0) == 1 && wake_close(id, 0) == 0 && wake_close(id, 1) == 0);
	EXPECT(wake_ring(id) == 0 && wakes_live() == 0);
	if (ring_from_go != NULL) EXPECT(ring_from_go(id) == 0);
	EXPECT(is_open(fd) && read(fd, bytes, 1) == 0, "the reader sees the end");
	close(fd);

	int64_t next = wake_open(&fd);
	EXPECT(next != id && wake_ring(id) == 0 && wake_close(id, 1) == 0, "an old id never reaches a new wake");
	close(fd);
	signal(SIGPIPE, SIG_DFL);
	EXPECT(wake_ring(next) == 0, "a reader that is gone is not an accident");
	EXPECT(wake_close(next, 1) == 1);
	int64_t none[] = {0, -1, 1, 1 << 20, INT64_MAX, INT64_MIN, (int64_t)7 << 20 | 0xfffff};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) EXPECT(wake_ring(none[i]) == 0 && wake_close(none[i], 1) == 0);
	EXPECT(wake_open(NULL) == -EINVAL);
}

struct worker {
	int64_t id;
	int32_t fd;
	int stranger; // 0 leaves the read end open, 1 puts a file on its number, 2 a socket, 3 closes through the library
};

static void *worker(void *arg) {
	struct worker *w = arg;
	w->id = wake_open(&w->fd);
	EXPECT(w->id > 0 && wake_ring(w->id) == 1);
	int ends[2] = {-1, -1};
	if (w->stranger == 1) {
		close(w->fd);
		EXPECT(open("/dev/null", O_RDONLY) == w->fd);
	} else if (w->stranger == 2) {
		close(w->fd);
		EXPECT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0 && ends[0] == w->fd);
		close(ends[1]);
	} else if (w->stranger == 3) {
		EXPECT(wake_close(w->id, 0) == 1);
	}
	return NULL;
}

static void check_thread_end(void) {
	for (int stranger = 0; stranger < 4; stranger++) {
		struct worker w = {0, 0, stranger};
		pthread_t t;
		pthread_create(&t, NULL, worker, &w);
		pthread_join(t, NULL);
		EXPECT(wake_ring(w.id) == 0 && wakes_live() == 0);
		EXPECT(is_open(w.fd) == (stranger != 0), "case %d", stranger);
		if (stranger != 0) close(w.fd);
	}
}

static volatile int64_t current[64];
static int stop;

static void *ringer(void *arg) {
	int64_t rung = 0;
	for (unsigned i = (unsigned)(uintptr_t)arg; !__atomic_load_n(&stop, __ATOMIC_RELAXED); i++) rung += wake_ring(__atomic_load_n(&current[i % 64], __ATOMIC_RELAXED));
	return (void *)(intptr_t)rung;
}

static void *opener(void *arg) {
	int n = (int)(intptr_t)arg;
	for (int i = 0; i < n; i++) {
		int32_t fd;
		int64_t id = wake_open(&fd);
		EXPECT(id > 0, "%ld", (long)id);
		__atomic_store_n(&current[i % 64], id, __ATOMIC_RELAXED);
		if (i % 3 == 0) {
			close(fd); // as net.Socket does
			wake_close(id, 0);
		} else if (i % 3 == 1) {
			wake_close(id, 1);
		} // else left to the end of the thread
		if (i % 100 == 99) { // a stranger's descriptors come and go in between and stay intact
			int file = open("/dev/null", O_RDONLY);
			struct stat st;
			usleep(100);
			EXPECT(fstat(file, &st) == 0 && S_ISCHR(st.st_mode));
			close(file);
		}
	}
	return NULL;
}

static void hammer(int n) {
	pthread_t ringers[8], openers[4];
	int64_t rung = 0;
	for (uintptr_t i = 0; i < 8; i++) pthread_create(&ringers[i], NULL, ringer, (void *)(i * 8));
	for (int done = 0; done < n; done += 4 * 250) {
		for (int i = 0; i < 4; i++) pthread_create(&openers[i], NULL, opener, (void *)250);
		for (int i = 0; i < 4; i++) pthread_join(openers[i], NULL);
	}
	__atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
	for (int i = 0; i < 8; i++) {
		void *r;
		pthread_join(ringers[i], &r);
		rung += (intptr_t)r;
	}
	EXPECT(wakes_live() == 0, "%ld", (long)wakes_live());
	printf("%ld rings met an open wake\n", (long)rung);
}

int main(int argc, char **argv) {
	EXPECT(argc >= 2);
	void *lib = load(argv[1]);
	void *go = dlsym(lib, "ring_from_go");
	wake_open = (int64_t(*)(int32_t *))sym(lib, "topher_wake_open");
	wake_ring = (int32_t(*)(int64_t))sym(lib, "topher_wake_ring");
	wake_close = (int32_t(*)(int64_t, int32_t))sym(lib, "topher_wake_close");
	wakes_live = (int64_t(*)(void))sym(lib, "topher_wakes_live");
	if (go != NULL) ((int32_t(*)(int64_t))go)(0); // Go has opened the descriptors that it keeps
	int before = open_descriptors();
	if (argc > 3) {
		hammer(atoi(argv[3]));
	} else {
		check_ring((int32_t(*)(int64_t))go);
		check_thread_end();
	}
	EXPECT(open_descriptors() == before, "%d descriptors, %d before", open_descriptors(), before);
	return 0;
}
