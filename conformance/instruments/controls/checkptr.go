// Command checkptr makes an array of what is a single number, or goes behind its end: what -d=checkptr must find.
package main

import (
	"fmt"
	"os"
	"unsafe"
)

var (
	number *int64
	many   *[100]int64
	behind unsafe.Pointer
)

func main() {
	number = new(int64)
	if len(os.Args) > 1 && os.Args[1] == "behind" {
		behind = unsafe.Add(unsafe.Pointer(number), 1<<20)
	} else {
		many = (*[100]int64)(unsafe.Pointer(number))
	}
	fmt.Println("nothing was found")
}
