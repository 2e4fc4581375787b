package host

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/topherjs/topher/go/bridge/wire"
)

// A lease is the time for which the functions that were lent to a call may be called.
type lease struct {
	over    atomic.Bool
	foreign atomic.Bool // a goroutine ended because it called one
	once    sync.Once
	first   Func // most calls are lent one
}

func (l *lease) goneError() *wire.Error {
	return wire.Errorf(wire.CodeCallbackGone, "a callback that was lent to a call of %s was called after that call", l.first.name)
}

// stray notes that a goroutine which is not JavaScript's ends because it called a function of the lease.
func (l *lease) stray(err *wire.Error) {
	if err.Code == wire.CodeCallbackThread {
		l.foreign.Store(true)
	}
	l.once.Do(func() {
		if l.over.Load() {
			say(l.first.name, "%v; the goroutine ends", err)
			return
		}
		time.AfterFunc(patience, func() {
			if !l.over.Load() {
				say(l.first.name, "%v; that goroutine has ended, and the call still waits", err)
			}
		})
	})
}

// checkLease fails the call where a goroutine of it has ended because of a callback.
func (c *Call) checkLease() {
	if c.lease != nil && c.lease.foreign.Load() {
		refuse(errForeignGoroutine)
	}
}
