// Package pointers has pointers to values that are no structs, and pointers that cannot cross.
package pointers

import "time"

type Color int

const Red Color = 1

func Int(p *int) *int                  { return p }
func Text(p *string) *Color            { return nil }
func Time(p *time.Time) *time.Duration { return nil }
func List(p *[]string) *map[string]int { return nil }
func Twice(p **int)                    {}
func Iface(p *any)                     {}
func Err(p *error)                     {}
func Anon(p *struct{ X int })          {}
