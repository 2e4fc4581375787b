// Command cgocheck puts a pointer of Go's into memory of C's, or returns one to C: what GOEXPERIMENT=cgocheck2 and cgo's own check must find.
package main

/*
#include <stdlib.h>

extern void *handsOut(void);

static void takes(void) { handsOut(); }
*/
import "C"

import (
	"fmt"
	"os"
	"unsafe"
)

//export handsOut
func handsOut() unsafe.Pointer { return unsafe.Pointer(new(int)) }

func main() {
	if len(os.Args) > 1 && os.Args[1] == "returns" {
		C.takes()
	} else {
		p := (**int)(C.malloc(C.size_t(unsafe.Sizeof(uintptr(0)))))
		*p = new(int)
	}
	fmt.Println("nothing was found")
}
