package streams

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestPatternIsTheSameForReadersAndWriters(t *testing.T) {
	size, sum, err := Checksum(Pattern(100_000))
	if size != 100_000 || err != nil {
		t.Fatalf("Checksum read %d bytes, %v", size, err)
	}
	var b bytes.Buffer
	if written, err := CopyPattern(&b, 100_000); written != sum || err != nil || ChecksumOf(b.Bytes()) != sum {
		t.Errorf("CopyPattern gave %d, %v, want %d", written, err, sum)
	}
}

func TestBrokenGivesWhatItHas(t *testing.T) {
	b, err := ReadAll(Broken("abc"))
	if string(b) != "abc" || !errors.Is(err, ErrBroken) {
		t.Errorf("ReadAll gave %q, %v", b, err)
	}
}

func TestNextLineReadsWhatWasKept(t *testing.T) {
	KeepReader(strings.NewReader("one\ntwo, longer than the buffer"))
	defer DropReader()
	for _, want := range []string{"one", "two, longer than the buffer"} {
		if got, err := NextLine(); got != want || err != nil {
			t.Errorf("NextLine gave %q, %v, want %q", got, err, want)
		}
	}
	if _, err := NextLine(); err == nil {
		t.Error("there is another line")
	}
}
