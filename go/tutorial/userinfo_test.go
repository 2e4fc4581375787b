package main

import (
	"sync"
	"testing"
	"unsafe"
)

func TestGreeting_NamesThePerson(t *testing.T) {
	if got := greeting("Ada"); got != "Hello, Ada!" {
		t.Errorf("got %q", got)
	}
	if got := greeting(""); got != "Hello!" {
		t.Errorf("got %q", got)
	}
}

func TestUserInfo_LivesUntilItIsReleased(t *testing.T) {
	before := userInfosLive()
	a, b := userInfo(nil), userInfo(nil)
	if got := userInfosLive() - before; got != 2 {
		t.Errorf("%d live, want 2", got)
	}
	if text(a.greeting) != "Hello!" || text(a.name) != "" || a.nameLength != 0 {
		t.Errorf("got %q, %q, %d", text(a.greeting), text(a.name), a.nameLength)
	}
	userInfoRelease(a)
	userInfoRelease(a)
	if got := userInfosLive() - before; got != 1 {
		t.Errorf("%d live after releasing one twice, want 1", got)
	}
	userInfoRelease(b)
	b.name = nil
	userInfoRelease(b)
	if got := userInfosLive() - before; got != 0 {
		t.Errorf("%d live, want 0", got)
	}
}

func TestLedger_StrikesOnce(t *testing.T) {
	var l ledger
	var x, y byte
	l.enter(unsafe.Pointer(&x))
	if l.live() != 1 || l.strike(unsafe.Pointer(&y)) || l.strike(nil) {
		t.Error("struck what was never entered")
	}
	if !l.strike(unsafe.Pointer(&x)) || l.strike(unsafe.Pointer(&x)) || l.live() != 0 {
		t.Error("one entry must be struck exactly once")
	}
}

func TestLedger_Hammer(t *testing.T) {
	var l ledger
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			block := make([]byte, 1000)
			for i := range block {
				l.enter(unsafe.Pointer(&block[i]))
			}
			for i := range block {
				if !l.strike(unsafe.Pointer(&block[i])) {
					t.Error("an entry is missing")
				}
			}
		})
	}
	wg.Wait()
	if l.live() != 0 {
		t.Errorf("%d live, want 0", l.live())
	}
}
