package host

import (
	"context"
	"sync"

	"github.com/topherjs/topher/go/bridge/wire"
)

// An outcome is what a task's record says, while it is written.
type outcome struct {
	w      wire.Writer
	away   away
	number uint64
	buf    []byte
	err    error
	others []any
}

var outcomes = sync.Pool{New: func() any { return &outcome{} }}

// maxPooled is the longest buffer that is used again.
const maxPooled = 64 << 10

func (k *Task) outcome() *outcome {
	if k.out == nil {
		k.out = newOutcome(k)
		k.out.away.life = k.life()
	}
	return k.out
}

func newOutcome(k *Task) *outcome {
	o := outcomes.Get().(*outcome)
	o.away.thread, o.away.name = k.thread, k.of.Name
	o.w.Objects = &o.away
	o.number = k.number
	o.restart()
	return o
}

// What a settled record begins with.
const (
	settledSum = 8  // where the sum is: the failure bit, bitLives, and bitHandles
	bitLives   = 16 // the context lives on
)

func (o *outcome) restart() {
	o.w.Reset(o.buf)
	o.w.Float64(float64(o.number))
	o.w.Uint8(0)
}

// done gives the outcome back to the pool.
func (o *outcome) done() {
	if b := o.w.Written(); cap(b) <= maxPooled {
		o.buf = b[:0]
	}
	o.w.Reset(nil)
	o.err, o.others = nil, nil
	o.away.reset()
	o.away.thread, o.away.life, o.away.void = nil, nil, false
	outcomes.Put(o)
}

// end is deferred: it stops panics, and settles.
func (k *Task) end() {
	p := recover()
	stack := ""
	if p != nil {
		stack = panicStack()
	}
	k.settle(p, stack)
}

func (k *Task) settle(p any, stack string) {
	t, m := k.thread, k.more
	if m != nil {
		for _, f := range m.after {
			f()
		}
	}
	o := k.outcome()
	if why := k.takeStray(); why != nil && p == nil {
		p = why
	}
	if k.stage != returned {
		o.away.void = !k.claim()
	}
	if m != nil && m.stop != nil {
		m.stop()
	}
	l := k.life()
	t.tasks.running.Add(-1) // before JavaScript knows: what has settled is not counted
	t.flight.ended(k.of.number)
	if !o.away.void {
		sum := byte(0)
		if err := o.tooLong(); k.stage != returned || p != nil || err != nil {
			o.away.life = nil
			o.fail(k.stage, p, stack, err)
			sum = bitFailure
		}
		if l != nil && l.uses.Load() > 1 {
			sum |= bitLives
		}
		k.post(o.record(sum), o.away.refs)
	}
	l.release()
	o.done()
	k.out = nil
}

// record is what was written, with its sum.
func (o *outcome) record(sum byte) []byte {
	if len(o.away.held) > 0 {
		sum |= bitHandles
		writeHeld(&o.w, o.away.held)
	}
	record := o.w.Written()
	record[settledSum] = sum
	return record
}

// tooLong is why the results cannot be sent as they are, nil where they can.
func (o *outcome) tooLong() *wire.Error {
	if err := o.w.Err(); err != nil {
		return err
	}
	if n := len(o.w.Written()) + heldSize(len(o.away.held)); n > maxRecord {
		return wire.Errorf(wire.CodeRange, "results of %d bytes are more than cross at once", n)
	}
	return nil
}

// post posts the settled record; with it JavaScript can cancel the task no longer, unless its context lives on.
func (k *Task) post(record []byte, refs []any) {
	t := k.thread
	b := &t.mailbox
	b.mu.Lock()
	bell, _ := b.put(recordSettled, record, refs)
	posted := b.posted
	b.mu.Unlock()
	if record[settledSum]&bitLives != 0 {
		k.more.life.record = posted
		k.more.life.lasted.Store(true)
	} else {
		t.tasks.remove(k)
	}
	b.ring(bell)
}

// over says that the context of a settled task has ended.
func (k *Task) over() {
	k.thread.tasks.remove(k)
	var record [8]byte
	putFloat(record[:], float64(k.number))
	k.thread.post(recordOver, record[:])
}

// fail writes why there is no result. refused is why the results cannot be sent.
func (o *outcome) fail(stage uint8, p any, stack string, refused *wire.Error) {
	defer contained(o)
	err, others := o.err, o.others
	o.releaseHeld()
	o.restart()
	switch {
	case p != nil:
		if writePanic(o, p, stack) {
			return
		}
		refused, _ = p.(*wire.Error)
	case stage == thrown:
		if refused = writeThrow(o, err, others); refused == nil {
			return
		}
	case stage == began:
		refused = goexited
	}
	writeRefusal(o, refused)
}

func (o *outcome) of() (*thread, string) { return o.away.thread, o.away.name }
func (o *outcome) writer() *wire.Writer  { return &o.w }
func (o *outcome) releaseHeld()          { o.away.giveUp() }

// expire settles a task whose time is up.
func (k *Task) expire() {
	if !k.state.CompareAndSwap(taskRunning, taskSettled) {
		return
	}
	o := newOutcome(k)
	_ = writeThrow(o, context.DeadlineExceeded, nil)
	k.post(o.record(bitFailure), o.away.refs)
	o.done()
}
