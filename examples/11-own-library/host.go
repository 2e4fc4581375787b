package main

/*
#include "words.h"

// Go cannot call a C function pointer by itself. This file exports nothing, so its preamble may define functions.
static bool call_each(each_func f, const char *word, int64_t length, int64_t count) { return f(word, length, count); }
static void call_watch(watch_func f, int64_t total) { f(total); }
*/
import "C"

import "unsafe"

func callEach(f C.each_func, w word) bool {
	data := (*C.char)(unsafe.Pointer(unsafe.StringData(w.text)))
	return bool(C.call_each(f, data, C.int64_t(len(w.text)), C.int64_t(w.count)))
}

func callWatch(f C.watch_func, total int64) {
	C.call_watch(f, C.int64_t(total))
}
