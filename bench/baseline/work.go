package main

import "C" // without it the exports are none

import (
	"unsafe"

	"github.com/topherjs/topher/bench/work"
)

// Package work takes numbers and slices only, so its functions are C functions as they are: a slice is a pointer and a length.

//export noop
func noop() { work.Noop() }

//export add2
func add2(a, b float64) float64 { return work.Add2(a, b) }

//export add
func add(a, b int64) int64 { return work.Add(a, b) }

//export sum
func sum(numbers *float64, n int64) float64 { return work.Sum(view(numbers, n)) }

//export normalize
func normalize(numbers *float64, n int64, differences *float64, m int64) int64 {
	return int64(work.Normalize(view(numbers, n), view(differences, m)))
}

//export pi
func pi(terms int64) float64 { return work.Pi(int(terms)) }

//export pi_cores
func pi_cores(terms int64) float64 { return work.PiOnCores(int(terms)) }

//export shuffle
func shuffle(numbers *float64, n int64, seed uint32) { work.Shuffle(view(numbers, n), seed) }

//export shuffle_cores
func shuffle_cores(numbers *float64, n int64, seed uint32) {
	work.ShuffleOnCores(view(numbers, n), seed)
}

//export dot
func dot(a *float64, n int64, b *float64, m int64) float64 {
	return work.Dot(view(a, n), view(b, m))
}

//export dot_cores
func dot_cores(a *float64, n int64, b *float64, m int64) float64 {
	return work.DotOnCores(view(a, n), view(b, m))
}

//export ends
func ends(numbers *float64, n int64) float64 { return work.Ends(view(numbers, n)) }

// view is the caller's memory as a slice, for as long as the call takes.
func view(numbers *float64, n int64) []float64 { return unsafe.Slice(numbers, n) }
