// Package lock lets one process at a time work on a folder of the cache.
package lock

import (
	"context"
	"os"
	"path/filepath"
	"time"
)

// Acquire waits until the lock file is free, and takes it. The file stays; what counts is the system's lock on it, which ends with
// the process, however that ends. Where a file system knows no locks, nothing is waited for.
func Acquire(ctx context.Context, file string) (release func(), err error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	for {
		taken, err := try(f)
		if err != nil || taken { // an error: there are no locks here
			return func() { f.Close() }, nil
		}
		select {
		case <-ctx.Done():
			f.Close()
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}
