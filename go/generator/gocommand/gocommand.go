// Package gocommand reads what the go command says.
package gocommand

import (
	"regexp"
	"strings"

	"github.com/topherjs/topher/go/generator/diag"
)

// Words is what the go command says on standard error, without what it tells of its progress.
func Words(stderr string) string {
	var lines []string
	for line := range strings.Lines(stderr) {
		line = strings.TrimRight(line, "\n")
		if progress.MatchString(line) {
			continue
		}
		lines = append(lines, strings.TrimPrefix(line, "go: "))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

var progress = regexp.MustCompile(`^go: (downloading|finding|extracting|added|upgraded|downgraded|removed) `)

// The folders that the go command needs, in its words, and what to do where it does not have one. The first that fits counts.
var folders = []struct {
	words  *regexp.Regexp
	remedy string
}{
	{regexp.MustCompile(`no space left on device|disk quota exceeded`), "make room there, or name folders elsewhere in GOCACHE, GOMODCACHE and TMPDIR"},
	{regexp.MustCompile(`build cache (is required|is disabled|at )|GOCACHE is not`), "set HOME, or GOCACHE to a folder that can be written to"},
	{regexp.MustCompile(`module cache|GOMODCACHE|GOPATH entry`), "set HOME, or GOMODCACHE to a folder that can be written to"},
	{regexp.MustCompile(`creating work dir`), "set TMPDIR to a folder that can be written to"},
}

// Lack is what of the machine keeps the go command from working, in its own words and with what to do, or nil where the words are about
// something else.
func Lack(words string) *diag.EnvironmentError {
	for _, f := range folders {
		if f.words.MatchString(words) {
			return &diag.EnvironmentError{Code: diag.CodeGoFolder, Message: words + "\n" + f.remedy}
		}
	}
	return nil
}
