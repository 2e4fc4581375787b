// The floor: a C program that calls the Go functions through dlopen, the way any foreign function interface has to.
//
//   floor <case> <budget in ms> <library>
//   floor <case> calls:<number> <library>
//
// Checks the result of its case, measures as timed.ts does (the time of 4096 calls, or of fewer where these take long),
// and prints the same line as sample.ts. With a number of calls in place of a budget it makes these and prints nothing:
// for whoever counts instructions.
#include "floor.h"

#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

volatile double sink;
volatile int64_t int_sink;

static void *library;

static const Case *find(const char *name);
static void measure(const Case *measured, double budget, int64_t per);

int main(int count, char **args) {
  if (count != 4) {
    fprintf(stderr, "usage: floor <case> <budget in ms> <library>\n");
    return 2;
  }
  char *name = args[1], *colon = strchr(name, ':');
  if (!strcmp(name, "load")) {
    measure_load(args[3]);
    return 0;
  }
  int64_t size = colon ? atoll(colon + 1) : 0;
  if (colon) *colon = 0;
  const Case *measured = find(name);
  if (!measured) {
    fprintf(stderr, "there is no case %s\n", name);
    return 2;
  }
  library = dlopen(args[3], RTLD_NOW);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  measured->prepare(size);
  if (!strncmp(args[2], "calls:", 6)) {
    measured->run(atoi(args[2] + 6));
    return 0;
  }
  measure(measured, atof(args[2]) * 1e6, measured->each ? size : 1);
  return 0;
}

static const Case *find(const char *name) {
  const Case *suites[] = {calls, values, tutorial};
  for (int suite = 0; suite < 3; suite++) {
    for (const Case *each = suites[suite]; each->name; each++) {
      if (!strcmp(each->name, name)) return each;
    }
  }
  return NULL;
}

static double time_of(const Case *measured, int times) {
  double start = now();
  measured->run(times);
  return now() - start;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// The calls whose time is taken together: as many as fit the time, at most 4096. Of more and more, the last run tells.
static int batch_of(const Case *measured, double time) {
  for (int count = 1;; count *= 2) {
    double fits = fmin(4096, time * count / time_of(measured, count));
    if (count >= fits / 2) return fits < 1 ? 1 : (int)fits;
  }
}

static void measure(const Case *measured, double budget, int64_t per) {
  enum { most = 1 << 20 };
  double *samples = allocate(most * sizeof(double)), total = 0;
  int n = 0, least = measured->heavy ? 2 : 12, batch = measured->heavy ? 1 : batch_of(measured, budget / least);
  measured->run(batch);
  for (; n < most && (n < least || total < budget); n++) {
    double time = time_of(measured, batch);
    total += time;
    samples[n] = time / batch / per;
  }
  qsort(samples, n, sizeof(double), by_value);
  printf("{\"best\":%f,\"median\":%f,\"mean\":%f,\"p25\":%f,\"p75\":%f,\"p99\":%f,\"calls\":%lld}\n", samples[0],
         samples[(n - 1) / 2], total / n / batch / per, samples[(n - 1) / 4], samples[(n - 1) * 3 / 4],
         samples[(n - 1) * 99 / 100], (long long)n * batch * per);
}

void measure_load(const char *path) {
  double began = now();
  library = dlopen(path, RTLD_NOW);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    exit(1);
  }
  void (*noop)(void) = symbol("noop");
  double opened = now();
  noop();
  double answered = now(), all = answered - began;
  printf("{\"best\":%f,\"median\":%f,\"mean\":%f,\"p25\":%f,\"p75\":%f,\"p99\":%f,\"calls\":1,"
         "\"figures\":{\"import\":0,\"open\":%f,\"first\":%f}}\n",
         all, all, all, all, all, all, (opened - began) / 1e6, (answered - opened) / 1e6);
}

void *symbol(const char *name) {
  void *found = dlsym(library, name);
  if (!found) {
    fprintf(stderr, "%s\n", dlerror());
    exit(1);
  }
  return found;
}

void require(int right, const char *what) {
  if (!right) {
    fprintf(stderr, "%s gave a wrong result\n", what);
    exit(1);
  }
}

void *allocate(int64_t bytes) {
  void *memory = malloc(bytes);
  require(memory != NULL, "malloc");
  return memory;
}

double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}
