// A c-shared library without the guard: somebody else's.
package main

import "C"

//export foreign_noop
func foreign_noop() {}

func main() {}
