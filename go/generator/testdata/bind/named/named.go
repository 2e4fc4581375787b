// Package named has named types with methods that cross as what they are made of.
package named

// Values are like those of a query.
type Values map[string][]string

// Get reads.
func (v Values) Get(key string) string { return "" }

// Set writes to the map.
func (v Values) Set(key, value string) { v[key] = []string{value} }

type List []string

func (l List) Len() int       { return len(l) }
func (l *List) Push(s string) { *l = append(*l, s) }

type IP []byte

func (ip IP) Equal(other IP) bool           { return string(ip) == string(other) }
func (ip *IP) UnmarshalText(b []byte) error { return nil }

type ID [16]byte

func (id ID) String() string { return "" }
func (id *ID) Fill(b byte)   {}

type Weight float64

func (w Weight) Pounds() float64 { return 0 }
func (w *Weight) Set(f float64)  {}

type Visit func(n int) bool

func (v Visit) All(ns []int) bool { return true }

type Tree []Tree

type Anything any

type Plain string

func Use(v Values, l List, w Weight, p Plain, visit Visit) (IP, Anything) { return nil, nil }
