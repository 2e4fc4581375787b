// Command tutorial is a C shared library whose functions show, one subject at a time, how Go is called from JavaScript.
//
//	go build -buildmode=c-shared -o dist/libtutorial.so ./go/tutorial
//
// # Conventions
//
// A slice crosses as a pointer and an int64 count of elements. A NULL pointer, a count of zero and a negative count all
// mean an empty slice: nothing is read and nothing is written. The address itself has to be NULL or real, even beside a
// count of zero: Go ends the process when it moves a stack that holds a pointer below 4096.
//
// Text goes in as UTF-8 that ends with NUL, where NULL counts as empty. Text comes out in a buffer of the caller's, as
// with snprintf: the result is the number of bytes that the whole text needs, and when that is more than there was
// room for, the text was cut between two characters and the bytes left over, three at most, are zero. There is no NUL
// at the end.
//
// # Memory
//
// Whatever comes in is borrowed until the function returns; Go keeps no pointer to it. Only two functions return memory
// that the caller has to give back: [userInfo] through [userInfoRelease], and the error of [even] through [freeString].
//
// # Errors
//
// No argument makes a function panic, since a panic would end the host. What a function refuses is told by its result.
package main

import _ "github.com/topherjs/topher/go/bridge"

func main() {}
