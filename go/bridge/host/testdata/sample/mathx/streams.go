package mathx

import (
	"bytes"
	"errors"
	"io"
)

// Pipe copies all of src to dst and closes both where they can be.
func Pipe(dst io.Writer, src io.Reader) (int64, error) {
	n, err := io.Copy(dst, struct{ io.Reader }{src})
	for _, s := range []any{dst, src} {
		if c, ok := s.(io.Closer); ok {
			err = errors.Join(err, c.Close())
		}
	}
	return n, err
}

// Tail reads the last n bytes.
func Tail(r io.ReadSeeker, n int) (string, error) {
	if _, err := r.Seek(int64(-n), io.SeekEnd); err != nil {
		return "", err
	}
	b, err := io.ReadAll(r)
	return string(b), err
}

// ReadOnce reads into n bytes.
func ReadOnce(r io.Reader, n int) (int, error) { return r.Read(make([]byte, n)) }

// EchoReader is r as any.
func EchoReader(r io.Reader) any { return r }

// WriteParts writes in all the ways there are.
func WriteParts(w io.Writer) error {
	if _, err := w.Write([]byte("ab")); err != nil {
		return err
	}
	if _, err := io.WriteString(w, "c\xffd"); err != nil {
		return err
	}
	if b, ok := w.(io.ByteWriter); ok {
		return b.WriteByte('e')
	}
	return nil
}

// A Buffer is a reader, a writer and a closer.
type Buffer struct {
	bytes.Buffer
	Closed int
}

// Close counts.
func (b *Buffer) Close() error {
	if b.Closed++; b.Closed > 1 {
		return errors.New("the buffer is closed")
	}
	return nil
}

// NewBuffer holds text.
func NewBuffer(text string) io.ReadWriteCloser {
	b := &Buffer{}
	b.WriteString(text)
	return b
}

type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }

// Idle is a reader that never gives anything.
func Idle() io.Reader { return idle{} }

type full struct{}

func (full) Write(p []byte) (int, error) { return len(p) / 2, nil }

// Full is a writer that takes half.
func Full() io.Writer { return full{} }
