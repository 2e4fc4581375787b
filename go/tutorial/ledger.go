package main

import (
	"sync"
	"unsafe"
)

// ledger knows which memory a caller still owes, so that giving back twice, or giving back what never came from here,
// does nothing instead of corrupting the C heap. It is safe for any thread; the zero value is ready.
type ledger struct {
	mu   sync.Mutex
	owed map[uintptr]struct{}
}

func (l *ledger) enter(p unsafe.Pointer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.owed == nil {
		l.owed = make(map[uintptr]struct{})
	}
	l.owed[uintptr(p)] = struct{}{}
}

// strike reports whether p was owed, and no longer is.
func (l *ledger) strike(p unsafe.Pointer) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, ok := l.owed[uintptr(p)]
	delete(l.owed, uintptr(p))
	return ok
}

func (l *ledger) live() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return int64(len(l.owed))
}
