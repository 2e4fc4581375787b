package pipes

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

var written atomic.Int64

// Written counts the bytes that the functions below have written since ResetWritten.
func Written() int64 { return written.Load() }

// ResetWritten counts from 0 again.
func ResetWritten() { written.Store(0) }

type counting struct{ io.Writer }

func (c counting) Write(b []byte) (int, error) {
	n, err := c.Writer.Write(b)
	written.Add(int64(n))
	return n, err
}

// WriteText writes text in one piece.
func WriteText(w io.Writer, text string) (int, error) { return io.WriteString(w, text) }

// WritePattern writes so many bytes and gives their checksum.
func WritePattern(w io.Writer, size int64) (uint32, error) {
	h := crc32.NewIEEE()
	_, err := io.CopyBuffer(struct{ io.Writer }{io.MultiWriter(counting{w}, h)}, Pattern(size), make([]byte, 32<<10))
	return h.Sum32(), err
}

// WritePatternUntil writes until ctx is done, and says how much.
func WritePatternUntil(ctx context.Context, w io.Writer) (int64, error) {
	size := int64(0)
	p := make([]byte, 16<<10)
	for ctx.Err() == nil {
		n, err := counting{w}.Write(p)
		size += int64(n)
		if err != nil {
			return size, err
		}
	}
	return size, context.Cause(ctx)
}

// WriteMany writes so many pieces of a size, each of its own number.
func WriteMany(w io.Writer, pieces, size int, each time.Duration) (int64, error) {
	total := int64(0)
	p := make([]byte, size)
	for i := range pieces {
		for j := range p {
			p[j] = byte(i)
		}
		n, err := w.Write(p)
		total += int64(n)
		if err != nil {
			return total, err
		}
		if each > 0 {
			time.Sleep(each)
		}
	}
	return total, nil
}

// Copy copies everything.
func Copy(w io.Writer, r io.Reader) (int64, error) { return io.Copy(w, r) }

// TryWrite writes until it fails, and gives the error's message.
func TryWrite(w io.Writer, most int64) string {
	if _, err := io.Copy(w, Pattern(most)); err != nil {
		return "failed: " + err.Error()
	}
	return "fine"
}

// WriteAndClose writes and closes.
func WriteAndClose(w io.WriteCloser, text string) error {
	_, err := io.WriteString(w, text)
	return errors.Join(err, w.Close())
}

// Gzip packs r into w.
func Gzip(w io.Writer, r io.Reader) (int64, error) {
	z, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(z, r)
	return n, errors.Join(err, z.Close())
}

// Gunzip unpacks r into w.
func Gunzip(w io.Writer, r io.Reader) (int64, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return 0, err
	}
	return io.Copy(w, z)
}

// Compress packs as long as ctx is not done.
func Compress(ctx context.Context, w io.Writer, r io.Reader) error {
	z := gzip.NewWriter(w)
	p := make([]byte, 32<<10)
	for {
		n, err := r.Read(p)
		if _, err := z.Write(p[:n]); err != nil {
			return err
		}
		if err == io.EOF {
			return z.Close()
		}
		if err = errors.Join(err, context.Cause(ctx)); err != nil {
			return err
		}
	}
}

// Tee writes to all of them.
func Tee(text string, writers ...io.Writer) error {
	_, err := io.WriteString(io.MultiWriter(writers...), text)
	return err
}

// A Sink is where bytes of JavaScript go.
type Sink struct {
	mu     sync.Mutex
	h      hash.Hash32
	size   int64
	closed int
	wait   time.Duration
	most   int64
}

// NewSink makes a sink, which takes its time for each write, and fails after most bytes where that is not 0.
func NewSink(wait time.Duration, most int64) *Sink {
	return &Sink{h: crc32.NewIEEE(), wait: wait, most: most}
}

// Open gives its writer.
func (s *Sink) Open() io.WriteCloser { return sinkWriter{s, nil} }

// OpenFor gives a writer that fails when ctx is done.
func (s *Sink) OpenFor(ctx context.Context) (io.WriteCloser, error) { return sinkWriter{s, ctx}, nil }

// Size counts the bytes.
func (s *Sink) Size() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size
}

// Sum is their checksum.
func (s *Sink) Sum() uint32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.h.Sum32()
}

// Closed counts how often it was closed.
func (s *Sink) Closed() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

type sinkWriter struct {
	s   *Sink
	ctx context.Context
}

func (w sinkWriter) Write(b []byte) (int, error) {
	if w.ctx != nil && w.ctx.Err() != nil {
		return 0, context.Cause(w.ctx)
	}
	time.Sleep(w.s.wait)
	w.s.mu.Lock()
	defer w.s.mu.Unlock()
	if w.s.most > 0 && w.s.size+int64(len(b)) > w.s.most {
		return 0, ErrBroken
	}
	w.s.size += int64(len(b))
	return w.s.h.Write(b)
}

func (w sinkWriter) Close() error {
	w.s.mu.Lock()
	defer w.s.mu.Unlock()
	w.s.closed++
	return nil
}

// Packer gives a writer that packs into another; it has to be closed.
func Packer(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }

// NoWriter gives nil.
func NoWriter() io.Writer { return nil }

// StuckWriter gives a writer whose Close fails.
func StuckWriter() io.WriteCloser { return stuckWriter{} }

type stuckWriter struct{}

func (stuckWriter) Write(b []byte) (int, error) { return len(b), nil }

func (stuckWriter) Close() error { return ErrBroken }

// Render calls f with a writer and gives what was written.
func Render(f func(w io.Writer) error) (string, error) {
	var b bytes.Buffer
	err := f(&b)
	return b.String(), err
}

// A Log keeps a writer, and writes to it in the background.
type Log struct {
	lines chan string
	done  chan error
}

// NewLog makes a log.
func NewLog(w io.Writer) *Log {
	l := &Log{make(chan string, 100), make(chan error, 1)}
	go func() {
		b := bufio.NewWriter(w)
		for line := range l.lines {
			b.WriteString(line + "\n")
		}
		l.done <- b.Flush()
	}()
	return l
}

// Print writes a line, later.
func (l *Log) Print(line string) { l.lines <- line }

// Finish waits for what was printed.
func (l *Log) Finish() error {
	close(l.lines)
	return <-l.done
}
