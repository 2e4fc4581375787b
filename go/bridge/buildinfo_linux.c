//go:build cgo

// buildinfo_linux.c: tells whether a loaded object carries a Go runtime, and which.
//
// The Go linker puts a build info blob into the writable segment: 14 bytes of magic on a 16-byte boundary, the pointer
// size, flags, and since Go 1.18 the version as a string with a varint length
// (https://github.com/golang/go/blob/go1.26.0/src/debug/buildinfo/buildinfo.go).
//
// Only the part of a segment that comes from the file is searched, and only writable segments: a few megabytes in a
// JavaScript runtime, not its hundred megabytes of code and constants. An object with Go's build-id note is searched in
// its read-only segments too, should a linker move the blob there.

#define _GNU_SOURCE
#include "buildinfo.h"

#include <elf.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { HEADER = 32, PAGE = 4096, WINDOW = 16 * PAGE };

// Reads memory that may be unmapped, unreadable or past the end of its file: the kernel answers with a short count where
// a load would fault. A sandbox that forbids the first way usually allows the second.
static size_t peek(uintptr_t from, void *to, size_t n) {
	struct iovec local = {to, n}, remote = {(void *)from, n};
	ssize_t got = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
	if (got < 0) {
		int fd = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
		if (fd < 0) return 0;
		got = pread(fd, to, n, (off_t)from);
		close(fd);
	}
	return got < 0 ? 0 : (size_t)got;
}

// Compared in two parts, so that this library holds no constant that another search could take for a blob.
static int is_blob(const unsigned char *p) {
	return p[0] == 0xff && memcmp(p + 1, " Go ", 4) == 0 && memcmp(p + 5, "buildinf:", 9) == 0;
}

// Blobs from before Go 1.18 hold pointers instead of a string; their version stays "unknown".
static void read_version(uintptr_t blob, char version[TOPHER_VERSION_MAX]) {
	unsigned char head[HEADER + 2 + TOPHER_VERSION_MAX];
	size_t got = peek(blob, head, sizeof head);
	strcpy(version, "unknown");
	if (got < HEADER + 2 || !(head[15] & 2)) return;
	size_t at = HEADER, n = head[at++];
	if (n & 0x80) n = (n & 0x7f) | (size_t)head[at++] << 7;
	if (n == 0 || n >= TOPHER_VERSION_MAX || at + n > got) return;
	for (size_t i = 0; i < n; i++)
		if (head[at + i] < ' ' || head[at + i] == 0x7f) return;
	memcpy(version, head + at, n);
	version[n] = 0;
}

// Address and size are those of a blob on a 16-byte boundary; so are the windows, and no blob's head lies across two.
static int search(uintptr_t from, uintptr_t to, unsigned char *window, char version[TOPHER_VERSION_MAX]) {
	from = (from + 15) & ~(uintptr_t)15;
	while (from < to && to - from > HEADER) {
		size_t want = to - from < WINDOW ? to - from : WINDOW;
		size_t got = peek(from, window, want);
		for (size_t i = 0; i + 16 <= got; i += 16) {
			if (window[i] != 0xff || !is_blob(window + i)) continue;
			read_version(from + i, version);
			return 1;
		}
		from = got == want ? from + got : ((from + got) & ~(uintptr_t)(PAGE - 1)) + PAGE;
	}
	return 0;
}

static int has_go_note(const struct dl_phdr_info *object, const ElfW(Phdr) *p) {
	unsigned char notes[1024];
	size_t n = p->p_memsz < sizeof notes ? p->p_memsz : sizeof notes;
	n = peek(object->dlpi_addr + p->p_vaddr, notes, n);
	for (size_t at = 0; at + sizeof(ElfW(Nhdr)) + 4 <= n;) {
		ElfW(Nhdr) note;
		memcpy(&note, notes + at, sizeof note);
		if (note.n_namesz == 4 && note.n_type == 4 && memcmp(notes + at + sizeof note, "Go\0", 4) == 0) return 1;
		at += sizeof note + ((size_t)(note.n_namesz + 3) & ~(size_t)3) + ((size_t)(note.n_descsz + 3) & ~(size_t)3);
	}
	return 0;
}

int topher_buildinfo_find(const struct dl_phdr_info *object, char version[TOPHER_VERSION_MAX]) {
	unsigned char *window = malloc(WINDOW);
	if (window == NULL) return 0;
	int found = 0, noted = 0;
	for (int pass = 0; pass < 2 && !found && (pass == 0 || noted); pass++) {
		for (int i = 0; i < object->dlpi_phnum && !found; i++) {
			const ElfW(Phdr) *p = &object->dlpi_phdr[i];
			uintptr_t from = object->dlpi_addr + p->p_vaddr;
			if (p->p_type == PT_NOTE && pass == 0) noted |= has_go_note(object, p);
			if (p->p_type != PT_LOAD || !(p->p_flags & PF_R) || (p->p_flags & PF_X)) continue;
			int read_only = (p->p_flags & PF_W) == 0;
			if (read_only != pass) continue;
			found = search(from, from + p->p_filesz, window, version);
		}
	}
	free(window);
	// Whoever carries the note is a Go program even where the blob was stripped.
	if (!found && noted) strcpy(version, "unknown");
	return found || noted;
}
