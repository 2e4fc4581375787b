package funcs

import (
	"errors"
	"testing"
)

func TestIsKnownTellsFuncsApart(t *testing.T) {
	f := Adder(1)
	Remember(f)
	defer Remember(nil)
	if !IsKnown(f) || !IsKnown(Known()) {
		t.Error("the func that was kept is not known")
	}
	if IsKnown(Adder(1)) || IsKnown(nil) {
		t.Error("another func is known")
	}
}

func TestEmitCallsWhatIsKept(t *testing.T) {
	defer OffAll()
	first := On(func(string) int { return 1 })
	On(func(event string) int { return len(event) })
	if n := Emit("four"); n != 5 {
		t.Errorf("Emit gave %d, want 5", n)
	}
	if !Off(first) || Off(first) {
		t.Error("Off does not tell whether something was kept")
	}
	if n := EmitElsewhere("four"); n != 4 {
		t.Errorf("EmitElsewhere gave %d, want 4", n)
	}
}

func TestCallAnyPassesErrors(t *testing.T) {
	fails := func(...any) (any, error) { return nil, ErrAny }
	if !AnyError(fails) {
		t.Error("the error is another one")
	}
	if v, err := CallAny(func(n int) int { return n + 1 }, 5); v != 6 || err != nil {
		t.Errorf("CallAny gave %v, %v", v, err)
	}
	if _, err := CallAny(5); err == nil || errors.Is(err, ErrAny) {
		t.Errorf("CallAny(5) gave %v", err)
	}
}
