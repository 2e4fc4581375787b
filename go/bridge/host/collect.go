package host

import (
	"runtime"
	"slices"
	"sync"
	"time"
)

// What JavaScript streams to a task, or takes from it, ends when Go has the channel, the reader or the writer no longer, which only
// the collector can tell. A program that does little else may not collect for minutes, so a task that has returned asks for it.

// lent is a stream that JavaScript gave to a task.
type lent interface {
	isOver() bool
	loosen()
}

// collectAfter asks the collector soon after a task's function has returned, if the stream is not over.
func collectAfter(k *Task, s lent) {
	k.after(func() {
		if !s.isOver() {
			s.loosen()
			collector.want(s)
		}
	})
}

const (
	collectSoon  = 5 * time.Millisecond
	collectPause = 60 * time.Millisecond
	// collectShare of the time passes between two collections, so that they take a fiftieth of it at most.
	collectShare = 50
	// collectRounds are tried for one stream: the function may have left it to a goroutine, and pools forget only what two collections
	// in a row have seen.
	collectRounds = 4
)

// collector collects as long as streams are there that may be over.
var collector collection

type collection struct {
	sync.Mutex
	wanted []wanted
	armed  bool
	next   time.Time
}

type wanted struct {
	stream lent
	rounds int
}

func (c *collection) want(s lent) {
	c.Lock()
	defer c.Unlock()
	c.wanted = append(c.wanted, wanted{s, collectRounds})
	c.arm(collectSoon)
}

// arm has collect called once, not too soon. The lock is held.
func (c *collection) arm(soon time.Duration) {
	if !c.armed {
		c.armed = true
		time.AfterFunc(max(soon, time.Until(c.next)), c.collect)
	}
}

func (c *collection) collect() {
	c.Lock()
	defer c.Unlock()
	c.armed = false
	c.wanted = slices.DeleteFunc(c.wanted, func(w wanted) bool { return w.rounds == 0 || w.stream.isOver() })
	if len(c.wanted) == 0 {
		c.wanted = nil
		return
	}
	for i := range c.wanted {
		c.wanted[i].rounds--
		c.wanted[i].stream.loosen()
	}
	begin := time.Now()
	runtime.GC()
	end := time.Now()
	c.next = end.Add(max(collectPause, collectShare*end.Sub(begin)))
	c.arm(collectPause)
}
