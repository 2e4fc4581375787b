// Package maps has maps with each kind of key.
package maps

import "time"

type Key string

type Point struct{ X, Y int }

func Strings(m map[string]int) map[Key]bool                   { return nil }
func Numbers(m map[int]string) map[int64][]string             { return nil }
func Bools(m map[bool]string) map[time.Duration]string        { return nil }
func Structs(m map[Point]string) map[[2]int]string            { return nil }
func Anything(m map[any]string) map[time.Time]string          { return nil }
func Nested(m map[string]map[string][]Point) map[string]Point { return nil }
