package main

// #include "addon.h"
import "C"

import (
	"unsafe"

	"github.com/topherjs/topher/bench/values"
)

// What addon.c calls for the functions of package values. The results are made by Node-API of Go's own memory, which is there during the call.

//export addon_echo_text
func addon_echo_text(env C.napi_env, text *C.char, n C.int64_t) C.napi_value {
	echo := values.EchoText(C.GoStringN(text, C.int(n)))
	return C.made_text(env, characters(echo), C.int64_t(len(echo)))
}

//export addon_echo_bytes
func addon_echo_bytes(env C.napi_env, bytes unsafe.Pointer, n C.int64_t) C.napi_value {
	echo := values.EchoBytes(unsafe.Slice((*byte)(bytes), int(n)))
	return C.made_bytes(env, unsafe.Pointer(unsafe.SliceData(echo)), C.int64_t(len(echo)))
}

//export addon_move_item
func addon_move_item(env C.napi_env, item *C.struct_item, names *C.char) C.napi_value {
	moved := values.MoveItem(values.Item{
		ID:    int64(item.id),
		Price: float64(item.price),
		Name:  C.GoStringN(names, C.int(item.name_length)),
	})
	out := C.struct_item{C.int64_t(moved.ID), C.double(moved.Price), 0, C.int64_t(len(moved.Name))}
	return C.made_item(env, &out, characters(moved.Name))
}

//export addon_items
func addon_items(env C.napi_env, n C.int64_t) C.napi_value {
	return madeItems(env, values.Items(int(n)))
}

//export addon_sum_items
func addon_sum_items(items *C.struct_item, n C.int64_t, names *C.char) float64 {
	return values.SumItems(itemsOf(items, n, names))
}

//export addon_echo_items
func addon_echo_items(env C.napi_env, items *C.struct_item, n C.int64_t, names *C.char) C.napi_value {
	return madeItems(env, values.EchoItems(itemsOf(items, n, names)))
}

//export addon_double_map
func addon_double_map(env C.napi_env, entries *C.struct_item, n C.int64_t, names *C.char) C.napi_value {
	in := make(map[string]float64, n)
	for _, entry := range itemsOf(entries, n, names) {
		in[entry.Name] = entry.Price
	}
	doubled := values.DoubleMap(in)
	all := make([]values.Item, 0, len(doubled))
	for name, x := range doubled {
		all = append(all, values.Item{Name: name, Price: x})
	}
	structs, text := structsOf(all)
	return C.made_map(env, unsafe.SliceData(structs), C.int64_t(len(structs)), text)
}

//export addon_refuse
func addon_refuse(env C.napi_env, text *C.char, n C.int64_t) {
	if err := values.Refuse(C.GoStringN(text, C.int(n))); err != nil {
		message := err.Error()
		C.throw_error(env, characters(message), C.int64_t(len(message)))
	}
}

//export addon_call_back
func addon_call_back(env C.napi_env, times C.int64_t, function C.napi_value) float64 {
	return values.CallBack(int(times), func(x float64) float64 {
		return float64(C.call_function(env, function, C.double(x)))
	})
}

func madeItems(env C.napi_env, all []values.Item) C.napi_value {
	structs, text := structsOf(all)
	return C.made_items(env, unsafe.SliceData(structs), C.int64_t(len(structs)), text)
}

// itemsOf reads the structs, and the text of all their names at once.
func itemsOf(structs *C.struct_item, n C.int64_t, names *C.char) []values.Item {
	in := unsafe.Slice(structs, int(n))
	if n == 0 {
		return nil
	}
	last := in[n-1]
	text := C.GoStringN(names, C.int(last.name+last.name_length))
	all := make([]values.Item, n)
	for i, item := range in {
		name := text[item.name : item.name+item.name_length]
		all[i] = values.Item{ID: int64(item.id), Price: float64(item.price), Name: name}
	}
	return all
}

// structsOf gives the items without pointers, and the text of their names.
func structsOf(all []values.Item) ([]C.struct_item, *C.char) {
	size := 0
	for i := range all {
		size += len(all[i].Name)
	}
	text := make([]byte, 0, size)
	structs := make([]C.struct_item, len(all))
	for i, item := range all {
		structs[i] = C.struct_item{C.int64_t(item.ID), C.double(item.Price), C.int64_t(len(text)), C.int64_t(len(item.Name))}
		text = append(text, item.Name...)
	}
	return structs, (*C.char)(unsafe.Pointer(unsafe.SliceData(text)))
}

// characters is the text where it is.
func characters(text string) *C.char { return (*C.char)(unsafe.Pointer(unsafe.StringData(text))) }
