//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/topherjs/topher/bench/values"
)

//go:wasmexport half
func half(x float64) float64 { return values.Half(x) }

//go:wasmexport echo_text
func echoText(n uint32) { giveText(values.EchoText(string(input(n)))) }

//go:wasmexport echo_bytes
func echoBytes(n uint32) { giveBytes(values.EchoBytes(input(n))) }

//go:wasmexport move_item
func moveItem(n uint32) { giveJSON(values.MoveItem(takeJSON[values.Item](n))) }

//go:wasmexport items
func items(count uint32) { giveJSON(values.Items(int(count))) }

//go:wasmexport sum_items
func sumItems(n uint32) float64 { return values.SumItems(takeJSON[[]values.Item](n)) }

//go:wasmexport echo_items
func echoItems(n uint32) { giveJSON(values.EchoItems(takeJSON[[]values.Item](n))) }

//go:wasmexport double_map
func doubleMap(n uint32) { giveJSON(values.DoubleMap(takeJSON[map[string]float64](n))) }

// refuse gives the error's text.
//
//go:wasmexport refuse
func refuse(n uint32) { giveText(values.Refuse(string(input(n))).Error()) }

// callBack calls the function that the client has put into callbackName: an exported function takes no value of JavaScript.
//
//go:wasmexport call_back
func callBack(times uint32) float64 {
	f := js.Global().Get(callbackName)
	return values.CallBack(int(times), func(x float64) float64 { return f.Invoke(x).Float() })
}

const callbackName = "benchCallback"

// counters are the values that the client holds by their numbers.
var counters []*values.Counter

//go:wasmexport new_counter
func newCounter(start float64) uint32 {
	counters = append(counters, values.NewCounter(int(start)))
	return uint32(len(counters) - 1)
}

//go:wasmexport counter_add
func counterAdd(number uint32, n float64) float64 { return float64(counters[number].Add(int(n))) }
