package build

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
)

// writeFile makes a file have this content, and leaves it alone where it has.
func writeFile(path string, data []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	return replaceFile(path, func(f *os.File) error {
		_, err := f.Write(data)
		return err
	})
}

// copyFile puts a copy of a file in place.
func copyFile(path, from string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	return replaceFile(path, func(f *os.File) error {
		_, err := io.Copy(f, src)
		return err
	})
}

// replaceFile writes a new file beside path and renames it: who reads path meets the old file or the new one, and a process that
// has loaded the old library keeps it.
func replaceFile(path string, write func(*os.File) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".topher-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	err = write(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
