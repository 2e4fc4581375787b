// Proxies as arguments: they are asked as any object is, what their traps throw is thrown again, and what they say is checked, not believed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Handle } from "topher";
import * as f from "../../dist/door2/features/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { rejects, rejection } from "../kit/rejects.ts";
import { revoked } from "../kit/revoked.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);
const mine = new Error("mine");
const throws = (): never => {
  throw mine;
};

/** What takes an object or an array in its first parameter, and what it takes beside it. */
const taking: Readonly<Record<string, readonly unknown[]>> = {
  echoAny: [],
  echoList: [],
  echoObject: [],
  echoVector: [],
  echoFlags: [],
  echoBytes: [],
  mean: [],
  mapFloats: [(x: number) => x],
  each: [() => {}],
  echoPoint: [],
  echoPoints: [],
  echoPerson: [],
  echoPointers: [],
  move: [1, 2],
  birthday: [],
  echoCounts: [],
  echoNames: [],
  echoCells: [],
  echoHeader: [],
  echoTime: [],
  echoStrings: [],
  echoGrid: [],
  describe: [],
  totalBalance: [],
  nameOf: [],
};

for (const [name, others] of Object.entries(taking)) {
  for (const [what, target] of [
    ["an object", {}],
    ["an array", []],
    ["a Map", new Map()],
    ["a view", new Float64Array(2)],
  ] as const) {
    test(`${name} refuses a revoked proxy around ${what}, in both forms`, async () => {
      const message = new RegExp(`^features\\.${name}: parameter 1 \\(\\w+\\).* got a proxy that was revoked$`);
      refuses("TOPHER_TYPE", () => call[name]!(revoked(target), ...others), message);
      await rejects("TOPHER_TYPE", call[name]!.async(revoked(target), ...others), message);
    });
  }
}

test("echoAny refuses revoked proxies inside of others", () => {
  const inside = /^features\.echoAny: parameter 1 \(v\)\.a\[1\] must be .* got a proxy that was revoked$/;
  for (const target of [{}, [], new Map(), new Date(0), mine]) {
    refuses("TOPHER_TYPE", () => f.echoAny({ a: [1, revoked(target)] }), inside);
  }
});

test("apply throws what the engine says of a function that was revoked", () => {
  const thrown = thrownBy(() =>
    f.apply(
      1,
      revoked((x: number) => x),
    ),
  );
  assert.ok(thrown instanceof TypeError);
  assert.match(thrown.message, /revoked/);
});

const traps = ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor"] as const;
for (const [name, target] of [
  ["echoAny", {}],
  ["echoAny", []],
  ["echoObject", { a: 1 }],
  ["echoList", [1]],
  ["echoPoint", { x: 1 }],
  ["echoPoints", [{ x: 1 }]],
  ["mean", [1, 2]],
  ["echoInts", [1, 2]],
  ["echoFloats", [1, 2]],
  ["echoCounts", { a: 1 }],
] as const) {
  test(`${name} gives what it is given, or throws what a trap throws, for a proxy around ${JSON.stringify(target)}`, () => {
    assert.deepEqual(call[name]!(new Proxy(target, {})), call[name]!(target));
    let thrown = 0;
    for (const trap of traps) {
      const proxy = new Proxy(target, { [trap]: throws });
      try {
        assert.deepEqual(call[name]!(proxy), call[name]!(target), `${trap} is not asked`);
      } catch (error) {
        assert.equal(error, mine, `${trap}: ${String(error)}`);
        thrown++;
      }
    }
    assert.ok(thrown > 0, "no trap was asked");
    assert.deepEqual(call[name]!(target), call[name]!(target));
  });
}

const lies: Readonly<Record<string, unknown>> = {
  "2 ** 40": 2 ** 40,
  "2 ** 32 + 1": 2 ** 32 + 1,
  "-1": -1,
  "1.5": 1.5,
  NaN,
  "a symbol": Symbol("length"),
  text: "2",
  "an object": { valueOf: () => 2 },
  undefined,
};
for (const name of [
  "echoAny",
  "echoList",
  "echoPoints",
  "echoInts",
  "echoFloats",
  "mean",
  "echoStrings",
  "echoVector",
]) {
  for (const [what, length] of Object.entries(lies)) {
    test(`${name} refuses an array whose length is ${what}`, async () => {
      const lying = (): unknown =>
        new Proxy([1, 2], { get: (of, key) => (key === "length" ? length : Reflect.get(of, key)) });
      const codes = new Set(["TOPHER_TYPE", "TOPHER_RANGE"]);
      const thrown = thrownBy(() => call[name]!(lying())) as { code?: unknown };
      assert.ok(codes.has(String(thrown.code)), String(thrown));
      const rejected = (await rejection(call[name]!.async(lying()))) as { code?: unknown };
      assert.ok(codes.has(String(rejected.code)), String(rejected));
    });
  }

  test(`${name} refuses an array of four thousand million holes at once`, () => {
    const holes: unknown[] = [];
    holes.length = 2 ** 32 - 1;
    const started = performance.now();
    const thrown = thrownBy(() => call[name]!(holes)) as { code?: unknown };
    assert.ok(["TOPHER_TYPE", "TOPHER_RANGE"].includes(String(thrown.code)), String(thrown));
    assert.ok(performance.now() - started < 2000, "it was counted through");
  });
}

test("echoInts takes as many elements as the length says at first", () => {
  let asked = 0;
  const growing = new Proxy([1, 2, 3], {
    get: (of, key) => (key === "length" ? ++asked + 1 : Reflect.get(of, key)),
  });
  assert.deepEqual(f.echoInts(growing), [1, 2]);
});

test("echoObject takes the keys that ownKeys names and that are there", () => {
  const target = { a: 1, b: 2 };
  assert.deepEqual(f.echoObject(new Proxy(target, { ownKeys: () => ["b", "none"] })), { b: 2 });
});

test("nameOf and totalBalance refuse a proxy around a handle", () => {
  const shape = new f.Shape({ name: "s" });
  refuses(
    "TOPHER_TYPE",
    () => call["nameOf"]!(new Proxy(shape, {})),
    /must be a features\.Shape, got an object of class Shape$/,
  );
  assert.equal(f.nameOf(shape), "s");
  const account = f.newAccount("x");
  refuses("TOPHER_TYPE", () => call["totalBalance"]!([new Proxy(account, {})]));
  refuses("TOPHER_TYPE", () => f.Account.prototype.balance.call(new Proxy(account, {})));
  account[Symbol.dispose]();
  shape[Symbol.dispose]();
});

test("an object with the prototype of a class is no handle", () => {
  const fake = Object.create(f.Account.prototype) as f.Account;
  refuses("TOPHER_TYPE", () => fake.balance());
  refuses("TOPHER_TYPE", () => call["totalBalance"]!([fake]));
  refuses("TOPHER_TYPE", () => fake[Symbol.dispose]());
  refuses("TOPHER_TYPE", () => Object.create(Handle.prototype).toString());
  refuses("TOPHER_TYPE", () => Handle.isReleased(fake));
  refuses("TOPHER_TYPE", () => call["echoAny"]!(fake));
});

test("a handle that claims to be of another class is refused by Go", async () => {
  const shape = new f.Shape({ name: "s" }) as Handle;
  Object.setPrototypeOf(shape, f.Account.prototype);
  for (const use of [
    () => (shape as f.Account).balance(),
    () => (shape as f.Account).owner(),
    () => f.totalBalance([shape as f.Account]),
    () => f.isNilAccount(shape as f.Account),
  ]) {
    const thrown = thrownBy(use) as { code?: string };
    assert.match(String(thrown.code), /^TOPHER_(TYPE|HANDLE_\w+)$/, String(thrown));
  }
  assert.match(String(((await rejection((shape as f.Account).async.balance())) as { code?: string }).code), /^TOPHER_/);
  shape[Symbol.dispose]();
});

test("echoAny gives a handle back whatever its own property constructor says", () => {
  for (const constructor of [
    undefined,
    null,
    5,
    {},
    revoked(class {}),
    new Proxy(class {}, { getPrototypeOf: throws }),
  ]) {
    const account = f.newAccount("x");
    Object.defineProperty(account, "constructor", { value: constructor });
    const back = f.echoAny(account) as f.Account;
    assert.equal(back.owner(), "x");
    back[Symbol.dispose]();
    account[Symbol.dispose]();
  }
});

test("new Account ends for a new.target whose chain of classes never does", () => {
  const endless: object = new Proxy(function () {}, { getPrototypeOf: () => endless });
  refuses("TOPHER_TYPE", () => Reflect.construct(f.Account, [], endless as never));
});

test("new Shape refuses revoked fields, and releases what it made where a field throws", () => {
  refuses("TOPHER_TYPE", () => new f.Shape(revoked({})));
  assert.equal(
    thrownBy(
      () =>
        new f.Shape({
          name: "s",
          get center(): never {
            return throws();
          },
        }),
    ),
    mine,
  );
  assert.equal(
    thrownBy(() => new f.Shape(new Proxy({}, { ownKeys: throws }))),
    mine,
  );
});

nothingLeft(() => f.makeBytes(4_000_000));
