package main

// #include "tutorial.h"
import "C"

import (
	"math"
	"unsafe"
)

// fill completes a person in place: it writes "First Last" to fullName, the bytes that this needs to fullNameLen, and
// makes the person one year older.
//
// Where fullNameCap is less than fullNameLen, the name was cut between two characters and the bytes left over are zero;
// nothing is written when fullName is NULL or fullNameCap negative. A name that is NULL or empty leaves out its space.
// An age of 2³¹-1 stays. NULL for p does nothing. All memory belongs to the caller.
//
//export fill
func fill(p *C.person) {
	if p == nil {
		return
	}
	name := fullName(text(p.firstName), text(p.lastName))
	out := view((*byte)(unsafe.Pointer(p.fullName)), int64(p.fullNameCap))
	p.fullNameLen = C.int64_t(joinInto([]string{name}, "", out))
	p.age = C.int32_t(older(int32(p.age)))
}

// fullName makes a string of its own, so the buffer may overlap the names.
func fullName(first, last string) string {
	switch {
	case first == "":
		return last
	case last == "":
		return first
	}
	return first + " " + last
}

func older(age int32) int32 {
	if age == math.MaxInt32 {
		return age
	}
	return age + 1
}
