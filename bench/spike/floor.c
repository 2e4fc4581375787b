// The floor: a C host, dlopen and a plain loop; prints "case ns" lines.
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e9 + t.tv_nsec; }
#define RUN(name, body) do { double best = 1e18; for (int r = 0; r < 12; r++) { double t = now(); \
  for (int i = 0; i < 1000000; i++) { body; } t = (now() - t) / 1e6; if (t < best) best = t; } printf("%s %.1f\n", name, best); } while (0)
int main(int c, char **v) {
  (void)c;
  void *h = dlopen(v[1], RTLD_NOW);
  if (!h) { puts(dlerror()); return 1; }
  void (*noop)(void) = dlsym(h, "Noop");
  double (*add2)(double, double) = dlsym(h, "Add2");
  double (*sum8)(double *, int64_t) = dlsym(h, "Sum8");
  double d[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  volatile double s = 0;
  RUN("noop", noop());
  RUN("add2", s += add2(i, 1.5));
  RUN("sum8", s += sum8(d, 8));
  return 0;
}
