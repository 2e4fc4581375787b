// Package pipes reads and writes bytes: as fast as it can, slowly, in part, or not at all.
package pipes

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing/iotest"
	"time"
)

// ErrBroken is the error of a broken stream.
var ErrBroken = errors.New("broken stream")

type pattern struct{ at uint32 }

func (p *pattern) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(p.at * 2654435761 >> 24)
		p.at++
	}
	return len(b), nil
}

// Pattern gives so many bytes.
func Pattern(size int64) io.Reader { return io.LimitReader(&pattern{}, size) }

// PatternSum is the checksum of so many bytes of the pattern.
func PatternSum(size int64) uint32 {
	h := crc32.NewIEEE()
	io.Copy(h, Pattern(size))
	return h.Sum32()
}

// Text gives a text.
func Text(text string) io.Reader { return strings.NewReader(text) }

// OneByOne gives one byte at a time.
func OneByOne(text string) io.Reader { return iotest.OneByteReader(strings.NewReader(text)) }

// Broken gives text and then fails.
func Broken(text string) io.Reader {
	return io.MultiReader(strings.NewReader(text), iotest.ErrReader(ErrBroken))
}

// Panicking gives text and then panics.
func Panicking(text string) io.Reader {
	return io.MultiReader(strings.NewReader(text), panicking{})
}

type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("the reader panics") }

// Slow gives pieces, each after a while.
func Slow(pieces, size int, each time.Duration) io.Reader { return &slow{pieces, size, each} }

type slow struct {
	pieces, size int
	each         time.Duration
}

func (s *slow) Read(b []byte) (int, error) {
	if s.pieces == 0 {
		return 0, io.EOF
	}
	time.Sleep(s.each)
	s.pieces--
	n := min(s.size, len(b))
	for i := range b[:n] {
		b[i] = byte(s.pieces)
	}
	return n, nil
}

// NoReader gives nil.
func NoReader() io.Reader { return nil }

// MaybeReader gives a reader or fails.
func MaybeReader(text string) (io.Reader, error) {
	if text == "" {
		return nil, ErrBroken
	}
	return strings.NewReader(text), nil
}

// A Tap counts what is read from it.
type Tap struct {
	read   atomic.Int64
	closed atomic.Int64
}

// NewTap makes a tap.
func NewTap() *Tap { return &Tap{} }

// Open gives bytes without end.
func (t *Tap) Open() io.ReadCloser { return &water{tap: t} }

// OpenFor gives bytes as long as ctx is not done.
func (t *Tap) OpenFor(ctx context.Context) (io.ReadCloser, error) {
	return &water{t, pattern{}, ctx}, nil
}

// Taken counts the bytes.
func (t *Tap) Taken() int64 { return t.read.Load() }

// Closed counts how often a stream was closed.
func (t *Tap) Closed() int { return int(t.closed.Load()) }

type water struct {
	tap *Tap
	pattern
	ctx context.Context
}

func (w *water) Read(b []byte) (int, error) {
	if w.ctx != nil && w.ctx.Err() != nil {
		return 0, context.Cause(w.ctx)
	}
	n, err := w.pattern.Read(b)
	w.tap.read.Add(int64(n))
	return n, err
}

func (w *water) Close() error {
	w.tap.closed.Add(1)
	return nil
}

// Blocked gives a reader that gives nothing before it is closed.
func Blocked() io.ReadCloser {
	r, _ := io.Pipe()
	return r
}

// StuckClose gives a reader whose Close fails.
func StuckClose(text string) io.ReadCloser { return stuck{strings.NewReader(text)} }

type stuck struct{ io.Reader }

func (stuck) Close() error { return ErrBroken }

// Body gives a text as long as ctx is not done, slowly.
func Body(ctx context.Context, text string, each time.Duration) (io.Reader, error) {
	if text == "" {
		return nil, ErrBroken
	}
	return &body{ctx, text, each}, nil
}

type body struct {
	ctx  context.Context
	text string
	each time.Duration
}

func (b *body) Read(p []byte) (int, error) {
	if b.text == "" {
		return 0, io.EOF
	}
	select {
	case <-b.ctx.Done():
		return 0, context.Cause(b.ctx)
	case <-time.After(b.each):
		n := copy(p, b.text[:1])
		b.text = b.text[1:]
		return n, nil
	}
}

// Checksum reads everything.
func Checksum(r io.Reader) (size int64, sum uint32, err error) {
	h := crc32.NewIEEE()
	size, err = io.Copy(h, r)
	return size, h.Sum32(), err
}

// ReadText reads everything as text.
func ReadText(r io.Reader) (string, error) {
	b, err := io.ReadAll(r)
	return string(b), err
}

// ReadTextUntil reads everything as long as ctx is not done; it looks between reads.
func ReadTextUntil(ctx context.Context, r io.Reader) (string, error) {
	var b strings.Builder
	p := make([]byte, 16)
	for {
		n, err := r.Read(p)
		b.Write(p[:n])
		if err == io.EOF {
			return b.String(), nil
		}
		if err = errors.Join(err, context.Cause(ctx)); err != nil {
			return b.String(), err
		}
	}
}

var taken atomic.Int64

// Taken counts the bytes that the functions below have read since ResetTaken.
func Taken() int64 { return taken.Load() }

// ResetTaken counts from 0 again.
func ResetTaken() { taken.Store(0) }

// ReadSlowly reads pieces with a pause after each.
func ReadSlowly(r io.Reader, size int, each time.Duration) (int64, error) {
	p := make([]byte, size)
	for {
		n, err := io.ReadFull(r, p)
		taken.Add(int64(n))
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return taken.Load(), nil
		}
		if err != nil {
			return taken.Load(), err
		}
		time.Sleep(each)
	}
}

// Head reads n bytes and no more.
func Head(r io.Reader, n int) ([]byte, error) {
	p := make([]byte, n)
	got, err := io.ReadFull(r, p)
	return p[:got], err
}

// TryRead gives the error's message.
func TryRead(r io.Reader) string {
	if _, err := io.Copy(io.Discard, r); err != nil {
		return "failed: " + err.Error()
	}
	return "fine"
}

// IsBroken tells whether reading fails with ErrBroken.
func IsBroken(r io.Reader) bool {
	_, err := io.Copy(io.Discard, r)
	return errors.Is(err, ErrBroken)
}

// ReadAndClose reads everything and closes.
func ReadAndClose(r io.ReadCloser) (string, error) {
	text, err := ReadText(r)
	return text, errors.Join(err, r.Close())
}

// Concat reads one after the other.
func Concat(readers ...io.Reader) (string, error) { return ReadText(io.MultiReader(readers...)) }

// Together reads all of them at the same time.
func Together(readers []io.Reader) ([]int64, error) {
	sizes := make([]int64, len(readers))
	errs := make([]error, len(readers))
	var wg sync.WaitGroup
	for i, r := range readers {
		wg.Go(func() { sizes[i], errs[i] = io.Copy(io.Discard, r) })
	}
	wg.Wait()
	return sizes, errors.Join(errs...)
}

// Lines gives the lines of r, as they come.
func Lines(ctx context.Context, r io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(r); s.Scan(); {
			select {
			case lines <- s.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}

// Upper gives a reader around another, which is read later.
func Upper(r io.Reader) io.Reader { return &upper{r} }

type upper struct{ r io.Reader }

func (u *upper) Read(b []byte) (int, error) {
	n, err := u.r.Read(b)
	copy(b, bytes.ToUpper(b[:n]))
	return n, err
}

// Gunzipped gives a reader that unpacks another.
func Gunzipped(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }

// Gzipped gives a reader of what another gives, packed.
func Gzipped(r io.Reader) io.Reader {
	out, in := io.Pipe()
	go func() {
		z := gzip.NewWriter(in)
		_, err := io.Copy(z, r)
		in.CloseWithError(errors.Join(err, z.Close()))
	}()
	return out
}

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}

// Goroutines counts them.
func Goroutines() int { return runtime.NumGoroutine() }

// A Request has a body.
type Request struct {
	Path string
	Body io.Reader
}

// Handle reads a request.
func Handle(r Request) (string, error) {
	if r.Body == nil {
		return r.Path + " without a body", nil
	}
	text, err := ReadText(r.Body)
	return fmt.Sprint(r.Path, " ", text), err
}
