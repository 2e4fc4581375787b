// Package times has times and durations.
package times

import "time"

// Timeout is a duration.
const Timeout = 1500 * time.Millisecond

func Shift(t time.Time, d time.Duration) time.Time        { return t.Add(d) }
func All(ts []time.Time, ds []time.Duration) []*time.Time { return nil }
func Month(t time.Time) (time.Month, time.Weekday)        { return t.Month(), t.Weekday() }
func Zone(t time.Time) *time.Location                     { return t.Location() }
