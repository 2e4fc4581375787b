package host

import (
	"reflect"
	"runtime"
	"weak"
)

// keepHere is keep in a call of the thread, which is watched from the first target on.
func (t *thread) keepHere(id uint32, name string) *Func {
	if !t.keeps.Load() {
		t.keeps.Store(true)
		if t.depth > 0 && t.calls[0].task == nil {
			t.calls[0].watch()
		}
	}
	return t.keep(id, name)
}

// keep is the target with this id that Go keeps: the same one as before while Go holds that. name is the function that it is given
// to. Any goroutine may ask.
func (t *thread) keep(id uint32, name string) *Func {
	if !t.keeps.Load() {
		t.keeps.Store(true)
	}
	s := &t.slots
	s.Lock()
	defer s.Unlock()
	if f := s.targets[id].Value(); f != nil {
		return f
	}
	if s.targets == nil {
		s.targets = map[uint32]weak.Pointer[Func]{}
		s.closures = map[uintptr]weak.Pointer[Func]{}
	}
	delete(s.dropped, id)
	if _, again := s.targets[id]; !again {
		s.kept.Add(1)
	}
	f := &Func{target{thread: t, id: id, name: name}}
	w := weak.Make(f)
	s.targets[id] = w
	runtime.AddCleanup(f, s.dropTarget, slotOf[Func]{id, w})
	return f
}

// value is what an any holds for a target: the first value that was made of it, or an [Object] that only JavaScript knows.
func (f *Func) value() any {
	s := &f.thread.slots
	s.Lock()
	defer s.Unlock()
	if len(f.made) > 0 {
		return f.made[0]
	}
	return (*Object)(f)
}

// made is what find tells of the values that were made of f, or else what build makes of it now. Goroutines may ask for the same one
// at the same time: all get the one that was first.
func made[T any](f *Func, find func(made any) (T, bool), build func() T) (v T) {
	s := &f.thread.slots
	look := func() (T, bool) {
		for _, m := range f.made {
			if v, ok := find(m); ok {
				return v, true
			}
		}
		return v, false
	}
	s.Lock()
	v, ok := look()
	s.Unlock()
	if ok {
		return v
	}
	built := build()
	s.Lock()
	defer s.Unlock()
	if v, ok = look(); ok {
		return v
	}
	f.made = append(f.made, built)
	if p := closureOf(built); p != 0 {
		s.noteClosure(p, f)
	}
	return built
}

// dropTarget notes that Go holds a target no longer.
func (s *slots) dropTarget(of slotOf[Func]) {
	s.Lock()
	defer s.Unlock()
	if s.targets[of.slot] == of.holder {
		delete(s.targets, of.slot)
		s.kept.Add(-1)
		s.drop(of.slot)
	}
}

// noteClosure says that the func value at p was made of f. It lives as long as f, so that while f lives p is nothing else. The lock
// is held.
func (s *slots) noteClosure(p uintptr, f *Func) {
	w := weak.Make(f)
	s.closures[p] = w
	runtime.AddCleanup(f, s.dropClosure, closureOfFunc{p, w})
}

type closureOfFunc struct {
	closure uintptr
	of      weak.Pointer[Func]
}

func (s *slots) dropClosure(c closureOfFunc) {
	s.Lock()
	defer s.Unlock()
	if s.closures[c.closure] == c.of {
		delete(s.closures, c.closure)
	}
}

// closureTarget is the id of the target that the func value at p was made of, if it is one of this thread.
func (t *thread) closureTarget(p uintptr) (id uint32, ok bool) {
	if !t.keeps.Load() {
		return 0, false
	}
	s := &t.slots
	s.Lock()
	defer s.Unlock()
	if f := s.closures[p].Value(); f != nil {
		return f.id, true
	}
	return 0, false
}

// targetOf is the id of the target that a value was made of, if it is one of this thread.
func (t *thread) targetOf(v any) (id uint32, ok bool) {
	if !t.keeps.Load() || v == nil {
		return 0, false
	}
	if own, ok := v.(objectValue); ok {
		// Of a nil pointer to a struct with the value in it, the method panics: such a value is Go's.
		if r := reflect.ValueOf(v); r.Kind() == reflect.Pointer && r.IsNil() {
			return 0, false
		}
		if o := own.TopherObject(); o != nil && o.thread == t {
			return o.id, true
		}
		return 0, false
	}
	if p := closureOf(v); p != 0 {
		return t.closureTarget(p)
	}
	return 0, false
}

// countTargets is how many targets are held, by the function that they were given to.
func (s *slots) countTargets() map[string]int {
	s.Lock()
	defer s.Unlock()
	counts := map[string]int{}
	for _, w := range s.targets {
		if f := w.Value(); f != nil {
			counts[f.name]++
		}
	}
	return counts
}
