//go:build cgo

// fatal_linux.c: one line more on standard error when Go ends the process.
//
// What Go cannot survive (a panic in a goroutine, two goroutines that write one map, a stack without end, no memory) it prints.
// Then, in a library, it raises SIGABRT on the thread that failed, for the sake of a core dump:
// https://github.com/golang/go/blob/go1.26.0/src/runtime/runtime1.go#L588. Users see a JavaScript process that was aborted with a
// trace of goroutines, so this handler adds what was called and where to read on.
//
// A host may raise SIGABRT too: abort(), a failed assertion, a kill from outside. Go makes the system call itself
// (https://github.com/golang/go/blob/go1.26.0/src/runtime/sys_linux_amd64.s, raise), everybody else calls libc. So the place that
// the signal has interrupted tells: it lies in this library's code, or the signal is none of Go's. On processors whose registers
// this file does not know, nothing is installed.
//
// Only one handler of a process is the kernel's. Guarded libraries therefore share a list, which the first one has: whichever
// handler is called finds the library that has failed, and does for the host what would have been done without any of them.
//
// The handler runs in a process that is broken, perhaps on a small stack: it takes no lock, allocates nothing, and calls only what
// https://man7.org/linux/man-pages/man7/signal-safety.7.html names.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include "guard.h"

#define DOCS "https://github.com/topherjs/topher/blob/main/docs/safety.md#when-go-ends-the-process"

#if defined(__x86_64__)
#define INTERRUPTED(context) ((uintptr_t)((const ucontext_t *)(context))->uc_mcontext.gregs[REG_RIP])
#elif defined(__aarch64__)
#define INTERRUPTED(context) ((uintptr_t)((const ucontext_t *)(context))->uc_mcontext.pc)
#endif

// One guarded library. Libraries find each other's through topher_fatal_list, so the layout is a part of the contract; form says
// which one it is.
struct library {
	int32_t form;
	uintptr_t code, code_end; // where its instructions are
	const char *name;         // of its file
	int64_t (*in_flight)(char *out, int64_t n);
	void (*handler)(int, siginfo_t *, void *);
	struct library *next;
};

// What the guarded libraries of a process share.
struct list {
	int32_t form;
	int32_t said;             // the line is written once
	int32_t newest;           // which of host is in use
	int32_t inside;           // the thread that runs a handler
	struct library *first;
	struct sigaction host[2]; // what the host has, or had, for SIGABRT
};

enum { FORM = 1 };

static struct library self = {.form = FORM};
static struct list own_list = {.form = FORM};
static struct list *shared; // NULL where no handler was installed

// topher_fatal_list is asked by the guard of a library that is loaded later. NULL where this one has installed nothing.
void *topher_fatal_list(void) { return shared; }

// topher_fatal_in_flight says what writes the functions that are running, as text of n bytes at most, and returns its length.
void topher_fatal_in_flight(int64_t (*write)(char *out, int64_t n)) {
	__atomic_store_n(&self.in_flight, write, __ATOMIC_RELEASE);
}

#ifdef INTERRUPTED

static char line[2048];

static int64_t append(int64_t at, const char *text) {
	while (*text != 0 && at < (int64_t)sizeof line) line[at++] = *text++;
	return at;
}

// Writes all of it, though a runtime may have made its standard error non-blocking: then it waits, but not for long.
static void put(const char *text, int64_t n) {
	for (int turn = 0; n > 0 && turn < 100; turn++) {
		ssize_t written = write(STDERR_FILENO, text, (size_t)n);
		if (written >= 0) {
			text += written;
			n -= written;
		} else if (errno == EAGAIN) {
			struct pollfd room = {.fd = STDERR_FILENO, .events = POLLOUT};
			poll(&room, 1, 10);
		} else if (errno != EINTR) {
			return;
		}
	}
}

static void say(const struct library *failed) {
	// The end is never cut off.
	enum { END = sizeof DOCS + 64 };
	// What Go prints is cut off anywhere where a runtime has made standard error non-blocking and nobody reads: begin a line.
	int64_t at = append(0, "\ntopher: Go has ended this process (");
	at = append(at, failed->name);
	at = append(at, ")");
	int64_t (*in_flight)(char *, int64_t) = __atomic_load_n(&failed->in_flight, __ATOMIC_ACQUIRE);
	if (in_flight != NULL) {
		at = append(at, "; ");
		at += in_flight(line + at, (int64_t)sizeof line - END - at);
	}
	at = append(at, ". Why, and what to do: " DOCS "\n");
	put(line, at);
}

// The library whose Go has raised the signal, NULL where something else did.
static const struct library *raiser(const siginfo_t *info, const void *context) {
	if (info->si_code != SI_TKILL || info->si_pid != getpid()) return NULL;
	uintptr_t pc = INTERRUPTED(context);
	for (const struct library *l = __atomic_load_n(&shared->first, __ATOMIC_ACQUIRE); l != NULL; l = l->next)
		if (pc >= l->code && pc < l->code_end) return l;
	return NULL;
}

// A host's handler may call the one that was there before it, which is this one, or that of another guarded library.
static __attribute__((tls_model("initial-exec"))) __thread int inside;

static void on_abort(int sig, siginfo_t *info, void *context) {
	int32_t thread = (int32_t)syscall(SYS_gettid);
	if (inside || __atomic_load_n(&shared->inside, __ATOMIC_ACQUIRE) == thread) return;
	int before = errno;
	const struct library *failed = raiser(info, context);
	if (failed != NULL && __atomic_exchange_n(&shared->said, 1, __ATOMIC_ACQ_REL) == 0) say(failed);

	const struct sigaction *host = &shared->host[__atomic_load_n(&shared->newest, __ATOMIC_ACQUIRE)];
	struct sigaction now;
	inside = 1;
	__atomic_store_n(&shared->inside, thread, __ATOMIC_RELEASE);
	if (host->sa_flags & SA_SIGINFO) {
		host->sa_sigaction(sig, info, context);
	} else if (host->sa_handler != SIG_DFL && host->sa_handler != SIG_IGN) {
		host->sa_handler(sig);
	} else if (host->sa_handler == SIG_DFL && sigaction(SIGABRT, NULL, &now) == 0 && now.sa_sigaction == on_abort) {
		// The signal is blocked while its handler runs, and ends the process when this one returns, where it was raised.
		// Where another handler is the kernel's by now, what comes of the signal is for that one to say.
		now.sa_flags = 0;
		now.sa_handler = SIG_DFL;
		sigaction(SIGABRT, &now, NULL);
		raise(SIGABRT);
	}
	inside = 0;
	__atomic_store_n(&shared->inside, 0, __ATOMIC_RELEASE);
	errno = before;
}

static int find_code(struct dl_phdr_info *object, size_t size, void *own) {
	(void)size;
	uintptr_t here = (uintptr_t)own;
	for (int i = 0; i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &object->dlpi_phdr[i];
		uintptr_t begin = object->dlpi_addr + p->p_vaddr;
		if (p->p_type != PT_LOAD || !(p->p_flags & PF_X) || here < begin || here >= begin + p->p_memsz) continue;
		self.code = begin;
		self.code_end = begin + p->p_memsz;
		return 1;
	}
	return 0;
}

// The list of the guarded library whose handler this is, NULL where it is the host's.
static struct list *list_of(const struct sigaction *a) {
	Dl_info image;
	if (a->sa_handler == SIG_DFL || a->sa_handler == SIG_IGN) return NULL;
	if (dladdr((const void *)a->sa_sigaction, &image) == 0 || image.dli_fname == NULL) return NULL;
	void *library = dlopen(image.dli_fname, RTLD_LAZY | RTLD_NOLOAD);
	if (library == NULL) return NULL;
	void *(*ask)(void) = (void *(*)(void))dlsym(library, "topher_fatal_list");
	struct list *l = ask == NULL ? NULL : ask();
	dlclose(library);
	return l != NULL && l->form == FORM ? l : NULL;
}

static int is_of_list(const struct list *l, const struct sigaction *a) {
	for (const struct library *m = __atomic_load_n(&l->first, __ATOMIC_ACQUIRE); m != NULL; m = m->next)
		if (a->sa_sigaction == m->handler) return 1;
	return 0;
}

static int install(void) {
	struct sigaction a;
	memset(&a, 0, sizeof a);
	sigemptyset(&a.sa_mask);
	a.sa_sigaction = on_abort;
	a.sa_flags = SA_SIGINFO | SA_ONSTACK;
	return sigaction(SIGABRT, &a, NULL);
}

// The image's own file name, without folders. The constructor's answer lasts: the library is never unloaded.
static const char *file_name(void) {
	Dl_info image;
	if (dladdr((const void *)on_abort, &image) == 0 || image.dli_fname == NULL) return "a Go library";
	const char *slash = strrchr(image.dli_fname, '/');
	return slash == NULL ? image.dli_fname : slash + 1;
}

__attribute__((constructor)) static void begin(void) {
	const char *setting = getenv("TOPHER_ABORT_LINE");
	if (setting != NULL && strcmp(setting, "0") == 0) return;
	if (dl_iterate_phdr(find_code, (void *)on_abort) == 0) return;
	// In an ordinary Go program, a test binary for example, Go itself is the host and ends as it likes.
	uintptr_t entry = getauxval(AT_ENTRY);
	if (entry >= self.code && entry < self.code_end) return;

	struct sigaction now;
	if (sigaction(SIGABRT, NULL, &now) != 0) return;
	self.name = file_name();
	self.handler = on_abort;
	struct list *l = list_of(&now);
	if (l == NULL) {
		l = &own_list;
		l->host[0] = now;
	}
	shared = l;
	self.next = __atomic_load_n(&l->first, __ATOMIC_ACQUIRE);
	while (!__atomic_compare_exchange_n(&l->first, &self.next, &self, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
	}
	if (l == &own_list && install() != 0) shared = NULL;
}

// topher_fatal_settle puts the handler back on top of one that the host has registered since, which is then called from here.
void topher_fatal_settle(void) {
	struct sigaction now;
	if (shared == NULL || sigaction(SIGABRT, NULL, &now) != 0 || is_of_list(shared, &now) || list_of(&now) != NULL) return;
	// Two places, so that a handler that is running reads one that nobody writes.
	int32_t other = !__atomic_load_n(&shared->newest, __ATOMIC_ACQUIRE);
	shared->host[other] = now;
	__atomic_store_n(&shared->newest, other, __ATOMIC_RELEASE);
	install();
}

#else

void topher_fatal_settle(void) {}

#endif
