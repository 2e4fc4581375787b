package build

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
)

// writeFile makes a file have this content, and leaves it alone where it has.
func writeFile(path string, data []byte) error {
	var p pending
	defer p.discard()
	if err := p.writeFile(path, data); err != nil {
		return err
	}
	return p.putInPlace()
}

// Pending are new files beside those that they are to replace.
type pending []struct{ path, written string }

// writeFile writes what path is to have, where it does not have it.
func (p *pending) writeFile(path string, data []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	return p.write(path, bytes.NewReader(data))
}

// copyFile writes a copy of a file that path is to be.
func (p *pending) copyFile(path, from string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	return p.write(path, src)
}

func (p *pending) write(path string, content io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".topher-*")
	if err != nil {
		return err
	}
	*p = append(*p, struct{ path, written string }{path, f.Name()})
	_, err = io.Copy(f, content)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	return err
}

// putInPlace renames the files: who reads a path meets the old file or the new one, and a process that has loaded the old library keeps it.
func (p *pending) putInPlace() error {
	for len(*p) > 0 {
		first := (*p)[0]
		if err := os.Rename(first.written, first.path); err != nil {
			return err
		}
		*p = (*p)[1:]
	}
	return nil
}

// discard removes the files that are not in place.
func (p *pending) discard() {
	for _, each := range *p {
		os.Remove(each.written)
	}
}
