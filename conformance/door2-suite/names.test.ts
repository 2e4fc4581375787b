// Names: how those of Go are written in JavaScript, and which of them needed another.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);

const exported: Readonly<Record<string, readonly [string, readonly unknown[], unknown]>> = {
  ParseURL: ["parseURL", ["x"], "x"],
  URL: ["url", [], "url"],
  HTTPServer: ["httpServer", [], "httpServer"],
  Delete: ["delete", ["k"], "deleted k"],
  Class: ["class", ["a", "b", "c"], "abc"],
  Then: ["then_", [], "then"],
  Arguments: ["arguments", [], "arguments"],
  Object: ["object", [], "Object"],
  Try: ["try", [() => {}], "fine"],
  Unnamed: ["unnamed", [1, "x"], true],
  Shadow: ["shadow", ["1", "2", "3", "4", "5", "6", "7", "8"], "12345678"],
};

for (const [go, [js, args, result]] of Object.entries(exported)) {
  test("foreign takes parameters whose names C has not, beside those that are called as cgo calls such", () => {
    assert.equal(f.foreign(1, 1, 10, 100, 1000, 2), 1 + 2 + 30 + 500 + 7000 + 22);
  });

  test(`${go} is ${js}`, () => {
    assert.equal(call[js]!(...args), result);
    assert.ok(go === js || !(go in f), go);
  });
}

test("New is new and Thing.new", () => {
  const thing = f.new();
  assert.ok(thing instanceof f.Thing);
  assert.equal(f.Thing.new, f.new);
  thing[Symbol.dispose]();
});

test("the module is no thenable, and no default", async () => {
  assert.ok(!("then" in f) && !("default" in f));
  assert.equal((await import("../../dist/door2/features/index.js")).add(1, 2), 3);
});

test("an object of Go is no thenable", async () => {
  const thing = f.new();
  assert.equal(await thing, thing);
  assert.equal(thing.then_(), "then");
  assert.equal(thing.constructor_(), "constructor");
  assert.equal(thing.delete(), "delete");
  assert.equal(thing.constructor, f.Thing);
  thing[Symbol.dispose]();
});

test("names of parameters do not fall together with those of generated code", () => {
  assert.throws(
    () => call["shadow"]!("1", "2", "3", "4", "5", "6", "7", 8),
    /^TypeError.*features\.shadow: parameter 8 \(string_\) must be a string/,
  );
  assert.throws(() => call["class"]!(1, "", ""), /features\.class: parameter 1 \(function_\) must be a string/);
});

for (const name of ["Generic", "complex", "raw", "List", "echoAnonymous"]) {
  test(`${name} is not bound`, () => assert.ok(!(name in f)));
}

test("hidden fields and functions stay in Go", () => {
  for (const name of ["owner", "balance", "mu"]) assert.ok(!(name in f));
  assert.ok(!("mu" in f.Account.prototype) && !("hidden" in f.Shape.prototype));
});

nothingLeft();
