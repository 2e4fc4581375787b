package main

// #include <string.h>
import "C"

import (
	"math"
	"unicode/utf8"
	"unsafe"
)

// view makes a slice over n elements of the caller's memory, without copying. It is total where unsafe.Slice panics:
// NULL, a negative count and a count that no memory could hold give an empty slice.
func view[T any](p *T, n int64) []T {
	if p == nil || n <= 0 || n > math.MaxInt64/int64(unsafe.Sizeof(*p)) {
		return nil
	}
	return unsafe.Slice(p, n)
}

// text makes a string over the caller's NUL-terminated bytes, without copying. It must not outlive the call.
func text(s *C.char) string {
	if s == nil {
		return ""
	}
	return unsafe.String((*byte)(unsafe.Pointer(s)), int(C.strlen(s)))
}

// cut zeroes the beginning of a character at the end of buf whose other bytes had no room, and returns how many bytes
// are left. Bytes that are not UTF-8 stay as they are.
func cut(buf []byte) int {
	for back := 1; back < utf8.UTFMax && back <= len(buf); back++ {
		at := len(buf) - back
		if !utf8.RuneStart(buf[at]) {
			continue
		}
		if utf8.FullRune(buf[at:]) {
			break
		}
		clear(buf[at:])
		return at
	}
	return len(buf)
}
