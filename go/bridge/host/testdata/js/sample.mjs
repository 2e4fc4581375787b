// Drives the sample library in Node, Bun or Deno, on the main thread and in a worker, and prints "ok".
//
//	<runtime> sample.mjs LIBRARY KOFFI      (KOFFI is the folder of the koffi package; only Node uses it)
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const runtime = globalThis.Deno ? "deno" : globalThis.Bun ? "bun" : "node";
const [library, koffiFolder] = isMainThread ? (globalThis.Deno ? Deno.args : process.argv.slice(2)) : workerData.args;

const d = "f64";
const functions = {
  topher_attach: [["buffer", d, "pointer"], "void"],
  topher_push_arena: [["buffer", d], "void"],
  topher_pop_arena: [[], "void"],
  topher_fetch: [[d, "buffer"], "i32"],
  topher_release: [[d], "i32"],
  topher_live: [["i32"], d],
  topher_identity: [["buffer", "i32"], "i32"],
  topher_string_of: [["i32"], "i32"],
  mathx_Add: [[d, d], d],
  mathx_Mean: [["buffer", d], d],
  mathx_Greet: [["i32"], "i32"],
  mathx_Ramp: [["i32", d], "i32"],
  mathx_NewCounter: [["i32", d], "i32"],
  mathx_Counter_Add: [[d, d], d],
  mathx_Descend: [["i32", d], "i32"],
  mathx_Elsewhere: [["i32"], "i32"],
  mathx_Keep: [["i32"], "i32"],
  mathx_Kept: [["i32"], "i32"],
  mathx_CallKept: [[d], d],
  mathx_Mapped: [["i32", d], "i32"],
  mathx_Doubled: [["i32"], "i32"],
  mathx_floats_start: [["i32", d], "i32"],
  mathx_floats_next: [["i32", d], "i32"],
  topher_iterator_stop: [["i32"], "i32"],
  mathx_Fail: [["i32"], "i32"],
};

async function load() {
  if (runtime === "deno") {
    const symbols = {};
    for (const [name, [parameters, result]] of Object.entries(functions)) symbols[name] = { parameters, result };
    const callback = new Deno.UnsafeCallback({ parameters: ["i32", "i32"], result: "i32" }, dispatch);
    return [Deno.dlopen(library, symbols).symbols, callback.pointer];
  }
  if (runtime === "bun") {
    const { dlopen, JSCallback } = await import("bun:ffi");
    const symbols = {};
    for (const [name, [args, returns]] of Object.entries(functions)) {
      symbols[name] = { args: args.map((a) => (a === "buffer" || a === "pointer" ? "ptr" : a)), returns };
    }
    return [dlopen(library, symbols).symbols, new JSCallback(dispatch, { args: ["i32", "i32"], returns: "i32" }).ptr];
  }
  const koffi = createRequire(import.meta.url)(koffiFolder);
  const types = { i32: "int32_t", f64: "double", void: "void", buffer: "void *", pointer: "void *" };
  const lib = koffi.load(library);
  const out = {};
  for (const [name, [args, result]] of Object.entries(functions)) out[name] = lib.func(name, types[result], args.map((a) => types[a]));
  return [out, koffi.register(dispatch, koffi.pointer(koffi.proto("int32_t topherDispatch(int32_t, int32_t)")))];
}

const first = 64;
// What a call returns beside other bits where what it gives has handles.
const handles = 32;
const arena = new Uint8Array(1 << 16);
const header = new Float64Array(arena.buffer, 0, 8);
let bytes = arena;
let view = new DataView(arena.buffer);

const putString = (at, text) => {
  const { length } = new TextEncoder().encode(text);
  view.setUint32(at, length, true);
  new TextEncoder().encodeInto(text, bytes.subarray(at + 4));
  return at + 4 + length;
};
const stringAt = (v, at) => new TextDecoder().decode(new Uint8Array(v.buffer, v.byteOffset + at + 4, v.getUint32(at, true)));
const takeBlob = () => {
  const blob = new Uint8Array(header[1]);
  assert.equal(go.topher_fetch(header[0], blob), 1);
  header[0] = 0;
  return new DataView(blob.buffer);
};

// Callbacks by id. Exceptions wait in slots.
const slots = [];
const callbacks = {
  1: (at) => view.setFloat64(at, 2 * view.getFloat64(at, true), true),
  2: (at) => {
    const depth = view.getFloat64(at, true);
    if (depth === 0) return view.setFloat64(at, 0, true);
    view.setFloat64(at, descend(at + 8, depth - 1, 2), true);
  },
  3: (at) => {
    const depth = view.getFloat64(at, true);
    if (depth === 0) throw bottom;
    view.setFloat64(at, descend(at, depth - 1, 3), true);
  },
};
const bottom = new RangeError("at the bottom");

// An iterable of 1, 2 and 3 by its operations, and a step of an iterator inside a callback.
const cursors = new Map();
let stops = 0;
let iterator = 0;
callbacks[4] = (at) => {
  const cursor = view.getUint32(at + 4, true);
  switch (view.getUint32(at, true)) {
    case 0:
      cursors.set(cursors.size + 1, [1, 2, 3].values());
      return view.setUint32(at, cursors.size, true);
    case 1: {
      const { done, value } = cursors.get(cursor).next();
      view.setUint8(at, done ? 0 : 1);
      return done || view.setFloat64(at + 1, value, true);
    }
    default:
      stops++;
  }
};
callbacks[5] = (at) => {
  header[2] = at + 8;
  assert.equal(go.mathx_floats_next(at + 8, iterator), 2);
  assert.equal(stringAt(view, at + 9), "TOPHER_ITERATOR_CONTEXT");
};

function keep(at, callback) {
  view.setUint8(at, 1);
  view.setUint32(at + 1, callback, true);
}

// The values of an iterator of Go, at most some of them.
function take(sequence, most) {
  assert.equal(go.mathx_floats_start(first, sequence), handles);
  iterator = view.getFloat64(first, true);
  const values = [];
  while (values.length < most) {
    assert.equal(go.mathx_floats_next(first, iterator), 0);
    if (view.getUint8(first) === 0) return values;
    values.push(view.getFloat64(first + 1, true));
  }
  return values;
}

function checkTargets() {
  const live = go.topher_live(0);
  keep(first, 1);
  assert.equal(go.mathx_Keep(first), 0);
  assert.equal(go.mathx_CallKept(21), 42);
  assert.equal(go.mathx_Kept(first), 0);
  assert.deepEqual([view.getUint8(first), view.getUint32(first + 1, true)], [1, 1]);

  // Go's loop calls JavaScript for each value.
  keep(first, 1);
  assert.equal(go.mathx_Mapped(first, 1000), handles);
  const mapped = view.getFloat64(first, true);
  assert.equal(take(mapped, 50).at(-1), 98);
  keep(first, 5);
  assert.equal(go.mathx_Keep(first), 0);
  go.mathx_CallKept(1);
  assert.equal(header[0], 0);
  view.setFloat64(first, iterator, true);
  assert.equal(go.topher_iterator_stop(first), 0);
  assert.equal(go.topher_release(mapped), 1);

  // An iterable of JavaScript inside of an iterator of Go.
  const before = stops;
  keep(first, 4);
  assert.equal(go.mathx_Doubled(first), handles);
  const doubled = view.getFloat64(first, true);
  assert.deepEqual(take(doubled, 9), [2, 4, 6]);
  assert.deepEqual(take(doubled, 2), [2, 4]);
  view.setFloat64(first, iterator, true);
  assert.equal(go.topher_iterator_stop(first), 0);
  assert.equal(stops, before + 1);
  assert.equal(go.topher_release(doubled), 1);
  if (isMainThread) assert.equal(go.topher_live(0), live);
}

function dispatch(id, at) {
  try {
    header[2] = at;
    callbacks[id](at);
    return 4;
  } catch (error) {
    view.setUint32(at, slots.push(error) - 1, true);
    putString(at + 4, String(error));
    return 4 + 2;
  }
}

// A function that is lent for a call, as an argument.
function lend(at, callback) {
  view.setUint8(at, 3);
  view.setUint32(at + 1, callback, true);
}

function descend(at, depth, callback) {
  header[2] = at;
  lend(at, callback);
  const bits = go.mathx_Descend(at, depth);
  if (bits === 0) return view.getFloat64(at, true);
  assert.equal(bits, 2);
  assert.equal(view.getUint8(at), 3);
  throw slots[view.getUint32(at + 1, true)];
}

const [go, dispatcher] = await load();
header[2] = first;
go.topher_attach(arena, arena.length, dispatcher);

function failure(code) {
  const v = takeBlob();
  assert.equal(v.getUint8(0), 4);
  assert.equal(stringAt(v, 1), code);
}

function check() {
  assert.equal(go.mathx_Add(2, 40), 42);
  assert.equal(go.mathx_Mean(new Float64Array([1, 2, 3, 6]), 4), 3);
  putString(first, "Gö");
  assert.equal(go.mathx_Greet(first), 0);
  assert.equal(stringAt(view, first), "Hello, Gö!");
  putString(first, "");
  assert.equal(go.mathx_Greet(first), 2 + handles);
  assert.equal(stringAt(view, first + 10), "greet: the name is empty");

  assert.equal(go.mathx_Ramp(first, 5000), 1);
  const points = takeBlob();
  assert.equal(points.getUint32(0, true), 5000);
  assert.equal(go.topher_live(1), 0);

  const big = new Uint8Array(1 << 18);
  [bytes, view] = [big, new DataView(big.buffer)];
  putString(first, "x".repeat(200_000));
  go.topher_push_arena(big, big.length);
  assert.equal(go.mathx_Greet(first), 0);
  assert.equal(stringAt(view, first).length, 200_008);
  go.topher_pop_arena();
  [bytes, view] = [arena, new DataView(arena.buffer)];

  for (const [how, message] of [["panic", "as asked: panic"], ["nil", "runtime error: invalid memory address or nil pointer dereference"]]) {
    putString(first, how);
    assert.equal(go.mathx_Fail(first), how === "nil" ? 2 + handles : 2);
    assert.equal(view.getUint8(first), 2);
    assert.equal(stringAt(view, first + 1), message);
  }

  assert.equal(go.mathx_NewCounter(first, 5), handles);
  const counter = view.getFloat64(first, true);
  assert.equal(go.mathx_Counter_Add(counter, 2), 7);
  assert.equal(go.topher_release(counter), 1);
  assert.equal(go.mathx_Counter_Add(counter, 2), 0);
  failure("TOPHER_HANDLE_RELEASED");

  for (const depth of [0, 1, 50]) {
    assert.equal(descend(first, depth, 2), depth + 1);
    assert.throws(() => descend(first, depth, 3), (error) => error === bottom);
  }
  assert.equal(go.topher_live(4), 0);
  lend(first, 1);
  assert.equal(go.mathx_Elsewhere(first), 2);
  assert.equal(stringAt(view, first + 1), "TOPHER_CALLBACK_THREAD");
}

if (isMainThread) {
  const identity = new Uint8Array(100);
  const length = go.topher_identity(identity, identity.length);
  assert.match(new TextDecoder().decode(identity.subarray(0, length)), /^\d+ \S+ go1\.\d+/);

  for (let i = 0; i < 200; i++) {
    check();
    checkTargets();
  }
  assert.equal(go.mathx_NewCounter(first, 5), handles);
  const mine = view.getFloat64(first, true);
  const before = go.topher_live(0);
  const threads = go.topher_live(3);
  for (let i = 0; i < 3; i++) {
    const worker = new Worker(new URL(import.meta.url), { workerData: { args: [library, koffiFolder], foreign: mine } });
    const theirs = await new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    });
    assert.equal(go.mathx_Counter_Add(theirs, 1), 0);
    const v = takeBlob();
    assert.match(stringAt(v, 1), /^TOPHER_HANDLE_(FOREIGN|RELEASED)$/);
    await worker.terminate();
  }
  // What the workers held is taken back once their threads have ended.
  for (let i = 0; i < 500 && go.topher_live(3) > threads; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(go.topher_live(3), threads);
  assert.equal(go.topher_live(0), before);
  assert.equal(go.mathx_Counter_Add(mine, 1), 6);
  console.log("ok");
  process.exit(0);
} else {
  check();
  for (let i = 0; i < 100; i++) checkTargets();
  assert.equal(go.mathx_Counter_Add(workerData.foreign, 1), 0);
  failure("TOPHER_HANDLE_FOREIGN");
  for (let i = 0; i < 1000; i++) assert.equal(go.mathx_NewCounter(first, 5), handles);
  parentPort.postMessage(view.getFloat64(first, true));
}
