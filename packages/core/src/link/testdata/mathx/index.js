// Hand-written in the form that topher generates, for the library in go/bridge/host/testdata/sample.

import { Handle as $Handle, link as $link } from "topher";

const $lib = $link({
  name: "mathx",
  url: import.meta.url,
  contract: 3,
  build: "unknown",
  files: { "linux-x64": "mathx.so" },
  symbols: {
    mathx_ErrEmpty: "i:i",
    mathx_Add: "dd:d",
    mathx_Mean: "pd:d",
    mathx_Greet: "i:i!",
    mathx_Ramp: "id:i",
    mathx_Scale: "id:i",
    mathx_NewCounter: "id:i",
    mathx_Counter_Add: "dd:d!",
    mathx_Counter_Close: "id:i!",
    mathx_Map: "i:i!",
    mathx_Walk: "id:i!",
    mathx_Descend: "id:i!",
    mathx_Send: "id:i!",
    mathx_Elsewhere: "i:i!",
    mathx_ElsewhereErr: "i:i!",
    mathx_Keep: "i:i!",
    mathx_CallKept: "d:d!",
    mathx_Fail: "i:i!",
    mathx_Echo: "i:i!",
    mathx_Sizes: "i:i!",
  },
});
const $header = $lib.header;
const {
  mathx_ErrEmpty: $ErrEmpty,
  mathx_Add: $Add,
  mathx_Mean: $Mean,
  mathx_Greet: $Greet,
  mathx_Ramp: $Ramp,
  mathx_Scale: $Scale,
  mathx_NewCounter: $NewCounter,
  mathx_Counter_Add: $Counter_Add,
  mathx_Counter_Close: $Counter_Close,
  mathx_Map: $Map,
  mathx_Walk: $Walk,
  mathx_Descend: $Descend,
  mathx_Send: $Send,
  mathx_Elsewhere: $Elsewhere,
  mathx_ElsewhereErr: $ElsewhereErr,
  mathx_Keep: $Keep,
  mathx_CallKept: $CallKept,
  mathx_Fail: $Fail,
  mathx_Echo: $Echo,
  mathx_Sizes: $Sizes,
} = $lib.symbols;

export function add(a, b) {
  if (arguments.length !== 2) throw $lib.arity("mathx.add", 2, arguments.length);
  const result = $Add($lib.int(a, "mathx.add: parameter 1 (a)"), $lib.int(b, "mathx.add: parameter 2 (b)"));
  if ($header[0] !== 0) throw $lib.failed("mathx.add");
  return result;
}

export function mean(xs) {
  if (arguments.length !== 1) throw $lib.arity("mathx.mean", 1, arguments.length);
  const $xs = $lib.float64s(xs, "mathx.mean: parameter 1 (xs)");
  const result = $Mean($xs, $lib.length($xs));
  if ($header[0] !== 0) throw $lib.failed("mathx.mean");
  return result;
}

export function greet(name) {
  if (arguments.length !== 1) throw $lib.arity("mathx.greet", 1, arguments.length);
  const $ = $lib.begin("mathx.greet");
  try {
    $.string(name, "parameter 1 (name)");
    $.call($Greet($.ready()));
    return $.readString();
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function ramp(n) {
  if (arguments.length !== 1) throw $lib.arity("mathx.ramp", 1, arguments.length);
  const $ = $lib.begin("mathx.ramp");
  try {
    $.call($Ramp($.ready(), $lib.int(n, "mathx.ramp: parameter 1 (n)")));
    return $readPoints($);
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function scale(p, k) {
  if (arguments.length !== 2) throw $lib.arity("mathx.scale", 2, arguments.length);
  const $ = $lib.begin("mathx.scale");
  try {
    if ($.pointerBack(p, "parameter 1 (p)")) $writePoint($, p, "parameter 1 (p)");
    $.call($Scale($.ready(), $lib.float64(k, "mathx.scale: parameter 2 (k)")));
    if (p !== null) $updatePoint($, p);
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function newCounter(n) {
  if (arguments.length !== 1) throw $lib.arity("mathx.newCounter", 1, arguments.length);
  const $ = $lib.begin("mathx.newCounter");
  try {
    $.call($NewCounter($.ready(), $lib.int(n, "mathx.newCounter: parameter 1 (n)")));
    return $.readHandle(Counter);
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function map(xs, f) {
  if (arguments.length !== 2) throw $lib.arity("mathx.map", 2, arguments.length);
  const $ = $lib.begin("mathx.map");
  try {
    const $xs = $.float64sBack(xs, "parameter 1 (xs)");
    $.lend(f, $runFloat64ToFloat64, "parameter 2 (f)");
    $.call($Map($.ready()));
    const result = $.readFloat64();
    if ($xs) $.updateFloat64s(xs);
    return result;
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function walk(depth, visit) {
  if (arguments.length !== 2) throw $lib.arity("mathx.walk", 2, arguments.length);
  const $ = $lib.begin("mathx.walk");
  try {
    $.lend(visit, $runIntToInt, "parameter 2 (visit)");
    $.call($Walk($.ready(), $lib.int(depth, "mathx.walk: parameter 1 (depth)")));
    return $.readInt();
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function descend(depth, visit) {
  if (arguments.length !== 2) throw $lib.arity("mathx.descend", 2, arguments.length);
  const $ = $lib.begin("mathx.descend");
  try {
    $.lend(visit, $runIntToInt, "parameter 2 (visit)");
    $.call($Descend($.ready(), $lib.int(depth, "mathx.descend: parameter 1 (depth)")));
    return $.readInt();
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function send(n, to) {
  if (arguments.length !== 2) throw $lib.arity("mathx.send", 2, arguments.length);
  const $ = $lib.begin("mathx.send");
  try {
    $.lend(to, $runPointsToString, "parameter 2 (to)");
    $.call($Send($.ready(), $lib.int(n, "mathx.send: parameter 1 (n)")));
    return $.readString();
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function elsewhere(f) {
  if (arguments.length !== 1) throw $lib.arity("mathx.elsewhere", 1, arguments.length);
  const $ = $lib.begin("mathx.elsewhere");
  try {
    $.lend(f, $runFloat64ToFloat64, "parameter 1 (f)");
    $.call($Elsewhere($.ready()));
    return $.readFloat64();
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function elsewhereErr(f) {
  if (arguments.length !== 1) throw $lib.arity("mathx.elsewhereErr", 1, arguments.length);
  const $ = $lib.begin("mathx.elsewhereErr");
  try {
    $.lend(f, $runNothing, "parameter 1 (f)");
    $.call($ElsewhereErr($.ready()));
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

// As if the compiler had not seen that Go keeps f.
export function keepLent(f) {
  if (arguments.length !== 1) throw $lib.arity("mathx.keepLent", 1, arguments.length);
  const $ = $lib.begin("mathx.keepLent");
  try {
    $.lend(f, $runFloat64ToFloat64, "parameter 1 (f)");
    $.call($Keep($.ready()));
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function callKept(x) {
  if (arguments.length !== 1) throw $lib.arity("mathx.callKept", 1, arguments.length);
  const result = $CallKept($lib.float64(x, "mathx.callKept: parameter 1 (x)"));
  if ($header[0] !== 0) throw $lib.failed("mathx.callKept");
  return result;
}

export function fail(how) {
  if (arguments.length !== 1) throw $lib.arity("mathx.fail", 1, arguments.length);
  const $ = $lib.begin("mathx.fail");
  try {
    $.string(how, "parameter 1 (how)");
    $.call($Fail($.ready()));
    return $.readInt();
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function echo(v) {
  if (arguments.length !== 1) throw $lib.arity("mathx.echo", 1, arguments.length);
  const $ = $lib.begin("mathx.echo");
  try {
    $.any(v, "parameter 1 (v)");
    $.call($Echo($.ready()));
    return $.readAny();
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export function sizes(p) {
  if (arguments.length !== 1) throw $lib.arity("mathx.sizes", 1, arguments.length);
  const $ = $lib.begin("mathx.sizes");
  try {
    $writePoint($, p, "parameter 1 (p)");
    $.call($Sizes($.ready()));
    return [$readPoint($), $.readInt()];
  } catch (error) {
    throw $.refused(error);
  } finally {
    $lib.end($);
  }
}

export class Counter extends $Handle {
  static new = newCounter;

  add(n) {
    if (arguments.length !== 1) throw $lib.arity("mathx.Counter.add", 1, arguments.length);
    const result = $Counter_Add($lib.receiver(this, Counter, "mathx.Counter.add"), $lib.int(n, "mathx.Counter.add: parameter 1 (n)"));
    if ($header[0] !== 0) throw $lib.failed("mathx.Counter.add");
    return result;
  }

  close() {
    if (arguments.length !== 0) throw $lib.arity("mathx.Counter.close", 0, arguments.length);
    const $ = $lib.begin("mathx.Counter.close");
    try {
      $.call($Counter_Close($.ready(), $lib.receiver(this, Counter, "mathx.Counter.close")));
    } catch (error) {
      throw $.refused(error);
    } finally {
      $lib.end($);
    }
  }

  [globalThis.Symbol.dispose]() {
    if ($Handle.isReleased(this)) return;
    try {
      this.close();
    } finally {
      super[globalThis.Symbol.dispose]();
    }
  }
}
$lib.class(1, Counter, "mathx.Counter");
$lib.value(2, $readPoint);

export class StateError extends $Handle {}
$lib.class(3, StateError, "mathx.StateError");

export const errEmpty = $lib.errorVariable("mathx.errEmpty", $ErrEmpty);

const $fieldsOfPoint = new globalThis.Set(["x", "y", "label"]);

function $writePoint($, value, at) {
  const { x = 0, y = 0, label = "" } = $.fields(value, $fieldsOfPoint, at);
  try {
    $.float64(x, ".x");
    $.float64(y, ".y");
    $.string(label, ".label");
  } catch (error) {
    throw $.within(error, at);
  }
}

function $readPoint($) {
  return { x: $.readFloat64(), y: $.readFloat64(), label: $.readString() };
}

function $updatePoint($, value) {
  value.x = $.readFloat64();
  value.y = $.readFloat64();
  value.label = $.readString();
}

function $readPoints($) {
  const count = $.count(20);
  const values = [];
  for (let i = 0; i < count; i++) values.push($readPoint($));
  return values;
}

const $runFloat64ToFloat64 = [($, f) => f($.readFloat64()), ($, value) => $.float64(value, "the result")];

const $runIntToInt = [($, f) => f($.readInt()), ($, value) => $.int(value, "the result")];

const $runPointsToString = [($, f) => f($readPoints($)), ($, value) => $.string(value, "the result")];

const $runNothing = [(_, f) => f(), () => {}];
