package main

// #include <stdint.h>
// #include <stdlib.h>
//
// typedef double (*callback)(double);
//
// static inline double called(callback f, double x) { return f(x); }
import "C"

import (
	"encoding/json"
	"runtime/cgo"
	"unsafe"

	"github.com/topherjs/topher/bench/values"
)

// half takes and returns a number as it is.
//
//export half
func half(x float64) float64 { return values.Half(x) }

//export echo_text
func echo_text(in *C.char, length C.int32_t) *C.char { return carry(in, length, values.EchoText) }

//export move_item
func move_item(in *C.char, length C.int32_t) *C.char { return carry(in, length, values.MoveItem) }

//export items
func items(in *C.char, length C.int32_t) *C.char { return carry(in, length, values.Items) }

//export sum_items
func sum_items(in *C.char, length C.int32_t) *C.char { return carry(in, length, values.SumItems) }

//export echo_items
func echo_items(in *C.char, length C.int32_t) *C.char { return carry(in, length, values.EchoItems) }

//export double_map
func double_map(in *C.char, length C.int32_t) *C.char { return carry(in, length, values.DoubleMap) }

// refuse gives an object whose error is the message.
//
//export refuse
func refuse(in *C.char, length C.int32_t) *C.char { return carry(in, length, refusal) }

type failure struct {
	Error string `json:"error,omitempty"`
}

func refusal(text string) failure {
	if err := values.Refuse(text); err != nil {
		return failure{err.Error()}
	}
	return failure{}
}

// free_text frees what the others have allocated.
//
//export free_text
func free_text(text unsafe.Pointer) { C.free(text) }

// echo_bytes reads the bytes where they are. What it gives is for the caller to free.
//
//export echo_bytes
func echo_bytes(in *C.uint8_t, n C.int64_t, outN *C.int64_t) unsafe.Pointer {
	out := values.EchoBytes(unsafe.Slice((*byte)(in), int(n)))
	*outN = C.int64_t(len(out))
	return C.CBytes(out)
}

// call_back calls the C function on the thread of the caller.
//
//export call_back
func call_back(times C.int64_t, f C.callback) float64 {
	return values.CallBack(int(times), func(x float64) float64 { return float64(C.called(f, C.double(x))) })
}

//export new_counter
func new_counter(start C.int64_t) C.uintptr_t {
	return C.uintptr_t(cgo.NewHandle(values.NewCounter(int(start))))
}

//export counter_add
func counter_add(counter C.uintptr_t, n C.int64_t) C.int64_t {
	return C.int64_t(cgo.Handle(counter).Value().(*values.Counter).Add(int(n)))
}

//export free_counter
func free_counter(counter C.uintptr_t) { cgo.Handle(counter).Delete() }

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
