package callers

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

func TestMapCallsForEach(t *testing.T) {
	if got := Map([]int{1, 2, 3}, func(x int) int { return x * x }); !slices.Equal(got, []int{1, 4, 9}) {
		t.Errorf("Map gave %v", got)
	}
}

func TestVisitEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	n, err := Visit(ctx, 10, func(_ context.Context, i int) error {
		if i == 3 {
			cancel()
		}
		return nil
	})
	if n != 4 || !errors.Is(err, context.Canceled) {
		t.Errorf("Visit gave %d, %v", n, err)
	}
}

func TestApplyNamesThePluginThatFails(t *testing.T) {
	text, err := Apply(t.Context(), "a", NewUpper(), NewUpper())
	if text != "A" || err != nil {
		t.Errorf("Apply gave %q, %v", text, err)
	}
	if name := First([]Plugin{NewUpper()}); name != "upper" {
		t.Errorf("First gave %q", name)
	}
}

func TestBusCallsItsListeners(t *testing.T) {
	b := NewBus()
	b.Listen(func(event string) int { return len(event) })
	b.Publish("four")
	if err := b.Close(); err != nil || b.Total() != 4 {
		t.Errorf("Total is %d", b.Total())
	}
}

func TestBeginCallsLater(t *testing.T) {
	if sum := Begin(4, 0, func(i int) int { return i })(); sum != 6 {
		t.Errorf("Begin gave %d", sum)
	}
}

func TestTickerStops(t *testing.T) {
	ticks := make(chan int, 100)
	StartTicker(time.Millisecond, func(i int) { ticks <- i })
	if i := <-ticks; i != 0 {
		t.Errorf("the first tick is %d", i)
	}
	StopTicker()
}
