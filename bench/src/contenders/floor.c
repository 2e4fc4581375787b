// The floor: a C program that calls the Go functions through dlopen, the way any foreign function interface has to.
//
//   floor <case> <budget in ms> <library>
//
// Checks the result of its case, measures as mitata does (the time of 4096 calls, or of one where one takes long), and prints
// the same line as sample.ts.
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void (*noop)(void);
static double (*add2)(double, double);
static int64_t (*add)(int64_t, int64_t);
static double (*sum)(double *, int64_t);
static int64_t (*normalize)(double *, int64_t, double *, int64_t);

static double *views[4], *out;
static int64_t size;
static int mask;
static volatile double sink;
static volatile int64_t int_sink;

static void noops(int n) { for (int i = 0; i < n; i++) noop(); }
static void add2s(int n) { for (int i = 0; i < n; i++) sink = add2(i, 1.5); }
static void adds(int n) { for (int i = 0; i < n; i++) int_sink = add(i, 25); }
static void sums(int n) { for (int i = 0; i < n; i++) sink = sum(views[i & mask], size); }
static void normalizes(int n) { for (int i = 0; i < n; i++) int_sink = normalize(views[i & mask], size, out, size); }

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void *symbol(void *library, const char *name) {
  void *found = dlsym(library, name);
  if (!found) { fprintf(stderr, "%s\n", dlerror()); exit(1); }
  return found;
}

static void require(int right, const char *what) {
  if (!right) { fprintf(stderr, "%s gave a wrong result\n", what); exit(1); }
}

static void make_views(void) {
  mask = size > 1000 ? 0 : 3;
  for (int v = 0; v <= mask; v++) {
    views[v] = malloc(size * sizeof(double));
    for (int64_t i = 0; i < size; i++) views[v][i] = i + 1;
  }
  out = calloc(size, sizeof(double));
}

int main(int count, char **args) {
  if (count != 4) { fprintf(stderr, "usage: floor <case> <budget in ms> <library>\n"); return 2; }
  char *name = args[1], *colon = strchr(name, ':');
  double budget = atof(args[2]) * 1e6;
  void *library = dlopen(args[3], RTLD_NOW);
  if (!library) { fprintf(stderr, "%s\n", dlerror()); return 1; }
  noop = symbol(library, "noop");
  add2 = symbol(library, "add2");
  add = symbol(library, "add");
  sum = symbol(library, "sum");
  normalize = symbol(library, "normalize");
  if (colon) { size = atoll(colon + 1); *colon = 0; make_views(); }

  void (*run)(int) = NULL;
  if (!strcmp(name, "noop")) run = noops;
  if (!strcmp(name, "add2")) { run = add2s; require(add2(0.1, 0.2) == 0.1 + 0.2, name); }
  if (!strcmp(name, "add")) { run = adds; require(add(INT64_MAX - 1, 1) == INT64_MAX, name); }
  if (!strcmp(name, "sum")) { run = sums; require(sum(views[0], size) == size * (size + 1) / 2.0, name); }
  if (!strcmp(name, "normalize")) {
    run = normalizes;
    require(normalize(views[0], size, out, size) == size && out[size - 1] == size - (size + 1) / 2.0, name);
  }
  if (!run) { fprintf(stderr, "there is no case %s\n", name); return 2; }

  run(3);
  double start = now();
  run(1);
  int batch = now() - start > 65536 ? 1 : 4096;
  run(batch);
  enum { most = 1 << 20 };
  double *samples = malloc(most * sizeof(double)), total = 0;
  int n = 0;
  for (; n < most && (n < 12 || total < budget); n++) {
    start = now();
    run(batch);
    double time = now() - start;
    total += time;
    samples[n] = time / batch;
  }
  qsort(samples, n, sizeof(double), by_value);
  printf("{\"best\":%f,\"median\":%f,\"mean\":%f,\"p25\":%f,\"p75\":%f,\"p99\":%f,\"calls\":%ld}\n", samples[0],
         samples[(n - 1) / 2], total / n / batch, samples[(n - 1) / 4], samples[(n - 1) * 3 / 4],
         samples[(n - 1) * 99 / 100], (long)n * batch);
  return 0;
}
