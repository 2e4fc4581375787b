// Files that are no good as libraries: each is refused by an error that names the file, the rule and what was found, nothing ends the
// process, and a good library can be opened afterwards.
import assert from "node:assert/strict";
import {
  copyFileSync,
  existsSync,
  linkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import process from "node:process";
import { test } from "node:test";
import { fn, open, t } from "topher";
import { compileC } from "../kit/c-library.ts";
import { cutsOf } from "../kit/elf-places.ts";
import { faults } from "../kit/library-faults.ts";
import { fixtureBytes, nowhere } from "../kit/library-files.ts";
import { libraryPath } from "../kit/library.ts";
import { nothingLeft } from "../kit/nothing-left.ts";
import { resultOf } from "../kit/program.ts";
import { refuses } from "../kit/refuses.ts";

const symbols = { addI64: fn([t.i64, t.i64], t.i64) };

/** Everything that a refusal has to be, and that the process goes on. */
function refusesFile(file: string, code: Parameters<typeof refuses>[0], message: RegExp): void {
  const error = refuses(code, () => open(file, symbols), message);
  assert.ok(error.message.startsWith("open: "), error.message);
  assert.ok(error.message.includes(file), error.message);
  assert.equal(open(libraryPath("fixture"), symbols).addI64(1n, 2n), 3n);
}

for (const [what, { code, message, put }] of Object.entries(faults)) {
  test(`open refuses a file that ${what}`, () => {
    const file = nowhere();
    put(file, fixtureBytes);
    refusesFile(file, code, message);
  });
}

// The system's loader maps what the headers promise, so touching what is missing would end the process by SIGBUS.
const cuts = cutsOf(fixtureBytes);
for (const [left, length] of Object.entries(cuts)) {
  test(`open refuses a library of which only ${left} is left`, () => {
    const file = nowhere();
    writeFileSync(file, fixtureBytes.subarray(0, length));
    if (length < 64) refusesFile(file, "TOPHER_NOT_A_LIBRARY", /its first bytes are not those of an ELF file/);
    else refusesFile(file, "TOPHER_TRUNCATED", new RegExp(`has ${length} bytes, but its header promises \\d+`));
  });
}

test("open refuses a library of any length that is not its own", () => {
  const file = nowhere();
  writeFileSync(file, fixtureBytes);
  const { length } = fixtureBytes;
  for (let left = length - 1; left >= 64; left = Math.floor(left * 0.93)) {
    truncateSync(file, left);
    refuses("TOPHER_TRUNCATED", () => open(file, symbols));
  }
});

test("open refuses a file that it may not read", () => {
  // Root may read what nobody may, but not what cannot be read at all.
  const writeOnly = "/proc/sys/vm/compact_memory";
  const isRoot = process.getuid?.() === 0;
  const file = isRoot ? writeOnly : nowhere();
  if (isRoot && !existsSync(writeOnly)) return;
  if (!isRoot) writeFileSync(file, fixtureBytes, { mode: 0 });
  refusesFile(file, "TOPHER_LOAD", /Permission denied/);
});

test("open refuses to call data as a function", () => {
  const file = nowhere();
  compileC(file, "int answer = 42;\nint answers(void) { return answer; }\n__thread int local;");
  const answers = fn([], t.i32);
  assert.equal(open(file, { answers }).answers(), 42);
  refuses(
    "TOPHER_NO_SYMBOL",
    () => open(file, { answers, answer: answers }),
    /exports "answer" as data: no function can/,
  );
  refuses("TOPHER_NO_SYMBOL", () => open(file, { local: answers }), /exports "local" as data/);
  const renamed = { answers: fn([], t.i32, { symbol: "answer" }) };
  refuses("TOPHER_NO_SYMBOL", () => open(file, renamed), /exports "answer" as data/);
});

for (const [version, wayOut] of [
  [99, "Install a newer topher"],
  [0, "Build ahead again with this topher's go/bridge"],
] as const) {
  test(`open refuses a library whose guard is of version ${version}`, () => {
    const file = nowhere(`libahead${version}.so`);
    // What is called before the version was looked at would end the process.
    const source = `#include <stdlib.h>
int topher_guard_version(void) { return ${version}; }
int topher_signals_repair(void) { abort(); }
long topher_go_runtimes(char *out, long n) { abort(); }
int one(void) { return 1; }`;
    compileC(file, source);
    const error = refuses("TOPHER_CONTRACT", () => open(file, { one: fn([], t.i32) }, { name: "ahead" }));
    assert.equal(
      error.message,
      `open: ${file} has version ${version} of the guard, this topher knows version 1. ${wayOut}`,
    );
  });
}

test("open gives the same library for a link, a hard link and itself", () => {
  const file = nowhere("libtwin.so");
  compileC(file, "static int calls;\nint next(void) { return ++calls; }");
  const next = { next: fn([], t.i32) };
  const link = path.join(path.dirname(file), "liblink.so");
  const hard = path.join(path.dirname(file), "libhard.so");
  symlinkSync(file, link);
  linkSync(file, hard);
  const all = [file, link, hard, file].map((each) => open(each, next).next());
  assert.deepEqual(all, [1, 2, 3, 4]);
  const copy = path.join(path.dirname(file), "libcopy.so");
  copyFileSync(file, copy);
  assert.equal(open(copy, next).next(), 1, "a copy is another library");
});

test("open goes on with a library whose file is gone, or another one now", () => {
  const source = (value: number) => `int value(void) { return ${value}; }`;
  const file = nowhere("libchanging.so");
  const symbols = { value: fn([], t.i32) };
  compileC(file, source(1));
  const first = open(file, symbols);
  const second = nowhere("libchanging.so");
  compileC(second, source(2));
  renameSync(second, file);
  assert.equal(first.value(), 1);
  assert.equal(open(file, symbols).value(), 1, "the system has a library once for each path");
  rmSync(file);
  assert.equal(first.value(), 1);
  refuses("TOPHER_NOT_FOUND", () => open(file, symbols));
});

test("open never looks into the system's search path", () => {
  const file = nowhere("libonpath.so");
  compileC(file, "int one(void) { return 1; }");
  const folder = path.dirname(file);
  const cwd = path.dirname(nowhere());
  // A good library lies in the search path and under the same name nowhere else.
  const outcome = resultOf("open-names", {
    args: [
      cwd,
      "libonpath.so",
      "./libonpath.so",
      `${cwd}/libonpath.so`,
      "x/../libonpath.so",
      file,
      `${folder}/x/../libonpath.so`,
    ],
    env: { LD_LIBRARY_PATH: folder },
  }) as Readonly<Record<string, string>>;
  assert.deepEqual(Object.values(outcome), [
    "TOPHER_BARE_NAME",
    "TOPHER_NOT_FOUND",
    "TOPHER_NOT_FOUND",
    "TOPHER_NOT_FOUND",
    "opened",
    "opened",
  ]);
});

const long = "x".repeat(5000);
const names: Readonly<
  Record<string, readonly [name: string | URL, code: Parameters<typeof refuses>[0], message: RegExp]>
> = {
  "with U+0000": [
    "./libfixture.so\0.txt",
    "TOPHER_NUL",
    /libfixture\.so\\u0000\.txt" has U\+0000, at which the system/,
  ],
  "with U+0000 behind a good library": [`${libraryPath("fixture")}\0`, "TOPHER_NUL", /has U\+0000/],
  "of a URL with U+0000": [new URL("file:///tmp/x%00.so"), "TOPHER_NUL", /has U\+0000/],
  "with half of a surrogate pair": ["./lib\ud800.so", "TOPHER_TYPE", /has half of a surrogate pair/],
  "of a URL with bytes that are no UTF-8": [new URL("file:///tmp/%FF.so"), "TOPHER_TYPE", /is not the URL of a file: /],
  "of a URL with half an escape": ["file:///tmp/100%.so", "TOPHER_TYPE", /is not the URL of a file: /],
  "of a URL with an escaped slash": [new URL("file:///tmp%2Fx.so"), "TOPHER_TYPE", /is not the URL of a file: /],
  "of a URL of another machine": [new URL("file://elsewhere/tmp/x.so"), "TOPHER_TYPE", /is not the URL of a file: /],
  "that is too long": [`/${long}/x.so`, "TOPHER_NOT_FOUND", /there is no file at/],
  "whose path is too long": [`/${"x/".repeat(5000)}x.so`, "TOPHER_NOT_FOUND", /there is no file at/],
};
for (const [what, [name, code, message]] of Object.entries(names)) {
  test(`open refuses a name ${what}`, () => {
    refuses(code, () => open(name, symbols), message);
  });
}

test("open refuses what says that it is a URL", () => {
  for (const [href, protocol] of [
    ["http://localhost/x.so", "file:"],
    [1, "file:"],
    [undefined, "file:"],
    [{ toString: () => "file:///x.so" }, "file:"],
  ]) {
    refuses(
      "TOPHER_TYPE",
      () => open({ href, protocol } as never, symbols),
      /the URL of a library must begin with file:/,
    );
  }
});

test("open refuses a broken file in a worker, and the worker goes on", () => {
  const file = nowhere();
  writeFileSync(file, fixtureBytes.subarray(0, 70_000));
  const outcome = resultOf("open-in-worker", { args: [file, libraryPath("fixture")] }) as readonly string[];
  assert.deepEqual(outcome, ["TOPHER_TRUNCATED", "opened"]);
});

test("open says that a relative path leads nowhere where the current folder was removed", () => {
  const { refused, sum } = resultOf("gone-folder");
  assert.equal(refused.code, "TOPHER_NOT_FOUND", refused.message);
  assert.match(refused.message, /^open: .*libfixture\.so.*(current folder|no file)/);
  assert.equal(sum, 3);
});

nothingLeft();
