// The cases of the suite tutorial.
#include "floor.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double (*pi)(int64_t);
static void (*shuffle)(double *, int64_t, uint32_t);
static double (*dot)(double *, int64_t, double *, int64_t);
static double (*ends)(double *, int64_t);

static double *numbers, *others;
static int64_t length;
static uint32_t seed = 1;

// What pi has to give, to the last bit: every step of it is exact or rounded once, so no compiler can change it.
static double leibniz(int64_t terms) {
  double sum = 0, sign = 4;
  for (int64_t i = 0; i < terms; i++) {
    sum += sign / (2 * (double)i + 1);
    sign = -sign;
  }
  return sum;
}

// The generator mulberry32: a number from 0 to n-1.
static int64_t below(uint32_t *state, int64_t n) {
  uint32_t t = *state += 0x6d2b79f5;
  t = (t ^ t >> 15) * (t | 1);
  t ^= t + (t ^ t >> 7) * (t | 61);
  return (double)(t ^ t >> 14) / 4294967296.0 * (double)n;
}

static void make_ramp(int64_t size) {
  length = size;
  numbers = allocate(size * sizeof(double));
  for (int64_t i = 0; i < size; i++) numbers[i] = i;
}

// Tells whether the numbers are 0 to length-1, each of them once, and not in this order.
static int is_permutation(void) {
  uint8_t *seen = allocate(length);
  memset(seen, 0, length);
  int64_t moved = 0;
  for (int64_t i = 0; i < length; i++) {
    double x = numbers[i];
    if (!(x >= 0 && x < length) || x != floor(x) || seen[(int64_t)x]++) return 0;
    moved += x != i;
  }
  free(seen);
  return moved > length / 2;
}

static void prepare_pi(int64_t size) {
  pi = symbol("pi");
  length = size;
  require(pi(size) == leibniz(size), "pi");
}

static void prepare_pi_cores(int64_t size) {
  pi = symbol("pi_cores");
  length = size;
  // Added in another order. Of many terms, one that is missing makes hardly a difference; of few it does.
  require(fabs(pi(1001) - leibniz(1001)) < 1e-10, "pi_cores");
  require(fabs(pi(size) - leibniz(size)) < 1e-10, "pi_cores");
}

static void prepare_shuffle(int64_t size) {
  shuffle = symbol("shuffle");
  enum { some = 1000 };
  double own[some], theirs[some];
  for (int i = 0; i < some; i++) own[i] = theirs[i] = i;
  uint32_t state = 42;
  for (int64_t i = some - 1; i > 0; i--) {
    int64_t j = below(&state, i + 1);
    double x = own[i];
    own[i] = own[j];
    own[j] = x;
  }
  shuffle(theirs, some, 42);
  require(!memcmp(own, theirs, sizeof own), "shuffle");
  make_ramp(size);
  shuffle(numbers, size, seed);
  require(is_permutation(), "shuffle");
}

static void prepare_shuffle_cores(int64_t size) {
  shuffle = symbol("shuffle_cores");
  make_ramp(size);
  shuffle(numbers, size, seed);
  require(is_permutation(), "shuffle_cores");
}

static void prepare_dot_of(const char *name, int64_t size) {
  dot = symbol(name);
  length = size;
  numbers = allocate(size * sizeof(double));
  others = allocate(size * sizeof(double));
  int64_t expected = 0;
  for (int64_t i = 0; i < size; i++) {
    int64_t x = i % 7, y = i % 11;
    numbers[i] = x;
    others[i] = y;
    expected += x * y;
  }
  require(dot(numbers, size, others, size) == expected, name);
}

static void prepare_dot(int64_t size) { prepare_dot_of("dot", size); }

static void prepare_dot_cores(int64_t size) { prepare_dot_of("dot_cores", size); }

static void prepare_list(int64_t size) {
  ends = symbol("ends");
  make_ramp(size);
  require(ends(numbers, size) == size / 2 + size - 1 + size, "ends");
}

static void run_pi(int times) {
  for (int i = 0; i < times; i++) sink = pi(length);
}

static void run_shuffle(int times) {
  for (int i = 0; i < times; i++) shuffle(numbers, length, ++seed);
}

static void run_dot(int times) {
  for (int i = 0; i < times; i++) sink = dot(numbers, length, others, length);
}

static void run_list(int times) {
  for (int i = 0; i < times; i++) sink = ends(numbers, length);
}

const Case tutorial[] = {
    {.name = "pi", .prepare = prepare_pi, .run = run_pi, .heavy = 1},
    {.name = "pi-cores", .prepare = prepare_pi_cores, .run = run_pi, .heavy = 1},
    {.name = "shuffle", .prepare = prepare_shuffle, .run = run_shuffle, .heavy = 1},
    {.name = "shuffle-cores", .prepare = prepare_shuffle_cores, .run = run_shuffle, .heavy = 1},
    {.name = "dot", .prepare = prepare_dot, .run = run_dot, .heavy = 1},
    {.name = "dot-cores", .prepare = prepare_dot_cores, .run = run_dot, .heavy = 1},
    {.name = "list-typed", .prepare = prepare_list, .run = run_list},
    {.name = NULL},
};
