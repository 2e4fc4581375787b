package host

import (
	"sync"
	"testing"

	"github.com/topherjs/topher/go/bridge/wire"
)

func TestHandles_AreExactNumbers(t *testing.T) {
	th := of(attach(t))
	h := th.hold("first")
	_, s, _ := th.find(h)
	s.generation = maxGeneration
	last := wire.Handle(uint64(maxGeneration)<<32 | uint64(uint32(h)))
	if last > wire.MaxSafe || wire.Handle(float64(last)) != last {
		t.Errorf("%d is not exact", last)
	}
	if v, err := th.held(last); v != "first" || err != nil {
		t.Errorf("the last generation: %v, %v", v, err)
	}
	// Its slot is used up: nothing gets it again, and the handle stays stale.
	if err := th.release(last); err != nil {
		t.Error(err)
	}
	for range 3 * chunkSlots {
		if again := th.hold(1); uint32(again) == uint32(last) {
			t.Fatalf("slot %d is used beyond its last generation", uint32(last)-1)
		}
	}
	if _, err := th.held(last); err != errReleased {
		t.Errorf("a handle of a retired slot: %v", err)
	}
}

func TestHandles_OfAnEndedThreadAreReleasedAndTheirSlotsUsedAgain(t *testing.T) {
	a, b := of(attach(t)), of(attach(t))
	var stale []wire.Handle
	for i := range 2 * chunkSlots {
		stale = append(stale, a.hold(i))
	}
	if _, err := b.held(stale[0]); err != errForeign {
		t.Errorf("another thread's handle: %v", err)
	}
	a.handles.dropAll()
	before := len(*chunks.all.Load())
	for i := range 2 * chunkSlots {
		b.hold(-i)
	}
	if n := len(*chunks.all.Load()); n != before {
		t.Errorf("%d chunks became %d", before, n)
	}
	for _, h := range stale {
		if _, err := b.held(h); err != errReleased {
			t.Fatalf("a handle of the thread that ended: %v", err)
		}
	}
}

func TestHandles_NoNumberIsMistakenForOne(t *testing.T) {
	th := of(attach(t))
	th.hold(1)
	for _, h := range []wire.Handle{0, 1 << 32, 1<<32 - 1, wire.MaxSafe, 1 << 63, 5 << 32} {
		if v, err := th.held(h); err == nil {
			t.Errorf("%d stands for %v", h, v)
		}
	}
}

func TestHandles_Hammer(t *testing.T) {
	var all sync.WaitGroup
	var shared [8]chan wire.Handle
	for i := range shared {
		shared[i] = make(chan wire.Handle, 100)
	}
	for i := range shared {
		th := of(attach(t))
		all.Go(func() {
			held := map[wire.Handle]int{}
			for n := range 20_000 {
				h := th.hold(n)
				held[h] = n
				select {
				case shared[i] <- h: // others try it
				default:
				}
				select {
				case h := <-shared[(i+1)%len(shared)]:
					if _, err := th.held(h); err == nil {
						t.Errorf("thread %d reads the handle of another", i)
					}
				default:
				}
				if n%3 == 0 {
					for h, want := range held {
						if v, err := th.held(h); v != want || err != nil {
							t.Errorf("%v, %v; want %v", v, err, want)
						}
						if th.release(h) != nil || th.release(h) == nil {
							t.Error("a handle is released once")
						}
						delete(held, h)
						break
					}
				}
			}
			if n := th.handles.live.Load(); n != int64(len(held)) {
				t.Errorf("%d handles are counted, %d held", n, len(held))
			}
		})
	}
	all.Wait()
}

// Goroutines hold, the thread reads and releases, until it ends.
func TestHandles_OfGoroutinesHammer(t *testing.T) {
	th := of(attach(t))
	made := make(chan wire.Handle, 100)
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			a := newAway(th, "test.Hold", nil)
			for n := 0; ; n++ {
				h := a.Hold(i<<20 | n)
				if h == 0 {
					return
				}
				if n%3 == 0 {
					a.giveUp() // JavaScript never sees it
					continue
				}
				a.reset()
				made <- h
			}
		})
	}
	for n := range 15_000 {
		h := <-made
		own := th.hold(n)
		if v, err := th.held(h); err != nil || v.(int)>>20 > 3 {
			t.Fatalf("%v, %v", v, err)
		}
		if v, err := th.held(own); v != n || err != nil {
			t.Fatalf("%v, %v", v, err)
		}
		if th.release(h) != nil || th.release(h) != errReleased || th.release(own) != nil {
			t.Fatal("a handle is released once")
		}
	}
	th.handles.dropAll()
	go func() {
		all.Wait()
		close(made)
	}()
	for h := range made {
		if _, err := th.held(h); err == nil {
			t.Fatal("a handle outlives its thread")
		}
	}
	if n := th.handles.live.Load(); n != 0 {
		t.Errorf("%d handles are counted", n)
	}
}

func TestSame(t *testing.T) {
	a, b := &thing{}, &thing{}
	m := map[string]int{}
	s := []int{1, 2}
	for _, c := range []struct {
		a, b any
		want bool
	}{
		{a, a, true}, {a, b, false}, {m, m, true}, {m, map[string]int{}, false}, {s, s, true}, {s, s[:1], false},
		{1, 1, true}, {1, int64(1), false}, {[1]any{s}, [1]any{s}, false},
	} {
		if got := same(c.a, c.b); got != c.want {
			t.Errorf("same(%v, %v) = %v", c.a, c.b, got)
		}
	}
}
