package main

// #include <stdlib.h>
import "C"

import (
	"fmt"
	"unsafe"
)

var errorTexts ledger

// even returns half of an even number.
//
// For an odd one value is 0 and err a text such as "5 is odd", which belongs to the caller and goes back through
// freeString; otherwise err is NULL. In C the result is struct even_return { int64_t r0; char *r1; }.
//
//export even
func even(n int64) (value int64, err *C.char) {
	half, problem := halve(n)
	if problem != nil {
		err = C.CString(problem.Error())
		errorTexts.enter(unsafe.Pointer(err))
	}
	return half, err
}

func halve(n int64) (int64, error) {
	if n%2 != 0 {
		return 0, fmt.Errorf("%d is odd", n)
	}
	return n / 2, nil
}

// freeString frees an error text that even returned. NULL, a text freed before and a pointer from elsewhere are left
// alone.
//
//export freeString
func freeString(s *C.char) {
	if errorTexts.strike(unsafe.Pointer(s)) {
		C.free(unsafe.Pointer(s))
	}
}
