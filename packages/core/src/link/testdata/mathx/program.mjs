// What a program sees of a generated library, in whatever runtime this runs.
import assert from "node:assert/strict";
import { GoError, GoPanic, Handle, same, stats } from "topher";
import * as mathx from "./index.js";
import { targetCases } from "./target-cases.mjs";

const boom = new RangeError("boom");

const cases = {
  "direct functions give their result"() {
    assert.equal(mathx.add(1, 2), 3);
    assert.equal(mathx.mean([1, 2, 3]), 2);
    assert.equal(mathx.mean(Float64Array.of(1, 2)), 1.5);
  },
  "arguments are refused by function, parameter and rule"() {
    const safe = "must be a safe integer from -9007199254740991 to 9007199254740991";
    refused(() => mathx.add(1, "x"), "TOPHER_TYPE", `mathx.add: parameter 2 (b) ${safe}, got string "x"`, TypeError);
    refused(() => mathx.add(1.5, 1), "TOPHER_RANGE", undefined, RangeError);
    refused(() => mathx.add(1), "TOPHER_ARITY", "mathx.add: takes 2 arguments, got 1");
    refused(() => mathx.scale({ x: "x" }, 1), "TOPHER_TYPE", 'mathx.scale: parameter 1 (p).x must be a number, got string "x"');
    refused(() => mathx.scale({ labl: "" }, 1), "TOPHER_UNKNOWN_FIELD", "mathx.scale: parameter 1 (p).labl is not a field of the struct. The nearest is label");
    refused(() => mathx.scale(Object.freeze({}), 1), "TOPHER_FROZEN");
    refused(() => mathx.mean(["x"]), "TOPHER_TYPE", 'mathx.mean: parameter 1 (xs)[0] must be a number, got string "x"');
    const cyclic = [];
    cyclic.push([cyclic]);
    refused(() => mathx.echo(cyclic), "TOPHER_CYCLE");
    refused(() => mathx.echo({ deep: [Symbol()] }), "TOPHER_TYPE", /^mathx\.echo: parameter 1 \(v\)\.deep\[0\] must be null, .*, got a symbol$/);
  },
  "a pointer is written back into the same object"() {
    const p = { x: 1, y: 2, label: "é" };
    mathx.scale(p, 3);
    assert.deepEqual(p, { x: 3, y: 6, label: "é" });
    mathx.map([1], () => 1);
  },
  "results come back from the arena, and from a blob where they are large"() {
    assert.deepEqual(mathx.ramp(2), [{ x: 0, y: -0, label: "p0" }, { x: 1, y: -1, label: "p1" }]);
    assert.equal(mathx.ramp(20_000).at(-1).label, "p19999");
    const text = "z".repeat(1_000_000);
    assert.equal(mathx.echo(text), text);
    assert.equal(stats().blobs, 0);
  },
  "any comes back by its dynamic type"() {
    const value = [1.5, "x", null, true, 5n, new Date(5), new Map([[1, "one"]]), { a: [1n], ["__proto__"]: 3 }, Uint8Array.of(1), Float32Array.of(1)];
    assert.deepEqual(mathx.echo(value), value);
  },
  "an error is a GoError with its chain"() {
    const error = thrownBy(() => mathx.greet(""));
    assert.ok(error instanceof GoError);
    assert.equal(error.message, "greet: the name is empty");
    assert.equal(error.goType, "*fmt.wrapError");
    assert.equal(error.cause.message, "the name is empty");
    assert.ok(GoError.is(error, mathx.errEmpty));
    assert.ok(!GoError.is(mathx.errEmpty, error));
    assert.ok(GoError.is(new Error("outer", { cause: error }), mathx.errEmpty));
    assert.ok(GoError.is(mathx.echo(error), mathx.errEmpty));
  },
  "an error has its fields, its class and the other results"() {
    const error = thrownBy(() => mathx.sizes({ x: 1 }));
    assert.deepEqual(error.results, [{ x: 1, y: 0, label: "" }, 3]);
    assert.deepEqual({ ...error.fields }, { state: "half done" });
    assert.ok(GoError.as(error, mathx.StateError) instanceof mathx.StateError);
    assert.equal(GoError.as(error, mathx.Counter), null);
  },
  "a panic is contained"() {
    for (const how of ["panic", "error", "nil", "index"]) {
      const error = thrownBy(() => mathx.fail(how));
      assert.ok(error instanceof GoPanic, how);
      assert.match(error.goStack, /mathx\.Fail|mathx\.\(\*Counter\)/);
    }
    refused(() => mathx.fail("unsafe"), "TOPHER_RANGE");
    assert.equal(mathx.add(1, 1), 2);
  },
  "a handle is one of several for the same value"() {
    const counter = mathx.Counter.new(5);
    assert.equal(counter.add(2), 7);
    assert.equal(String(counter), "Counter(7)");
    const other = mathx.echo(counter);
    assert.ok(other instanceof mathx.Counter && other !== counter && same(counter, other));
    assert.ok(!same(counter, mathx.newCounter(7)));
    counter[Symbol.dispose]();
    counter[Symbol.dispose]();
    assert.ok(Handle.isReleased(counter));
    refused(() => counter.add(1), "TOPHER_HANDLE_RELEASED");
    refused(() => mathx.echo(counter), "TOPHER_HANDLE_RELEASED");
    assert.equal(other.add(1), 8);
    refused(() => other[Symbol.dispose](), "TOPHER_GO_ERROR", "the counter is closed");
    assert.ok(Handle.isReleased(other));
    refused(() => mathx.Counter.prototype.add.call({}, 1), "TOPHER_TYPE");
    refused(() => new mathx.Counter(), "TOPHER_TYPE");
  },
  "callbacks run within the call, and write back"() {
    const xs = Float64Array.of(1, 5, 3);
    assert.equal(mathx.map(xs, (x) => x * 2), 10);
    assert.deepEqual([...xs], [2, 10, 6]);
    assert.equal(mathx.send(3, (ps) => ps.map(({ label }) => label).join()), "p0,p1,p2");
    assert.equal(mathx.send(20_000, (ps) => ps.map(({ label }) => label).join()).length, 128_889);
    refused(() => mathx.map([1], () => "x"), "TOPHER_TYPE", 'mathx.map: parameter 2 (f): the result must be a number, got string "x"');
  },
  "an exception comes back as the same object, at any depth"() {
    assert.equal(thrownBy(() => mathx.map([1], () => { throw boom; })), boom);
    assert.equal(thrownBy(() => mathx.map([1], () => { throw "text"; })), "text");
    const error = thrownBy(() => mathx.walk(1, () => { throw boom; }));
    assert.equal(error.message, "depth 1: boom");
    assert.equal(error.cause, boom);
    const down = (n) => (n === 0 ? 0 : mathx.walk(n, (d) => down(d - 1)));
    assert.equal(down(50), 50);
    const thrower = (n) => {
      if (n === 0) throw boom;
      return mathx.descend(n, (d) => thrower(d - 1));
    };
    assert.equal(thrownBy(() => thrower(50)), boom);
  },
  "a nested call leaves the outer one's bytes alone, in arenas of any size"() {
    const xs = new Float64Array(100_000).fill(1);
    let calls = 0;
    const inner = (x) => (calls++ % 20_000 === 0 ? mathx.ramp(10_000).length + mathx.echo("z".repeat(400_000)).length : x);
    mathx.map(xs, inner);
    assert.equal(xs[0], 410_000);
    assert.equal(xs[1], 1);
    // Code that runs while arguments are written may call Go too.
    const values = [1, 2, 3];
    Object.defineProperty(values, 1, { get: () => mathx.echo("y".repeat(300_000)).length });
    assert.deepEqual(mathx.echo([0, values, "end"]), [0, [1, 300_000, 3], "end"]);
    assert.equal(thrownBy(() => mathx.map(xs, () => mathx.fail("panic"))).constructor, GoPanic);
    assert.equal(stats().bytes, 0);
  },
  "a callback after its time, or from another goroutine, is refused"() {
    refused(() => mathx.elsewhere((x) => x), "TOPHER_CALLBACK_THREAD");
    refused(() => mathx.elsewhereErr(() => {}), "TOPHER_CALLBACK_THREAD");
    mathx.keepLent((x) => x);
    refused(() => mathx.callKept(1), "TOPHER_CALLBACK_GONE");
    const large = new Float64Array(100_000);
    refused(() => mathx.map(large, () => mathx.callKept(1)), "TOPHER_CALLBACK_GONE");
  },
  "a stack that overflows inside leaves nothing behind"() {
    const endless = (d) => mathx.descend(d, endless);
    const large = new Float64Array(50_000);
    const endlessLarge = (x) => mathx.map(large, endlessLarge) + x;
    for (const run of [() => endless(1), () => endlessLarge(1)]) {
      assert.match(String(thrownBy(run)), /RangeError|InternalError/);
      assert.equal(mathx.map([1, 2], (x) => x + 1), 3);
      assert.equal(mathx.greet("you"), "Hello, you!");
    }
  },
  "nothing is left behind"() {
    const { callbacks, bytes, objects, blobs } = stats();
    assert.deepEqual({ callbacks, bytes, objects, blobs }, { callbacks: 0, bytes: 0, objects: 0, blobs: 0 });
  },
};

function thrownBy(f) {
  try {
    f();
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

function refused(f, code, message, type = Error) {
  const error = thrownBy(f);
  assert.equal(error.code, code, String(error?.stack));
  assert.ok(error instanceof type);
  if (typeof message === "string") assert.equal(error.message, message);
  else if (message) assert.match(error.message, message);
}

const results = {};
for (const [name, run] of Object.entries({ ...targetCases({ thrownBy, refused }), ...cases })) {
  try {
    run();
    results[name] = "passed";
  } catch (error) {
    results[name] = error.stack ?? String(error);
  }
}
console.log(JSON.stringify(results));
