// Package iterators has sequences of values, both ways.
package iterators

import "iter"

type Point struct{ X, Y int }

// Lines is a named iterator.
type Lines func(yield func(line string) bool)

func (l Lines) Count() int { return 0 }

// A Set has iterators as methods.
type Set struct{ items []string }

func (s *Set) All() iter.Seq2[int, string]                    { return nil }
func (s *Set) Insert(items iter.Seq[string])                  {}
func Seq(n int) iter.Seq[int]                                 { return nil }
func Points() iter.Seq2[string, *Point]                       { return nil }
func Yield(seq func(yield func(n int) bool)) Lines            { return nil }
func Sum(seq iter.Seq[float64]) float64                       { return 0 }
func Collect(seq iter.Seq2[string, []byte]) map[string][]byte { return nil }
func Zero(seq func(yield func() bool))                        {}
func Zeros() func(yield func() bool)                          { return nil }
func Channels() iter.Seq[chan int]                            { return nil }
func Try() (iter.Seq[int], error)                             { return nil, nil }
func Nested() iter.Seq[iter.Seq[int]]                         { return nil }
func Three(f func(yield func(a, b, c int) bool))              {}
