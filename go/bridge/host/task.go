package host

// #include <stdint.h>
import "C"

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// A Task is a call in a goroutine of its own. Its outcome goes into the mailbox of the thread that began it. Generated code has a
// function for each that reads the arguments, on JavaScript's thread, and then says what the goroutine does:
//
//	func amathx_Greet(c *host.Call, k *host.Task) {
//		ctx := k.Context() // only where Go takes one
//		name := c.In.String()
//		k.Go(c, func() {
//			r0, err := mathx.Greet(ctx, name)
//			if err != nil {
//				k.Throw(err, r0)
//				return
//			}
//			w := k.Returned()
//			w.String(r0)
//		})
//	}
//
// A million of them may wait at the same time, so what only some need is in extra, and what is needed only at the end is lent by
// a pool.
type Task struct {
	badge  // a Task is the profiler's label of its goroutines
	thread *thread
	of     *TaskOf
	number uint64
	more   *extra
	out    *outcome
	stray  atomic.Pointer[error] // what has ended a goroutine that it has started; &noStray when it is over
	state  atomic.Uint32
	stage  uint8
	listed bool // in tasks.all
}

// A TaskOf is a function that tasks can call.
type TaskOf struct {
	// Name is the Go function's, for messages.
	Name string
	// Start reads the arguments and calls [Task.Go].
	Start func(c *Call, k *Task)

	number int // in the list of all, from 0
}

// Whether a task has an outcome. Who sets it to settled decides which.
const (
	taskRunning = iota
	taskSettled
)

// extra is what only tasks with a context, a deadline or streams have.
type extra struct {
	life     *life
	deadline time.Time   // zero for none
	stop     func() bool // ends to wait for the deadline
	after    []func()
}

// isLate tells whether the deadline has passed: where there is a context, whether that says so, so that all see it in one order.
func (m *extra) isLate() bool {
	switch {
	case m.deadline.IsZero():
		return false
	case m.life != nil:
		return m.life.ctx.Err() == context.DeadlineExceeded
	}
	return !time.Now().Before(m.deadline)
}

// wait has expire called when the deadline passes.
func (m *extra) wait(expire func()) {
	switch {
	case m.deadline.IsZero():
	case m.life != nil:
		m.stop = context.AfterFunc(m.life.ctx, func() {
			if m.isLate() {
				expire()
			}
		})
	default:
		m.stop = time.AfterFunc(time.Until(m.deadline), expire).Stop
	}
}

// tasks are those of one thread.
type tasks struct {
	running atomic.Int64 // goroutines

	mu sync.Mutex
	// all are those that JavaScript may cancel yet, and those whose context must end with the thread, by number.
	all map[uint64]*Task
}

// taskList is every function that tasks can call. JavaScript counts from 1.
var taskList []TaskOf

// Tasks says which functions tasks can call, in the order of their numbers. It is called by an init function.
func Tasks(list ...TaskOf) {
	for _, f := range list {
		f.number = len(taskList)
		taskList = append(taskList, f)
	}
}

//export topherTask
func topherTask(t unsafe.Pointer, at int32) (bits int32) {
	c := beginAside(t, at, "topher_task")
	defer c.End(&bits)
	number, function, timeout := c.In.Float64(), c.In.Uint32(), c.In.Float64()
	cancels := function&mayCancel != 0
	function &^= mayCancel
	if c.In.Err() == nil && (uint64(function)-1 >= uint64(len(taskList)) || !(number >= 1 && number <= wire.MaxSafe)) {
		c.In.Fail(wire.Errorf(wire.CodeWire, "there is no function %d, or %v is no number of a task", function, number))
	}
	c.Ready()
	k := &Task{badge: badge{2: badgeOfTask}, thread: c.thread, of: &taskList[function-1], number: uint64(number), listed: cancels || debug}
	c.name = k.of.Name
	if timeout > 0 {
		k.extra().deadline = time.Now().Add(time.Duration(min(timeout, maxTimeout) * float64(time.Millisecond)))
	}
	c.task = k
	defer c.taskFailed()
	k.of.Start(c, k)
	c.Returned()
	return bits
}

// mayCancel is set in the number of a function where JavaScript may cancel the task. Most tasks it cannot, which need not be found.
const mayCancel = 1 << 31

// maxTimeout is in milliseconds: some 146 years, so that a deadline is never beyond what a time.Duration holds.
const maxTimeout = 1 << 42

// taskFailed is deferred: a task that has not begun, because of its arguments, needs no context any more.
func (c *Call) taskFailed() {
	if k := c.task; k != nil {
		c.task = nil
		if l := k.life(); l != nil {
			l.end(nil)
		}
	}
}

// The stages of a task are those of a call; it is 0 until its goroutine is started.
const began = thrown + 1

func (k *Task) extra() *extra {
	if k.more == nil {
		k.more = &extra{}
	}
	return k.more
}

// Context is the context of the task. It is done when JavaScript cancels the task, when its time is up, when JavaScript's thread has
// ended, and at last when the function has returned and nothing of its results is used any more.
func (k *Task) Context() context.Context {
	m := k.extra()
	if m.life == nil {
		ctx, end := context.WithCancelCause(context.Background())
		l := &life{ctx: ctx, end: end, task: k}
		if !m.deadline.IsZero() {
			timed, stop := context.WithDeadline(ctx, m.deadline)
			l.ctx = timed
			l.end = func(cause error) { end(cause); stop() }
		}
		l.uses.Store(1) // the function
		m.life = l
		k.listed = true
	}
	return m.life.ctx
}

// life is what keeps the context alive, nil where there is none.
func (k *Task) life() *life {
	if k.more == nil {
		return nil
	}
	return k.more.life
}

// after has f called on the task's goroutine once its function has returned or panicked, before JavaScript is told of it. f must not
// wait for JavaScript.
func (k *Task) after(f func()) {
	m := k.extra()
	m.after = append(m.after, f)
}

// Go starts the goroutine, which calls run. Arguments that were not good fail the call, and then nothing is started.
func (k *Task) Go(c *Call, run func()) {
	c.Ready()
	if k.listed {
		k.thread.tasks.add(k)
	}
	k.thread.tasks.running.Add(1)
	k.thread.flight.begun(k.of.number)
	k.stage = began
	c.task = nil // from here on it is the goroutine's
	if k.more != nil {
		k.more.wait(k.expire)
	}
	before := runtime_getProfLabel() // of the call in which JavaScript may be, and to which the goroutine does not belong
	runtime_setProfLabel(unsafe.Pointer(k))
	go k.run(run)
	runtime_setProfLabel(before)
}

func (ts *tasks) add(k *Task) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if _, twice := ts.all[k.number]; twice {
		refuse(wire.Errorf(wire.CodeWire, "the number %d of a task is used twice", k.number))
	}
	if ts.all == nil {
		ts.all = map[uint64]*Task{}
	}
	ts.all[k.number] = k
}

// remove takes a task out, if it is listed.
func (ts *tasks) remove(k *Task) {
	if !k.listed {
		return
	}
	ts.mu.Lock()
	defer ts.mu.Unlock()
	delete(ts.all, k.number)
}

// takeAll takes all out.
func (ts *tasks) takeAll() map[uint64]*Task {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	all := ts.all
	ts.all = nil
	return all
}

// run is the first function of the goroutine. Its frame is small: with little else a stack of 2 KiB is enough for a task that waits.
//
//go:noinline
func (k *Task) run(run func()) {
	defer k.end()
	run()
}

// Returned is called when the function has returned, and gives the writer for its results, in order. Functions without results call it
// too.
func (k *Task) Returned() *wire.Writer {
	o := k.outcome()
	k.stage = returned
	o.away.void = !k.claim()
	return &o.w
}

// Throw makes err the outcome; others are the other results.
func (k *Task) Throw(err error, others ...any) {
	o := k.outcome()
	k.stage = thrown
	o.err, o.others = err, others
}

// claim decides that the goroutine settles the task. It is false where the task was cancelled or its time was up: then nobody wants
// what it returns.
func (k *Task) claim() bool {
	if k.more != nil && k.more.isLate() {
		k.expire()
		return false
	}
	return k.state.CompareAndSwap(taskRunning, taskSettled)
}

//export topherCancel
func topherCancel(t unsafe.Pointer, at int32) (bits int32) {
	defer relabel(unlabel()) // what a context starts when it is cancelled belongs to no synchronous call
	c := beginAside(t, at, "topher_cancel")
	defer c.End(&bits)
	number, how := c.In.Float64(), c.In.Uint8()
	var cause error = context.DeadlineExceeded
	if how != 0 {
		cause = c.In.Error()
	}
	c.Ready()
	c.Returned().Bool(c.thread.cancel(uint64(number), cause))
	return bits
}

// cancel ends the context of a task, and the task unless it has settled. The result says whether nothing comes for it any more.
func (t *thread) cancel(number uint64, cause error) bool {
	t.tasks.mu.Lock()
	k := t.tasks.all[number]
	t.tasks.mu.Unlock()
	if k == nil {
		return false
	}
	l := k.life()
	last := k.state.CompareAndSwap(taskRunning, taskSettled) || l != nil && l.ends()
	if last {
		t.tasks.remove(k)
	}
	l.cancel(cause)
	return last
}

// errTasksThread is why the contexts of a thread's tasks are done when that has ended.
var errTasksThread = fmt.Errorf("the JavaScript thread has ended: %w", context.Canceled)

// count is how many have not ended, by function.
func (t *thread) countTasks() map[string]int {
	t.tasks.mu.Lock()
	defer t.tasks.mu.Unlock()
	counts := map[string]int{}
	for _, k := range t.tasks.all {
		if k.state.Load() == taskRunning {
			counts[k.of.Name]++
		}
	}
	return counts
}
