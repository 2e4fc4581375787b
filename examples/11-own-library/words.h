// words.h: the function pointers that the library takes.

#ifndef WORDS_H
#define WORDS_H

#include <stdbool.h>
#include <stdint.h>

// each_func looks at one word, as UTF-8 with its length in bytes, and says whether it wants more.
typedef bool (*each_func)(const char *word, int64_t length, int64_t count);

// watch_func hears the new total.
typedef void (*watch_func)(int64_t total);

#endif
