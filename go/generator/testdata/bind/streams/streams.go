// Package streams has readers and writers.
package streams

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
)

// A Source is an alias, which crosses as what it stands for.
type Source = io.ReaderAt

// A Config holds streams.
type Config struct {
	In  io.Reader
	Out io.Writer
}

// An Own is an interface of this package, whatever its methods.
type Own interface{ Write(p []byte) (int, error) }

func Copy(dst io.Writer, src io.Reader) (int64, error)                       { return 0, nil }
func Open(name string) (io.ReadCloser, error)                                { return nil, nil }
func Create(name string) io.WriteCloser                                      { return nil }
func Maybe() io.Reader                                                       { return nil }
func At(r io.ReaderAt, size int64)                                           {}
func Seek(r io.ReadSeeker, b io.ByteScanner, u io.RuneReader, w io.WriterTo) {}
func Alias(s Source)                                                         {}
func Strings(w io.StringWriter)                                              {}
func Both(rw io.ReadWriter) io.ReadWriter                                    { return rw }
func Closer(c io.Closer)                                                     {}
func Unnamed(r interface{ Read(p []byte) (int, error) })                     {}
func Flush(w http.ResponseWriter) http.ResponseWriter                        { return w }
func Write(o Own)                                                            {}
func Buffer(b *bytes.Buffer) *bufio.Reader                                   { return nil }
func Many(r ...io.Reader) []io.Writer                                        { return nil }
func Use(c Config) Config                                                    { return c }
