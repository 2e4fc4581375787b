package main

import "C"

import (
	"math"
	"math/bits"
)

// repeat writes the text s, n times over, into the caller's buffer.
//
// s is UTF-8 that ends with NUL; out has room for outN bytes and may be used again and again. It returns how many bytes
// the whole result needs; when that is more than outN, the text in out was cut between two characters, and the bytes
// left over are zero. It returns -1, and writes nothing, when n or outN is negative or the result would have more than
// 2⁶³-1 bytes.
//
//export repeat
func repeat(s *C.char, n int64, out *byte, outN int64) int64 {
	if outN < 0 {
		return -1
	}
	return repeatInto(text(s), n, view(out, outN))
}

func repeatInto(s string, n int64, out []byte) int64 {
	if n < 0 {
		return -1
	}
	need, ok := product(int64(len(s)), n)
	if !ok {
		return -1
	}
	room := out[:min(need, int64(len(out)))]
	// What is already written is the source of the rest, so the copies double in length.
	for at := copy(room, s); at < len(room); {
		at += copy(room[at:], room[:at])
	}
	if int64(len(room)) < need {
		cut(room)
	}
	return need
}

// join writes n texts one after the other into the caller's buffer, with sep between them.
//
// parts points to n pointers to UTF-8 that ends with NUL; out has room for outN bytes. It returns how many bytes the
// whole result needs; when that is more than outN, the text in out was cut between two characters, and the bytes left
// over are zero. It returns -1, and writes nothing, when n or outN is negative or the result would have more than
// 2⁶³-1 bytes.
//
//export join
func join(parts **C.char, n int64, sep *C.char, out *byte, outN int64) int64 {
	if n < 0 || outN < 0 {
		return -1
	}
	pointers := view(parts, n)
	texts := make([]string, len(pointers))
	for i, p := range pointers {
		texts[i] = text(p)
	}
	return joinInto(texts, text(sep), view(out, outN))
}

func joinInto(parts []string, sep string, out []byte) int64 {
	if len(parts) == 0 {
		return 0
	}
	need, ok := product(int64(len(sep)), int64(len(parts)-1))
	if !ok {
		return -1
	}
	for _, part := range parts {
		if int64(len(part)) > math.MaxInt64-need {
			return -1
		}
		need += int64(len(part))
	}
	at := 0
	for i, part := range parts {
		if i > 0 {
			at += copy(out[at:], sep)
		}
		at += copy(out[at:], part)
	}
	if int64(at) < need {
		cut(out[:at])
	}
	return need
}

// product multiplies two numbers that are not negative; ok is false when the result does not fit.
func product(a, b int64) (p int64, ok bool) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	return int64(lo), hi == 0 && lo <= math.MaxInt64
}
