// What every test host shares: it loads a library, looks symbols up and stops at the first broken expectation.

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXPECT(condition, ...) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: %s: ", __FILE__, __LINE__, #condition); \
			fprintf(stderr, " " __VA_ARGS__); \
			fprintf(stderr, "\n"); \
			_exit(3); \
		} \
	} while (0)

static inline void *load(const char *path) {
	void *lib = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	EXPECT(lib != NULL, "%s", dlerror());
	return lib;
}

static inline void *sym(void *lib, const char *name) {
	void *s = dlsym(lib, name);
	EXPECT(s != NULL, "%s", name);
	return s;
}

// Declares a pointer named like the exported function.
#define FN(result, name, ...) result (*name)(__VA_ARGS__) = (result(*)(__VA_ARGS__))sym(lib, #name)

// Counts the open descriptors, but for those of epoll and eventfd: Go opens its own two whenever it first waits for a timer.
static inline int open_descriptors(void) {
	int n = 0;
	DIR *d = opendir("/proc/self/fd");
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		char link[64] = "";
		n += readlinkat(dirfd(d), e->d_name, link, sizeof link - 1) > 0 && strncmp(link, "anon_inode:", 11) != 0;
	}
	closedir(d);
	return n;
}
