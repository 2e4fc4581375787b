package main

import (
	"bufio"
	"io"
	"sync"
	"sync/atomic"
)

// An output is written by many goroutines. What they write at the same time goes out together.
type output struct {
	mu      sync.Mutex
	buffer  *bufio.Writer
	waiting atomic.Int32
}

func newOutput(to io.Writer) *output { return &output{buffer: bufio.NewWriterSize(to, 64<<10)} }

// write writes the parts one after another, and flushes unless another goroutine is about to write: that one flushes.
func (o *output) write(parts ...[]byte) {
	o.waiting.Add(1)
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, part := range parts {
		_, _ = o.buffer.Write(part) // the error stays, and the end of the input follows it
	}
	if o.waiting.Add(-1) == 0 {
		_ = o.buffer.Flush()
	}
}
