// Funcs of Go in JavaScript: as results, elements, fields and interfaces, and back in Go.
import assert from "node:assert/strict";
import { test } from "node:test";
import { channel, GoError, GoPanic, Handle, same, stats } from "topher";
import * as f from "../../dist/door2/whole/funcs/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, settled, settlesAt, untyped } from "./kit.ts";

const call = untyped(f);
const mine = new Error("mine");
// Outside of the tests, so that what Go keeps keeps nothing of a test: no collector sees a ring through both sides.
const throws = (): never => {
  throw mine;
};
const identity = (x: number): number => x;

test("adder gives a function", () => {
  const add = f.adder(5)!;
  assert.equal(typeof add, "function");
  assert.deepEqual([add(1), add(-5), f.adder(0)!(7)], [6, 0, 7]);
});

test("a func of Go refuses a wrong number of arguments and wrong values", () => {
  const add = f.adder(5) as any;
  refuses("TOPHER_ARITY", () => add(), "func(int) int: takes 1 argument, got 0");
  refuses("TOPHER_ARITY", () => add(1, 2), "func(int) int: takes 1 argument, got 2");
  refuses("TOPHER_TYPE", () => add("x"), /^func\(int\) int: parameter 1.* must be .*got string "x"$/);
  refuses("TOPHER_RANGE", () => add(1.5), /^func\(int\) int: parameter 1.* must be a safe integer/);
});

test("counter gives funcs with a state of their own", () => {
  const [a, b] = [f.counter()!, f.counter()!];
  assert.deepEqual([a(), a(), b(), a()], [1, 2, 1, 3]);
});

test("divider gives a func whose error is thrown", () => {
  assert.equal(f.divider(2)!(5), 2.5);
  const error = thrownBy(() => f.divider(0)!(5));
  assert.ok(error instanceof GoError && GoError.is(error, f.errZero));
});

test("splitter and finder give funcs with several results", () => {
  assert.deepEqual(f.splitter("=")!("a=b"), ["a", "b"]);
  const find = f.finder(["x", "y"])!;
  assert.deepEqual(
    [find("y"), find("z")],
    [
      [1, true],
      [-1, false],
    ],
  );
});

test("joiner gives a variadic func", () => {
  const join = f.joiner("-")!;
  assert.deepEqual([join(), join("a"), join("a", "b", "c")], ["", "a", "a-b-c"]);
  refuses("TOPHER_TYPE", () => (join as any)("a", 5), /must be a string, got number 5$/);
});

test("panicker gives a func whose panic is thrown", () => {
  const error = thrownBy(() => f.panicker("deep")!());
  assert.ok(error instanceof GoPanic);
  assert.match(error.message, /deep$/);
});

test("noFunc gives null, mustFunc throws TOPHER_NIL", () => {
  assert.equal(f.noFunc(), null);
  refuses("TOPHER_NIL", () => f.mustFunc(), /^funcs\.mustFunc got nil/);
});

test("compose calls functions of both sides", () => {
  const h = f.compose(
    (x) => x + 1,
    (x) => x * 10,
  )!;
  assert.equal(h(1), 20);
  assert.equal(f.compose(h, (x) => x - 1)!(2), 29);
});

test("a func that calls a function of JavaScript throws what that throws", () => {
  const h = f.compose(throws, identity)!;
  assert.equal(
    thrownBy(() => h(1)),
    mine,
  );
  assert.equal(
    thrownBy(() => h(1)),
    mine,
    "again",
  );
});

test("curry gives a func that gives a func", () => {
  const one = f.curry(1)!;
  assert.equal(one(2)!(3), 123);
  assert.equal(one(4)!(5), 145);
});

test("echo gives a function of JavaScript back as itself", () => {
  const mine = (n: number): number => n * 2;
  assert.equal(f.echo(mine), mine);
  assert.equal(f.echo(f.echo(mine)), mine);
  assert.equal(f.echo(null), null);
  function named(this: unknown, n: number): number {
    return n;
  }
  assert.equal(f.echo(named), named);
});

test("a function is itself through slices and maps", () => {
  const [a, b] = [(text: string): string => text, (text: string): string => `${text}b`];
  const all = f.echoAll([a, null, b, a]);
  assert.ok(all[0] === a && all[1] === null && all[2] === b && all[3] === a);
  const table = f.echoTable({ a, b });
  assert.ok(table["a"] === a && table["b"] === b);
});

test("a func of Go given back to Go is the same func", () => {
  const add = f.adder(1)!;
  f.remember(add);
  assert.equal(f.isKnown(add), true);
  assert.equal(f.isKnown(f.known()), true);
  assert.equal(f.isKnown(f.adder(1)), false);
  assert.equal(f.sameFunc(add, add), true);
  assert.equal(f.sameFunc(add, f.echo(add)), true);
  f.remember(null);
  assert.equal(f.known(), null);
  assert.equal(f.isKnown(null), true);
});

test("known gives a kept function back as itself", () => {
  const mine = (n: number): number => n;
  f.remember(mine);
  assert.equal(f.known(), mine);
  f.remember(null);
});

test("chain calls variadic funcs of both sides", () => {
  assert.equal(f.chain("x"), "x");
  assert.equal(
    f.chain(
      "x",
      (t) => `${t}1`,
      null,
      f.defaultHooks().rename,
      (t) => `${t}2`,
    ),
    "X12",
  );
  refuses(
    "TOPHER_TYPE",
    () => call["chain"]!("x", null, 5),
    /^funcs\.chain: .*\(fs\)\[1\] must be a function, got number 5$/,
  );
});

test("operations gives a table of funcs, evaluate takes one", () => {
  const table = f.operations();
  assert.deepEqual(Object.keys(table).toSorted(), ["add", "mul"]);
  assert.equal(table["add"]!(1, 2), 3);
  assert.equal(f.evaluate(table, "mul", 3, 4), 12);
  assert.equal(f.evaluate({ ...table, sub: (a, b) => a - b }, "sub", 3, 4), -1);
  assert.throws(
    () => f.evaluate({ only: () => 1 }, "none", 0, 0),
    (error) => error instanceof GoError && error.message === "there is no none among [only]",
  );
  refuses("TOPHER_TYPE", () => call["evaluate"]!({ a: 5 }, "a", 1, 1), /parameter 1 \(table\).*a.* must be a function/);
});

test("steps gives funcs in order, and null among them", () => {
  const [first, second, third] = f.steps();
  assert.deepEqual([first!(1), second, third!(1)], [2, null, 11]);
});

test("runHooks calls the functions that a struct holds", () => {
  const seen: unknown[] = [];
  const name = f.runHooks(
    {
      before: (name) => void seen.push("before", name),
      rename: (name) => `${name}!`,
      after: (name, error) => void seen.push("after", name, error),
    },
    "x",
  );
  assert.equal(name, "x!");
  assert.deepEqual(seen.slice(0, 4), ["before", "x", "after", "x!"]);
  assert.ok(GoError.is(seen[4], f.errZero));
  assert.equal(f.runHooks({}, "x"), "x");
  assert.equal(f.runHooks({ before: null, rename: (n) => n.repeat(2) }, "x"), "xx");
});

test("runHooks throws what a hook throws, whether the func has an error or not", () => {
  assert.equal(
    thrownBy(() => f.runHooks({ before: throws }, "x")),
    mine,
  );
  assert.equal(
    thrownBy(() => f.runHooks({ after: throws }, "x")),
    mine,
  );
  refuses(
    "TOPHER_TYPE",
    () => f.runHooks({ rename: 5 as never }, "x"),
    /^funcs\.runHooks: parameter 1 \(h\)\.rename must be/,
  );
  refuses(
    "TOPHER_TYPE",
    () => f.runHooks({ rename: () => 5 as never }, "x"),
    /the result must be a string, got number 5$/,
  );
});

test("echoHooks gives a struct's functions back as themselves", () => {
  const before = (): void => {};
  const hooks = f.echoHooks({ before });
  assert.deepEqual([(hooks.before as unknown) === before, hooks.after, hooks.rename], [true, null, null]);
});

test("defaultHooks gives a struct with funcs of Go", () => {
  const hooks = f.defaultHooks();
  assert.equal(hooks.before, null);
  assert.equal(hooks.rename!("abc"), "ABC");
  assert.equal(hooks.after!("x", null), undefined);
  assert.equal(
    thrownBy(() => hooks.after!("x", mine)),
    mine,
  );
  assert.equal(f.runHooks({ rename: hooks.rename }, "abc"), "ABC");
});

test("Server has a func in a field", () => {
  const handler = (request: string): string => `mine ${request}`;
  const server = f.newServer(handler);
  assert.equal(server.handler, handler);
  assert.equal(server.serve("a"), "mine a");
  server.handler = (request) => request.toUpperCase();
  assert.equal(server.serve("b"), "B");
  server.handler = () => {
    throw mine;
  };
  assert.equal(
    thrownBy(() => server.serve("c")),
    mine,
  );
  server.handler = null;
  assert.throws(() => server.serve("d"), GoError);
  assert.equal(server.calls(), 4);
  refuses("TOPHER_TYPE", () => ((server as any).handler = "x"), /^funcs\.Server\.handler must be a function/);
  assert.equal(new f.Server({ handler }).serve("e"), "mine e");
  server[Symbol.dispose]();
});

test("Server.middleware passes a func through a function that gives another one", () => {
  const server = f.newServer((request) => `<${request}>`);
  server.middleware((next) => (request) => `[${next!(request)}]`);
  server.middleware((next) => (request) => `(${next!(request)})`);
  assert.equal(server.serve("x"), "([<x>])");
});

test("Operator is a func type with methods", () => {
  const minus = f.minus()!;
  assert.equal(minus(5, 3), 2);
  assert.equal(f.Operator.apply(minus, 5, 3), 2);
  assert.equal(
    f.Operator.apply((a, b) => a * b, 5, 3),
    15,
  );
  assert.equal(f.Operator.flipped(minus)!(5, 3), -2);
  assert.equal(f.Operator.flipped((a, b) => a - b)!(5, 3), -2);
  assert.equal(f.reduce([10, 3, 2], minus), 5);
  assert.equal(
    f.reduce([10, 3, 2], (a, b) => a + b),
    15,
  );
});

test("asCalculator gives a func as an interface", () => {
  const calculator = f.asCalculator(f.minus())!;
  assert.ok(calculator instanceof Handle);
  assert.equal(calculator.apply(5, 3), 2);
  assert.equal(f.calculate(calculator, 1, 2), -1);
  assert.equal(f.asCalculator((a, b) => a * b)!.apply(2, 3), 6);
  assert.equal(f.calculate({ apply: (a, b) => a ** b }, 2, 3), 8);
  const ofItsOwn = Object.assign(() => 0, { apply: (a: number, b: number) => a - b });
  assert.equal(f.calculate(ofItsOwn, 5, 3), 2);
  // The method `apply` of every function is none of a calculator.
  refuses("TOPHER_TYPE", () => f.calculate((a: number, b: number) => a + b, 2, 3), /It has no method apply$/);
});

test("machine runs states that give the next one, of both sides", () => {
  const seen: string[] = [];
  const again: f.State = (text) => (seen.push(text), text === "end" ? null : again);
  assert.equal(f.machine(again, ["a", "b", "end", "c"]), 3);
  assert.deepEqual(seen, ["a", "b", "end"]);
  assert.equal(f.machine(f.switch("b"), ["a", "b", "c"]), 2);
  assert.equal(f.switch("b")!("b"), null);
  assert.equal(f.machine(null, ["a"]), 0);
});

test("withDone gives a function a func that it calls", () => {
  assert.equal(
    f.withDone((done) => done!("result", null)),
    "result",
  );
  assert.equal(
    thrownBy(() => f.withDone((done) => done!("", mine))),
    mine,
  );
  assert.throws(
    () => f.withDone(() => {}),
    (error) => error instanceof GoError && error.message === "done was not called",
  );
});

test("makeAndCall calls the function that a function gives", () => {
  assert.equal(
    f.makeAndCall((a) => (b) => a * b, 5),
    25,
  );
  assert.equal(
    f.makeAndCall((a) => f.adder(a), 5),
    10,
  );
  refuses("TOPHER_TYPE", () => f.makeAndCall(() => 5 as never, 5), /the result must be a function.*got number 5$/);
});

test("channeled gives a func that takes a channel", async () => {
  const send = f.channeled(7)!;
  assert.equal(f.callChanneled(send), 7);
  const values = channel<number>(1);
  await send.async(values);
  values.close();
  const iterator = values[Symbol.asyncIterator]();
  assert.deepEqual(await iterator.next(), { done: false, value: 7 });
  assert.equal((await iterator.next()).done, true);
});

test("callChanneled takes a function that gets a channel", async () => {
  assert.equal(await f.callChanneled.async((values) => values!.send(5)), 5);
});

test("stats counts a func of Go until it is collected", async () => {
  const before = await settled(() => f.collect());
  let add = f.adder(1);
  assert.equal(stats().handles, before.handles + 1);
  assert.equal(add!(1), 2);
  add = null;
  await settlesAt(before, () => f.collect());
});

test("a func of Go can be compared and released", () => {
  const [add, other] = [f.adder(1)!, f.adder(1)!];
  f.remember(add);
  assert.equal(same(add, f.known()!), true);
  assert.equal(same(add, other), false);
  f.remember(null);
  const before = stats().handles;
  (add as typeof add & Disposable)[Symbol.dispose]();
  assert.equal(stats().handles, before - 1);
  refuses("TOPHER_HANDLE_RELEASED", () => add(1));
  refuses("TOPHER_HANDLE_RELEASED", () => f.echo(add), /^funcs\.echo: parameter 1 \(f\)/);
  assert.equal(other(1), 2);
});

test("a func of Go is called with more than the arena holds", () => {
  const large = "x".repeat(2_000_000);
  assert.equal(f.joiner("-")!(large, "y", large).length, 4_000_003);
  assert.equal(f.chain(large, (text) => `${text}${large}`).length, 4_000_000);
});

nothingLeft(() => f.collect());
