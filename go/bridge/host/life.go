package host

import (
	"context"
	"sync/atomic"
)

// A life is the context of a task. It is done when the task's function has returned and nothing lives of what that returned:
// each handle and each stream among the results is one use of it. A nil *life is that of a task without a context.
type life struct {
	ctx    context.Context
	task   *Task
	end    context.CancelCauseFunc
	uses   atomic.Int64
	lasted atomic.Bool // JavaScript was told that it lives on, and must be told of its end
	record uint64      // by which it was told, where lasted is set
}

// keep makes one use more. Whoever calls it has one, or has the task run.
func (l *life) keep() {
	if l != nil {
		l.uses.Add(1)
	}
}

// release ends one use. The last one ends the context, and tells JavaScript where that is waiting.
func (l *life) release() {
	if l == nil || l.uses.Add(-1) > 0 {
		return
	}
	l.end(nil)
	if l.lasted.CompareAndSwap(true, false) {
		l.task.over()
	}
}

// ends takes the right to tell JavaScript of the end, which has read that the context lives on.
func (l *life) ends() bool {
	return l.lasted.Load() && l.task.thread.mailbox.hasRead(l.record) && l.lasted.CompareAndSwap(true, false)
}

// context is done when the life has ended. It is nil where there is none.
func (l *life) context() context.Context {
	if l == nil {
		return nil
	}
	return l.ctx
}

// cancel ends the context because of cause, whoever still uses it.
func (l *life) cancel(cause error) {
	if l != nil {
		l.end(cause)
	}
}
