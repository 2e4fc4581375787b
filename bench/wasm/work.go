//go:build js && wasm

package main

import "github.com/topherjs/topher/bench/work"

//go:wasmexport noop
func noop() { work.Noop() }

//go:wasmexport add2
func add2(a, b float64) float64 { return work.Add2(a, b) }

//go:wasmexport add
func add(a, b int64) int64 { return work.Add(a, b) }

//go:wasmexport sum
func sum(n uint32) float64 { return work.Sum(floats(0, n)) }

// normalize reads the first room and writes the second.
//
//go:wasmexport normalize
func normalize(n, space uint32) uint32 { return uint32(work.Normalize(floats(0, n), floats(1, space))) }

//go:wasmexport pi
func pi(terms float64) float64 { return work.Pi(int(terms)) }

//go:wasmexport shuffle
func shuffle(n, seed uint32) { work.Shuffle(floats(0, n), seed) }

//go:wasmexport dot
func dot(n, m uint32) float64 { return work.Dot(floats(0, n), floats(1, m)) }

//go:wasmexport ends
func ends(n uint32) float64 { return work.Ends(floats(0, n)) }
