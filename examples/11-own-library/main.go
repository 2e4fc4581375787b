// Command words counts words. It is a shared library for TypeScript.
package main

import "C"

import (
	"strings"
	"unsafe"

	_ "github.com/topherjs/topher/go/bridge"
)

// countWords returns how many words a text has.
//
//export countWords
func countWords(text *byte, n int64) int64 {
	words := strings.Fields(unsafe.String(text, n))
	return int64(len(words))
}

func main() {}
