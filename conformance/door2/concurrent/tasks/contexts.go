package tasks

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// The errors of contexts.
var (
	ErrCanceled = context.Canceled
	ErrDeadline = context.DeadlineExceeded
)

var started, finished atomic.Int64

// Started counts the calls of functions that take a context.
func Started() int { return int(started.Load()) }

// Finished counts those that have returned.
func Finished() int { return int(finished.Load()) }

func begin() func() {
	started.Add(1)
	return func() { finished.Add(1) }
}

// Wait waits until ctx is done.
func Wait(ctx context.Context) error {
	defer begin()()
	<-ctx.Done()
	return ctx.Err()
}

// WaitFor waits until ctx is done, or d has passed, and gives n.
func WaitFor(ctx context.Context, n int, d time.Duration) (int, error) {
	defer begin()()
	select {
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	case <-time.After(d):
		return n, nil
	}
}

// Deaf does not look at ctx: it gives n after d.
func Deaf(ctx context.Context, n int, d time.Duration) (int, error) {
	defer begin()()
	time.Sleep(d)
	return n, nil
}

// Plain takes no error away with it.
func Plain(ctx context.Context, n int) int {
	defer begin()()
	return n + 1
}

// Remaining says how much time is left.
func Remaining(ctx context.Context) (left time.Duration, ok bool) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return 0, false
	}
	return time.Until(deadline), true
}

// IsDone tells whether ctx is done already.
func IsDone(ctx context.Context) bool { return ctx.Err() != nil }

// JoinAll takes a variadic.
func JoinAll(ctx context.Context, separator string, parts ...string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return strings.Join(parts, separator), nil
}

// PanicsLater panics when ctx is done.
func PanicsLater(ctx context.Context, message string) {
	<-ctx.Done()
	panic(message)
}

// A Watch remembers how contexts ended.
type Watch struct {
	mu    sync.Mutex
	err   error
	cause error
	times int
}

// NewWatch makes a watch.
func NewWatch() *Watch { return &Watch{} }

// Wait waits until ctx is done and remembers why, which it gives.
func (w *Watch) Wait(ctx context.Context) error {
	<-ctx.Done()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.err, w.cause = ctx.Err(), context.Cause(ctx)
	w.times++
	return w.cause
}

// Err is what ctx.Err was.
func (w *Watch) Err() (error, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err, w.err != nil
}

// Cause is what context.Cause was.
func (w *Watch) Cause() (error, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cause, w.cause != nil
}

// Times counts the ends.
func (w *Watch) Times() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.times
}

// A Session lives as long as its context.
type Session struct {
	name string
	ctx  context.Context
}

var sessions atomic.Int64

// Sessions counts those whose context is not done.
func Sessions() int { return int(sessions.Load()) }

// Open opens a session, after d.
func Open(ctx context.Context, name string, d time.Duration) (*Session, error) {
	if name == "" {
		return nil, errors.New("a session needs a name")
	}
	time.Sleep(d)
	sessions.Add(1)
	context.AfterFunc(ctx, func() { sessions.Add(-1) })
	return &Session{name, ctx}, nil
}

// Name is its name.
func (s *Session) Name() string { return s.name }

// Alive tells whether the context is not done.
func (s *Session) Alive() bool { return s.ctx.Err() == nil }

// Cause is why it is done.
func (s *Session) Cause() (error, bool) {
	err := context.Cause(s.ctx)
	return err, err != nil
}

// Ask waits for the answer as long as ctx and the session live.
func (s *Session) Ask(ctx context.Context, question string) (string, error) {
	switch {
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case s.ctx.Err() != nil:
		return "", fmt.Errorf("session %s is over: %w", s.name, context.Cause(s.ctx))
	}
	return s.name + " says: " + question, nil
}

// OpenBoth gives two sessions with one context.
func OpenBoth(ctx context.Context) (first, second *Session) {
	return &Session{"first", ctx}, &Session{"second", ctx}
}

// OpenNone gives a session that is nil.
func OpenNone(ctx context.Context) *Session { return nil }

// OpenNil promises a session and gives none.
func OpenNil(ctx context.Context) (*Session, error) { return nil, nil }

// OpenAny gives a session as any.
func OpenAny(ctx context.Context) any { return &Session{"any", ctx} }

// Handler takes a context.
type Handler func(ctx context.Context, n int) (string, error)

// MakeHandler gives a func of Go that takes a context.
func MakeHandler(name string) Handler {
	return func(ctx context.Context, n int) (string, error) {
		if n < 0 {
			<-ctx.Done()
			return "", context.Cause(ctx)
		}
		return fmt.Sprint(name, " ", n), nil
	}
}

// A Store keeps texts by name.
type Store struct {
	mu    sync.Mutex
	texts map[string]string
}

// NewStore makes a store.
func NewStore() *Store { return &Store{texts: map[string]string{}} }

// Put keeps a text.
func (s *Store) Put(key, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.texts[key] = text
}

// Get gives a text, or waits for it as long as ctx lives.
func (s *Store) Get(ctx context.Context, key string) (string, error) {
	for {
		s.mu.Lock()
		text, ok := s.texts[key]
		s.mu.Unlock()
		if ok {
			return text, nil
		}
		select {
		case <-ctx.Done():
			return "", context.Cause(ctx)
		case <-time.After(time.Millisecond):
		}
	}
}

// GetAll gives several.
func (s *Store) GetAll(ctx context.Context, keys ...string) (map[string]string, error) {
	texts := map[string]string{}
	for _, key := range keys {
		text, err := s.Get(ctx, key)
		if err != nil {
			return texts, err
		}
		texts[key] = text
	}
	return texts, nil
}

// Total adds up as long as ctx is not done.
func (v Values) Total(ctx context.Context) (int, error) {
	if ctx.Err() != nil {
		return 0, context.Cause(ctx)
	}
	total := 0
	for _, x := range v {
		total += x
	}
	return total, nil
}
