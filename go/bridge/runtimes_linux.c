//go:build cgo

// runtimes_linux.c: lists every Go runtime of the process, guarded or not.
//
// Two Go libraries in one process are not supported upstream (https://github.com/golang/go/issues/18976), so the
// TypeScript side warns about a second one and names both.

#define _GNU_SOURCE
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buildinfo.h"

struct list {
	char *out;
	int64_t room, need;
};

static void put(struct list *l, const char *text) {
	size_t n = strlen(text);
	if (l->need < l->room) {
		size_t left = (size_t)(l->room - l->need);
		memcpy(l->out + l->need, text, n < left ? n : left);
	}
	l->need += (int64_t)n;
}

static int holds(const struct dl_phdr_info *object, uintptr_t address) {
	for (int i = 0; i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &object->dlpi_phdr[i];
		uintptr_t from = object->dlpi_addr + p->p_vaddr;
		if (p->p_type == PT_LOAD && address >= from && address < from + p->p_memsz) return 1;
	}
	return 0;
}

// The loader keeps a name as it was given to dlopen. A relative one may have lost its meaning with a later chdir; the
// kernel's table still knows the file.
static void path_of(const struct dl_phdr_info *object, char path[PATH_MAX]) {
	const char *name = object->dlpi_name;
	path[0] = 0;
	if (name == NULL || name[0] == 0) {
		ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - 1);
		path[n < 0 ? 0 : n] = 0;
	} else if (name[0] == '/') {
		snprintf(path, PATH_MAX, "%s", name);
	} else {
		FILE *maps = fopen("/proc/self/maps", "re");
		char line[PATH_MAX + 128];
		while (maps != NULL && path[0] == 0 && fgets(line, sizeof line, maps) != NULL) {
			unsigned long from, to;
			char *slash = strchr(line, '/');
			if (slash == NULL || sscanf(line, "%lx-%lx", &from, &to) != 2 || !holds(object, from)) continue;
			slash[strcspn(slash, "\n")] = 0;
			snprintf(path, PATH_MAX, "%s", slash);
		}
		if (maps != NULL) fclose(maps);
	}
	if (path[0] == 0) snprintf(path, PATH_MAX, "%s", name == NULL ? "" : name);
}

static int add(struct dl_phdr_info *object, size_t size, void *list) {
	char version[TOPHER_VERSION_MAX];
	(void)size;
	if (!topher_buildinfo_find(object, version)) return 0;
	char *path = malloc(PATH_MAX);
	if (path == NULL) return 0;
	path_of(object, path);
	put(list, path);
	put(list, "\t");
	put(list, version);
	put(list, "\n");
	free(path);
	return 0;
}

// topher_go_runtimes writes one line "absolute path<TAB>go1.26.8<LF>" for each Go runtime, in the order of loading, and
// returns the number of bytes that takes. It writes at most n bytes and no NUL: when the result is larger than n, call
// again with more room. A version that cannot be read is "unknown".
int64_t topher_go_runtimes(char *out, int64_t n) {
	struct list list = {out, out == NULL || n < 0 ? 0 : n, 0};
	dl_iterate_phdr(add, &list);
	return list.need;
}

static char own_version[TOPHER_VERSION_MAX] = "unknown";

static int read_own(struct dl_phdr_info *object, size_t size, void *unused) {
	(void)size, (void)unused;
	if (!holds(object, (uintptr_t)own_version)) return 0;
	char version[TOPHER_VERSION_MAX];
	if (topher_buildinfo_find(object, version)) strcpy(own_version, version);
	return 1;
}

static void find_own(void) { dl_iterate_phdr(read_own, NULL); }

// topher_go_version returns the Go version that built this library, such as "go1.26.8". The string is static. It is read
// without entering Go, so it does not wait for the runtime to start.
const char *topher_go_version(void) {
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, find_own);
	return own_version;
}
