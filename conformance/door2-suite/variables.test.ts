// Package variables, as accessors of one object.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ByteSink, GoError, GoPanic, same } from "topher";
import * as v from "../../dist/door2/whole/variables/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft } from "./kit.ts";

const { vars } = v;
const any = vars as any;
const mine = new Error("mine");

/** What each variable is at first, what it is set to, and what it is then where that differs. */
const values: readonly (readonly [keyof typeof vars, unknown, unknown, unknown?])[] = [
  ["verbose", false, true],
  ["level", 3, -4],
  ["small", 0, -128],
  ["count", 2n ** 60n, -(2n ** 63n)],
  ["count", 2n ** 60n, 5, 5n],
  ["size", 7n, 2n ** 64n - 1n],
  ["ratio", 0.5, NaN],
  ["ratio", 0.5, -0],
  ["single", 1.5, -2.25],
  ["name", "first", "ä\0😀"],
  ["data", Uint8Array.of(1, 2, 3), Uint8Array.of(9)],
  ["weights", Float64Array.of(1, 2), [5, 6, 7], Float64Array.of(5, 6, 7)],
  ["numbers", [4, 5], []],
  ["words", ["a", "b"], ["x"]],
  ["grid", Float64Array.of(1, 2, 3), [7, 8, 9], Float64Array.of(7, 8, 9)],
  ["limits", { a: 1 }, { b: 2, c: 3 }],
  ["names", new Map([[1, "one"]]), new Map([[2, "two"]])],
  ["origin", { x: 1, y: 0 }, { y: 5 }, { x: 0, y: 5 }],
  ["corner", { x: 0, y: 2 }, { x: 7 }, { x: 7, y: 0 }],
  ["corner", { x: 0, y: 2 }, null],
  ["nowhere", null, { x: 1, y: 1 }],
  ["start", new Date(5000), new Date(0)],
  ["wait", 1500, 0.25],
  ["extra", "extra", { a: [1, null] }],
  ["mood", v.Mode.calm, v.Mode.wild],
  ["title", "title", "other"],
  ["modern", "legacy", "new"],
];

for (const [name, first, set, then] of values) {
  test(`vars.${name} can be read and set: ${typeof set} ${JSON.stringify(set, (_, x) => (typeof x === "bigint" ? `${x}n` : x))}`, () => {
    assert.deepEqual(vars[name], first);
    const described = v.describe();
    any[name] = set;
    assert.deepEqual(vars[name], then ?? set);
    any[name] = first;
    assert.deepEqual(vars[name], first);
    assert.equal(v.describe(), described);
  });
}

test("what is set arrives in Go", () => {
  assert.match(v.describe(), /^false 3 0 /);
  vars.verbose = true;
  vars.level = 9;
  assert.match(v.describe(), /^true 9 0 /);
  vars.verbose = false;
  vars.level = 3;
  vars.corner = { x: 4, y: 5 };
  assert.equal(v.describeCorner(), "&{4 5}");
  vars.corner = { y: 2 };
  vars.start = new Date(77);
  assert.equal(v.describeStart(), 77n);
  vars.start = new Date(5000);
  vars.limits = { z: 1, y: 2 };
  assert.deepEqual(v.sortedLimits(), ["y", "z"]);
  vars.limits = { a: 1 };
});

test("what Go sets is read", () => {
  v.setWords("from", "Go");
  assert.deepEqual(vars.words, ["from", "Go"]);
  vars.words = ["a", "b"];
});

test("a value that is read is a copy", () => {
  vars.data.fill(0);
  vars.limits["b"] = 5;
  vars.origin.x = 7;
  vars.words.push("c");
  assert.deepEqual(
    [vars.data, vars.limits, vars.origin, vars.words],
    [Uint8Array.of(1, 2, 3), { a: 1 }, { x: 1, y: 0 }, ["a", "b"]],
  );
});

const wrong: readonly (readonly [
  string,
  unknown,
  "TOPHER_TYPE" | "TOPHER_RANGE" | "TOPHER_UNKNOWN_FIELD",
  string | RegExp,
])[] = [
  ["verbose", 1, "TOPHER_TYPE", "variables.vars.verbose must be a boolean, got number 1"],
  ["level", 1.5, "TOPHER_RANGE", /^variables\.vars\.level must be a safe integer/],
  ["small", 128, "TOPHER_RANGE", "variables.vars.small must be an integer from -128 to 127, got number 128"],
  ["count", "5", "TOPHER_TYPE", /^variables\.vars\.count must be .*got string "5"$/],
  ["name", 5, "TOPHER_TYPE", "variables.vars.name must be a string, got number 5"],
  ["name", undefined, "TOPHER_TYPE", "variables.vars.name must be a string, got undefined"],
  ["data", [1], "TOPHER_TYPE", /^variables\.vars\.data must be a Uint8Array/],
  ["weights", new Float32Array(1), "TOPHER_TYPE", /^variables\.vars\.weights must be .*got Float32Array\(1\)$/],
  ["grid", [1, 2], "TOPHER_RANGE", /^variables\.vars\.grid must be/],
  ["words", ["a", 5], "TOPHER_TYPE", "variables.vars.words[1] must be a string, got number 5"],
  ["limits", { a: "x" }, "TOPHER_TYPE", /^variables\.vars\.limits.*a.* must be .*got string "x"$/],
  ["origin", { z: 1 }, "TOPHER_UNKNOWN_FIELD", /^variables\.vars\.origin\.z is not a field/],
  ["start", new Date(NaN), "TOPHER_RANGE", /^variables\.vars\.start must be/],
  ["extra", Symbol("x"), "TOPHER_TYPE", /^variables\.vars\.extra must be .*got a symbol$/],
  ["current", {}, "TOPHER_TYPE", "variables.vars.current must be a variables.Config, got an object"],
  ["transform", 5, "TOPHER_TYPE", "variables.vars.transform must be a function, got number 5"],
  ["greeter", {}, "TOPHER_TYPE", /^variables\.vars\.greeter must be .*greet/],
  ["out", 5, "TOPHER_TYPE", /^variables\.vars\.out must be .*got number 5$/],
  ["in", 5, "TOPHER_TYPE", /^variables\.vars\.in must be .*got number 5$/],
  ["items", 5, "TOPHER_TYPE", /^variables\.vars\.items must be an iterable, got number 5$/],
];
for (const [name, value, code, message] of wrong) {
  test(`vars.${name} refuses a wrong value and stays what it is: ${message}`, () => {
    const before = v.describe();
    refuses(code, () => (any[name] = value), message);
    assert.equal(v.describe(), before);
  });
}

test("vars has no other properties, and takes none", () => {
  assert.ok(Object.isFrozen(vars));
  assert.throws(() => (any.unknown = 1), TypeError);
  for (const name of ["ignored", "hidden", "complex", "errFirst", "legacyName"]) assert.ok(!(name in vars), name);
});

test("an error variable is exported by itself", () => {
  assert.ok(v.errFirst instanceof GoError);
  assert.equal(v.errFirst.message, "first");
});

test("standard is a class: reading it gives the variable itself", () => {
  const { standard } = vars;
  standard.title = "live";
  assert.equal(v.standardTitle(), "live");
  assert.deepEqual([standard.touch(), vars.standard.touch()], [1, 2]);
  v.setStandard("other");
  assert.equal(standard.title, "other");
  assert.ok(same(standard, vars.standard));
});

test("standard is set by a copy", () => {
  const config = v.newConfig("mine");
  vars.standard = config;
  config.title = "changed";
  assert.equal(v.standardTitle(), "mine");
  refuses("TOPHER_TYPE", () => (any.standard = null), "variables.vars.standard must be a variables.Config, got null");
});

test("current is the pointer, spare is nil", () => {
  const first = vars.current!;
  assert.equal(v.isCurrent(first), true);
  const config = v.newConfig("next");
  vars.current = config;
  assert.equal(v.isCurrent(config), true);
  assert.ok(same(vars.current, config));
  vars.current = null;
  assert.equal(v.isCurrent(null), true);
  vars.current = first;
  assert.equal(vars.spare, null);
});

test("transform is a func of Go at first, and one of JavaScript afterwards", () => {
  const first = vars.transform!;
  assert.equal(first("abc"), "ABC");
  const mine = (text: string): string => `<${text}>`;
  vars.transform = mine;
  assert.equal(v.apply("abc"), "<abc>");
  assert.equal(vars.transform, mine);
  vars.transform = null;
  assert.equal(v.apply("abc"), "nil");
  vars.transform = first;
  assert.equal(v.apply("abc"), "ABC");
  assert.equal(vars.maybe, null);
  vars.maybe = (n) => n;
  vars.maybe = null;
});

test("apply throws what the function in transform throws", () => {
  const first = vars.transform;
  vars.transform = () => {
    throw mine;
  };
  assert.equal(
    thrownBy(() => v.apply("x")),
    mine,
  );
  vars.transform = () => 5 as never;
  refuses("TOPHER_TYPE", () => v.apply("x"), /the result must be a string, got number 5$/);
  vars.transform = first;
});

test("greeter is an interface: a class of Go, an object of JavaScript, nil", () => {
  const first = vars.greeter!;
  assert.ok(first instanceof v.Polite);
  assert.equal(first.greet("Ann"), "hello Ann, sir");
  const mine: v.Greeting = { greet: (name) => `hi ${name}` };
  vars.greeter = mine;
  assert.equal(v.greet("Bob"), "hi Bob");
  assert.equal(vars.greeter, mine);
  vars.greeter = null;
  assert.equal(v.greet("x"), "nobody greets");
  vars.greeter = first;
  assert.equal(v.greet("Ann"), "hello Ann, sir");
});

test("out is a writer, in a reader, items an iterator", () => {
  const { out, items } = vars;
  out!.write("into the void");
  const sink = new ByteSink();
  any.out = sink;
  v.print("abc");
  assert.equal(sink.text(), "abc");
  vars.out!.write("def");
  assert.equal(sink.text(), "abcdef");
  vars.out = out;
  assert.equal(vars.in!.text(), "from Go");
  any.in = "from here";
  assert.equal(v.readIn(), "from here");
  any.in = null;
  assert.ok(thrownBy(() => v.readIn()) instanceof GoPanic);
  assert.deepEqual([...items!], [1, 2, 3]);
  vars.items = [4, 5];
  assert.equal(v.sumItems(), 9);
  vars.items = items;
});

// What Go holds for the sake of JavaScript.
after(() => {
  vars.maybe = null;
});

nothingLeft(() => v.collect());
