//go:build js && wasm

package main

import (
	"encoding/json"
	"unsafe"
)

// exchange is where a function says what it gives that is more than a number: the client reads it after the call. Addresses of
// WebAssembly have 32 bits, though pointers of Go take 64.
var exchange struct {
	address, length uint32
}

// kept is what exchange refers to, so that it is still there when the client reads it.
var kept unsafe.Pointer

// rooms is the memory that the client writes arguments into. It is kept and used again.
var rooms [2][]uint64

//go:wasmexport exchange_at
func exchangeAt() unsafe.Pointer { return unsafe.Pointer(&exchange) }

// room gives the address of the room of that number, which has place for so many bytes.
//
//go:wasmexport room
func room(number, bytes uint32) unsafe.Pointer {
	if words := (int(bytes) + 7) / 8; len(rooms[number]) < words {
		rooms[number] = nil // the old one is given back first: there are 4 GiB at the most
		rooms[number] = make([]uint64, words)
	}
	return unsafe.Pointer(unsafe.SliceData(rooms[number]))
}

// floats are the first n numbers in a room.
func floats(number, n uint32) []float64 {
	return unsafe.Slice((*float64)(unsafe.Pointer(unsafe.SliceData(rooms[number]))), n)
}

// input is the first n bytes in the first room.
func input(n uint32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(rooms[0]))), n)
}

func giveBytes(b []byte) {
	give(unsafe.Pointer(unsafe.SliceData(b)), len(b))
}

func giveText(s string) {
	give(unsafe.Pointer(unsafe.StringData(s)), len(s))
}

func give(first unsafe.Pointer, length int) {
	kept = first
	exchange.address, exchange.length = uint32(uintptr(first)), uint32(length)
}

// takeJSON reads the first n bytes in the first room.
func takeJSON[T any](n uint32) T {
	var value T
	if err := json.Unmarshal(input(n), &value); err != nil {
		panic(err) // the client writes what JSON.stringify gives
	}
	return value
}

func giveJSON(value any) {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	giveBytes(text)
}
