// check.h: what the programs of this folder share.

#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A broken expectation ends the process at once, without the reports that a tool writes at exit.
#define CHECK(condition) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: %s is false\n", __FILE__, __LINE__, #condition); \
			_exit(3); \
		} \
	} while (0)

// A thread's random numbers. The seed of the whole program is printed, and repeats what does not depend on the scheduler.
struct dice {
	uint64_t state;
};

static inline uint32_t roll(struct dice *d, uint32_t sides) {
	d->state = d->state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(d->state >> 33) % sides;
}

static inline struct dice dice_of(uint64_t seed, uint64_t thread) {
	struct dice d = {seed * 1000003 + thread * 7919 + 1};
	for (int i = 0; i < 4; i++) roll(&d, 2);
	return d;
}
