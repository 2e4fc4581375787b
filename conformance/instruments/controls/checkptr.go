// Command checkptr makes an array of what is a single number, or goes from one piece of memory into another: what -d=checkptr must find.
package main

import (
	"fmt"
	"os"
	"unsafe"
)

var (
	number *int64
	many   *[100]int64
	other  []byte
	behind unsafe.Pointer
)

func main() {
	number = new(int64)
	if len(os.Args) > 1 && os.Args[1] == "behind" {
		other = make([]byte, 1<<16)
		distance := uintptr(unsafe.Pointer(&other[0])) - uintptr(unsafe.Pointer(number))
		behind = unsafe.Add(unsafe.Pointer(number), distance)
	} else {
		many = (*[100]int64)(unsafe.Pointer(number))
	}
	fmt.Println("nothing was found")
}
