// race.c: a program with race.go in it.

#include <stdint.h>

extern int32_t races(void);

int main(void) { return races() == 0; }
