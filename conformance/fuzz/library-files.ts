// Libraries whose headers were changed at random: each is refused with a code of topher's, or it is opened and answers right. None ends the
// process, neither when it is opened nor at the exit. Changed are the header, the program headers, the dynamic section and the section
// headers, of a small library in C, and of one in Go.
//
// The files are tried in processes of their own, many in each, as a library stays for the life of a process; a process that ends too soon
// says which file it was, and the next one goes on behind it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { compileC } from "../kit/c-library.ts";
import { libraryPath } from "../kit/library.ts";
import { long, phase, runChild, seed, stress } from "../stress/program.ts";

/** How often each library is changed. */
const inputs = { c: long ? 10_000 : 300, go: long ? 1000 : 30 };
const batch = 250;
const child = fileURLToPath(new URL("library-files-child.ts", import.meta.url));

// What a header can be wrong about: thread-local data, constructors and destructors, relocations with and without symbols, versions.
const source = `#include <stdlib.h>
#include <string.h>
static __thread int local = 20;
static int ready;
static const char *const words[] = {"one", "two", "three"};
static int (*volatile compare)(const char *, const char *) = strcmp;
static void __attribute__((constructor)) begin(void) { ready = 1; }
static void __attribute__((destructor)) end(void) { ready = 0; }
int answer(int x) {
  char *copy = strdup(words[x % 3]);
  int same = compare(copy, words[x % 3]) == 0;
  free(copy);
  return ready + same + local + x;
}
`;

await stress(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "topher-library-files-"));
  try {
    const file = path.join(folder, "libanswer.so");
    compileC(file, source, ["-shared", "-fPIC", "-O1"]);
    const c = await tryAll("c", file, inputs.c);
    const go = await tryAll("go", libraryPath("foreign"), inputs.go);
    assert.deepEqual([...c.ended, ...go.ended], [], "what ended a process");
    const opened = (codes: readonly string[]): number => codes.filter((code) => code === "opened").length;
    return {
      inputs: inputs.c + inputs.go,
      opened: opened(c.codes) + opened(go.codes),
      refused: inputs.c + inputs.go - opened(c.codes) - opened(go.codes),
      digest: createHash("sha256")
        .update([...c.codes, ...go.codes].join("\n"))
        .digest("hex")
        .slice(0, 16),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
});

interface Tried {
  /** What came of each input. */
  readonly codes: readonly string[];
  /** The inputs that ended a process. */
  readonly ended: readonly string[];
}

async function tryAll(kind: string, file: string, count: number): Promise<Tried> {
  const codes: string[] = [];
  const ended: string[] = [];
  const isGo = kind === "go";
  for (let from = 0; from < count;) {
    if (from % 1000 === 0) phase(`${kind} ${from}`);
    const to = Math.min(count, from + batch);
    const got = await tried(kind, file, from, to);
    codes.push(...got.codes);
    // A Go runtime stays in the process, and more than one does not belong there.
    const stopped = isGo && got.codes.at(-1) === "opened";
    from += got.codes.length;
    if (got.problem === undefined) {
      if (!stopped) assert.equal(from, to, "the process ended before its time");
      continue;
    }
    if (from < to && !stopped) {
      ended.push(`${kind} ${from}: ${got.problem}`);
      codes.push("ended");
      from++;
      continue;
    }
    // All were tried, and the process did not end well: one that was opened did that, and is found alone.
    const before = from - got.codes.length;
    const opened = got.codes.flatMap((code, i) => (code === "opened" ? [before + i] : []));
    for (const one of opened) {
      const alone = await tried(kind, file, one, one + 1);
      if (alone.problem !== undefined) ended.push(`${kind} ${one}, at the exit: ${alone.problem}`);
    }
  }
  return { codes, ended };
}

/** Tries some inputs in one process. */
async function tried(
  kind: string,
  file: string,
  from: number,
  to: number,
): Promise<{ readonly codes: readonly string[]; readonly problem: string | undefined }> {
  const { code, signal, stdout, stderr } = await runChild(child, [kind, file, String(seed), String(from), String(to)], {
    timeout: 120_000,
    env: { TOPHER_SECOND_GO: "" },
  });
  const codes = [...stdout.matchAll(/^done (\S+)$/gm)].map(([, outcome = ""]) => outcome);
  if (process.env["TOPHER_FUZZ_VERBOSE"] !== undefined) process.stderr.write(stdout);
  const last = /^try (.*)$/gm;
  const trying = [...stdout.matchAll(last)].at(-1)?.[1] ?? "";
  const wrong = codes.find((outcome) => outcome === "wrong" || outcome.startsWith("untyped"));
  assert.equal(wrong, undefined, `${kind}, seed ${seed}: ${trying}`);
  if (code === 0) return { codes, problem: undefined };
  const said = stderr.trimEnd().split("\n").slice(-12).join(" | ");
  return { codes, problem: `${signal ?? `code ${code}`}, seed ${seed}: ${trying} ${said}` };
}
