// Errors of Go, errors of JavaScript that pass through Go, and panics.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, GoError, GoPanic, TopherError } from "topher";
import * as f from "../../dist/door2/features/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);
const goError = (of: () => unknown): GoError => {
  const error = thrownBy(of);
  assert.ok(error instanceof GoError, String(error));
  return error;
};
const panic = (of: () => unknown): GoPanic => {
  const error = thrownBy(of);
  assert.ok(error instanceof GoPanic, String(error));
  return error;
};

test("fail throws a GoError with Go's message and type", () => {
  const error = goError(() => f.fail("no\0😀"));
  assert.equal(error.message, "no\0😀");
  assert.equal(error.goType, "*errors.errorString");
  assert.equal(error.name, "GoError");
  assert.equal(codeOf(error), "TOPHER_GO_ERROR");
  assert.ok(error instanceof TopherError && error instanceof Error);
  assert.deepEqual(error.fields, {});
  assert.deepEqual(error.results, []);
  assert.equal(error.cause, undefined);
});

test("maybeFail gives nothing where there is no error", () => assert.equal(f.maybeFail(false), undefined));

test("maybeFail throws what is the exported variable", () => {
  const error = goError(() => f.maybeFail(true));
  assert.ok(GoError.is(error, f.errEmpty));
  assert.ok(!GoError.is(error, f.errNegative));
});

test("half gives its result without the error", () => assert.equal(f.half(8), 4));

test("half throws with what it returned beside the error, and the cause", () => {
  const error = goError(() => f.half(-3));
  assert.equal(error.message, "half of -3: negative");
  assert.deepEqual(error.results, [-1]);
  assert.ok(error.cause instanceof GoError && error.cause.message === "negative");
  assert.ok(GoError.is(error, f.errNegative) && GoError.is(error.cause, f.errNegative));
});

test("first gives a text or throws with its results", () => {
  assert.equal(f.first(" a b"), "a");
  assert.deepEqual(goError(() => f.first(" ")).results, [""]);
});

test("parse throws an error of its own type, with fields by their JavaScript names", () => {
  const error = goError(() => f.parse(3, "x"));
  assert.equal(error.message, 'line 3: "x": deep: nothing there');
  assert.equal(error.goType, "*features.ParseError");
  const { line, text, err } = error.fields;
  assert.deepEqual([line, text, (err as Error).message], [3, "x", "deep: nothing there"]);
});

test("parse throws causes of causes", () => {
  const error = goError(() => f.parse(3, "x"));
  const deep = error.cause as GoError;
  assert.equal(deep.message, "deep: nothing there");
  assert.equal((deep.cause as GoError).message, "nothing there");
  assert.ok(GoError.is(error, f.errEmpty) && GoError.is(deep, f.errEmpty));
});

test("GoError.as gives an object of a class of errors", () => {
  const error = goError(() => f.parse(3, "x"));
  const found = GoError.as(error, f.ParseError);
  assert.ok(found instanceof f.ParseError);
  assert.deepEqual([found.line, found.text, found.error()], [3, "x", error.message]);
  assert.ok(GoError.is(found.err, f.errEmpty));
  assert.equal(GoError.as(error, f.CodeError), null);
  found[Symbol.dispose]();
});

test("GoError.as gives an error that is a value", () => {
  const error = goError(() => f.failWithCode(7));
  assert.equal(error.goType, "features.CodeError");
  assert.deepEqual(error.fields, { code: 7 });
  const found = GoError.as(error, f.CodeError);
  assert.equal(found?.code, 7);
  found?.[Symbol.dispose]();
});

test("GoError.as and GoError.is take whatever was caught", () => {
  for (const caught of [undefined, null, 5, "x", new Error("x"), {}]) {
    assert.equal(GoError.as(caught, f.ParseError), null);
    assert.equal(GoError.is(caught, f.errEmpty), false);
  }
});

test("joined throws with all its causes", () => {
  const error = goError(() => f.joined());
  assert.ok(error.cause instanceof AggregateError);
  assert.deepEqual(
    error.cause.errors.map((cause: Error) => cause.message),
    ["nothing there", "negative"],
  );
  assert.ok(GoError.is(error, f.errEmpty) && GoError.is(error, f.errNegative));
});

test("errEmpty is an error like any other", () => {
  assert.ok(f.errEmpty instanceof GoError);
  assert.equal(f.errEmpty.message, "nothing there");
  assert.ok(!GoError.is(f.errEmpty, f.errNegative));
});

test("describe takes errors of both languages, and null", () => {
  assert.equal(f.describe(new TypeError("mine")), "mine");
  assert.equal(f.describe(f.errEmpty), "nothing there");
  assert.equal(f.describe(goError(() => f.fail("again"))), "again");
  assert.equal(f.describe(null), "nil");
});

test("describe refuses what is no error", () => {
  const rule = "features.describe: parameter 1 (err) must be an Error or null, got";
  refuses("TOPHER_TYPE", () => call["describe"]!("x"), `${rule} string "x"`);
  refuses("TOPHER_TYPE", () => call["describe"]!({ message: "x" }), `${rule} an object`);
  refuses("TOPHER_TYPE", () => call["describe"]!(undefined), `${rule} undefined`);
});

class Own extends Error {
  readonly extra = { deep: true };
}

for (const [what, mine] of [
  ["an Error", new Error("mine")],
  ["an error of a class", new Own("own")],
  ["a frozen error", Object.freeze(new RangeError("frozen"))],
] as const) {
  test(`rethrow throws ${what} as the same object`, () =>
    assert.equal(
      thrownBy(() => f.rethrow(mine)),
      mine,
    ));

  test(`echoError gives ${what} back as the same object`, () => {
    const [error, ok] = f.echoError(mine);
    assert.equal(error, mine);
    assert.equal(ok, true);
  });

  test(`wrap throws a GoError whose cause is ${what}, the same object`, () => {
    const error = goError(() => f.wrap(mine));
    assert.equal(error.message, `wrapped: ${mine.message}`);
    assert.equal(error.cause, mine);
    assert.ok(GoError.is(error, mine));
  });
}

test("rethrow keeps what a Go error is", () => {
  const error = goError(() => f.parse(9, "x"));
  const again = goError(() => f.rethrow(error));
  assert.equal(again.message, error.message);
  const found = GoError.as(again, f.ParseError);
  assert.equal(found?.line, 9);
  found?.[Symbol.dispose]();
  assert.ok(
    GoError.is(
      goError(() => f.wrap(error)),
      f.errEmpty,
    ),
  );
});

test("echoError gives null for nil", () => assert.deepEqual(f.echoError(null), [null, false]));

test("panic throws a GoPanic with the stack of Go", () => {
  const error = panic(() => f.panic("boom"));
  assert.equal(error.message, "features.panic: boom");
  assert.equal(codeOf(error), "TOPHER_GO_PANIC");
  assert.match(error.goStack, /features\.Panic\n\t.*errors\.go:\d+/);
  assert.equal(error.cause, undefined);
});

test("panicError throws a GoPanic whose cause is the error", () => {
  const error = panic(() => f.panicError());
  assert.equal(error.message, "features.panicError: nothing there");
  assert.ok(GoError.is(error.cause, f.errEmpty));
});

const crashes: Readonly<Record<string, readonly [() => unknown, string]>> = {
  "index out of range": [() => f.index([1], 5), "features.index: runtime error: index out of range [5] with length 1"],
  "a division by zero": [() => f.divMod(1, 0), "features.divMod: runtime error: integer divide by zero"],
  "an assignment to a nil map": [() => f.nilMap(), "features.nilMap: assignment to entry in nil map"],
  "a nil pointer": [
    () => f.move(null, 1, 1),
    "features.move: runtime error: invalid memory address or nil pointer dereference",
  ],
  "no owner": [() => f.mustAccount(""), "features.mustAccount: no owner"],
};

for (const [what, [crash, message]] of Object.entries(crashes)) {
  test(`${what} is a GoPanic, after which the process goes on`, () => {
    assert.equal(panic(crash).message, message);
    assert.deepEqual([f.add(1, 2), f.echo("x"), f.half(4)], [3, "x", 2]);
  });
}

test("panic 1,000 times leaves nothing", () => {
  for (let i = 0; i < 1000; i++) assert.throws(() => f.panic("again"), GoPanic);
});

nothingLeft(() => f.makeBytes(4_000_000));
