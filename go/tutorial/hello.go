package main

import "C"

import (
	"syscall"
	"time"
)

// hello prints "Hello, world!" and a newline to the standard output, before it returns.
//
//export hello
func hello() {
	writeAll(1, "Hello, world!\n")
}

// writeAll writes text to a file descriptor and gives up quietly when nobody can read it.
//
// It does not go through os.Stdout, which returns EAGAIN as an error, and loses the text, when the host made the
// descriptor non-blocking after Go had looked at it and the pipe is full.
func writeAll(fd int, text string) error {
	for rest := []byte(text); len(rest) > 0; {
		n, err := syscall.Write(fd, rest)
		switch err {
		case nil:
			rest = rest[n:]
		case syscall.EINTR:
		case syscall.EAGAIN:
			time.Sleep(time.Millisecond)
		default:
			return err
		}
	}
	return nil
}
