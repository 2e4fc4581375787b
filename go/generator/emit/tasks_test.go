package emit_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The Go that is printed for asynchronous forms, channels and contexts calls go/bridge as it is.
func TestTasksPassVet(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "tasks"), os.DirFS(tasks)); err != nil {
		t.Fatal(err)
	}
	for name, text := range printedIn(t, tasks, ".") {
		if strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".c") {
			write(t, filepath.Join(dir, "library", name), text)
		}
	}
	bridge, err := filepath.Abs("../../bridge")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "library", "go.mod"), []byte("module topher.generated/library\n\ngo 1.25.0\n"))
	write(t, filepath.Join(dir, "go.work"), fmt.Appendf(nil, "go 1.26\n\nuse (\n\t./library\n\t./tasks\n\t%q\n)\n", bridge))
	cmd := exec.Command("go", "vet", ".")
	cmd.Dir = filepath.Join(dir, "library")
	cmd.Env = append(os.Environ(), "GOWORK="+filepath.Join(dir, "go.work"), "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// What a program sees of asynchronous forms, channels and contexts; each @ts-expect-error must be one.
const useTasks = `import { channel, type Task, type TaskOptions } from "topher";
import {
  adder, async, copy, count, Counter, first, handle, join, load, map, Names, open, pairs, pass, points, range, serve, sink, sum, upper, visit, wait,
  type Handler, type Loader, type Node,
} from "./tasks/index.js";
import { mustHandler, on, type Handler as Plain } from "./kinds/index.js";

const options: TaskOptions = { timeout: 5 };
// @ts-expect-error there is no such option
wait({ timeOut: 5 });
const waited: Task<void> = wait(options);
const none: Promise<void> = wait.async(options).ref().unref();
const text: string = await async("x", options);
const joined: string = await join.async("-", ["a", "b"]);
// @ts-expect-error a variadic parameter is one array
join("-", "a", "b");
const added: number = await sum.async([1], { x: 1 }, [1, 2], options);
// @ts-expect-error the synchronous form takes no options
sum([1], null, options);

const own: Node = {
  kind: () => "own",
  load: async (path, { signal }) => path + signal.aborted,
  next(all) {
    return [all ? this : null, 1];
  },
  touch() {},
};
class Mine implements Node {
  kind(): string {
    return "mine";
  }
  async load(path: string, context: { readonly signal: { readonly aborted: boolean } }): Promise<string> {
    return path + context.signal.aborted;
  }
  next(all: boolean): [Node | null, number] {
    return [all ? this : null, 1];
  }
  touch(): void {}
}
visit(own);
visit(new Mine());
await visit.async(own);
await visit.async(new Mine());
await visit.async({ ...own, kind: async () => "later", touch: async () => {} });
// @ts-expect-error what returns promises needs the asynchronous form
visit({ ...own, kind: async () => "later" });
const node = first();
visit(node);
await visit.async(node);
const loaded: string | undefined = await node?.load("x", options);
const kind: string | undefined = await node?.async.kind();
const next: Node | null = (await node?.async.next(true))?.[0] ?? own;
const maybe: Task<string> | undefined = next.async?.kind();
class Both implements Loader {
  async load(a: string, b: string, context: { readonly signal: object }): Promise<void> {
    a.concat(b, typeof context);
  }
}
await load(new Both());

const handler: Handler = async (...args) => [args.length, ""];
const [status, body]: [number, string] = await handle(handler);
await handle(serve(200));
const answered: [number, string] = await serve(200)!("x", ["a"], options);
const also: [number, string] = await serve(200)!.async("x", ["a"]);
const five: number = adder(1)!(4);
const six: number = await adder(1)!.async(5);
const plain: Plain = (n, ...more) => more.length;
on(plain);
on(async () => 1);
const number: number = await mustHandler(1).async(null, ["a"]);
const doubled: number[] = await map.async([1], async (x) => x * 2);

const counter = new Counter();
const n: number = await counter.async.add(1);
await counter.until(3, options);
await counter.async.until(3);
const truth: boolean = counter.async_() || (await counter.async.async_());
using clone: Counter = await counter.async.clone();
const longest: string = Names.longest(["a"]) + (await Names.longest.async(["a"]));
const lines = channel<string>(3);
await Names.send(["a"], lines);

for await (const i of await range(3)) i.toFixed();
for await (const p of points(3)) p.x.toFixed();
for (const i of count(3)) i.toFixed();
for await (const i of count(3)) i.toFixed();
const later = async function* () {
  yield "a";
};
for await (const [word, length] of await pairs.async(later())) word.repeat(length);
// @ts-expect-error the synchronous form takes no asynchronous iterable
pairs(later());
upper(lines, lines);
// @ts-expect-error nobody could feed the channel meanwhile
upper(["a"], lines);
await upper.async(["a"], lines);
await upper.async(later(), lines);
const given = sink((all: string[]) => void all.length);
await given.send("a");
// @ts-expect-error numbers are no lines
await given.send(1);
given.close();
const [passed] = pass(lines, null, null);
for await (const line of passed) line.at(0);
const copied: bigint = await copy.async(async (chunk: Uint8Array) => void chunk.length, await open("text"));

export { added, also, answered, body, clone, copied, doubled, five, joined, kind, loaded, longest, maybe, n, none, number, six, status, text, truth, waited };
`
