package tasks

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestDivideFails(t *testing.T) {
	if _, err := Divide(1, 0); !errors.Is(err, ErrZero) {
		t.Errorf("Divide gave %v", err)
	}
}

func TestGateLetsThroughWhoWaits(t *testing.T) {
	g := NewGate()
	passed := make(chan int)
	go func() { passed <- g.Pass(5) }()
	for g.Waiting() != 1 {
		time.Sleep(time.Millisecond)
	}
	g.Open()
	if n := <-passed; n != 5 || g.Passed() != 1 {
		t.Errorf("Pass gave %d, %d have passed", n, g.Passed())
	}
}

func TestWatchRemembersTheCause(t *testing.T) {
	w := NewWatch()
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(ErrZero)
	if err := w.Wait(ctx); err != ErrZero || w.Times() != 1 {
		t.Errorf("Wait gave %v", err)
	}
	if err, _ := w.Err(); err != context.Canceled {
		t.Errorf("Err is %v", err)
	}
}

func TestSessionEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s, err := Open(ctx, "x", 0)
	if err != nil || !s.Alive() {
		t.Fatalf("Open gave %v", err)
	}
	cancel()
	if _, err := s.Ask(t.Context(), "?"); !errors.Is(err, context.Canceled) {
		t.Errorf("Ask gave %v", err)
	}
}

func TestStoreWaitsForItsTexts(t *testing.T) {
	s := NewStore()
	go func() {
		time.Sleep(5 * time.Millisecond)
		s.Put("a", "text")
	}()
	if text, err := s.Get(t.Context(), "a"); text != "text" || err != nil {
		t.Errorf("Get gave %q, %v", text, err)
	}
}
