// What functions of JavaScript throw is thrown again, the same value, through Go and through promises, whatever it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, GoError } from "topher";
import * as f from "../../dist/door2/features/index.js";
import { thrownBy } from "../kit/refuses.ts";
import { revoked } from "../kit/revoked.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);
const mine = new Error("mine");
const throwMine = (): never => {
  throw mine;
};

const circular = new Error("circular");
circular.cause = circular;

const values: Readonly<Record<string, unknown>> = {
  null: null,
  undefined,
  "0": 0,
  NaN,
  '""': "",
  "a bigint": 5n,
  "a symbol": Symbol("s"),
  "an object": { a: 1 },
  "an object without a prototype": Object.create(null),
  "a function": () => 1,
  "a function that throws": throwMine,
  "an array": [1],
  "a frozen error": Object.freeze(new Error("frozen")),
  "an error whose message throws": Object.defineProperty(new Error("x"), "message", { get: throwMine }),
  "an error whose message is no text": Object.assign(new Error("x"), { message: Symbol("message") }),
  "an error whose message calls Go": Object.defineProperty(new Error("x"), "message", {
    get: () => f.echo("y".repeat(1000)),
  }),
  "an error whose message is long": new Error("z".repeat(500_000)),
  "an error whose code throws": Object.defineProperty(new Error("x"), "code", { get: throwMine }),
  "an error with topher's code": Object.assign(new Error("x"), { code: "TOPHER_CALLBACK_GONE" }),
  "an error whose cause is itself": circular,
  "an error without a prototype": Object.setPrototypeOf(new Error("x"), null),
  "a revoked proxy": revoked(new Error("never seen")),
  "a proxy that throws": new Proxy(new Error("x"), { get: throwMine, getPrototypeOf: throwMine, has: throwMine }),
  "a proxy around an error": new Proxy(new Error("x"), {}),
  "what claims to be a GoError": Object.create(GoError.prototype),
  "an error of Go": f.errEmpty,
  "a promise": Promise.resolve(1),
  "a Date": new Date(NaN),
};

/** Functions that call their argument and give what it throws, with what else they take. */
const passing: Readonly<Record<string, (f: () => never) => unknown[]>> = {
  apply: (thrower) => [1, thrower],
  mapFloats: (thrower) => [[1], thrower],
  each: (thrower) => [["a"], thrower],
  tryAgain: (thrower) => [thrower],
  nest: (thrower) => [1, thrower],
  filter: (thrower) => [[1], thrower],
};

for (const [what, value] of Object.entries(values)) {
  for (const [name, args] of Object.entries(passing)) {
    test(`${name} throws ${what}, the same one, in both forms`, async () => {
      const thrower = (): never => {
        throw value;
      };
      const thrown = thrownBy(() => call[name]!(...args(thrower)));
      assert.ok(Object.is(thrown, value) || sameOfGo(thrown, value), describe(thrown));
      const { rejected } = await rejectedBy(call[name]!.async(...args(thrower)));
      assert.ok(Object.is(rejected, value) || sameOfGo(rejected, value), describe(rejected));
      assert.equal(f.echo("after"), "after");
    });
  }

  test(`try, recovers and cleanup go on where ${what} is thrown`, () => {
    const thrower = (): never => {
      throw value;
    };
    assert.equal(typeof f.try(thrower), "string");
    assert.equal(f.recovers(thrower), "recovered");
    let after = 0;
    const thrown = thrownBy(() => f.cleanup(thrower, () => after++));
    assert.ok(Object.is(thrown, value) || sameOfGo(thrown, value), describe(thrown));
    assert.equal(after, 1);
  });

  test(`codeOf never throws for ${what}`, () => void codeOf(value));
}

// In an object, as a promise or a proxy that is returned from an asynchronous function is asked for its `then`.
function rejectedBy(promise: PromiseLike<unknown>): Promise<{ readonly rejected: unknown }> {
  return new Promise((resolve, reject) => {
    promise.then(
      () => reject(new Error("nothing was rejected")),
      (error: unknown) => resolve({ rejected: error }),
    );
  });
}

// An error of Go that was thrown in JavaScript goes on as Go's own: it is another object for the same error.
function sameOfGo(thrown: unknown, value: unknown): boolean {
  return value === f.errEmpty && GoError.is(thrown, f.errEmpty);
}

function describe(value: unknown): string {
  try {
    return `${typeof value}: ${String(value)}`;
  } catch {
    return `${typeof value} that cannot be shown`;
  }
}

test("rethrow and echoError take what is an Error, and describe shows what its message gives", () => {
  const throwing = Object.defineProperty(new Error("x"), "message", { get: throwMine });
  assert.equal(typeof f.describe(throwing), "string");
  assert.equal(
    thrownBy(() => f.rethrow(throwing)),
    throwing,
  );
  const odd = Object.assign(new Error("x"), { message: Object.create(null) });
  assert.equal(typeof f.describe(odd), "string");
});

test("a result that a callback may not give is refused with the place, whatever it is", () => {
  for (const value of [
    undefined,
    null,
    "1",
    Symbol("s"),
    revoked(new Error("never seen")),
    new Proxy({}, { get: throwMine }),
  ]) {
    const thrown = thrownBy(() => f.apply(1, (() => value) as never)) as { code?: string };
    assert.ok((thrown as unknown) === mine || thrown.code === "TOPHER_TYPE", describe(thrown));
  }
});

nothingLeft(() => f.makeBytes(4_000_000));
