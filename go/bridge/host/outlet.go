package host

import (
	"errors"
	"io"
	"runtime"
	"sync"
	"unsafe"
)

// A StreamWriter writes to what JavaScript gave to a task. Some megabytes may wait until JavaScript has taken them; what goes wrong
// there is the error of the next Write, the error of JavaScript itself.
type StreamWriter struct{ out *outlet }

// An outlet is what JavaScript has of a [StreamWriter].
type outlet struct {
	givenEnd[StreamWriter]
	write sync.Mutex // one Write at a time

	mu     sync.Mutex
	failed error // of JavaScript's sink
	told   bool  // a Write has returned it
	asked  bool  // JavaScript has asked whether one has
	gone   bool  // Go has the writer no longer
}

// A sinkError is what went wrong with JavaScript's sink, as the reason of a pipe.
type sinkError struct{ error }

var errDropped = errors.New("Go has the writer no longer, and has not closed it")

// streamWriter is the writer of the stream with this number: the same one as before while Go has it.
func streamWriter(by side, number uint32) *StreamWriter {
	return givenObject(by, number, pipeSize, func() (*outlet, *StreamWriter) {
		out := &outlet{}
		return out, &StreamWriter{out}
	})
}

// Write copies p, and waits while too much is waiting already.
func (w *StreamWriter) Write(p []byte) (n int, err error) {
	defer runtime.KeepAlive(w)
	out := w.out
	out.write.Lock()
	defer out.write.Unlock()
	for n < len(p) || n == 0 {
		b, err := out.pipe.space(1)
		if err != nil {
			return n, out.why(err)
		}
		k := copy(b, p[n:])
		out.pipe.written(k)
		if n += k; len(p) == 0 {
			break
		}
	}
	return n, nil
}

// WriteString is Write for text, whose bytes cross as they are.
func (w *StreamWriter) WriteString(s string) (int, error) {
	return w.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// WriteByte is Write for one byte.
func (w *StreamWriter) WriteByte(c byte) error {
	_, err := w.Write([]byte{c})
	return err
}

// ReadFrom writes all that r has, without copying it first.
func (w *StreamWriter) ReadFrom(r io.Reader) (n int64, err error) {
	defer runtime.KeepAlive(w)
	out := w.out
	out.write.Lock()
	defer out.write.Unlock()
	for {
		b, err := out.pipe.space(leastRead)
		if err != nil {
			return n, out.why(err)
		}
		k := 0
		func() {
			defer func() { out.pipe.written(k) }() // also where Read panics
			k, err = read(r, b)
		}()
		n += int64(k)
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// Close says that all is written. It does not wait until JavaScript has taken it.
func (w *StreamWriter) Close() error {
	defer runtime.KeepAlive(w)
	out := w.out
	out.pipe.end(io.EOF)
	out.mu.Lock()
	failed := out.failed
	out.mu.Unlock()
	if failed != nil {
		return out.why(&sinkError{failed})
	}
	return nil
}

// why is the error of a Write, for the reason that the pipe gives.
func (out *outlet) why(err error) error {
	if err == io.EOF {
		return io.ErrClosedPipe
	}
	s, ok := err.(*sinkError)
	if !ok {
		return err
	}
	out.mu.Lock()
	out.told = true
	out.mu.Unlock()
	return s.error
}

func (out *outlet) dropped() {
	out.mu.Lock()
	out.gone = true
	over := out.failed != nil && out.asked
	out.mu.Unlock()
	if over {
		out.over()
		return
	}
	out.pipe.end(errDropped)
	if !out.ended.Load() {
		out.ready()
	}
}

func (out *outlet) take(_ *Call, into []byte) int {
	if len(into) == 0 {
		return out.ask()
	}
	n, end := out.pipe.take(into)
	if end == nil {
		return n
	}
	out.over()
	if end == errDropped {
		return streamDropped
	}
	return streamOver
}

// ask says how things stand: where JavaScript's sink has failed, whether a Write has said so; else whether something waits.
func (out *outlet) ask() int {
	out.mu.Lock()
	failed, told, gone := out.failed != nil, out.told, out.gone
	out.asked = true
	out.mu.Unlock()
	switch {
	case failed && told:
		out.over()
		return streamOver
	case failed:
		if gone {
			out.over()
		}
		return streamFailed
	case out.pipe.any():
		return 1
	}
	return 0
}

func (out *outlet) end(err error) {
	if err == nil {
		out.stop()
		return
	}
	out.mu.Lock()
	if out.failed == nil {
		out.failed = err
	}
	out.mu.Unlock()
	out.pipe.leave(&sinkError{err})
}

func (out *outlet) stop() {
	out.pipe.leave(io.ErrClosedPipe)
	out.over()
}

func (out *outlet) drop() {
	out.pipe.leave(errThreadEnded)
	out.over()
}
