package host

import (
	"runtime"
	"sync"
	"time"
)

// What JavaScript streams to a task is stopped when Go has the channel or the reader no longer, which only the collector can tell.
// A program that does little else may not collect for minutes, so a task that has returned asks for it.

// lent is a stream that JavaScript gave to a task.
type lent interface {
	isOver() bool
	loosen()
}

// collectAfter asks the collector soon after a task's function has returned, if it has not read the stream to its end.
func collectAfter(k *Task, s lent) {
	k.after(func() {
		if !s.isOver() {
			s.loosen()
			collectIn(collectTimes, s)
		}
	})
}

// collectTimes are when it is asked: the function may have left to a goroutine what it was given, and pools forget only what two
// collections in a row have seen.
var collectTimes = []time.Duration{5 * time.Millisecond, 60 * time.Millisecond, 500 * time.Millisecond}

func collectIn(times []time.Duration, s lent) {
	if len(times) == 0 {
		return
	}
	time.AfterFunc(times[0], func() {
		if !s.isOver() {
			s.loosen()
			collector.collect()
			collectIn(times[1:], s)
		}
	})
}

// The collector takes at most a fiftieth of the time for this.
const (
	collectPause = 50 * time.Millisecond
	collectShare = 50
)

type collection struct {
	sync.Mutex
	next time.Time
}

var collector collection

func (c *collection) collect() {
	c.Lock()
	defer c.Unlock()
	begin := time.Now()
	if begin.Before(c.next) {
		return
	}
	runtime.GC()
	end := time.Now()
	c.next = end.Add(max(collectPause, collectShare*end.Sub(begin)))
}
