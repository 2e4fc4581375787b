// What crosses to be called, of the library in go/bridge/host/testdata/sample: what topher generates for it, put shortly.

import { Handle as $Handle, link as $link } from "topher";

const $lib = $link({
  name: "mathx",
  url: import.meta.url,
  contract: 3,
  build: "unknown",
  files: { "linux-x64": "mathx.so" },
  symbols: {
    mathx_Keep: "i:i!",
    mathx_KeepErr: "i:i!",
    mathx_Kept: "i:i!",
    mathx_KeptAny: "i:i!",
    mathx_CallKept: "d:d!",
    mathx_CallKeptErr: "id:i!",
    mathx_CallKeptElsewhere: "d:v!",
    mathx_CallKeptErrElsewhere: "id:i!",
    mathx_Adder: "id:i!",
    mathx_Apply: "id:i!",
    mathx_call_1: "dd:d!",
    mathx_NewShape: "id:i!",
    mathx_Largest: "i:i!",
    mathx_Describe: "i:i!",
    mathx_DynamicType: "i:i!",
    mathx_KeepShape: "i:i!",
    mathx_KeptArea: ":d!",
    mathx_KeptShape: "i:i!",
    mathx_Circle_Grow: "dd:d!",
    mathx_Pipe: "i:i!",
    mathx_Tail: "id:i!",
    mathx_ReadOnce: "id:i!",
    mathx_EchoReader: "i:i!",
    mathx_WriteParts: "i:i!",
    mathx_NewBuffer: "i:i!",
    mathx_Idle: "i:i!",
    mathx_Full: "i:i!",
    mathx_EndedLoops: ":d",
    mathx_Upto: "id:i!",
    mathx_Mapped: "id:i!",
    mathx_Entries: "id:i!",
    mathx_Sum: "id:i!",
    mathx_SumPanics: "i:i!",
    mathx_Doubled: "i:i!",
    mathx_SumPairs: "i:i!",
    mathx_ints_start: "id:i!",
    mathx_ints_next: "id:i!",
    mathx_floats_start: "id:i!",
    mathx_floats_next: "id:i!",
    mathx_entries_start: "id:i!",
    mathx_entries_next: "id:i!",
  },
});
const $symbols = $lib.symbols;

// A function of the arena shape, whose last parameters may be direct.
function $arena(name, symbol, write, read, direct = () => []) {
  return (...values) => {
    const $ = $lib.begin(`mathx.${name}`);
    try {
      write($, ...values);
      $.call($symbols[symbol]($.ready(), ...direct(...values)));
      return read($);
    } catch (error) {
      throw $.refused(error);
    } finally {
      $lib.end($);
    }
  };
}

function $direct(name, symbol) {
  return (...values) => {
    const result = $symbols[symbol](...values);
    if ($lib.header[0] !== 0) throw $lib.failed(`mathx.${name}`);
    return result;
  };
}

const $nothing = () => {};

export class Circle extends $Handle {
  grow(n) {
    const result = $symbols.mathx_Circle_Grow($lib.receiver(this, Circle, "mathx.Circle.grow"), n);
    if ($lib.header[0] !== 0) throw $lib.failed("mathx.Circle.grow");
    return result;
  }
}
$lib.class(4, Circle, "mathx.Circle");
export class Square extends $Handle {}
$lib.class(5, Square, "mathx.Square");
export class $Shape extends $Handle {}
$lib.class(6, $Shape, "mathx.Shape", {});

const $methodsShape = ["area", "describe"];

const $runShape = [
  ($, target, operation) => {
    switch (operation) {
      case 0:
        return target.area();
      case 1:
        return target.describe($.readString());
    }
  },
  ($, value, operation) => {
    switch (operation) {
      case 0:
        $.float64(value, "the result of area");
        break;
      case 1:
        $.string(value, "the result of describe");
        break;
    }
  },
];

const $runFloat64ToFloat64 = [($, f) => f($.readFloat64()), ($, value) => $.float64(value, "the result")];

function $callFloat64ToFloat64(handle) {
  return function (x) {
    const result = $symbols.mathx_call_1(handle(), $lib.float64(x, "func(float64) float64: parameter 1"));
    if ($lib.header[0] !== 0) throw $lib.failed("func(float64) float64");
    return result;
  };
}

const $writeFunc = ($, f) => $.func(f, $runFloat64ToFloat64, "parameter 1 (f)");
const $writeShape = ($, s) => $.object(s, $runShape, $methodsShape, "mathx.Shape", "parameter 1 (s)");
const $writeShapes = ($, shapes) => {
  const count = $.slice(shapes, "parameter 1 (shapes)");
  for (let i = 0; i < count; i++) $writeShape($, shapes[i]);
};
const $writeSeq = ($, values) => $.seq(values, $runFloat64, "parameter 1 (values)");
const $writeReader = ($, r) => $.reader(r, "parameter 1 (r)");
const $writeWriter = ($, w) => $.writer(w, "parameter 1 (w)");

function $runFloat64($, value) {
  $.float64(value, "a value");
}

function $runStringFloat64($, value) {
  const [key, of] = $.pair(value);
  $.string(key, "a key");
  $.float64(of, "a value");
}

const $stepInts = [$symbols.mathx_ints_start, $symbols.mathx_ints_next, ($) => $.readInt()];
const $stepFloats = [$symbols.mathx_floats_start, $symbols.mathx_floats_next, ($) => $.readFloat64()];
const $stepEntries = [$symbols.mathx_entries_start, $symbols.mathx_entries_next, ($) => [$.readString(), $.readInt()]];

export const keep = $arena("keep", "mathx_Keep", $writeFunc, $nothing);
export const keepErr = $arena("keepErr", "mathx_KeepErr", $writeFunc, $nothing);
export const kept = $arena("kept", "mathx_Kept", $nothing, ($) => $.readFuncOrNil($callFloat64ToFloat64));
export const keptAny = $arena("keptAny", "mathx_KeptAny", $nothing, ($) => $.readAny());
export const callKept = $direct("callKept", "mathx_CallKept");
export const callKeptErr = $arena("callKeptErr", "mathx_CallKeptErr", $nothing, ($) => $.readFloat64(), (x) => [x]);
export const callKeptElsewhere = $direct("callKeptElsewhere", "mathx_CallKeptElsewhere");
export const callKeptErrElsewhere = $arena("callKeptErrElsewhere", "mathx_CallKeptErrElsewhere", $nothing, $nothing, (x) => [x]);
export const adder = $arena("adder", "mathx_Adder", $nothing, ($) => $.readFunc($callFloat64ToFloat64), (n) => [n]);
export const apply = $arena("apply", "mathx_Apply", $writeFunc, ($) => $.readFloat64(), (_, x) => [x]);
export const newShape = $arena("newShape", "mathx_NewShape", $nothing, ($) => $.readInterfaceOrNil($Shape), (n) => [n]);
export const largest = $arena("largest", "mathx_Largest", $writeShapes, ($) => $.readInterfaceOrNil($Shape));
export const describe = $arena("describe", "mathx_Describe", $writeShape, ($) => $.readString());
export const dynamicType = $arena(
  "dynamicType",
  "mathx_DynamicType",
  ($, s) => $.object(s, null, null, "mathx.Shape", "parameter 1 (s)"),
  ($) => $.readString(),
);
export const keepShape = $arena("keepShape", "mathx_KeepShape", $writeShape, $nothing);
export const keptArea = $direct("keptArea", "mathx_KeptArea");
export const keptShape = $arena("keptShape", "mathx_KeptShape", $nothing, ($) => $.readAny());
export const pipe = $arena(
  "pipe",
  "mathx_Pipe",
  ($, w, r) => {
    $writeWriter($, w);
    $.reader(r, "parameter 2 (r)");
  },
  ($) => $.readInt64(),
);
export const tail = $arena(
  "tail",
  "mathx_Tail",
  ($, r) => $.source(r, "parameter 1 (r)"),
  ($) => $.readString(),
  (_, n) => [n],
);
export const readOnce = $arena("readOnce", "mathx_ReadOnce", $writeReader, ($) => $.readInt(), (_, n) => [n]);
export const echoReader = $arena("echoReader", "mathx_EchoReader", $writeReader, ($) => $.readAny());
export const writeParts = $arena("writeParts", "mathx_WriteParts", $writeWriter, $nothing);
export const newBuffer = $arena("newBuffer", "mathx_NewBuffer", ($, text) => $.string(text, "text"), ($) => $.readReader());
export const newBufferWriter = $arena("newBuffer", "mathx_NewBuffer", ($, text) => $.string(text, "text"), ($) => $.readWriter());
export const idle = $arena("idle", "mathx_Idle", $nothing, ($) => $.readReader());
export const full = $arena("full", "mathx_Full", $nothing, ($) => $.readWriter());
export const endedLoops = $direct("endedLoops", "mathx_EndedLoops");
export const upto = $arena("upto", "mathx_Upto", $nothing, ($) => $.readSeq($stepInts), (n) => [n]);
export const mapped = $arena(
  "mapped",
  "mathx_Mapped",
  ($, _, f) => $.func(f, $runFloat64ToFloat64, "parameter 2 (f)"),
  ($) => $.readSeq($stepFloats),
  (n) => [n],
);
export const entries = $arena("entries", "mathx_Entries", $nothing, ($) => $.readSeq($stepEntries), (n) => [n]);
export const sum = $arena("sum", "mathx_Sum", $writeSeq, ($) => $.readFloat64(), (_, n) => [n]);
export const sumPanics = $arena("sumPanics", "mathx_SumPanics", $writeSeq, ($) => $.readFloat64());
export const doubled = $arena("doubled", "mathx_Doubled", $writeSeq, ($) => $.readSeq($stepFloats));
export const sumPairs = $arena(
  "sumPairs",
  "mathx_SumPairs",
  ($, pairs) => $.seq(pairs, $runStringFloat64, "parameter 1 (pairs)"),
  ($) => $.readFloat64(),
);
