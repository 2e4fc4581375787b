package host

import (
	"bytes"
	"context"
	"runtime/pprof"
	"strings"
	"testing"
)

func TestLabel_IsInheritedAndNoProfileTripsOverIt(t *testing.T) {
	p := attach(t)
	th := of(p)
	th.keep(1, "test.Keep")
	descends := func() bool { return th.watch.running().descends() }
	var profile bytes.Buffer
	if err := pprof.StartCPUProfile(&profile); err != nil {
		t.Skip(err)
	}
	below, spawned, during := make(chan bool), make(chan bool), false
	later := make(chan chan bool)
	direct(p, func(c *Call) float64 {
		go func() {
			go func() {
				below <- descends()
				(<-later) <- descends()
			}()
		}()
		during = <-below
		spawn(func() { spawned <- descends() })
		if <-spawned {
			t.Error("what is spawned belongs to the call")
		}
		var text bytes.Buffer
		for _, debug := range []int{0, 1, 2} {
			if err := pprof.Lookup("goroutine").WriteTo(&text, debug); err != nil {
				t.Error(err)
			}
		}
		if strings.Contains(text.String(), "labels: {\"") {
			t.Errorf("a profile finds labels: %s", text.String())
		}
		for n, x := 0, 1.0; n < 20_000_000; n++ { // something to sample
			x *= 1.0000001
		}
		return c.Int(1)
	})
	pprof.StopCPUProfile()
	if !during {
		t.Error("a goroutine of a goroutine of the call does not belong to it")
	}
	direct(p, func(c *Call) float64 {
		answer := make(chan bool)
		later <- answer
		if <-answer {
			t.Error("a goroutine of an earlier call belongs to this one")
		}
		return c.Int(1)
	})
	// The user's own labels are theirs again.
	pprof.Do(context.Background(), pprof.Labels("mine", "yes"), func(context.Context) {
		before := runtime_getProfLabel()
		direct(p, func(c *Call) float64 {
			if runtime_getProfLabel() == before {
				t.Error("the call has no label")
			}
			return c.Int(1)
		})
		if runtime_getProfLabel() != before {
			t.Error("the user's label is lost")
		}
	})
}

func BenchmarkDirectThatKeeps(b *testing.B) {
	p := attach(b)
	of(p).keep(1, "test.Keep")
	b.ReportAllocs()
	for b.Loop() {
		addDirect(p, 1, 2)
	}
}
