package main

import (
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
)

func TestWriteAll_WritesAllOfALongText(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	// A pipe holds 64 KiB, and non-blocking it answers EAGAIN once it is full.
	if err := syscall.SetNonblock(int(w.Fd()), true); err != nil {
		t.Fatal(err)
	}
	want := strings.Repeat("gopher ", 100_000)
	done := make(chan error, 1)
	go func() {
		done <- writeAll(int(w.Fd()), want)
		w.Close()
	}()
	got, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%d bytes arrived, want %d", len(got), len(want))
	}
}

func TestWriteAll_GivesUpOnAClosedDescriptor(t *testing.T) {
	if err := writeAll(-1, "x"); err != syscall.EBADF {
		t.Errorf("got %v, want EBADF", err)
	}
}
