// Package tasks has functions that take a context, functions that a directive makes asynchronous, and funcs in each form.
package tasks

import (
	"context"
	"io"
	"time"
)

// Wait takes nothing but a context.
func Wait(ctx context.Context) error { return ctx.Err() }

// Fetch has other parameters behind it.
func Fetch(ctx context.Context, url string, retries ...int) (body string, status int, err error) {
	return "", 0, nil
}

// Unnamed parameters are counted without the context.
func Unnamed(_ context.Context, _ string, _ []float64) {}

// Sum copies what a synchronous form would borrow.
func Sum(ctx context.Context, xs []float64) float64 { return 0 }

// Fill would be written back into.
func Fill(ctx context.Context, xs []float64, p *Point) {}

// Each would be lent its function.
func Each(ctx context.Context, f func(int)) { f(1) }

// Add has both forms, in one of which it is direct.
func Add(a, b int) int { return a + b }

// Lent has a function that only the asynchronous form keeps.
func Lent(f func(int) int) int { return f(1) }

// Slow has only the asynchronous form.
//
//topher:async
func Slow(xs []float64, r io.Reader) time.Duration { return 0 }

// Second takes a context that is no first parameter, and stays what it was.
func Second(name string, ctx context.Context) {}

// Background gives one, which is then a value that can be given.
func Background() context.Context { return context.Background() }

// Both is asynchronous twice over.
//
//topher:async
func Both(ctx context.Context) {}

// A Point is a value.
type Point struct{ X, Y float64 }

// A Runner is a func type that takes a context.
type Runner func(ctx context.Context, name string, args ...string) (int, error)

// Run is a method of a func type.
func (r Runner) Run(ctx context.Context) error { return nil }

// Run takes one.
func Run(r Runner) {}

// NewRunner gives one.
func NewRunner() Runner { return nil }

// Plain gives a func in both forms.
func Plain() func(xs ...string) (int, error) { return nil }

// A Job is an interface that objects of JavaScript can stand for.
type Job interface {
	Name() string
	Do(ctx context.Context, p Point) error
	Async() bool
}

// Do takes one.
func Do(ctx context.Context, j Job) {}

// A Client is a class.
type Client struct {
	// Async is its own, beside the accessor.
	Async string
	name  string
}

// NewClient dials.
func NewClient(ctx context.Context, name string) (*Client, error) { return nil, nil }

// Get is asynchronous.
func (c *Client) Get(ctx context.Context, path string) (string, error) { return "", nil }

// Name has both forms.
func (c *Client) Name() string { return c.name }

// Close cannot be called by itself.
func (c *Client) Close(ctx context.Context) error { return nil }

// String cannot either.
//
//topher:async
func (c *Client) String() string { return c.name }

// Header is a map with methods.
type Header map[string]string

// Load would be written back into.
func (h Header) Load(ctx context.Context) {}

// Get has both forms.
func (h Header) Get(name string) string { return h[name] }
