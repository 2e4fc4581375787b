package streams

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
)

// Write writes b.
func Write(w io.Writer, b []byte) (int, error) { return w.Write(b) }

// WriteText writes text in one piece.
func WriteText(w io.Writer, text string) (int, error) { return io.WriteString(w, text) }

// WriteMany writes so many pieces of a size, each of its own number.
func WriteMany(w io.Writer, pieces, size int) (int64, error) {
	total := int64(0)
	piece := make([]byte, size)
	for i := range pieces {
		for j := range piece {
			piece[j] = byte(i)
		}
		n, err := w.Write(piece)
		total += int64(n)
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// CopyPattern writes so many bytes and gives their checksum.
func CopyPattern(w io.Writer, size int64) (uint32, error) {
	b, err := io.ReadAll(Pattern(size))
	if err != nil {
		return 0, err
	}
	_, err = io.Copy(w, bytes.NewReader(b))
	return ChecksumOf(b), err
}

// Copy copies everything.
func Copy(w io.Writer, r io.Reader) (int64, error) { return io.Copy(w, r) }

// TryWrite gives the error's message.
func TryWrite(w io.Writer, text string) string {
	if _, err := io.WriteString(w, text); err != nil {
		return "failed: " + err.Error()
	}
	return "fine"
}

// IsNilWriter tells whether there is no writer.
func IsNilWriter(w io.Writer) bool { return w == nil }

// Gzip packs.
func Gzip(w io.Writer, b []byte) error {
	z := gzip.NewWriter(w)
	if _, err := z.Write(b); err != nil {
		return err
	}
	return z.Close()
}

// WriteAndClose writes and closes.
func WriteAndClose(w io.WriteCloser, text string) error {
	_, err := io.WriteString(w, text)
	return errors.Join(err, w.Close())
}

// PutByte writes one byte.
func PutByte(w io.ByteWriter, b byte) error { return w.WriteByte(b) }

// PutText writes text by WriteString.
func PutText(w io.StringWriter, text string) (int, error) { return w.WriteString(text) }

// Tee writes to all of them.
func Tee(text string, writers ...io.Writer) error {
	_, err := io.WriteString(io.MultiWriter(writers...), text)
	return err
}

// EchoWriter gives w back.
func EchoWriter(w io.Writer) io.Writer { return w }

var recorded bytes.Buffer

// Recorder gives a writer, for Recorded.
func Recorder() io.Writer {
	recorded.Reset()
	return &recorded
}

// Recorded is what was written.
func Recorded() string { return recorded.String() }

type failing struct{ left int }

func (f *failing) Write(b []byte) (int, error) {
	if len(b) > f.left {
		n := f.left
		f.left = 0
		return n, ErrBroken
	}
	f.left -= len(b)
	return len(b), nil
}

// Failing gives a writer that takes n bytes.
func Failing(n int) io.Writer { return &failing{n} }

// NoWriter gives nil.
func NoWriter() io.Writer { return nil }

// Packer gives a writer that packs into another, when it is closed.
func Packer(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }

// A Table is a class around a writer of the standard library that keeps a writer of JavaScript.
type Table struct {
	w *csv.Writer
}

// NewTable makes a table.
func NewTable(w io.Writer) *Table { return &Table{csv.NewWriter(w)} }

// Row adds a row.
func (t *Table) Row(cells ...string) error { return t.w.Write(cells) }

// Flush writes what is not written yet.
func (t *Table) Flush() error {
	t.w.Flush()
	return t.w.Error()
}

var buffered *bufio.Writer

// KeepWriter keeps a writer behind a buffer.
func KeepWriter(w io.Writer) { buffered = bufio.NewWriterSize(w, 16) }

// Print writes to what was kept.
func Print(text string) error {
	_, err := buffered.WriteString(text)
	return err
}

// Flush flushes what was kept.
func Flush() error { return buffered.Flush() }

// DropWriter drops what was kept.
func DropWriter() { buffered = nil }

// Render calls f with a writer and gives what it wrote.
func Render(f func(w io.Writer) error) (string, error) {
	var b bytes.Buffer
	err := f(&b)
	return b.String(), err
}

// A Template writes itself.
type Template interface {
	Render(w io.Writer, r io.Reader) error
}

// Execute renders a template of a text.
func Execute(t Template, text string) (string, error) {
	var b bytes.Buffer
	if err := t.Render(&b, bytes.NewReader([]byte(text))); err != nil {
		return b.String(), fmt.Errorf("render: %w", err)
	}
	return b.String(), nil
}

// A Copier is a template of Go's.
type Copier struct{}

// Render copies.
func (Copier) Render(w io.Writer, r io.Reader) error {
	_, err := io.Copy(w, r)
	return err
}

// MakeTemplate gives one.
func MakeTemplate() Template { return Copier{} }
