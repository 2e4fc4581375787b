// Package escape asks the Go compiler which parameters a function keeps.
//
// A typed array may be lent to Go only where Go keeps nothing of it after the call: ordinary Go keeps slices
// (bytes.NewReader). The compiler knows: with -m it prints for each parameter "does not escape", "leaking param", or
// "leaking param … to result", which is no more than being returned.
package escape

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	"github.com/topherjs/topher/go/generator/load"
)

// A Verdict is what the compiler says about a parameter.
type Verdict string

// The verdicts.
const (
	Unknown Verdict = ""                // nothing is said: a function without a body, a parameter without a name
	Stays   Verdict = "does not escape" // it may be lent
	Returns Verdict = "returned"        // it, or a part of it, may be in a result, and nowhere else once the call is over
	Leaks   Verdict = "leaks"           // it, or a part of it, may outlive the call
)

// weight orders verdicts: of several about one parameter the heaviest counts.
var weight = map[Verdict]int{Unknown: 0, Stays: 1, Returns: 2, Leaks: 3}

// A Report holds the verdicts of one package, by the place of the parameter's name and the name.
type Report map[string]Verdict

func key(place load.Place, name string) string {
	return fmt.Sprintf("%s:%d:%d %s", place.File, place.Line, place.Column, name)
}

// Of is the verdict on a parameter.
func (r Report) Of(place load.Place, name string) Verdict { return r[key(place, name)] }

// Options say how the compiler is run.
type Options struct {
	Env   []string
	Tags  string
	Cache string // a folder for reports; empty for none
}

// Analyze compiles a package, if neither the cache of reports nor the build cache has it, and reads what the compiler says.
func Analyze(ctx context.Context, p *load.Package, o Options) (Report, error) {
	file := ""
	if hash, err := hash(p, o); err == nil && o.Cache != "" {
		file = filepath.Join(o.Cache, "escape-"+hash+".json")
		if data, err := os.ReadFile(file); err == nil {
			report := Report{}
			if json.Unmarshal(data, &report) == nil {
				return report, nil
			}
		}
	}
	// The flag is given for this package alone; its imports come from the build cache, as does, in a second run, the output.
	args := append([]string{"list", "-export", "-f", "{{.Export}}"}, load.Flags...)
	args = append(args, "-gcflags="+p.IR.Path+"=-m")
	if o.Tags != "" {
		args = append(args, "-tags="+o.Tags)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "--", p.IR.Path)...)
	cmd.Dir, cmd.Env = p.Root, o.Env
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go list -gcflags=-m %s: %w\n%s", p.IR.Path, err, stderr.Bytes())
	}
	report := parse(stderr.String())
	if file != "" {
		store(file, report)
	}
	return report, nil
}

var line = regexp.MustCompile(`^(.*):(\d+):(\d+): (.*)$`)

func parse(output string) Report {
	report := Report{}
	for l := range strings.Lines(output) {
		m := line.FindStringSubmatch(strings.TrimSuffix(l, "\n"))
		if m == nil {
			continue
		}
		name, verdict := "", Stays
		if rest, ok := strings.CutSuffix(m[4], " does not escape"); ok {
			name = rest
		} else if rest, ok := strings.CutPrefix(m[4], "leaking param: "); ok {
			name, verdict = rest, Leaks
		} else if rest, ok := strings.CutPrefix(m[4], "leaking param content: "); ok {
			name, verdict = rest, Leaks
		} else if rest, ok := strings.CutPrefix(m[4], "moved to heap: "); ok {
			name, verdict = rest, Leaks
		}
		// leaking param: xs to result ~r0 level=0
		name, to, _ := strings.Cut(name, " ")
		if name == "" {
			continue
		}
		if verdict == Leaks && strings.HasPrefix(to, "to result ") {
			verdict = Returns
		}
		row, _ := strconv.Atoi(m[2])
		column, _ := strconv.Atoi(m[3])
		k := key(load.Place{File: filepath.Base(m[1]), Line: row, Column: column}, name)
		if weight[verdict] > weight[report[k]] { // a leak is never taken back
			report[k] = verdict
		}
	}
	return report
}

// hash names what a report depends on: the package's source, and its export data, in which the compiler notes what each
// parameter does, for which it has looked at what the package imports.
func hash(p *load.Package, o Options) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "2\n%s\n%s\n%s\n%s\n%s\n", runtime.Version(), p.IR.Path, filepath.Base(p.Export), o.Tags, load.Flags)
	if p.Export == "" {
		return "", fmt.Errorf("%s has no export data", p.IR.Path)
	}
	for _, file := range p.GoFiles {
		f, err := os.Open(file)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(h, filepath.Base(file))
		_, err = io.Copy(h, f)
		f.Close()
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// store keeps a report. A cache that cannot be written costs time, no more.
func store(file string, report Report) {
	data, err := json.Marshal(report)
	if err != nil || os.MkdirAll(filepath.Dir(file), 0o755) != nil {
		return
	}
	part, err := os.CreateTemp(filepath.Dir(file), "escape-*.part")
	if err != nil {
		return
	}
	_, err = part.Write(data)
	if part.Close() != nil || err != nil || os.Rename(part.Name(), file) != nil {
		os.Remove(part.Name())
	}
}
