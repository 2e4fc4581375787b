// Package digest makes checksums of files, and says how far it is.
package digest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"sync"
)

// Progress says how much of a file has been read, in bytes.
type Progress struct {
	File  string
	Done  int
	Total int
}

// piece is how many bytes are read between two reports.
const piece = 256 << 10

// Files returns the SHA-256 of each file. A goroutine works at each of them, and calls report after each piece and at the end; an error of report ends
// everything.
func Files(ctx context.Context, files []string, report func(Progress) error) ([]string, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	sums := make([]string, len(files))
	var group sync.WaitGroup
	for i, file := range files {
		group.Go(func() {
			var err error
			if sums[i], err = sum(ctx, file, report); err != nil {
				stop(err)
			}
		})
	}
	group.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return sums, nil
}

func sum(ctx context.Context, name string, report func(Progress) error) (string, error) {
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	progress := Progress{File: name, Total: int(info.Size())}
	for {
		n, err := io.CopyN(hash, file, piece)
		progress.Done += int(n)
		if err == io.EOF {
			progress.Total = progress.Done // it may have grown
		} else if err != nil {
			return "", err
		}
		if err := report(progress); err != nil {
			return "", err
		}
		if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		if err == io.EOF {
			return hex.EncodeToString(hash.Sum(nil)), nil
		}
	}
}
