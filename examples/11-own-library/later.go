package main

import "C"

import (
	"strings"
	"unsafe"

	"github.com/topherjs/topher/go/bridge"
)

// addLater counts the words of a text in, in the background, and then rings the bell.
//
//export addLater
func addLater(text *byte, n int64, bell int64) {
	copied := strings.Clone(unsafe.String(text, n)) // the caller's memory is ours only until we return
	go func() {
		addText(copied)
		bridge.Ring(bell)
	}()
}
