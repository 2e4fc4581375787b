package squeeze

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestThereAndBack(t *testing.T) {
	text := strings.Repeat("the same again, ", 10_000)
	var whole bytes.Buffer
	reader, err := Compressed(strings.NewReader(text), gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	n, err := Decompress(&whole, reader)
	if err != nil || n != len(text) || whole.String() != text {
		t.Errorf("%d of %d bytes came back: %v", n, len(text), err)
	}
	var squeezed bytes.Buffer
	if err := Compress(&squeezed, strings.NewReader(text)); err != nil || squeezed.Len() > len(text)/10 {
		t.Errorf("%d bytes became %d: %v", len(text), squeezed.Len(), err)
	}
	if _, err := Decompress(io.Discard, bytes.NewReader(squeezed.Bytes()[:20])); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("half of it: %v", err)
	}
}
