package host

import (
	"sync"
	"time"

	"github.com/topherjs/topher/go/bridge/wire"
)

// What topher_pull says of the values that it gives.
const (
	pullMore   = 0 // there are more
	pullOver   = 1 // they are the last ones
	pullRecord = 2 // a record follows when there are more
)

// A pump runs in a goroutine, takes values out of Go one by one, and keeps them encoded until JavaScript pulls them. It is at most a
// window of them ahead.
//
// A crossing costs as much as dozens of values. So where JavaScript waits, the record that ends that is posted for a burst of values
// together: when there are enough, when no more is there at the moment, or when patience ends.
type pump struct {
	thread *thread
	ready  func()
	cause  func() error  // why its context was cancelled
	run    func(p *pump) // calls put for each value
	window int
	burst  int
	away   *away
	out    wire.Writer
	quit   chan struct{} // closed by stop
	last   chan struct{} // closed by finish
	taking sync.Mutex    // held while the goroutine receives, which ends soon after quit is closed

	mu       sync.Mutex
	space    sync.Cond // the goroutine waits for room
	begun    bool
	asleep   bool // for room
	stopped  bool
	over     bool // no more values come
	finished bool // JavaScript wants no more than what is there
	failure  any  // what the goroutine panicked with, or a cancellation
	promised bool // JavaScript was told that a record follows
	since    time.Time
	timer    *time.Timer
	values   values
}

// patience for a burst of values. An iterator may take as long as it likes for the next one, and nobody could tell.
const burstPatience = 100 * time.Microsecond

// leastBurst is what JavaScript takes from a channel at once.
const leastBurst = 64

// A cancellation is the failure of a pump whose context was cancelled.
type cancellation struct{ cause error }

// newPump is for values of a stream of Go's. What handles among them stand for keeps l alive.
func newPump(s *strand, l *life, window int, run func(p *pump)) *pump {
	p := &pump{thread: s.thread, ready: s.ready, cause: s.cause, run: run, window: max(1, window), quit: make(chan struct{}), last: make(chan struct{})}
	p.burst = min(p.window, max(leastBurst, p.window/2))
	p.away = newAway(s.thread, s.name, l)
	p.out.Objects = p.away
	p.space.L = &p.mu
	return p
}

// pull writes at most so many values, and as many as the arena has room for. over says that the pump has ended and gave all. A
// failure is that of the pull that meets it: pull panics. While a burst is under way it gives nothing yet, so that JavaScript may ask
// again before the record has come.
func (p *pump) pull(c *Call, most int) (over bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.begun && !p.stopped {
		p.begun = true
		spawn(p.work)
	}
	if p.over && p.failure != nil && p.values.count() == 0 {
		failure := p.failure
		p.failure = nil
		if by, ok := failure.(cancellation); ok {
			c.Throw(by.cause)
			return true
		}
		panic(failure)
	}
	const head = 1 + 4
	n := p.values.fit(most, len(c.arena)-c.at-head-heldSize(p.values.handles))
	if p.promised && !p.over && n < p.burst && time.Since(p.since) < burstPatience {
		n = 0
	}
	left := p.values.count() - n
	sum := uint8(pullMore)
	switch {
	case p.promised && n == 0:
		sum = pullRecord
	case left > 0 || p.failure != nil:
	case p.over || p.stopped:
		sum = pullOver
	default:
		sum = pullRecord
		p.promised = true
		p.since = time.Now()
	}
	w := c.Returned()
	w.Uint8(sum)
	w.Uint32(uint32(n))
	w.Raw(p.values.take(n, &c.held))
	if p.asleep && left < p.window {
		p.asleep = false
		p.space.Signal()
	}
	return sum == pullOver
}

// put adds the value that was written to out. The result says whether to go on.
func (p *pump) put() bool {
	if err := p.out.Err(); err != nil {
		panic(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stopped {
		p.away.giveUp()
		return false
	}
	p.values.add(p.out.Written(), p.away)
	if b := p.out.Written(); cap(b) <= maxIdle {
		p.out.Reset(b)
	} else {
		p.out.Reset(nil)
	}
	if p.promised {
		switch n := p.values.count(); {
		case n >= p.burst || time.Since(p.since) > burstPatience:
			p.tell()
		case n == 1:
			if p.timer == nil {
				p.timer = time.AfterFunc(burstPatience, p.flush)
			} else {
				p.timer.Reset(burstPatience)
			}
		}
	}
	for p.values.count() >= p.window && !p.stopped {
		p.tell()
		if p.values.count() < p.window || p.stopped {
			break
		}
		p.asleep = true
		for p.asleep {
			p.space.Wait()
		}
	}
	return !p.stopped
}

// flush tells JavaScript of the values that there are: more may take a while.
func (p *pump) flush() {
	p.mu.Lock()
	if p.values.count() > 0 {
		p.tell()
	}
	p.mu.Unlock()
}

// tell posts the record where JavaScript waits for one. The lock is held, and given up meanwhile, as posting may ring.
func (p *pump) tell() {
	if p.promised {
		p.promised = false
		p.mu.Unlock()
		p.ready()
		p.mu.Lock()
	}
}

// work is the goroutine.
func (p *pump) work() {
	guard(func() { p.run(p) }, func(failure any) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.away.giveUp() // of a value that was not written to its end
		if p.stopped {
			return
		}
		if cause := p.cause(); cause != nil && failure == nil {
			failure = cancellation{cause}
		}
		p.over, p.failure = true, failure
		if p.timer != nil {
			p.timer.Stop()
		}
		p.tell()
	})
}

// stop ends the goroutine, and drops what nobody has pulled. Afterwards it receives nothing more from a channel: that is for others. Any
// goroutine may call it.
func (p *pump) stop() {
	p.mu.Lock()
	if !p.stopped {
		p.halt()
		p.promised = false
		p.failure = nil
	}
	p.mu.Unlock()
	p.taking.Lock() // waits
	defer p.taking.Unlock()
}

// quits tells whether it was stopped.
func (p *pump) quits() bool {
	select {
	case <-p.quit:
		return true
	default:
		return false
	}
}

// finish ends the goroutine once it would have to wait for another value. Any goroutine may call it.
func (p *pump) finish() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.finished {
		p.finished = true
		close(p.last)
	}
}

// halt ends the goroutine. The lock is held.
func (p *pump) halt() {
	p.stopped = true
	close(p.quit)
	p.values.drop(p.thread)
	if p.asleep {
		p.asleep = false
		p.space.Signal()
	}
}

// cancel ends it too, and the next pull fails, unless the goroutine has ended before.
func (p *pump) cancel(cause error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stopped || p.over {
		return
	}
	p.halt()
	p.over, p.failure = true, cancellation{cause}
	p.tell()
}

// receives tells whether JavaScript has begun to receive, and more may come.
func (p *pump) receives() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.begun && !p.over
}

// values are encoded, and wait to be pulled.
type values struct {
	bytes []byte   // of those that wait, from first on
	first int      // in bytes
	sizes []uint32 // of each, from next on
	next  int      // in sizes
	taken uint64   // values that are not here any more
	owned []owned  // in the order of the values
	// handles of all that wait
	handles int
}

// owned is what lives as long as a value waits: handles that nobody else would release, and what of JavaScript's it mentions.
type owned struct {
	value   uint64
	handles []wire.Handle
	refs    []any
}

// maxIdle is how much memory is kept for the next values where none wait.
const maxIdle = 1 << 20

func (v *values) count() int { return len(v.sizes) - v.next }

// add copies an encoded value, and takes over what a has for it.
func (v *values) add(encoded []byte, a *away) {
	if v.first > 0 && len(v.bytes)+len(encoded) > cap(v.bytes) && v.first >= len(v.bytes)/2 {
		v.bytes = v.bytes[:copy(v.bytes, v.bytes[v.first:])]
		v.first = 0
	}
	if v.next > 0 && len(v.sizes) == cap(v.sizes) && v.next >= len(v.sizes)/2 {
		v.sizes = v.sizes[:copy(v.sizes, v.sizes[v.next:])]
		v.next = 0
	}
	v.bytes = append(v.bytes, encoded...)
	v.sizes = append(v.sizes, uint32(len(encoded)))
	if len(a.held) > 0 || len(a.refs) > 0 {
		v.owned = append(v.owned, owned{v.taken + uint64(v.count()), append([]wire.Handle(nil), a.held...), a.refs})
		v.handles += len(a.held)
		a.reset()
	}
}

// fit is how many of at most so many values have room: one at least, if there is any.
func (v *values) fit(most, room int) int {
	n := v.count()
	if n <= most && len(v.bytes)-v.first <= room {
		return n
	}
	most = min(n, most)
	n = 0
	for _, size := range v.sizes[v.next : v.next+most] {
		if room -= int(size); room < 0 && n > 0 {
			break
		}
		n++
	}
	return n
}

// take gives the first n values, until the next add, and adds their handles to held.
func (v *values) take(n int, held *[]wire.Handle) []byte {
	size := 0
	for _, s := range v.sizes[v.next : v.next+n] {
		size += int(s)
	}
	b := v.bytes[v.first : v.first+size]
	v.first += size
	v.next += n
	v.taken += uint64(n)
	i := 0
	for i < len(v.owned) && v.owned[i].value <= v.taken {
		v.handles -= len(v.owned[i].handles)
		*held = append(*held, v.owned[i].handles...)
		v.owned[i] = owned{}
		i++
	}
	v.owned = v.owned[i:]
	if v.count() == 0 {
		v.bytes, v.sizes, v.first, v.next = v.bytes[:0], v.sizes[:0], 0, 0
		if cap(v.bytes) > maxIdle {
			v.bytes = nil
		}
		v.owned = nil
	}
	return b
}

// drop forgets all values and releases their handles.
func (v *values) drop(t *thread) {
	for _, o := range v.owned {
		for _, h := range o.handles {
			_ = t.release(h)
		}
	}
	*v = values{taken: v.taken + uint64(v.count())}
}
