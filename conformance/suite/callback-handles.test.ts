// Callbacks that Go keeps, and what happens when it calls one too late.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { callback, fn, open, stats, t, type CallbackHandle } from "topher";
import { libraryUrl } from "../kit/library.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const i64ToI64 = t.callback([t.i64], t.i64);
const lib = open(libraryUrl("fixture"), {
  keepCallback: fn([t.nullable(i64ToI64)], t.void),
  callKept: fn([t.i64], t.i64),
  dropKept: fn([], t.bool),
  callbackTimes: fn([i64ToI64, t.int], t.i64),
  callbackI64: fn([t.callback([t.i64], t.i64), t.i64], t.i64),
  callbackIsNull: fn([t.callback([], t.void)], t.bool),
});

after(() => {
  lib.dropKept();
  const { trampolines: _, ...live } = stats();
  assert.ok(
    Object.values(live).every((count) => count === 0),
    JSON.stringify(live),
  );
});

test("keepCallback keeps a handle, and callKept calls it", () => {
  const handle = callback(i64ToI64, (v) => v * 3n);
  assert.equal(stats().callbacks, 1);
  lib.keepCallback(handle);
  assert.equal(lib.callKept(14n), 42n);
  assert.equal(lib.callKept(-1n), -3n);
  handle[Symbol.dispose]();
  assert.equal(lib.dropKept(), true);
  assert.equal(stats().callbacks, 0);
});

test("callKept throws TOPHER_CALLBACK_GONE after the handle was disposed of", () => {
  const handle = callback(i64ToI64, () => assert.fail("called"));
  lib.keepCallback(handle);
  handle[Symbol.dispose]();
  refuses("TOPHER_CALLBACK_GONE", () => lib.callKept(1n));
  refuses("TOPHER_CALLBACK_GONE", () => lib.callKept(1n));
});

test("callKept throws TOPHER_CALLBACK_GONE for a function that was lent for one call", () => {
  lib.keepCallback((v) => v);
  refuses("TOPHER_CALLBACK_GONE", () => lib.callKept(1n));
});

test("TOPHER_CALLBACK_GONE names the function that the callback was given to last, whichever used the pointer before", () => {
  assert.equal(
    lib.callbackTimes((v) => v, 1),
    0n,
  );
  lib.keepCallback((v) => v);
  const rule = "was called by Go after its time: keep a handle made by callback() as long as Go may call";
  refuses("TOPHER_CALLBACK_GONE", () => lib.callKept(1n), `fixture.keepCallback: parameter 1 ${rule}`);
});

test("what a callback gives that is no result is said of the function that it was given to", () => {
  assert.equal(
    lib.callbackTimes((v) => v, 1),
    0n,
  );
  lib.keepCallback((v) => v);
  assert.equal(
    lib.callbackTimes((v) => v, 1),
    0n,
  );
  const wrong = (() => "text") as never;
  refuses(
    "TOPHER_TYPE",
    () => lib.callbackTimes(wrong, 1),
    /^fixture\.callbackTimes: parameter 1: callback result must be /,
  );
});

test("callKept gives -1 where nothing is kept", () => {
  lib.keepCallback(null);
  assert.equal(lib.callKept(1n), -1n);
  assert.equal(lib.dropKept(), false);
});

test("callKept carries an error of a kept function", () => {
  const mine = new Error("mine");
  const handle = callback(i64ToI64, () => {
    throw mine;
  });
  lib.keepCallback(handle);
  assert.equal(
    thrownBy(() => lib.callKept(1n)),
    mine,
  );
  handle[Symbol.dispose]();
  lib.dropKept();
});

test("callback keeps its function's kinds", () => {
  const handle = callback(i64ToI64, () => "x" as never);
  lib.keepCallback(handle);
  refuses("TOPHER_TYPE", () => lib.callKept(1n), /callback result must be a bigint, .*, got string "x"$/);
  handle[Symbol.dispose]();
  lib.dropKept();
});

test("callbackTimes takes a handle where it takes a function, and leaves it alive", () => {
  const handle = callback(i64ToI64, (v) => v);
  for (let i = 0; i < 3; i++) assert.equal(lib.callbackTimes(handle, 5), 10n);
  handle[Symbol.dispose]();
  refuses(
    "TOPHER_CLOSED",
    () => lib.callbackTimes(handle, 5),
    /^fixture\.callbackTimes: parameter 1 is a callback handle /,
  );
  assert.equal(stats().callbacks, 0);
});

test("callbackIsNull refuses a handle of another type", () => {
  const handle = callback(i64ToI64, (v) => v);
  const message = /^fixture\.callbackIsNull: parameter 1 must be a callback handle of the parameter's own type, got /;
  refuses("TOPHER_TYPE", () => lib.callbackIsNull(handle), message);
  refuses(
    "TOPHER_TYPE",
    () => lib.callbackI64(handle, 1n),
    /must be a callback handle of the parameter's own type, got /,
  );
  handle[Symbol.dispose]();
});

test("callback refuses what is not a function", () => {
  refuses("TOPHER_TYPE", () => callback(i64ToI64, "f" as never));
});

test("callback refuses what is not a callback type", () => {
  refuses("TOPHER_SIGNATURE", () => callback(t.i64 as never, (() => 1n) as never));
});

test("callback handles cannot be forged", () => {
  const fake = { kind: "callback handle", pointer: () => 4096n, [Symbol.dispose]() {} };
  refuses(
    "TOPHER_TYPE",
    () => lib.callbackTimes(fake as unknown as CallbackHandle, 1),
    /must be a function or a handle/,
  );
});

test("callback handles may be disposed of inside their own call", () => {
  const handle = callback(i64ToI64, (v) => {
    handle[Symbol.dispose]();
    return v + 1n;
  });
  lib.keepCallback(handle);
  assert.equal(lib.callKept(1n), 2n);
  refuses("TOPHER_CALLBACK_GONE", () => lib.callKept(1n));
  lib.dropKept();
});

test("callback makes 20000 handles one after the other", () => {
  const before = stats().callbacks;
  for (let i = 0; i < 20_000; i++) callback(i64ToI64, (v) => v)[Symbol.dispose]();
  assert.equal(stats().callbacks, before);
  // Function pointers are used again, after a time in which Go that still has one gets an error and not another function.
  assert.ok(stats().trampolines < 3000, `${stats().trampolines} function pointers were made`);
});

test("callbackTimes makes no function pointer for each call", () => {
  const before = stats().trampolines;
  for (let i = 0; i < 20_000; i++) lib.callbackTimes((v) => v, 1);
  assert.ok(stats().trampolines - before < 10, `${stats().trampolines - before} function pointers were made`);
});

test("open makes no function pointers for a type that is described again", () => {
  const used = (n: number) => {
    const type = t.callback([t.i64], t.i64);
    const again = open(libraryUrl("fixture"), { callbackTimes: fn([type, t.int], t.i64) });
    assert.equal(
      again.callbackTimes((v) => v + BigInt(n), 2),
      1n + 2n * BigInt(n),
    );
    callback(type, (v) => v)[Symbol.dispose]();
    again[Symbol.dispose]();
  };
  used(0);
  const before = stats().trampolines;
  for (let n = 0; n < 300; n++) used(n);
  // A handle's pointer waits before it is used again.
  assert.ok(stats().trampolines - before <= 300, `${stats().trampolines - before} function pointers were made`);
  const [calls, pointers] = [{ i64: 0, pointer: 0 }, stats().trampolines];
  const two = open(libraryUrl("fixture"), {
    callbackI64: fn([t.callback([t.i64], t.i64), t.i64], t.i64),
    callbackInt: fn([t.callback([t.int], t.int), t.int], t.int),
  });
  for (let n = 0; n < 100; n++) {
    assert.equal(
      two.callbackI64((v) => (calls.i64++, v * 2n), BigInt(n)),
      BigInt(n) * 2n,
    );
    assert.equal(
      two.callbackInt((v) => (calls.pointer++, v * 3), n),
      n * 3,
    );
  }
  assert.deepEqual(calls, { i64: 100, pointer: 100 });
  assert.ok(stats().trampolines - pointers <= 130, `${stats().trampolines - pointers} function pointers were made`);
});

test("handles of many signatures that were disposed of leave room for others", () => {
  const before = stats().trampolines;
  const scalars = [t.i8, t.i16, t.i32, t.i64, t.u8, t.u16, t.u32, t.u64, t.f32, t.f64];
  for (const scalar of scalars) {
    const type = t.callback([scalar, t.i8], t.void);
    for (let i = 0; i < 1100; i++) callback(type, () => {})[Symbol.dispose]();
  }
  const made = stats().trampolines - before;
  assert.ok(made < 4000, `${made} function pointers were made`);
});

test("callKept finds the function of each handle out of 1000", () => {
  const handles = Array.from({ length: 1000 }, (_, i) => callback(i64ToI64, (v) => v + BigInt(i)));
  handles.forEach((handle, i) => {
    lib.keepCallback(handle);
    assert.equal(lib.callKept(1n), BigInt(i + 1));
  });
  assert.equal(stats().callbacks, 1000);
  for (const handle of handles) handle[Symbol.dispose]();
  assert.equal(stats().callbacks, 0);
  lib.dropKept();
});

nothingLeft();
