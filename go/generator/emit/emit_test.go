package emit_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/topherjs/topher/go/generator"
	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/emit/golang"
	"github.com/topherjs/topher/go/generator/emit/report"
	"github.com/topherjs/topher/go/generator/emit/typescript"
	"github.com/topherjs/topher/go/generator/inspect"
	"github.com/topherjs/topher/go/generator/ir"
)

var update = flag.Bool("update", false, "write the golden files anew")

const fixtures = "../../../conformance/door2"

// The fixtures of what is called and stays in Go, and of what needs an asynchronous form, are modules of their own, which no workspace knows.
const (
	kinds = "../testdata/kinds"
	tasks = "../testdata/tasks"
)

// What is printed for a fixture, by file name.
func printed(t *testing.T, patterns ...string) map[string][]byte {
	t.Helper()
	return printedIn(t, fixtures, patterns...)
}

func printedIn(t *testing.T, dir string, patterns ...string) map[string][]byte {
	t.Helper()
	if dir == kinds || dir == tasks {
		from := dir
		dir = t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	library, diags, err := generator.Load(context.Background(), generator.Options{Dir: dir, Patterns: patterns, Cache: t.TempDir()})
	if err != nil || diag.List(diags).HasErrors() {
		t.Fatal(err, diag.List(diags).Text())
	}
	files := map[string][]byte{}
	if library.Packages[0].Exports != nil {
		for name, text := range golang.Exports(library.Packages[0]) {
			files[name] = text
		}
	} else {
		files, err = golang.Files(library, golang.Options{})
		if err != nil {
			t.Fatal(err)
		}
	}
	modules := map[string]string{}
	for _, p := range library.Packages {
		o, folder := options(library, p)
		modules[p.Path] = folder + "index.js"
		files[folder+"index.js"] = typescript.Module(library, p, o)
		files[folder+"index.d.ts"] = typescript.Declarations(library, p, o)
	}
	about := report.Library{Contract: library.Contract, Build: "0123456789abcdef", Go: "go1.26", Platform: "linux-x64", File: library.Name + ".linux-x64.so", SHA256: "…", Modules: modules}
	files["topher.json"] = report.JSON(about, inspect.Of(library))
	return files
}

func options(l *ir.Library, p *ir.Package) (o typescript.Options, folder string) {
	o = typescript.Options{Build: "0123456789abcdef", Files: map[string]string{"linux-x64": l.Name + ".linux-x64.so"}, Folders: map[string]string{}}
	if len(l.Packages) == 1 {
		return o, ""
	}
	o.Files["linux-x64"] = "../" + o.Files["linux-x64"]
	for _, other := range l.Packages {
		o.Folders[other.Path] = "../" + other.Folder
	}
	return o, p.Folder + "/"
}

func TestGolden(t *testing.T) {
	for name, patterns := range map[string][]string{
		"keeper":   {"./keeper"},
		"pair":     {"./pair/left", "./pair/right"},
		"secret":   {"./internal/secret"},
		"exported": {"./exported"},
		"mapping":  {"./mapping"},
		"kinds":    {"."},
		"tasks":    {"."},
	} {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join("testdata", name)
			files := printedIn(t, dirOf(name), patterns...)
			if *update {
				if err := os.RemoveAll(folder); err != nil {
					t.Fatal(err)
				}
			}
			for file, text := range files {
				golden := filepath.Join(folder, filepath.FromSlash(file)+".golden")
				if *update {
					write(t, golden, text)
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatalf("%v; go test ./emit -update writes it", err)
				}
				if !bytes.Equal(text, want) {
					t.Errorf("%s is not what is printed now; go test ./emit -update writes it anew\n%s", golden, firstDifference(want, text))
				}
			}
			stale(t, folder, files)
		})
	}
}

func dirOf(name string) string {
	if strings.HasPrefix(name, "kinds") {
		return kinds
	}
	if name == "tasks" {
		return tasks
	}
	return fixtures
}

// stale reports golden files of what is not printed any more.
func stale(t *testing.T, folder string, files map[string][]byte) {
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(folder, path)
		if files[strings.TrimSuffix(filepath.ToSlash(rel), ".golden")] == nil {
			t.Errorf("%s: nothing like it is printed any more", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func firstDifference(want, got []byte) string {
	w, g := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range max(len(w), len(g)) {
		if i >= len(w) || i >= len(g) || w[i] != g[i] {
			return fmt.Sprintf("line %d\n  golden: %s\n  now:    %s", i+1, at(w, i), at(g, i))
		}
	}
	return ""
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(end)"
}

func write(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestPrintingIsDeterministic(t *testing.T) {
	first, second := printed(t, "./mapping"), printed(t, "./mapping")
	for name := range first {
		if !bytes.Equal(first[name], second[name]) {
			t.Errorf("%s differs from run to run\n%s", name, firstDifference(first[name], second[name]))
		}
	}
}

// The compiler of TypeScript reads every declaration that is printed for the fixtures, with all that strict means.
func TestDeclarationsPassStrict(t *testing.T) {
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	tsc := filepath.Join(root, "node_modules", ".bin", "tsc")
	for _, needed := range []string{tsc, filepath.Join(root, "packages", "topher", "dist", "index.d.ts")} {
		if _, err := os.Stat(needed); err != nil {
			t.Skipf("%s is missing: npm install and npm run build bring it", needed)
		}
	}
	cache := filepath.Join(root, ".cache")
	if err := os.MkdirAll(cache, 0o755); err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp(cache, "declarations-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	for name, patterns := range map[string][]string{
		"keeper": {"./keeper"}, "pair": {"./pair/left", "./pair/right"}, "secret": {"./internal/secret"}, "exported": {"./exported"}, "tasks": {"."},
		"features": {"./features"}, "mapping": {"./mapping"}, "kinds": {"."}, "kinds-together": {".", "./ref", "./twin", "./both"},
		"funcs": {"./whole/funcs"}, "iterators": {"./whole/iterators"}, "nodes": {"./whole/nodes"}, "opaque": {"./whole/opaque"},
		"streams": {"./whole/streams"}, "trees": {"./whole/trees"}, "variables": {"./whole/variables"},
		"callers": {"./concurrent/callers"}, "channels": {"./concurrent/channels"}, "pipes": {"./concurrent/pipes"}, "concurrent": {"./concurrent/tasks"},
		"strings": {"strings"}, "url": {"net/url"}, "ast": {"go/ast"}, "http": {"net/http"}, "context": {"context"}, "sql": {"database/sql"},
	} {
		for file, text := range printedIn(t, dirOf(name), patterns...) {
			if strings.HasSuffix(file, ".d.ts") || strings.HasSuffix(file, ".js") {
				write(t, filepath.Join(dir, name, filepath.FromSlash(file)), text)
			}
		}
	}
	write(t, filepath.Join(dir, "use.ts"), []byte(use))
	write(t, filepath.Join(dir, "use-tasks.ts"), []byte(useTasks))
	write(t, filepath.Join(dir, "tsconfig.json"), []byte(`{
  "compilerOptions": {
    "strict": true, "exactOptionalPropertyTypes": true, "noUncheckedIndexedAccess": true, "noImplicitOverride": true, "noEmit": true,
    "skipLibCheck": false, "target": "esnext", "module": "nodenext", "lib": ["esnext"], "types": []
  },
  "include": ["**/*.d.ts", "use.ts", "use-tasks.ts"]
}
`))
	cmd := exec.Command(tsc, "-p", dir)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// What a program sees of the printed types; each @ts-expect-error must be one.
const use = `import { GoError } from "topher";
import {
  add, Color, Counter, delete as remove, divMod, errNone, greet, grow, join, map, maps, mix, normalize, PathError, pi, scale, times, total, Values, walk,
  type Point, type PointInput, type Tree,
} from "./mapping/index.js";
import { Source, type Token } from "./pair/left/index.js";
import { newCursor, tokens } from "./pair/right/index.js";
import { Total } from "./exported/index.js";
import {
  adder, apply, each, follow, hidden, mustHandler, names as namesOf, nodes, on, open, put, run, seal, split, Text, total as sumUp, Tree as Branches, upper, vars, visit, withName,
  type Folder, type Handler, type Node, type Options, type Sealed, type State,
} from "./kinds/index.js";
import { of, pick } from "./kinds-together/both/index.js";
import type { Value as RefValue } from "./kinds-together/ref/index.js";

const sum: number = add(1, 2);
// @ts-expect-error a string is no number
add("1", 2);
const [quotient, remainder]: [number, number] = divMod(7, 2);
const scaled: Point = scale({ x: 1 }, 2);
const input: PointInput = {};
// @ts-expect-error z is no field
scale({ z: 1 }, 2);
const whole: Point = { x: 1, y: 2, label: "" };
normalize(whole);
normalize(null);
normalize({ x: 1 });
// @ts-expect-error z is no field
normalize({ z: 1 });
const tree: Tree | null = grow(null, [{ name: "a", children: [{ name: "b" }, null] }]);
const text: string = greet("x") + join("-", "a", "b") + remove("k");
const color: Color = mix("red", ["mauve", Color.dark]);
const dark: "dark blue" = Color.dark;
const three: 3.14159 = pi;
const counted: Float64Array = map([1, 2], (x, ...rest: never[]) => x * 2 + rest.length);
walk("/", (path, depth) => path.length > depth);
// @ts-expect-error a boolean is needed
walk("/", () => "yes");
const [records, numbers, pairs]: [Record<string, number>, Map<number, string>, [Point, boolean][]] = maps({ a: 1 }, new Map([[1, "a"]]), [[{ x: 1 }, true]]);
const later: Date = times(new Date(), 5);
const counter: Counter = new Counter({ step: 2 }).clone(null);
counter.step = 3;
const added: number = counter.add(1) + total([counter, null], counter.last);
const made: Counter = Counter.new(1);
const header = { a: ["b"] };
Values.add(header, "a", "c");
const failure: PathError | null = GoError.as(errNone, PathError);
const source: Source = newCursor(new Source()).source() ?? new Source();
const first: Token | undefined = tokens(source)[0];
const all: number = Total([1, 2]);

const own: Node = {
  kind: () => "own",
  weigh: (by) => by,
  render: (w, ...labels) => labels.length,
  next(skip) {
    return [skip?.(this) ? this : null, { plain: () => 1, same: (other) => other === null }];
  },
  close() {},
};
const visited: Node | null = visit(own) ?? visit(new Text()) ?? visit(hidden("x"));
visited?.[Symbol.dispose]?.();
// @ts-expect-error four methods are missing
visit({ kind: () => "" });
// @ts-expect-error only Go makes values of a sealed interface
seal({ name: () => "" });
const sealed: Sealed | null = seal(new Text());
const handler: Handler = (node, ...labels) => (node?.kind() ?? "").length + labels.length;
on(handler);
const seven: number = mustHandler(7)(null, "a");
// @ts-expect-error it may be null
adder(1)(2);
const eight: number | undefined = adder(1)?.(7);
const state: State = (text) => (text === "" ? null : state);
run(state, ["a"]);
each(2, (i) => i > 0);
for (const [name, node] of nodes("a", "b")) name.concat(node?.kind() ?? "");
const parts: string[] = [...split("a b")];
sumUp(new Map([["a", 1]]));
upper((chunk: Uint8Array) => void chunk.length, "text");
using reader = open("text");
namesOf(withName("a"), null);
// @ts-expect-error a handle is no string
put(1)?.length;
const branches: Branches = [[], [[]]];
const depth: number = Branches.depth(branches);
const folder: Folder = { a: { b: {} } };
const options: Options = apply({ onNode: handler, root: own, input: "text", lines: ["a"], tree: branches });
vars.verbose = !vars.verbose;
vars.hook = (event) => void event.length;
vars.inner.node = own;
const refs: readonly [RefValue | null, unknown] = pick(null, { plain: () => 1 }, of("x"));

export {
  depth, eight, folder, follow, options, parts, reader, refs, sealed, seven,
  added, all, color, counted, dark, failure, first, input, later, made, numbers, pairs, quotient, records, remainder, scaled, sum, text, three, tree,
};
`
