// Arguments that are not what they look like, to every function of the fixture, and code of theirs that runs in the middle of a call.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn, open, t } from "topher";
import { argumentOf } from "../kit/arguments.ts";
import { detach } from "../kit/buffers.ts";
import { bindTable } from "../kit/fixture.ts";
import { shapes } from "../kit/header.ts";
import { libraryUrl } from "../kit/library.ts";
import { nothingLeft } from "../kit/nothing-left.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { revoked } from "../kit/revoked.ts";
import { fixtureSymbols } from "../kit/symbols.ts";

const lib = bindTable(fixtureSymbols);
const mine = new Error("mine");
const throwMine = (): never => {
  throw mine;
};

for (const [symbol, { args }] of Object.entries(fixtureSymbols)) {
  args.forEach((type: { kind: string; element?: { kind: string } }, i: number) => {
    const kind = type.kind === "nullable" ? type.element!.kind : type.kind;
    const call = (value: unknown): unknown =>
      lib[symbol]!(...args.map((each: never, at: number) => (at === i ? value : harmless(each))));
    test(`${symbol} refuses what was revoked, symbols and boxes as parameter ${i + 1}`, () => {
      const values = [
        revoked({}),
        revoked([]),
        Symbol("s"),
        Object(1),
        Object("x"),
        Object(1n),
        new Proxy(new Map(), {}),
      ];
      if (kind !== "callback") values.push(revoked(() => 1));
      const code = (value: unknown): unknown => (thrownBy(() => call(value)) as { code?: unknown }).code;
      for (const value of values) {
        const expected = kind === "struct" || kind === "ref" ? /^TOPHER_(TYPE|UNKNOWN_FIELD)$/ : /^TOPHER_TYPE$/;
        assert.match(String(code(value)), expected);
      }
    });

    if (kind !== "slice" && kind !== "array") return;
    test(`${symbol} refuses arrays that lie about their length as parameter ${i + 1}`, () => {
      for (const length of [2 ** 40, -1, 1.5, NaN, Symbol("length"), "2", { valueOf: () => 2 }, undefined]) {
        const lying = new Proxy([1, 2], { get: (of, key) => (key === "length" ? length : Reflect.get(of, key)) });
        const { code } = thrownBy(() => call(lying)) as { code?: unknown };
        assert.match(String(code), /^TOPHER_(TYPE|RANGE)$/);
      }
      const holes: unknown[] = [];
      holes.length = 2 ** 32 - 1;
      const { code } = thrownBy(() => call(holes)) as { code?: unknown };
      assert.match(String(code), /^TOPHER_(TYPE|RANGE)$/);
      assert.equal(
        thrownBy(() => call(new Proxy([1, 2], { get: throwMine }))),
        mine,
      );
    });
  });
}

// An address would be looked behind before the other argument is refused, were it not null.
function harmless(type: never): unknown {
  return argumentOf(type);
}

const two = t.slice(t.f64);
const lent: Readonly<Record<string, ReturnType<typeof fn>>> = {
  "a borrowed view": fn([two, two], t.f64),
  "a view that could be null": fn([t.nullable(two), two], t.f64),
};
for (const [what, signature] of Object.entries(lent)) {
  test(`sliceTwo refuses ${what} that reading the other argument detaches`, () => {
    const { sliceTwo } = bindTable({ sliceTwo: signature as never });
    for (let i = 0; i < 40; i++) {
      const first = Float64Array.of(1, 2);
      const second = Object.defineProperty([3, 4], 1, { get: () => (detach(first), 4) });
      refuses("TOPHER_BUFFER", () => sliceTwo!(first, second), /^fixture\.sliceTwo: .*detached/);
    }
    assert.equal(sliceTwo!(Float64Array.of(1, 2), [3, 4]), 11);
  });
}

test("sliceTwo refuses the address of a view that reading a later argument detaches", () => {
  const { bytesAddress } = bindTable({ bytesAddress: fn([t.pointer, t.i64], t.pointer) as never });
  const bytes = new Uint8Array(64);
  assert.equal(typeof bytesAddress!(bytes, 64n), "bigint");
  const both = open(libraryUrl("fixture"), { sliceTwo: fn([t.struct({ at: t.pointer, length: t.i64 }), two], t.f64) });
  const view = Float64Array.of(1, 2);
  const numbers = Object.defineProperty([3, 4], 1, { get: () => (detach(view), 4) });
  refuses("TOPHER_BUFFER", () => both.sliceTwo({ at: view, length: 2n } as never, numbers as number[]), /detached/);
});

const doubles = shapes.get("doubles")!;
test("structSetDoubles writes back through setters that call again, and throws what they throw", () => {
  const names = Object.keys(doubles.fields);
  const { structSetDoubles } = bindTable({ structSetDoubles: fn([t.ref(doubles.type), t.i64], t.f64) as never });
  const plain = Object.fromEntries(names.map((name) => [name, 0]));
  structSetDoubles!(plain, 5n);
  const target: Record<string, unknown> = {};
  const setting = {};
  for (const name of names) {
    Object.defineProperty(setting, name, {
      enumerable: true,
      get: () => 0,
      set(value: unknown) {
        assert.equal(lib["stringUpper"]!("x".repeat(500)), "X".repeat(500));
        structSetDoubles!({ ...plain }, 9n);
        target[name] = value;
      },
    });
  }
  structSetDoubles!(setting, 5n);
  assert.deepEqual(target, plain);
  const throwing = Object.defineProperty({ ...plain }, names[0]!, { enumerable: true, get: () => 0, set: throwMine });
  assert.equal(
    thrownBy(() => structSetDoubles!(throwing, 5n)),
    mine,
  );
  refuses("TOPHER_FROZEN", () => structSetDoubles!(Object.freeze({ ...plain }), 5n));
  const fixed = Object.defineProperty({ ...plain }, names[0]!, { writable: false });
  refuses("TOPHER_FROZEN", () => structSetDoubles!(fixed, 6n)); // what Go leaves as it is need not be written
});

test("a setter of Object.prototype does not swallow the fields of a result", () => {
  const names = Object.keys(doubles.fields);
  const expected = lib["structMakeDoubles"]!(5n);
  for (const name of names) Object.defineProperty(Object.prototype, name, { configurable: true, set: throwMine });
  let made: unknown;
  try {
    made = lib["structMakeDoubles"]!(5n);
  } finally {
    for (const name of names) delete (Object.prototype as unknown as Record<string, unknown>)[name];
  }
  assert.deepEqual(made, expected);
});

const step = t.callback([t.int], t.int);
const { callbackTimes } = open(libraryUrl("fixture"), { callbackTimes: fn([step, t.int], t.int) });
for (const [what, value] of [
  ["null", null],
  ["undefined", undefined],
  ["a symbol", Symbol("s")],
  ["a revoked proxy", revoked({})],
  ["a proxy that throws", new Proxy({}, { get: throwMine, getPrototypeOf: throwMine })],
  ["an error whose message throws", Object.defineProperty(new Error("x"), "message", { get: throwMine })],
] as const) {
  test(`callbackTimes throws ${what}, the same one`, () => {
    const thrown = thrownBy(() =>
      callbackTimes(() => {
        throw value;
      }, 3),
    );
    assert.ok(Object.is(thrown, value));
    assert.equal(
      callbackTimes((i) => i, 3),
      3,
    );
  });
}

test("callbackTimes refuses what a callback may not give", () => {
  for (const value of [
    undefined,
    null,
    "1",
    Symbol("s"),
    revoked({}),
    revoked([]),
    { valueOf: () => 1 },
    Promise.resolve(1),
  ]) {
    refuses("TOPHER_TYPE", () => callbackTimes((() => value) as never, 3), /callback result must be /);
  }
});

const inner = t.struct({ a: t.f64, b: t.f64 });
const colour = t.struct({ r: t.u8, g: t.u8, b: t.u8 });
const outer = t.ref(t.struct({ id: t.i32, at: inner, colour, v: t.array(t.i16, 3) }));
const writing = open(libraryUrl("fixture"), {
  structSetNested: fn([outer, t.int], t.f64),
  structLabelSet: fn([t.ref(t.struct({ text: t.pointer, id: t.i64 }))], t.void),
});
const rest = { colour: { r: 1, g: 2, b: 3 }, v: [1, 2, 3] as never };
const others: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  "a number": () => 5,
  "what was revoked": () => revoked({}),
};
for (const [what, other] of Object.entries(others)) {
  test(`structSetNested writes a struct anew where its getter gives ${what} after the call`, () => {
    let at: unknown;
    let reads = 0;
    const object = {
      id: 1,
      get at() {
        return reads++ === 0 ? { a: 1, b: 2 } : (other() as never);
      },
      set at(value) {
        at = value;
      },
      ...rest,
    };
    writing.structSetNested(object, 5);
    assert.deepEqual(at, { a: 6, b: 7 });
  });
}

test("structSetNested writes a struct anew that the program took away while another field was written", () => {
  const object = {
    at: { a: 1, b: 2 } as { a: number; b: number } | null,
    get id() {
      return 1;
    },
    set id(_) {
      this.at = null;
    },
    ...rest,
  };
  writing.structSetNested(object as never, 5);
  assert.deepEqual(object.at, { a: 6, b: 7 });
});

test("structSetNested says what is wrong with an object that was revoked during the call", () => {
  const { proxy, revoke } = Proxy.revocable({ id: 1, at: { a: 1, b: 2 }, ...rest }, {});
  const { callbackVoid } = open(libraryUrl("fixture"), { callbackVoid: fn([t.callback([], t.void), outer], t.void) });
  const rule =
    "fixture.callbackVoid: parameter 2 must not be revoked during the call: Go's changes are written back into it";
  refuses("TOPHER_FROZEN", () => callbackVoid(revoke, proxy), rule);
});

test("structLabelSet writes an address into the place of an empty view", () => {
  const object: { text: unknown; id: bigint } = { text: new Uint8Array(0), id: 1n };
  writing.structLabelSet(object as never);
  assert.equal(typeof object.text, "bigint");
  assert.equal(object.id, 2n);
});

nothingLeft();
