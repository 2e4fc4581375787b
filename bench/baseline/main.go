// Command baseline is what people write by hand where arguments are more than numbers: the functions of package codec as C
// functions that take and return JSON. It is also where door 1 finds the function that takes and returns a number.
package main

// #include <stdint.h>
// #include <stdlib.h>
import "C"

import (
	"encoding/json"
	"unsafe"

	"github.com/topherjs/topher/bench/codec"
	_ "github.com/topherjs/topher/go/bridge" // the guard, as in every library that topher opens
)

func main() {}

// half takes and returns a number as it is.
//
//export half
func half(x float64) float64 { return codec.Half(x) }

//export echo_text
func echo_text(in *C.char, length C.int32_t) *C.char { return carry(in, length, codec.EchoText) }

//export move_item
func move_item(in *C.char, length C.int32_t) *C.char { return carry(in, length, codec.MoveItem) }

//export items
func items(in *C.char, length C.int32_t) *C.char { return carry(in, length, codec.Items) }

//export sum_items
func sum_items(in *C.char, length C.int32_t) *C.char { return carry(in, length, codec.SumItems) }

//export echo_items
func echo_items(in *C.char, length C.int32_t) *C.char { return carry(in, length, codec.EchoItems) }

//export free_text
func free_text(text *C.char) { C.free(unsafe.Pointer(text)) }

// carry calls f with what the JSON text says. The result is JSON too, ends with NUL, and is for the caller to free.
func carry[In, Out any](in *C.char, length C.int32_t, f func(In) Out) *C.char {
	var argument In
	if json.Unmarshal(unsafe.Slice((*byte)(unsafe.Pointer(in)), int(length)), &argument) != nil {
		return nil
	}
	text, err := json.Marshal(f(argument))
	if err != nil {
		return nil
	}
	return (*C.char)(C.CBytes(append(text, 0)))
}
