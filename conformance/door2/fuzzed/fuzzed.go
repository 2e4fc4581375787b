// Package fuzzed makes values of many types by chance, and says what must come back of them from JavaScript: the mapping's own rules, written
// down once more with reflection alone.
package fuzzed

import (
	"reflect"
	"runtime"
	"time"
)

// A Maker makes values of a type. The same seed and size always make the same value.
//
//topher:instantiate bool
//topher:instantiate int8
//topher:instantiate int16
//topher:instantiate int32
//topher:instantiate int64
//topher:instantiate int
//topher:instantiate uint8
//topher:instantiate uint16
//topher:instantiate uint32
//topher:instantiate uint64
//topher:instantiate uint
//topher:instantiate uintptr
//topher:instantiate float32
//topher:instantiate float64
//topher:instantiate string
//topher:instantiate []byte
//topher:instantiate [4]byte
//topher:instantiate []int8
//topher:instantiate []int16
//topher:instantiate []int32
//topher:instantiate []int64
//topher:instantiate []uint16
//topher:instantiate []uint32
//topher:instantiate []uint64
//topher:instantiate []float32
//topher:instantiate []float64
//topher:instantiate []Celsius
//topher:instantiate [3]float64
//topher:instantiate [2]int16
//topher:instantiate [0]string
//topher:instantiate []int
//topher:instantiate []uint
//topher:instantiate []bool
//topher:instantiate []string
//topher:instantiate []time.Duration
//topher:instantiate [][]float64
//topher:instantiate [][][]string
//topher:instantiate [2]bool
//topher:instantiate [2][2]string
//topher:instantiate map[string]int
//topher:instantiate map[Color]float32
//topher:instantiate map[int]string
//topher:instantiate map[int64]string
//topher:instantiate map[uint8]bool
//topher:instantiate map[bool]float64
//topher:instantiate map[float64]string
//topher:instantiate map[Key]int
//topher:instantiate map[[2]int]string
//topher:instantiate map[string]map[string][]float64
//topher:instantiate map[any]string
//topher:instantiate *int
//topher:instantiate *string
//topher:instantiate *[]string
//topher:instantiate *Scalars
//topher:instantiate []*Scalars
//topher:instantiate time.Time
//topher:instantiate []time.Time
//topher:instantiate time.Duration
//topher:instantiate []error
//topher:instantiate any
//topher:instantiate []any
//topher:instantiate map[string]any
//topher:instantiate map[any]any
//topher:instantiate Color
//topher:instantiate []Color
//topher:instantiate Level
//topher:instantiate Celsius
//topher:instantiate Readings
//topher:instantiate Scalars
//topher:instantiate []Scalars
//topher:instantiate Nested
//topher:instantiate Embedding
//topher:instantiate Node
//topher:instantiate Tree
//topher:instantiate Forest
//topher:instantiate Empty
//topher:instantiate []Empty
type Maker[T any] struct{ made int }

// Make makes a value. Nothing in it is larger than size.
func (m *Maker[T]) Make(seed, size int) T {
	m.made++
	var v T
	makeInto(reflect.ValueOf(&v).Elem(), seed, size)
	return v
}

// Refusals are the codes of the errors with which the value that Make makes does not reach JavaScript, and with which it does not come
// back. Empty where it does.
func (m *Maker[T]) Refusals(seed, size int) (out, back string) {
	var c crossing
	v := m.Make(seed, size)
	c.typed(reflect.ValueOf(&v).Elem())
	return c.out, c.back
}

// Differs says where v, which came back, is not what the mapping makes of the value that Make makes. Empty where it is.
func (m *Maker[T]) Differs(seed, size int, v T) string {
	var c crossing
	made := m.Make(seed, size)
	want := c.typed(reflect.ValueOf(&made).Elem())
	return differ(want, reflect.ValueOf(&v).Elem(), "value")
}

// Echo gives v back.
func (m *Maker[T]) Echo(v T) T { return v }

// Made is how many values it has made.
func (m *Maker[T]) Made() int { return m.made }

// A Color is one of a few.
type Color string

// The colors.
const (
	Red  Color = "red"
	Blue Color = "blue"
)

// A Level is a small number with names.
type Level int8

// The levels.
const (
	Low  Level = -1
	High Level = 1
)

// Celsius is a number with a name of its own.
type Celsius float64

// Readings is a slice with a name of its own.
type Readings []float64

// Empty has no fields.
type Empty struct{}

// A Key can be the key of a map.
type Key struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

// Scalars has a field of each type without parts.
type Scalars struct {
	Bool    bool    `json:"bool"`
	Tiny    int8    `json:"tiny"`
	Small   uint16  `json:"small"`
	Medium  int32   `json:"medium"`
	Wide    int64   `json:"wide"`
	Huge    uint64  `json:"huge"`
	Plain   int     `json:"plain"`
	Natural uint    `json:"natural"`
	Short   float32 `json:"short"`
	Long    float64 `json:"long"`
	Text    string  `json:"text"`
}

// Nested has fields with parts.
type Nested struct {
	One      Scalars            `json:"one"`
	Maybe    *Scalars           `json:"maybe"`
	List     []Scalars          `json:"list"`
	Named    map[string]Scalars `json:"named"`
	Grid     [][]float64        `json:"grid"`
	Bytes    []byte             `json:"bytes"`
	Digest   [4]byte            `json:"digest"`
	Vector   [3]float64         `json:"vector"`
	Names    []string           `json:"names"`
	ByNumber map[int64]string   `json:"byNumber"`
	Cells    map[Key]string     `json:"cells"`
	At       time.Time          `json:"at"`
	Takes    time.Duration      `json:"takes"`
	Number   *int               `json:"number"`
	Flags    [2]bool            `json:"flags"`
	Color    Color              `json:"color"`
	Anything any                `json:"anything"`
	Problem  error              `json:"problem"`
}

// Base is embedded.
type Base struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// Embedding has the fields of a Base like its own.
type Embedding struct {
	Base
	Extra string `json:"extra"`
}

// A Node refers to its own kind in every way.
type Node struct {
	Value    any             `json:"value"`
	Next     *Node           `json:"next"`
	Children []Node          `json:"children"`
	Named    map[string]Node `json:"named"`
}

// A Tree is made of trees.
type Tree []Tree

// A Forest has forests by name.
type Forest map[string]Forest

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}
