package lock

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"
)

func TestAcquireWaitsForTheOther(t *testing.T) {
	file := filepath.Join(t.TempDir(), "deep", "lock")
	release, err := Acquire(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	soon, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Acquire(soon, file); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("a lock that is taken gave %v", err)
	}
	release()
	again, err := Acquire(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	again()
}
