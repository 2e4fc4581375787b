// Package channels has channels in each direction and in each place.
package channels

import (
	"context"
	"iter"
)

// Numbers gives values until it is closed.
func Numbers(n int) <-chan int { return nil }

// Watch ends with its context.
func Watch(ctx context.Context, name string) (<-chan Event, error) { return nil, nil }

// Tail is read to its end.
//
//topher:drain
func Tail(name string) (lines <-chan string, size int64) { return nil, 0 }

// Merge takes several.
func Merge(all ...<-chan int64) <-chan int64 { return nil }

// Send takes what Go sends to.
func Send(out chan<- Event) {}

// Into gives what JavaScript sends to.
func Into() chan<- Event { return nil }

// Pipe goes both ways.
func Pipe(c chan Event) chan Event { return c }

// Requests is a channel of channels.
func Requests() chan chan<- string { return nil }

// Replies has an arrow that belongs to its element.
func Replies(c chan (<-chan string)) {}

// Callbacks brings funcs out of Go, and takes them.
func Callbacks(in <-chan func(int)) <-chan func(string) { return nil }

// An Event is a value with a channel.
type Event struct {
	Name string
	Done chan bool
}

// Ticks is a named type.
type Ticks <-chan int

// Drop drops some.
func (t Ticks) Drop(n int) Ticks { return t }

// A Loop is a channel of itself.
type Loop chan Loop

// Around gives one.
func Around(l Loop) Loop { return l }

// A Bus is a class.
type Bus struct {
	Events chan Event
	sinks  []chan<- Event
}

// Subscribe keeps a channel.
func (b *Bus) Subscribe(sink chan<- Event) { b.sinks = append(b.sinks, sink) }

// All is an iterator, which is asynchronous too.
func (b *Bus) All() iter.Seq[Event] { return nil }

// A Source is an interface that JavaScript can implement.
type Source interface {
	Open(ctx context.Context) (<-chan int32, error)
}

// Use takes one.
func Use(s Source) {}

// ByChannel has channels for keys.
var ByChannel map[chan int]string

// Handler is a func with channels.
type Handler func(in <-chan int, out chan<- int)

// Handle takes one.
func Handle(h Handler) Handler { return h }

// Hidden has an element that nobody can name.
func Hidden() <-chan hidden { return nil }

// Take needs an element that nobody gives.
func Take(in <-chan complex128, out chan<- complex64) {}

type hidden struct{ N int }

// Done signals with what has no value.
func Done() <-chan struct{} { return nil }

// Stop takes signals.
func Stop(signals chan struct{}, set map[string]struct{}) *struct{} { return nil }
