package host

import (
	"errors"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
)

// A StreamReader reads what JavaScript streams to a task. What goes wrong there is the error of Read, the error of JavaScript
// itself. Nothing is read of JavaScript's stream before the first Read, and then at most a megabyte ahead. When it is closed, or Go
// has it no longer, JavaScript cancels its stream.
type StreamReader struct{ in *inlet }

// An inlet is what JavaScript has of a [StreamReader].
type inlet struct {
	givenEnd[StreamReader]
	begun atomic.Bool
	mu    sync.Mutex // one Read at a time
}

// streamReader is the reader of the stream with this number: the same one as before while Go has it.
func streamReader(by side, number uint32) *StreamReader {
	return givenObject(by, number, aheadSize, func() (*inlet, *StreamReader) {
		in := &inlet{}
		return in, &StreamReader{in}
	})
}

// Read reads what has come, and waits where there is nothing yet.
func (r *StreamReader) Read(p []byte) (n int, err error) {
	defer runtime.KeepAlive(r)
	if len(p) == 0 {
		return 0, nil
	}
	in := r.in
	in.mu.Lock()
	defer in.mu.Unlock()
	b, err := in.next()
	if err != nil {
		return 0, err
	}
	for len(b) > 0 {
		k := copy(p[n:], b)
		n += k
		if b = in.pipe.read(k); n == len(p) {
			break
		}
	}
	return n, nil
}

// WriteTo writes all that comes to w, without copying it first.
func (r *StreamReader) WriteTo(w io.Writer) (n int64, err error) {
	defer runtime.KeepAlive(r)
	in := r.in
	in.mu.Lock()
	defer in.mu.Unlock()
	for {
		b, err := in.next()
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		k, err := w.Write(b)
		if k < 0 || k > len(b) {
			panic("a Write method returned a count that cannot be")
		}
		n += int64(k)
		in.pipe.read(k)
		if err == nil && k < len(b) {
			err = io.ErrShortWrite
		}
		if err != nil {
			return n, err
		}
	}
}

// Close says that nothing more is read.
func (r *StreamReader) Close() error {
	defer runtime.KeepAlive(r)
	r.in.leave(io.ErrClosedPipe)
	return nil
}

func (in *inlet) next() ([]byte, error) {
	if !in.begun.Load() {
		in.begun.Store(true)
	}
	b, err := in.pipe.next()
	if err != nil && err != errOwnThread {
		in.over()
	}
	return b, err
}

func (in *inlet) leave(why error) {
	in.pipe.leave(why)
	if !in.ended.Load() {
		in.over()
		in.ready()
	}
}

func (in *inlet) dropped() { in.leave(io.ErrClosedPipe) }

func (in *inlet) give(_ *Call, from []byte) int {
	if !in.begun.Load() {
		return 0 // the first Read tells
	}
	n, left := in.pipe.give(from)
	if left != nil {
		return streamOver
	}
	return n
}

func (in *inlet) end(err error) {
	if err == nil || errors.Is(err, io.EOF) { // which callers compare
		err = io.EOF
	}
	in.pipe.end(err)
}

func (in *inlet) stop() {
	in.pipe.leave(errGivenUp)
	in.over()
}

func (in *inlet) drop() {
	in.pipe.leave(errThreadEnded)
	in.over()
}
