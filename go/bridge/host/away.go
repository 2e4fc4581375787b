package host

import "github.com/topherjs/topher/go/bridge/wire"

// An away is what readers and writers ask that are not used on JavaScript's thread but on a goroutine, one at a time.
type away struct {
	thread *thread
	name   string // of the Go function that it is for
	life   *life  // what handles keep alive, nil for nothing

	refs refs
	held []wire.Handle
	// given is what the handles stand for that may be read: JavaScript's thread has looked. Goroutines cannot.
	given map[wire.Handle]given
	// void says that nobody will read what is written: no handles are made.
	void bool
}

// given is what a handle stands for.
type given struct {
	value  any
	copied bool
	err    *wire.Error
}

var _ side = (*away)(nil)

// newAway is for values of t's JavaScript. name is the Go function's that they belong to, and l what their handles keep alive.
func newAway(t *thread, name string, l *life) *away { return &away{thread: t, name: name, life: l} }

// reset forgets what was written: JavaScript has it, or somebody else cares for its handles and refs.
func (a *away) reset() {
	clear(a.held)
	a.held = a.held[:0]
	a.refs = nil
}

// giveUp releases the handles of what was written and JavaScript will never see.
func (a *away) giveUp() {
	for _, h := range a.held {
		a.thread.release(h)
	}
	a.reset()
}

// Hold gives v a handle of its own, 0 where nobody will have it.
func (a *away) Hold(v any) wire.Handle { return a.hold(v, false) }

// HoldCopy gives the copy of a struct a handle, as Hold does.
func (a *away) HoldCopy(pointer any) wire.Handle { return a.hold(pointer, true) }

func (a *away) hold(v any, copied bool) wire.Handle {
	if a.void {
		return 0
	}
	h := a.thread.holdShared(v, copied, a.life)
	if h != 0 {
		a.held = append(a.held, h)
		if debug {
			a.thread.debug.note(h, a.name)
		}
	}
	return h
}

// Held is what a handle stands for.
func (a *away) Held(h wire.Handle) (any, *wire.Error) {
	g, ok := a.given[h]
	if !ok {
		return nil, errNotGiven
	}
	return g.value, g.err
}

// Value is what a handle stands for in an interface.
func (a *away) Value(h wire.Handle) (any, *wire.Error) {
	g, ok := a.given[h]
	switch {
	case !ok:
		return nil, errNotGiven
	case g.err != nil:
		return nil, g.err
	}
	return asValue(g.value, g.copied), nil
}

var errNotGiven = wire.Errorf(wire.CodeWire, "an answer mentions a handle that it does not name")

// Thrown is the slot of an error that is JavaScript's.
func (a *away) Thrown(err error) (uint32, string, bool) { return a.refs.thrown(a.thread, err) }

// Caught makes an error of one that is JavaScript's.
func (a *away) Caught(slot uint32, message string) error { return a.thread.caught(slot, message) }

// Target is the id of a function or an object that is JavaScript's.
func (a *away) Target(v any) (uint32, bool) { return a.refs.target(a.thread, v) }

// Kept is the Go value of a function or an object that is JavaScript's.
func (a *away) Kept(id uint32) any { return a.keep(id).value() }

// KeptFunc is the func value of a function that is JavaScript's.
func (a *away) KeptFunc(id uint32) any { return madeFunc(a.keep(id), anyFunc) }

func (a *away) keep(id uint32) *Func { return a.thread.keep(id, a.name) }

func (a *away) of() (*thread, string) { return a.thread, a.name }

// lend is nil: nothing is lent but to calls.
func (a *away) lend(uint32) *Func { return nil }
