package host

import (
	"slices"
	"testing"
)

func TestPin_KeepsSlotsFromBeingDropped(t *testing.T) {
	s := &of(attach(t)).slots
	dropped := func() []uint32 {
		into := make([]uint32, 10)
		into = into[:s.takeDropped(into)]
		slices.Sort(into)
		return into
	}
	s.Lock()
	s.drop(1)
	s.drop(2)
	s.Unlock()
	s.pin([]uint32{1, 3})
	s.pin([]uint32{1})
	if got := dropped(); !slices.Equal(got, []uint32{2}) {
		t.Errorf("%v are dropped while an answer mentions 1", got)
	}
	s.unpin([]uint32{1})
	if got := dropped(); len(got) != 0 {
		t.Errorf("%v are dropped while another answer mentions 1", got)
	}
	// 3 was never anything of Go's: the answer that mentions it could not be read.
	s.unpin([]uint32{1, 3})
	if got := dropped(); !slices.Equal(got, []uint32{1, 3}) {
		t.Errorf("%v are dropped, want 1 and 3", got)
	}
	// What Go holds is not.
	s.pin([]uint32{4, 5})
	th := of(attach(t))
	th.slots.pin([]uint32{4, 5})
	f, e := th.keep(4, "test.Keep"), th.caught(5, "x")
	th.slots.unpin([]uint32{4, 5})
	if n := th.slots.takeDropped(make([]uint32, 10)); n != 0 || f == nil || e == nil {
		t.Errorf("%d are dropped that Go holds", n)
	}
}
