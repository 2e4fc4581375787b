package digest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

func TestFiles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "zeros")
	if err := os.WriteFile(name, make([]byte, 2*piece+1), 0o644); err != nil {
		t.Fatal(err)
	}
	var mutex sync.Mutex
	var done []int
	sums, err := Files(t.Context(), []string{name, name}, func(p Progress) error {
		mutex.Lock()
		defer mutex.Unlock()
		done = append(done, p.Done)
		return nil
	})
	slices.Sort(done)
	if want := []int{piece, piece, 2 * piece, 2 * piece, 2*piece + 1, 2*piece + 1}; err != nil || !slices.Equal(done, want) {
		t.Errorf("reported %v, %v", done, err)
	}
	if len(sums) != 2 || sums[0] != sums[1] || len(sums[0]) != 64 {
		t.Errorf("the sums are %v", sums)
	}
	enough := errors.New("enough")
	if _, err := Files(t.Context(), []string{name}, func(Progress) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("an error of report: %v", err)
	}
	if _, err := Files(t.Context(), []string{name + "?"}, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that does not exist: %v", err)
	}
}
