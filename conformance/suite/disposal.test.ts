// Closing a library is logical: Go code stays in the process, but the functions refuse.
import assert from "node:assert/strict";
import { test } from "node:test";
import { callback, fn, open, stats, t, wake } from "topher";
import { libraryPath, libraryUrl } from "../kit/library.ts";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const symbols = { addI64: fn([t.i64, t.i64], t.i64), stringBytes: fn([t.string], t.int), noop: fn([], t.void) };

test("open gives a library whose functions refuse after it was closed", () => {
  const lib = open(libraryUrl("fixture"), symbols);
  assert.equal(lib.addI64(1n, 2n), 3n);
  lib[Symbol.dispose]();
  refuses(
    "TOPHER_CLOSED",
    () => lib.addI64(1n, 2n),
    `fixture.addI64: the library ${libraryPath("fixture")} was closed`,
  );
  refuses("TOPHER_CLOSED", () => lib.stringBytes("x"));
  refuses("TOPHER_CLOSED", () => lib.noop());
});

test("open gives functions that refuse after that though they were taken out before", () => {
  const lib = open(libraryUrl("fixture"), symbols);
  const { addI64, stringBytes } = lib;
  assert.equal(addI64(1n, 2n), 3n);
  lib[Symbol.dispose]();
  refuses("TOPHER_CLOSED", () => addI64(1n, 2n));
  refuses("TOPHER_CLOSED", () => stringBytes("x"));
});

test("open opens a library again, and closing one leaves the other", () => {
  const first = open(libraryUrl("fixture"), symbols);
  const second = open(libraryUrl("fixture"), symbols);
  first[Symbol.dispose]();
  assert.equal(second.addI64(1n, 2n), 3n);
  const third = open(libraryUrl("fixture"), symbols);
  assert.equal(third.addI64(3n, 4n), 7n);
  second[Symbol.dispose]();
  assert.equal(third.addI64(3n, 4n), 7n);
  third[Symbol.dispose]();
});

test("open gives a library that may be closed twice", () => {
  const lib = open(libraryUrl("fixture"), symbols);
  lib[Symbol.dispose]();
  lib[Symbol.dispose]();
  refuses("TOPHER_CLOSED", () => lib.noop());
});

test("open gives a library that can be closed inside a call, which ends as usual", () => {
  const lib = open(libraryUrl("fixture"), { callbackI64: fn([t.callback([t.i64], t.i64), t.i64], t.i64) });
  const result = lib.callbackI64((v) => (lib[Symbol.dispose](), v + 1n), 1n);
  assert.equal(result, 2n);
  refuses("TOPHER_CLOSED", () => lib.callbackI64((v) => v, 1n));
});

test("open gives a frozen object with its functions and nothing else", () => {
  const lib = open(libraryUrl("fixture"), symbols);
  assert.ok(Object.isFrozen(lib));
  assert.deepEqual(Object.keys(lib), Object.keys(symbols));
  assert.equal(lib.addI64.name, "addI64");
  assert.equal(lib.addI64.length, 2);
});

test("open 100 times leaves nothing alive", () => {
  const before = stats();
  for (let i = 0; i < 100; i++) open(libraryUrl("fixture"), { noop: symbols.noop })[Symbol.dispose]();
  assert.deepEqual(stats(), before);
});

test("wake refuses a library that was closed", () => {
  const lib = open(libraryUrl("fixture"), symbols);
  lib[Symbol.dispose]();
  refuses("TOPHER_CLOSED", () => wake(lib, () => {}));
});

test("callback works without a library", () => {
  callback(t.callback([], t.void), () => {})[Symbol.dispose]();
  assert.equal(stats().callbacks, 0);
});

nothingLeft();
