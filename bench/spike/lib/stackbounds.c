// Answers the Go runtime's pthread_getattr_np from a per-thread cache: glibc
// parses /proc/self/maps on the main thread, on every entry that arrives on a
// foreign stack (koffi).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

static __thread void *lo;
static __thread size_t size;

__attribute__((visibility("hidden"))) int pthread_getattr_np(pthread_t t, pthread_attr_t *a) {
  static int (*real)(pthread_t, pthread_attr_t *);
  if (!pthread_equal(t, pthread_self()) || !size) {
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "pthread_getattr_np");
    int rc = real(t, a);
    if (rc == 0 && pthread_equal(t, pthread_self())) pthread_attr_getstack(a, &lo, &size);
    return rc;
  }
  pthread_attr_init(a);
  return pthread_attr_setstack(a, lo, size);
}
