package pipes

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
)

func TestPatternIsTheSameForReadersAndWriters(t *testing.T) {
	var b bytes.Buffer
	sum, err := WritePattern(&b, 100_000)
	if err != nil || sum != PatternSum(100_000) {
		t.Errorf("WritePattern gave %d, %v", sum, err)
	}
	if size, got, err := Checksum(&b); size != 100_000 || got != sum || err != nil {
		t.Errorf("Checksum gave %d, %d, %v", size, got, err)
	}
}

func TestGzipAndBack(t *testing.T) {
	var packed, unpacked bytes.Buffer
	if _, err := Gzip(&packed, strings.NewReader("text")); err != nil {
		t.Fatal(err)
	}
	if _, err := Gunzip(&unpacked, &packed); err != nil || unpacked.String() != "text" {
		t.Errorf("Gunzip gave %q, %v", unpacked.String(), err)
	}
	r, err := Gunzipped(Gzipped(strings.NewReader("again")))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := ReadText(r); text != "again" || err != nil {
		t.Errorf("ReadText gave %q, %v", text, err)
	}
}

func TestTapClosesWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	tap := NewTap()
	r, err := tap.OpenFor(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Head(r, 10); err != nil || tap.Taken() != 10 {
		t.Errorf("Head failed with %v after %d bytes", err, tap.Taken())
	}
	cancel()
	if _, err := Head(r, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("Head gave %v", err)
	}
}

func TestSinkFailsWhereItIsFull(t *testing.T) {
	s := NewSink(0, 10)
	if n, err := WriteMany(s.Open(), 3, 5, 0); n != 10 || !errors.Is(err, ErrBroken) {
		t.Errorf("WriteMany gave %d, %v", n, err)
	}
}

func TestLogWritesInTheBackground(t *testing.T) {
	var b bytes.Buffer
	l := NewLog(&b)
	l.Print("one")
	l.Print("two")
	if err := l.Finish(); err != nil || b.String() != "one\ntwo\n" {
		t.Errorf("%q was written, %v", b.String(), err)
	}
}
