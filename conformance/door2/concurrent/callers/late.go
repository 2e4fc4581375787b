package callers

// A late error asks JavaScript for its message, as it is written.
type late struct{ say func() string }

func (l late) Error() string { return l.say() }

// GivesBack gives f, which it keeps no longer, and an error behind it that calls say.
func GivesBack(f func(x int) int, say func() string) (first func(x int) int, second any) {
	return f, late{say}
}

// GivesErrorBack gives err, and an error behind it that calls say.
func GivesErrorBack(err error, say func() string) (first, second any) { return err, late{say} }

// PassesOn calls f with g, and with an error behind it that calls say.
func PassesOn(g func(x int) int, say func() string, f func(g func(x int) int, err error)) {
	f(g, late{say})
}
