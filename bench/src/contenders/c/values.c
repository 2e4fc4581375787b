// The cases of the suite values: those whose values C has. Nobody carries JSON from C.
#include "floor.h"

#include <stddef.h>
#include <string.h>

static double (*half)(double);
static uint8_t *(*echo_bytes)(uint8_t *, int64_t, int64_t *);
static void (*free_text)(void *);
static double (*call_back)(int64_t, double (*)(double));
static int64_t (*counter_add)(uintptr_t, int64_t);

static uint8_t *bytes[8];
static int64_t length;
static int mask;
static uintptr_t counter;

static double plus_one(double x) { return x + 1; }

static void prepare_half(int64_t size) {
  (void)size;
  half = symbol("half");
  const double all[] = {1, 0.1, 1e308, -3};
  for (int i = 0; i < 4; i++) require(half(all[i]) == all[i] / 2, "half");
}

static void prepare_bytes(int64_t size) {
  echo_bytes = symbol("echo_bytes");
  free_text = symbol("free_text");
  length = size;
  mask = size < 1 << 20 ? 7 : 1;
  for (int at = 0; at <= mask; at++) {
    bytes[at] = allocate(size);
    for (int64_t i = 0; i < size; i++) bytes[at][i] = i * 7 + at;
    int64_t count = -1;
    uint8_t *echo = echo_bytes(bytes[at], size, &count);
    require(count == size && echo != bytes[at] && !memcmp(echo, bytes[at], size), "echo_bytes");
    free_text(echo);
  }
}

static void prepare_callback(int64_t size) {
  call_back = symbol("call_back");
  length = size;
  require(call_back(size, plus_one) == size * (size + 1) / 2.0, "call_back");
}

static void prepare_handle(int64_t size) {
  (void)size;
  uintptr_t (*new_counter)(int64_t) = symbol("new_counter");
  void (*free_counter)(uintptr_t) = symbol("free_counter");
  counter_add = symbol("counter_add");
  uintptr_t other = new_counter(40);
  counter = new_counter(0);
  require(counter_add(other, 2) == 42 && counter_add(counter, -1) == -1 && counter_add(other, 0) == 42, "counter_add");
  free_counter(other);
}

static void run_half(int times) {
  for (int i = 0; i < times; i++) sink = half(i);
}

static void run_bytes(int times) {
  for (int i = 0; i < times; i++) {
    int64_t count;
    uint8_t *echo = echo_bytes(bytes[i & mask], length, &count);
    int_sink = count;
    free_text(echo);
  }
}

static void run_callback(int times) {
  for (int i = 0; i < times; i++) sink = call_back(length, plus_one);
}

static void run_handle(int times) {
  for (int i = 0; i < times; i++) int_sink = counter_add(counter, 1);
}

const Case values[] = {
    {.name = "half", .prepare = prepare_half, .run = run_half},
    {.name = "bytes", .prepare = prepare_bytes, .run = run_bytes},
    {.name = "callback", .prepare = prepare_callback, .run = run_callback, .each = 1},
    {.name = "handle", .prepare = prepare_handle, .run = run_handle},
    {.name = NULL},
};
