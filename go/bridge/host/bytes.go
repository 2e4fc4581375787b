package host

import (
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/topherjs/topher/go/bridge/wire"
)

// leastRead is the least room that a reader of Go is asked to fill.
const leastRead = 4 << 10

// grace is how long a Read or a Write may go on after its stream was given up, before it is closed under it.
const grace = 10 * time.Millisecond

var (
	errStopped    = errors.New("nobody reads the stream any more")
	errUnfinished = errors.New("the writer was given up before its stream was ended")
)

// A panicked is what ended a goroutine, as the reason of a pipe.
type panicked struct{ value any }

func (p panicked) Error() string { return panicMessage(p.value) }

// failWith makes the reason for which a stream has ended the failure of a call.
func failWith(c *Call, why error) int {
	if p, ok := why.(panicked); ok {
		panic(p.value)
	}
	c.Throw(why)
	return streamFailed
}

// A source is a reader of Go, read ahead by a goroutine of its own from the first time on that JavaScript asks.
type source struct {
	byteEnd
	r     io.Reader
	begun atomic.Bool
	done  chan struct{}
}

func newSource(r io.Reader) (stream, *byteEnd) {
	s := &source{r: r, done: make(chan struct{})}
	return s, &s.byteEnd
}

// A byteEnd is what streams of bytes have in common.
type byteEnd struct {
	strand
	pipe pipe
}

// openBytes is what topher_open_reader and topher_open_writer do; create makes the stream for what the handle stands for.
func openBytes[T any](c *Call, create func(T) (stream, *byteEnd)) {
	number := c.In.Uint32()
	v, h := handleOf[T](c)
	c.Ready()
	s, b := create(v)
	b.strand = strand{thread: c.thread, number: number, name: c.nameOf(h)}
	b.pipe.init(c.thread, pipeSize, b.ready)
	b.open(s, c.thread.lifeOf(h))
	c.Returned()
}

// handleOf reads a handle that is not nil, with what it stands for.
func handleOf[T any](c *Call) (v T, h wire.Handle) {
	h = c.In.Handle()
	if c.In.Err() != nil {
		return v, h
	}
	if h == 0 {
		c.In.Fail(wire.Errorf(wire.CodeNil, "the stream is nil"))
		return v, h
	}
	held, err := c.thread.held(h)
	if err == nil {
		v, err = wire.Cast[T](held)
	}
	if err != nil {
		c.In.Fail(err)
	}
	return v, h
}

func (s *source) take(c *Call, into []byte) int {
	if !s.begun.Swap(true) {
		spawn(s.run)
	}
	n, end := s.pipe.take(into)
	if end == nil {
		return n
	}
	s.over()
	if end == io.EOF {
		return streamOver
	}
	return failWith(c, end)
}

func (s *source) run() {
	defer close(s.done)
	guard(func() {
		for {
			b, err := s.pipe.space(leastRead)
			if err != nil {
				return // stopped
			}
			n, err := read(s.r, b)
			s.pipe.written(n)
			if err != nil {
				if cause := s.cause(); cause != nil {
					err = cause
				}
				s.pipe.end(err)
				return
			}
		}
	}, func(p any) {
		if p != nil {
			s.pipe.end(panicked{p})
		}
	})
}

func (s *source) stop() {
	s.pipe.leave(errStopped)
	s.over()
	s.close()
}

// cancel fails the next read, unless all was read ahead before.
func (s *source) cancel(cause error) {
	if s.pipe.cut(cause) {
		s.close()
	}
}

// close closes the reader, once its Read has returned or takes long.
func (s *source) close() {
	begun := s.begun.Load()
	spawn(func() {
		if begun {
			await(s.done)
		}
		_ = shut(s.r, nil)
	})
}

func (s *source) drop() { s.stop() }

// await waits for a goroutine that was told to end. Closing what it reads or writes is the way to end one that does not, and
// the others need not be ready for that.
func await(done <-chan struct{}) {
	select {
	case <-done:
	case <-time.After(grace):
	}
}

// shut closes what has a Close method. Where it is closed because of an error, and can be told so, it is.
func shut(v any, why error) (err error) {
	guard(func() {
		switch v := v.(type) {
		case interface{ CloseWithError(error) error }:
			if why == nil {
				err = v.(io.Closer).Close()
			} else {
				err = v.CloseWithError(why)
			}
		case io.Closer:
			err = v.Close()
		case interface{ Close() }:
			v.Close()
		}
	}, func(p any) {
		if p != nil {
			err = panicked{p}
		}
	})
	return err
}

// guard runs code of the user's in a goroutine of topher's. done is told what is to be the failure of a call, nil for nothing. After
// runtime.Goexit, which is told too, guard does not return.
func guard(run func(), done func(failure any)) {
	failed := false
	caught(run, func(p any, stack string) {
		failed = true
		switch p.(type) {
		case *wire.Error, *thrownError: // JavaScript knows where they are from
		default:
			p = bodyPanic{p, stack}
		}
		done(p)
	})
	if !failed {
		done(nil)
	}
}

// A sink is a writer of Go, written to by a goroutine of its own.
type sink struct {
	byteEnd
	w     io.Writer
	begun atomic.Bool
	ended bool // topher_end was called; only JavaScript's thread asks
	done  chan struct{}

	mu      sync.Mutex
	closed  bool // it is written and closed, or has failed
	failure error
}

func newSink(w io.Writer) (stream, *byteEnd) {
	s := &sink{w: w, done: make(chan struct{})}
	return s, &s.byteEnd
}

func (s *sink) begin() {
	if !s.begun.Swap(true) {
		spawn(s.run)
	}
}

func (s *sink) give(c *Call, from []byte) int {
	if s.ended {
		s.mu.Lock()
		closed, failure := s.closed, s.failure
		s.mu.Unlock()
		switch {
		case !closed:
			return 0
		case failure == nil:
			s.over()
			return streamOver
		}
		s.over()
		return failWith(c, failure)
	}
	n, left := s.pipe.give(from)
	if left != nil {
		s.over()
		return failWith(c, left)
	}
	if n > 0 {
		s.begin()
	}
	return n
}

func (s *sink) run() {
	defer close(s.done)
	guard(func() {
		for {
			b, err := s.pipe.next()
			if err == io.EOF {
				s.close(shut(s.w, nil))
				return
			}
			if err != nil {
				return // given up
			}
			n, err := s.w.Write(b)
			if n < 0 || n > len(b) {
				panic("a Write method returned a count that cannot be")
			}
			s.pipe.read(n)
			if err == nil && n < len(b) {
				err = io.ErrShortWrite
			}
			if err != nil {
				s.pipe.leave(err)
				_ = shut(s.w, err)
				s.close(err)
				return
			}
		}
	}, func(p any) {
		if p != nil {
			s.pipe.leave(panicked{p})
			s.close(panicked{p})
		}
	})
}

// close says that all is done, and tells JavaScript.
func (s *sink) close(failure error) {
	s.mu.Lock()
	if !s.closed {
		s.closed, s.failure = true, failure
	}
	s.mu.Unlock()
	s.ready()
}

func (s *sink) end(err error) {
	if s.ended {
		return
	}
	s.ended = true
	if err == nil {
		s.pipe.end(io.EOF)
		s.begin()
		return
	}
	s.giveUp(err)
}

// giveUp closes the writer without writing what waits.
func (s *sink) giveUp(why error) {
	s.pipe.leave(why)
	begun := s.begun.Load()
	spawn(func() {
		if begun {
			await(s.done)
		}
		s.close(shut(s.w, why))
	})
}

func (s *sink) stop() {
	s.over()
	s.ended = true
	s.giveUp(errUnfinished)
}

func (s *sink) drop() {
	s.over()
	s.giveUp(errThreadEnded)
}

var errGivenUp = wire.Errorf(wire.CodeCallbackGone, "JavaScript has given the stream up")

var errThreadEnded = wire.Errorf(wire.CodeCallbackGone, "the JavaScript thread of a stream has ended")
