// Every function and every method of a whole library has its asynchronous form.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as funcs from "../../dist/door2/whole/funcs/index.js";
import * as generic from "../../dist/door2/whole/generic/index.js";
import * as iterators from "../../dist/door2/whole/iterators/index.js";
import * as nodes from "../../dist/door2/whole/nodes/index.js";
import * as opaque from "../../dist/door2/whole/opaque/index.js";
import * as streams from "../../dist/door2/whole/streams/index.js";
import * as trees from "../../dist/door2/whole/trees/index.js";
import * as variables from "../../dist/door2/whole/variables/index.js";
import { nothingLeft } from "./kit.ts";

const modules = { funcs, generic, iterators, nodes, opaque, streams, trees, variables };
for (const [name, module] of Object.entries(modules)) {
  test(`every function of ${name} has async, with the same name in messages`, () => {
    let functions = 0;
    for (const [key, value] of Object.entries(module)) {
      if (typeof value !== "function" || isClass(value)) continue;
      assert.equal(typeof (value as { async?: unknown }).async, "function", `${name}.${key}`);
      functions++;
    }
    assert.ok(functions > 0);
  });
}

for (const [name, make] of [
  ["List", () => iterators.newList("x")],
  ["Tape", () => streams.newTape("x")],
  ["Registry", () => funcs.newRegistry()],
  ["Table", () => streams.newTable(null)],
] as const) {
  test(`the async view of ${name} has each of its methods`, () => {
    const object = make() as unknown as Record<string, unknown>;
    const view = object["async"] as Record<string, unknown>;
    const methods = ownMethods(object);
    assert.ok(methods.length > 0);
    for (const method of methods) assert.equal(typeof view[method], "function", method);
    (object as unknown as Disposable)[Symbol.dispose]();
  });
}

nothingLeft(() => funcs.collect());

function isClass(of: Function): boolean {
  return /^class\b/.test(Function.prototype.toString.call(of));
}

/** The names of the methods that Go's type has. */
function ownMethods(object: object): string[] {
  const prototype = Object.getPrototypeOf(object) as object;
  return Object.getOwnPropertyNames(prototype).filter((name) => {
    const { value } = Object.getOwnPropertyDescriptor(prototype, name)!;
    return typeof value === "function" && !["constructor", "toString", "toJSON"].includes(name);
  });
}
