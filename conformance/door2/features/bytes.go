package features

import "slices"

// EchoBytes gives a copy of b back.
func EchoBytes(b []byte) []byte { return slices.Clone(b) }

// SameBytes gives b itself back.
func SameBytes(b []byte) []byte { return b }

// SumBytes adds up the bytes.
func SumBytes(b []byte) int {
	n := 0
	for _, x := range b {
		n += int(x)
	}
	return n
}

// FillBytes sets every byte to x.
func FillBytes(b []byte, x byte) {
	for i := range b {
		b[i] = x
	}
}

// MakeBytes makes n bytes that count up.
func MakeBytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i)
	}
	return b
}

// NilBytes is a nil slice.
func NilBytes() []byte { return nil }

// IsNilBytes says whether b is nil.
func IsNilBytes(b []byte) bool { return b == nil }

// Digest is an array of bytes.
type Digest [4]byte

// Fold folds b into 4 bytes.
func Fold(b []byte) [4]byte {
	var d [4]byte
	for i, x := range b {
		d[i%4] ^= x
	}
	return d
}

// ReverseDigest turns an array of bytes around.
func ReverseDigest(d Digest) Digest {
	slices.Reverse(d[:])
	return d
}
