// The cases of the suite calls.
#include "floor.h"

#include <stddef.h>

static void (*noop)(void);
static double (*add2)(double, double);
static int64_t (*add)(int64_t, int64_t);
static double (*sum)(double *, int64_t);
static int64_t (*normalize)(double *, int64_t, double *, int64_t);

// Slices that take turns: several small ones, so that nothing takes one for a constant; one where the memory counts.
static double *views[4], *differences;
static int64_t length;
static int mask;

static void make_views(int64_t size) {
  length = size;
  mask = size > 1000 ? 0 : 3;
  for (int v = 0; v <= mask; v++) {
    views[v] = allocate(size * sizeof(double));
    for (int64_t i = 0; i < size; i++) views[v][i] = i + 1;
  }
}

static void prepare_noop(int64_t size) {
  (void)size;
  noop = symbol("noop");
}

static void prepare_add2(int64_t size) {
  (void)size;
  add2 = symbol("add2");
  require(add2(0.1, 0.2) == 0.1 + 0.2, "add2");
}

static void prepare_add(int64_t size) {
  (void)size;
  add = symbol("add");
  require(add(INT64_MAX - 1, 1) == INT64_MAX, "add");
}

static void prepare_sum(int64_t size) {
  sum = symbol("sum");
  make_views(size);
  require(sum(views[0], size) == size * (size + 1) / 2.0, "sum");
}

static void prepare_normalize(int64_t size) {
  normalize = symbol("normalize");
  make_views(size);
  differences = allocate(size * sizeof(double));
  require(normalize(views[0], size, differences, size) == size, "normalize");
  for (int64_t i = 0; i < size; i++) {
    require(views[0][i] == i + 1 && differences[i] == i + 1 - (size + 1) / 2.0, "normalize");
  }
}

static void run_noop(int times) {
  for (int i = 0; i < times; i++) noop();
}

static void run_add2(int times) {
  for (int i = 0; i < times; i++) sink = add2(i, 1.5);
}

static void run_add(int times) {
  for (int i = 0; i < times; i++) int_sink = add(i, 25);
}

static void run_sum(int times) {
  for (int i = 0; i < times; i++) sink = sum(views[i & mask], length);
}

static void run_normalize(int times) {
  for (int i = 0; i < times; i++) int_sink = normalize(views[i & mask], length, differences, length);
}

const Case calls[] = {
    {.name = "noop", .prepare = prepare_noop, .run = run_noop},
    {.name = "add2", .prepare = prepare_add2, .run = run_add2},
    {.name = "add", .prepare = prepare_add, .run = run_add},
    {.name = "sum", .prepare = prepare_sum, .run = run_sum},
    {.name = "normalize", .prepare = prepare_normalize, .run = run_normalize},
    {.name = NULL},
};
