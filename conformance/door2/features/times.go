package features

import "time"

// EchoTime gives t back.
func EchoTime(t time.Time) time.Time { return t }

// EchoDuration gives d back.
func EchoDuration(d time.Duration) time.Duration { return d }

// After is t plus d.
func After(t time.Time, d time.Duration) time.Time { return t.Add(d) }

// Between is the time from a to b.
func Between(a, b time.Time) time.Duration { return b.Sub(a) }

// ZeroTime is Go's zero time.
func ZeroTime() time.Time { return time.Time{} }

// An Event happens at a time.
type Event struct {
	At    time.Time
	Takes time.Duration
	Again *time.Time
}

// EchoEvent gives e back.
func EchoEvent(e Event) Event { return e }

// Nanoseconds is d in nanoseconds.
func Nanoseconds(d time.Duration) int64 { return int64(d) }
