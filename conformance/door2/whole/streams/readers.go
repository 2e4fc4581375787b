// Package streams takes readers and writers, and gives them.
package streams

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing/iotest"
)

// ErrBroken is what Broken fails with.
var ErrBroken = errors.New("broken")

// ReadAll reads everything.
func ReadAll(r io.Reader) ([]byte, error) { return io.ReadAll(r) }

// ReadText reads everything as text.
func ReadText(r io.Reader) (string, error) {
	b, err := io.ReadAll(r)
	return string(b), err
}

// ReadSome reads n bytes, with one byte after the other where the reader gives less.
func ReadSome(r io.Reader, n int) ([]byte, error) {
	b := make([]byte, n)
	got, err := io.ReadFull(r, b)
	return b[:got], err
}

// Sizes reads with a buffer of a size and gives how much came at a time.
func Sizes(r io.Reader, size int) ([]int, error) {
	var sizes []int
	b := make([]byte, max(size, 1)) // a read into nothing gives nothing, again and again
	for {
		n, err := r.Read(b)
		if n > 0 {
			sizes = append(sizes, n)
		}
		if err == io.EOF {
			return sizes, nil
		}
		if err != nil {
			return sizes, err
		}
	}
}

// Checksum reads everything.
func Checksum(r io.Reader) (size int64, sum uint32, err error) {
	h := crc32.NewIEEE()
	size, err = io.Copy(h, r)
	return size, h.Sum32(), err
}

// ChecksumOf is that of bytes.
func ChecksumOf(b []byte) uint32 { return crc32.ChecksumIEEE(b) }

// TryRead gives the error's message.
func TryRead(r io.Reader) string {
	if _, err := io.ReadAll(r); err != nil {
		return "failed: " + err.Error()
	}
	return "fine"
}

// IsNil tells whether there is no reader.
func IsNil(r io.Reader) bool { return r == nil }

// Lines gives the lines.
func Lines(r io.Reader) ([]string, error) {
	var lines []string
	s := bufio.NewScanner(r)
	for s.Scan() {
		lines = append(lines, s.Text())
	}
	return lines, s.Err()
}

// Records reads CSV.
func Records(r io.Reader) ([][]string, error) { return csv.NewReader(r).ReadAll() }

// Gunzip unpacks.
func Gunzip(r io.Reader) ([]byte, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return io.ReadAll(z)
}

// Concat reads one after the other.
func Concat(readers ...io.Reader) (string, error) { return ReadText(io.MultiReader(readers...)) }

// ReadAndClose reads everything and closes.
func ReadAndClose(r io.ReadCloser) (string, error) {
	text, err := ReadText(r)
	return text, errors.Join(err, r.Close())
}

// ReadAt reads n bytes at a place.
func ReadAt(r io.ReaderAt, n int, offset int64) ([]byte, error) {
	b := make([]byte, n)
	got, err := r.ReadAt(b, offset)
	return b[:got], err
}

// LastBytes reads the last n bytes.
func LastBytes(r io.ReadSeeker, n int64) ([]byte, error) {
	if _, err := r.Seek(-n, io.SeekEnd); err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// FirstByte reads one byte.
func FirstByte(r io.ByteReader) (byte, error) { return r.ReadByte() }

// FirstRune reads one code point.
func FirstRune(r io.RuneReader) (string, error) {
	c, _, err := r.ReadRune()
	return string(c), err
}

// Open gives a reader of b.
func Open(b []byte) io.Reader { return bytes.NewReader(bytes.Clone(b)) }

// OneByOne gives a reader that gives one byte at a time.
func OneByOne(text string) io.Reader { return iotest.OneByteReader(strings.NewReader(text)) }

// Broken gives a reader that gives text and then fails.
func Broken(text string) io.Reader {
	return io.MultiReader(strings.NewReader(text), iotest.ErrReader(ErrBroken))
}

// Pattern gives a reader of so many bytes.
func Pattern(size int64) io.Reader { return io.LimitReader(&pattern{}, size) }

type pattern struct{ at uint32 }

func (p *pattern) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(p.at * 2654435761 >> 24)
		p.at++
	}
	return len(b), nil
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

var closed int

// Closed counts what was closed.
func Closed() int { return closed }

type closer struct {
	io.Reader
	err error
}

func (c *closer) Close() error {
	closed++
	return c.err
}

// OpenCloser gives a reader that counts that it is closed.
func OpenCloser(text string) io.ReadCloser { return &closer{strings.NewReader(text), nil} }

// OpenStuck gives a reader whose Close fails.
func OpenStuck(text string) io.ReadCloser { return &closer{strings.NewReader(text), ErrBroken} }

// Echo gives r back.
func Echo(r io.Reader) io.Reader { return r }

// Upper gives a reader around another.
func Upper(r io.Reader) io.Reader { return &upper{r} }

type upper struct{ r io.Reader }

func (u *upper) Read(b []byte) (int, error) {
	n, err := u.r.Read(b)
	copy(b, bytes.ToUpper(b[:n]))
	return n, err
}

var kept *bufio.Reader

// KeepReader keeps a reader.
func KeepReader(r io.Reader) { kept = bufio.NewReaderSize(r, 16) }

// NextLine reads a line of what was kept, and io.EOF at the end.
func NextLine() (string, error) {
	line, err := kept.ReadString('\n')
	if line != "" {
		return strings.TrimSuffix(line, "\n"), nil
	}
	return "", err
}

// DropReader drops what was kept.
func DropReader() { kept = nil }

// ReadElsewhere reads on another goroutine.
func ReadElsewhere(r io.Reader) (text string, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		text, err = ReadText(r)
	}()
	<-done
	return text, err
}

// A Request is a struct with a reader in it.
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

// MakeRequest gives a request.
func MakeRequest(path, body string) Request { return Request{path, strings.NewReader(body)} }

// A Tape is a class that is a reader and a writer.
type Tape struct {
	data []byte
}

// NewTape makes a tape.
func NewTape(text string) *Tape { return &Tape{[]byte(text)} }

// Read takes from the front.
func (t *Tape) Read(b []byte) (int, error) {
	if len(t.data) == 0 {
		return 0, io.EOF
	}
	n := copy(b, t.data)
	t.data = t.data[n:]
	return n, nil
}

// Write adds to the end.
func (t *Tape) Write(b []byte) (int, error) {
	t.data = append(t.data, b...)
	return len(b), nil
}

// String is what is left.
func (t *Tape) String() string { return string(t.data) }

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}
