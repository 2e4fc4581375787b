package main

import "C" // without it the exports are none

import (
	"github.com/topherjs/topher/bench/allocations"
	"github.com/topherjs/topher/bench/work"
)

// allocated writes the number of objects and of bytes that were ever allocated.
//
//export allocated
func allocated(into *float64, n int64) {
	count, bytes := allocations.Read()
	copy(view(into, n), []float64{float64(count), float64(bytes)})
}

// address tells where the numbers lie.
//
//export address
func address(numbers *float64, n int64) uint64 { return work.Address(view(numbers, n)) }

// collect runs the garbage collector.
//
//export collect
func collect() { work.Collect() }
