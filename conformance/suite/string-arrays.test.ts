// Slices of text: `[]*C.char` and `[]string`.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fn, open, t } from "topher";
import { leaked } from "../kit/fixture.ts";
import { libraryUrl } from "../kit/library.ts";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const free = "freeString";
const strings = t.slice(t.cstring);
const lib = open(libraryUrl("fixture"), {
  stringsTotal: fn([strings], t.int),
  stringsNull: fn([t.slice(t.nullable(t.cstring))], t.int),
  stringsJoin: fn([strings, t.cstring], t.cstring, { free }),
  stringsStatic: fn([], t.slice(t.nullable(t.cstring))),
  textsTotal: fn([t.slice(t.string)], t.int),
  textsJoin: fn([t.slice(t.string), t.string], t.string, { free }),
});

after(() => assert.equal(leaked(), 0, "strings that nobody freed"));

const lists: Readonly<Record<string, readonly string[]>> = {
  "no strings": [],
  "one empty string": [""],
  "one string": ["one"],
  "three strings": ["one", "two", "three"],
  "strings that are empty": ["", "", ""],
  "text of every width": ["a", "é", "語", "🐹"],
  "a string longer than a piece of the frame": ["x".repeat(100_000), "y", "z".repeat(20_000)],
  "10000 strings": Array.from({ length: 10_000 }, (_, i) => `string ${i}`),
};

for (const [name, list] of Object.entries(lists)) {
  const total = list.reduce((sum, each) => sum + new TextEncoder().encode(each).length, 0);

  test(`stringsJoin takes ${name}`, () => {
    assert.equal(lib.stringsTotal(list), total);
    assert.equal(lib.stringsNull(list), 0);
    assert.equal(lib.stringsJoin(list, ", "), list.join(", "));
  });

  test(`textsJoin takes ${name}`, () => {
    assert.equal(lib.textsTotal(list), total);
    assert.equal(lib.textsJoin(list, ", "), list.join(", "));
  });
}

test("textsJoin carries NUL", () => assert.equal(lib.textsJoin(["a\0b", "\0"], "\0\0"), "a\0b\0\0\0"));

test("stringsJoin refuses NUL and names the element", () => {
  refuses(
    "TOPHER_NUL",
    () => lib.stringsJoin(["a", "b\0"], ""),
    /^fixture\.stringsJoin: parameter 1\[1\] must be a str/,
  );
});

test("stringsNull sees null where that is declared", () => {
  assert.equal(lib.stringsNull(["a", null, "", null]), 2);
});

test("stringsStatic gives null where that is declared", () => {
  assert.deepEqual(lib.stringsStatic(), ["one", "", null, "drei 🐹"]);
});

test("stringsStatic throws TOPHER_NIL and names the element where null is not declared", () => {
  const strict = open(libraryUrl("fixture"), { stringsStatic: fn([], t.slice(t.cstring)) });
  refuses("TOPHER_NIL", strict.stringsStatic, /^fixture\.stringsStatic: result\[2\] is a null pointer/);
});

for (const [name, element] of Object.entries({ null: null, undefined, "1": 1, "an object": {} })) {
  test(`stringsTotal and textsTotal refuse ${name} as an element`, () => {
    for (const symbol of ["stringsTotal", "textsTotal"] as const) {
      const message = new RegExp(`^fixture\\.${symbol}: parameter 1\\[2\\] must be a string, got `);
      refuses("TOPHER_TYPE", () => lib[symbol](["a", "b", element as string]), message);
    }
  });
}

const notArrays = { null: null, undefined, "a string": "ab", "an object": { length: 0 }, "a Set": new Set(["a"]) };
for (const [name, value] of Object.entries(notArrays)) {
  test(`stringsTotal refuses ${name} as an array`, () => {
    const message = /^fixture\.stringsTotal: parameter 1 must be an array, got /;
    refuses("TOPHER_TYPE", () => lib.stringsTotal(value as never), message);
  });
}

test("stringsTotal refuses an array with holes", () => {
  const holes = ["a", "b", "c"];
  delete holes[1];
  refuses("TOPHER_TYPE", () => lib.stringsTotal(holes), /parameter 1\[1\] must be a string, got undefined$/);
});

test("stringsTotal takes the length that the array has when it is read", () => {
  const shrinking = ["a", "b", "c"];
  const proxy = new Proxy(shrinking, {
    get(target, key) {
      if (key === "0") shrinking.length = 1;
      return Reflect.get(target, key);
    },
  });
  refuses("TOPHER_TYPE", () => lib.stringsTotal(proxy), /parameter 1\[1\] must be a string, got undefined$/);
});

nothingLeft();
