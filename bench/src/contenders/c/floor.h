// What the parts of the floor share.
#ifndef FLOOR_H
#define FLOOR_H
#include <stdint.h>

// A case by the part of its name before the colon.
typedef struct {
  const char *name;
  // Finds the functions, makes arguments of the size after the colon, and ends the process if a result is wrong.
  void (*prepare)(int64_t size);
  void (*run)(int times);
  // Calls take tenths of seconds: one warms up, and two are enough.
  int heavy;
  // The figure is for each of the elements, not for the whole call.
  int each;
} Case;

// The cases of each suite; the last one has no name.
extern const Case calls[], values[], tutorial[];

// Measures the time from dlopen to the first answer.
void measure_load(const char *library);

// The function of that name in the library.
void *symbol(const char *name);

// Ends the process unless the result is right.
void require(int right, const char *what);

// Memory for so many bytes.
void *allocate(int64_t bytes);

// Nanoseconds since some moment.
double now(void);

// Where results go, so that no compiler leaves calls out.
extern volatile double sink;
extern volatile int64_t int_sink;

#endif
