// Package squeeze makes streams of compress/gzip smaller, and whole again.
package squeeze

import (
	"compress/gzip"
	"io"
)

// Compress reads r to its end and writes it to w as gzip.
func Compress(w io.Writer, r io.Reader) error {
	squeezed := gzip.NewWriter(w)
	if _, err := io.Copy(squeezed, r); err != nil {
		return err
	}
	return squeezed.Close()
}

// Decompress reads gzip from r to its end, writes what was compressed to w, and returns how many bytes that is.
func Decompress(w io.Writer, r io.Reader) (int, error) {
	whole, err := gzip.NewReader(r)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(w, whole)
	return int(n), err
}

// Compressed gives the gzip of r, which is compressed as it is read. The level is one of compress/gzip, 1 to 9.
func Compressed(r io.Reader, level int) (io.ReadCloser, error) {
	reader, writer := io.Pipe()
	squeezed, err := gzip.NewWriterLevel(writer, level)
	if err != nil {
		return nil, err
	}
	go func() {
		_, err := io.Copy(squeezed, r)
		if err == nil {
			err = squeezed.Close()
		}
		writer.CloseWithError(err)
	}()
	return reader, nil
}
