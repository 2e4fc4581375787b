// Objects that stand for interfaces and do not keep still: getters and proxies that give methods, methods that go, others' prototypes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stats } from "topher";
import * as n from "../../dist/door2/whole/nodes/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(n);
const mine = new Error("mine");
const throwMine = (): never => {
  throw mine;
};
const shape = (area: number, name = "mine"): n.Shape => ({ area: () => area, name: () => name });

/** Calls that use as much of the arena as the arguments of any callback here. */
function callAgain(): void {
  assert.equal(n.both(shape(7, "again ".repeat(500))), `${"again ".repeat(500)} 7`);
  assert.equal(n.anyType({ a: "b".repeat(5000) }), "map[string]interface {}");
}

/** A store whose methods are given by getters that run something first. */
function gettingStore(run: () => void): n.Store & { readonly values: Map<string, string> } {
  const values = new Map([["from", "value ".repeat(100)]]);
  const methods: Record<string, (...args: never[]) => unknown> = {
    get: (key: string) => values.get(key) ?? "",
    put: (key: string, value: string) => void values.set(key, value),
    lookup: (key: string) => [values.get(key) ?? "", values.has(key)],
    len: () => values.size,
  };
  const store = { values };
  for (const [name, method] of Object.entries(methods)) {
    Object.defineProperty(store, name, {
      get() {
        run();
        return method;
      },
    });
  }
  return store as never;
}

test("copyValue gets its arguments whole where a getter gives the method and calls Go first", () => {
  const store = gettingStore(callAgain);
  n.copyValue(store, "from", "to ".repeat(200));
  assert.equal(store.values.get("to ".repeat(200)), "value ".repeat(100));
});

test("copyValue gets its arguments whole from a proxy whose traps call Go", () => {
  const values = new Map([["from", "value"]]);
  const target = {
    get: (key: string) => values.get(key) ?? "",
    put: (key: string, value: string) => void values.set(key, value),
    lookup: (key: string): [string, boolean] => [values.get(key) ?? "", values.has(key)],
    len: () => values.size,
  };
  const proxy = new Proxy(target, {
    get(of, key) {
      callAgain();
      return Reflect.get(of, key) as unknown;
    },
  });
  n.copyValue(proxy, "from", "to");
  assert.equal(values.get("to"), "value");
});

test("copyValue throws what a getter of a method throws in the call", () => {
  let asked = 0;
  const store = gettingStore(() => {
    if (++asked > 8) throw mine; // the first of them is asked whether there is such a method
  });
  for (let i = 0; i < 3; i++) {
    const thrown = thrownBy(() => {
      for (;;) n.copyValue(store, "from", "to");
    });
    assert.equal(thrown, mine);
  }
});

test("area refuses what has no methods, and what gives none when it is called", () => {
  refuses("TOPHER_TYPE", () => call["area"]!({ area: 5, name: () => "" }), /It has no method area$/);
  refuses("TOPHER_TYPE", () => call["area"]!(new Proxy({}, { get: () => 5 })));
  assert.equal(
    thrownBy(() => call["area"]!(new Proxy({}, { get: throwMine }))),
    mine,
  );
  const { proxy, revoke } = Proxy.revocable(shape(1), {});
  n.keep(proxy);
  revoke();
  assert.ok(thrownBy(() => n.keptArea()) instanceof TypeError, "what the engine says of a revoked proxy");
  n.dropKept();
  refuses("TOPHER_TYPE", () => n.area(proxy), /got a proxy that was revoked$/);
  const fading = shape(1);
  n.keep(fading);
  delete (fading as Partial<n.Shape>).area;
  assert.ok(thrownBy(() => n.keptArea()) instanceof TypeError, "what the engine says of a method that is not there");
  n.dropKept();
});

test("area refuses results that are none", () => {
  for (const value of [undefined, null, "1", 1n, Symbol("s"), {}, Promise.resolve(1)]) {
    const { code } = thrownBy(() => n.area({ area: () => value as never, name: () => "" })) as { code?: string };
    assert.match(String(code), /^TOPHER_(TYPE|NEEDS_ASYNC)$/);
  }
});

test("an object of Go with another prototype is still what it is to Go", () => {
  const circle = n.makeCircle(2) as n.Circle;
  Object.setPrototypeOf(circle, null);
  assert.equal(n.area(circle), 12);
  Object.setPrototypeOf(circle, n.Square.prototype);
  assert.equal(n.area(circle), 12);
  const { code } = thrownBy(() => (circle as unknown as n.Square).side) as { code?: string };
  assert.match(String(code), /^TOPHER_/);
  circle[Symbol.dispose]();
});

test("a getter that lets both collectors run leaves the method what Go gives it, and has let go of", async () => {
  const mine = shape(3);
  const heard: unknown[] = [];
  const listener = {
    get hear() {
      // JavaScript asks what Go has let go of, which Go finds out in the background.
      for (const end = Date.now() + 40; Date.now() < end; stats()) n.collect();
      return (...[, , frame]: Parameters<n.Listener["hear"]>): void => void heard.push(frame.shape);
    },
  };
  n.tell(listener as n.Listener, "x", mine);
  await n.tell.async(listener as n.Listener, "x", mine);
  assert.equal(heard.length, 2);
  assert.ok(heard.every((given) => given === mine));
});

test("a method that disposes of what it was given, and of itself, while Go runs", () => {
  const circle = n.makeCircle(1) as n.Circle;
  const visitor: n.Visitor = {
    visit(given) {
      (given as unknown as Disposable)[Symbol.dispose]();
      circle[Symbol.dispose]();
      refuses("TOPHER_HANDLE_RELEASED", () => circle.area());
      return null;
    },
  };
  assert.equal(typeof n.walk(visitor, [circle]), "number");
});

nothingLeft(() => n.collect());
