package features

import (
	"strings"
	"unicode/utf8"
)

// Echo gives s back.
func Echo(s string) string { return s }

// Concat is a and b, one after the other.
func Concat(a, b string) string { return a + b }

// Repeat is s, n times.
func Repeat(s string, n int) string { return strings.Repeat(s, n) }

// ByteLen is the number of bytes of s in UTF-8.
func ByteLen(s string) int { return len(s) }

// IsValid says whether s is valid UTF-8, as whatever comes from JavaScript is.
func IsValid(s string) bool { return utf8.ValidString(s) }

// Invalid is a string that is not valid UTF-8.
func Invalid() string { return "a\xffb\xc0\xafc" }

// Cut slices s around the first separator.
func Cut(s, separator string) (before, after string, found bool) { return strings.Cut(s, separator) }

// JoinAll joins parts with a separator.
func JoinAll(separator string, parts ...string) string { return strings.Join(parts, separator) }

// Greet greets by name.
func Greet(name string) string { return "Hello, " + name + "!" }
