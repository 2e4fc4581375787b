package channels

import (
	"context"
	"slices"
	"testing"
)

func TestCountGivesInOrder(t *testing.T) {
	if sum := Sum(Count(100)); sum != 4950 {
		t.Errorf("the sum is %d", sum)
	}
}

func TestFeedStopsWithItsContext(t *testing.T) {
	f := NewFeed()
	ctx, cancel := context.WithCancel(t.Context())
	c := f.Subscribe(ctx, 5)
	if got := Take(c, 3); !slices.Equal(got, []int{5, 6, 7}) {
		t.Errorf("Take gave %v", got)
	}
	cancel()
	for range c {
	}
	if f.Stopped() > 1 || f.Sent() < 3 {
		t.Errorf("%d stopped, %d sent", f.Stopped(), f.Sent())
	}
}

func TestDoubleConnects(t *testing.T) {
	out := make(chan int)
	go Double(Count(3), out)
	if got := Take(out, 5); !slices.Equal(got, []int{0, 2, 4}) {
		t.Errorf("Take gave %v", got)
	}
}

func TestPingPongWaitsForItsAnswers(t *testing.T) {
	c := make(chan int)
	go func() {
		for x := range c {
			c <- x * 2
		}
	}()
	if x := PingPong(c, 3); x != 14 {
		t.Errorf("PingPong gave %d", x)
	}
}

func TestQueueWorksOff(t *testing.T) {
	q := NewQueue(1)
	go SendTexts(q.In(), "a", "b")
	if got := Gather(q.Out()); !slices.Equal(got, []string{"A", "B"}) {
		t.Errorf("Gather gave %v", got)
	}
	q.Wait()
}

func TestMergeGivesAll(t *testing.T) {
	if sum := Sum(Merge(t.Context(), Count(10), Buffered(10))); sum != 90 {
		t.Errorf("the sum is %d", sum)
	}
	if sum := SumAll(Count(10), Count(10)); sum != 90 {
		t.Errorf("the sum is %d", sum)
	}
}

func TestIteratorsGiveTheirValues(t *testing.T) {
	if sum := SumSeq(UpTo(10)); sum != 45 {
		t.Errorf("the sum is %d", sum)
	}
	if got := TakeSeq(Naturals(), 2); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("TakeSeq gave %v", got)
	}
}
